"""How pages are cited."""

import pytest
from django.utils import translation

from awards.citing import citation_of_ceremony, citation_of_winner
from awards.models import Recipient
from tests.factories import YESTERDAY, make_agency, make_award, make_category, make_ceremony, make_winner
from tests.pages import texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def ceremony():
    organiser = make_agency("สพร. (องค์การมหาชน)", name_en="DGA (Public Organization)")
    return make_ceremony(2020, release_at=YESTERDAY, organiser=organiser)


@pytest.fixture
def winner(ceremony):
    category = make_category(ceremony, title_th="ระดับกรม", title_en="Departments")
    return make_winner(category, agency=make_agency("กรมหนึ่ง", name_en="One"), ref="first222")


def test_a_thai_reference_has_author_buddhist_year_title_site_and_address(ceremony, winner):
    assert citation_of_winner(winner, "https://example.go.th/winners/first222/").reference() == (
        "สพร. (องค์การมหาชน). (2563). กรมหนึ่ง: ระดับกรม, รางวัลรัฐบาลดิจิทัล ประจำปี 2563. "
        "รางวัลรัฐบาลดิจิทัล. https://example.go.th/winners/first222/"
    )


def test_an_english_reference_is_in_english_and_in_common_years(winner):
    with translation.override("en"):
        assert citation_of_winner(winner, "https://example.go.th/en/winners/first222/").reference() == (
            "DGA (Public Organization). (2020). One: Departments, Digital Government Awards 2020. "
            "Digital Government Awards. https://example.go.th/en/winners/first222/"
        )


def test_without_an_organiser_the_awards_are_named_once():
    with translation.override("en"):
        cited = citation_of_ceremony(make_ceremony(2021), "https://example.go.th/en/ceremonies/2021/")

        assert cited.reference() == (
            "Digital Government Awards. (2021). Digital Government Awards 2021. "
            "https://example.go.th/en/ceremonies/2021/"
        )


def test_an_entry_of_bibtex_holds_the_same_facts(winner):
    with translation.override("en"):
        assert citation_of_winner(winner, "https://example.go.th/en/winners/first222/").bibtex() == (
            "@misc{dga-2020-first222,\n"
            "  author = {{DGA (Public Organization)}},\n"
            "  title = {{One: Departments, Digital Government Awards 2020}},\n"
            "  year = {2020},\n"
            "  url = {https://example.go.th/en/winners/first222/},\n"
            "  langid = {english}\n"
            "}"
        )


def test_a_name_cannot_break_out_of_an_entry_of_bibtex():
    ceremony = make_ceremony(2021, name_th=r"}} \input{x} 100% & #1_$~^")

    assert (
        r"  title = {{\}\} \textbackslash{}input\{x\} 100\% \& \#1\_\$\textasciitilde{}\textasciicircum{}}},"
    ) in citation_of_ceremony(ceremony, "https://example.go.th/").bibtex().splitlines()


def test_a_person_is_cited_by_name_and_a_withdrawn_award_as_withdrawn():
    category = make_category(award=make_award(recipient=Recipient.PERSON), title_en="Leaders")
    winner = make_winner(
        category,
        person_given_en="Somsri",
        person_family_en="Jaidee",
        withdrawn_at=YESTERDAY,
        withdrawn_why_th="ขาดคุณสมบัติ",
    )
    with translation.override("en"):
        title = citation_of_winner(winner, "").title

    assert title == f"Somsri Jaidee: Leaders, {category.ceremony.name_en} [withdrawn]"


@pytest.mark.parametrize("address", ["/en/ceremonies/2020/", "/en/winners/first222/"])
def test_a_page_says_how_it_is_cited_without_a_script(client, winner, address):
    page = client.get(address)

    assert texts(page, ".reference")[0].endswith(f"Digital Government Awards. http://testserver{address}")
    assert f"url = {{http://testserver{address}}}" in texts(page, "pre")[0]
