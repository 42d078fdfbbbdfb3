"""What the search box suggests to somebody who is still typing."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone

from agencies.models import Kind, NameKind
from awards.models import Level, Recipient
from awards.models.winners import NAME_REMOVED
from awards.search import suggestions
from tests.factories import (
    YESTERDAY,
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_name,
    make_winner,
)

pytestmark = pytest.mark.django_db

SEC = "สำนักงานคณะกรรมการกำกับหลักทรัพย์และตลาดหลักทรัพย์"


def suggested(client, words, language=""):
    """The names that are suggested for the words."""
    return [each["name"] for each in answer(client, words, language)["suggestions"]]


def answer(client, words, language=""):
    """All that is answered to the words."""
    response = client.get(f"{language}/search/suggestions.json", {"q": words})
    assert response.status_code == 200
    return response.json()


@pytest.fixture
def sec():
    """An agency with abbreviations and a former name, which has won nothing."""
    agency = make_agency(SEC, code="sec", name_en="Securities and Exchange Commission", kind=Kind.INDEPENDENT)
    make_name(agency, "ก.ล.ต.")
    make_name(agency, "SEC")
    make_name(agency, "คณะกรรมการตลาดทุน", kind=NameKind.FORMER)
    return agency


@pytest.fixture
def edition():
    """A released edition with an award for agencies, and one for persons that is empty yet."""
    ceremony = make_ceremony(2020, release_at=YESTERDAY)
    data = make_award(code="data", name_th="ธรรมาภิบาลข้อมูล", name_en="Data Governance")
    make_category(ceremony, award=data, title_th="ดีเด่นด้านข้อมูล")
    leader = make_award(code="leader", name_th="ผู้นำองค์กร", recipient=Recipient.PERSON)
    ceremony.leaders = make_category(ceremony, award=leader, title_th="ดีเด่น", level=Level.PERSON)
    return ceremony


def make_person(category, given, family, **fields):
    """A person who won."""
    return make_winner(category, person_given_th=given, person_family_th=family, **fields)


@pytest.mark.parametrize(
    "words", ["ก.ล.", "กลต", "sec", "ตลาดทุน", "หลักทรัพย์", "สนง. คณะกรรมการกำกับ", "exchange", " ก ล ต "]
)
def test_an_agency_is_suggested_by_any_part_of_any_name(client, sec, words):
    make_agency("กรมอื่น")

    assert suggested(client, words) == [SEC]


def test_the_name_itself_comes_first_then_what_begins_so_then_the_shortest(client):
    for name in ("อบจ.ตาก", "ตากใบ", "จังหวัดตาก", "กรมตาก", "ตากฟ้าใหม่"):
        make_agency(name)
    make_name(make_agency("เรียกว่าอย่างอื่น"), "ต.า.ก.")

    assert suggested(client, "ตาก") == [
        "เรียกว่าอย่างอื่น", "ตากใบ", "ตากฟ้าใหม่", "กรมตาก", "อบจ.ตาก", "จังหวัดตาก",
    ]  # fmt: skip


def test_awards_and_ceremonies_are_suggested_by_name_title_and_year(client, edition):
    name = "รางวัลรัฐบาลดิจิทัล ประจำปี 2563"

    assert suggested(client, "ข้อมูล") == ["ธรรมาภิบาลข้อมูล"]
    assert suggested(client, "ดีเด่นด้าน") == ["ธรรมาภิบาลข้อมูล"]
    assert [suggested(client, year) for year in ("2563", "๒๕๖๓", "2020")] == [[name]] * 3


@pytest.mark.parametrize("words", ["รื่น", "นางสาวรื่นวดี", "รื่นวดี สุวรรณ", "มงคล", "Ruen", "suwan"])
def test_a_person_is_suggested_by_name_and_leads_to_the_win(client, edition, words):
    winner = make_person(
        edition.leaders, "รื่นวดี", "สุวรรณมงคล", person_given_en="Ruenvadee", person_family_en="Suwan"
    )

    assert answer(client, words)["suggestions"] == [
        {
            "name": "นางสาวรื่นวดี สุวรรณมงคล",
            "kind": "บุคคล",
            "address": f"/winners/{winner.ref}/",
        }
    ]


def test_a_person_who_won_twice_is_suggested_once_and_leads_to_both(client, edition):
    for agency in (make_agency(), make_agency()):
        make_person(edition.leaders, "รื่นวดี", "สุวรรณมงคล", agency=agency)

    [suggestion] = answer(client, "รื่น")["suggestions"]
    assert suggestion["address"] == f"/search/?q={quote('นางสาวรื่นวดี')}+{quote('สุวรรณมงคล')}"
    assert client.get(suggestion["address"]).context["page"].paginator.count == 2


def test_neither_a_removed_name_nor_a_withdrawn_award_is_suggested(client, edition):
    make_winner(edition.leaders, anonymised_at=YESTERDAY, **NAME_REMOVED)
    make_person(
        edition.leaders, "ลับ", "สอง", agency=make_agency(), withdrawn_at=YESTERDAY, withdrawn_why_th="ผิด"
    )

    assert [suggested(client, words) for words in ("ลับ", "เปิดเผย", "withheld")] == [[], [], []]


def test_nothing_is_suggested_before_its_release(client):
    coming = make_ceremony(2022, release_at=timezone.now() + timedelta(days=1), name_th="งานที่จะมาถึง")
    leader = make_award(name_th="ผู้นำที่จะมาถึง", recipient=Recipient.PERSON)
    winner = make_person(make_category(coming, award=leader, title_th="ประเภทที่จะมาถึง"), "มาถึง", "แน่")

    assert suggested(client, "มาถึง") == []
    coming.release_at = YESTERDAY
    coming.save()
    assert suggested(client, "มาถึง") == [winner.person_th, "งานที่จะมาถึง", "ผู้นำที่จะมาถึง"]


def test_in_english_what_has_no_english_name_says_that_it_is_thai(client, edition, sec):
    make_name(make_agency("กรมไทย", code="thai"), "SECRET")

    assert answer(client, "sec", "/en") == {
        "suggestions": [
            {"name": "Securities and Exchange Commission", "kind": "Agency", "address": "/en/agencies/sec/"},
            {"name": "กรมไทย", "kind": "Agency", "address": "/en/agencies/thai/", "lang": "th"},
        ],
        "told": "2 suggestions",
    }
    assert answer(client, "data", "/en")["suggestions"] == [
        {"name": "Data Governance", "kind": "Award", "address": "/en/awards/data/"}
    ]


@pytest.mark.parametrize(
    "words",
    ["", "ก", " . ", "%", "__", "\x00กร", "'; DROP", "นางสาว ก", "ฯฯ", "xyzxyz", "กร" * 150],
)
def test_nonsense_is_answered_with_nothing(client, sec, edition, words):
    assert answer(client, words, "/en") == {"suggestions": [], "told": "0 suggestions"}


def test_nothing_asked_is_answered_with_nothing(client):
    assert client.get("/search/suggestions.json").json()["suggestions"] == []
    assert client.get("/search/suggestions.json?q=กร&q=%FF&ministry=x").json()["suggestions"] == []


def test_there_are_never_more_than_a_few(client):
    for _agency in range(10):
        make_agency()

    assert len(suggested(client, "กรม")) == suggestions.MOST == 8


def test_of_very_many_names_those_that_begin_so_are_still_seen(client, monkeypatch):
    monkeypatch.setattr(suggestions, "NAMES", 2)
    for n in range(9):
        make_agency(f"กองตาก {n}")
    make_agency("ตาก")

    assert suggested(client, "ตาก")[0] == "ตาก"
    assert len(suggested(client, "ตาก")) == 3


def test_a_merged_duplicate_is_not_suggested(client, sec):
    gone = make_agency("หลักทรัพย์", merged_into=sec)
    make_name(gone, "หลักทรัพย์เก่า")

    assert suggested(client, "หลักทรัพย์") == [SEC]


def test_it_takes_five_queries_however_much_there_is(client, edition, sec, django_assert_num_queries):
    for n in range(9):
        make_name(make_agency(f"กรมตลาด {n}"), f"ต.{n}")
        make_person(edition.leaders, f"ตลาด{n}", "ตลาด", agency=sec)

    with django_assert_num_queries(5):
        assert len(suggested(client, "ตลาด")) == 8


def test_it_may_be_held_by_any_cache_as_every_public_page(client, sec):
    first = client.get("/search/suggestions.json?q=กลต")
    again = client.get("/search/suggestions.json?q=กลต", headers={"if-none-match": first["ETag"]})

    assert (first["Content-Type"], first["Content-Language"]) == ("application/json", "th")
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Set-Cookie" not in first.headers
    assert again.status_code == 304
    assert client.post("/search/suggestions.json").status_code == 405
