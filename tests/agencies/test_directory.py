"""The directory of agencies: its filters, its letters, its order and its pages."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django.utils.translation import override

from agencies.directory import FullDirectoryForm
from agencies.models import Agency, Kind
from tests.factories import (
    YESTERDAY,
    make_agency,
    make_category,
    make_ceremony,
    make_name,
    make_province,
    make_winner,
)
from tests.pages import texts

pytestmark = pytest.mark.django_db


def found(client, query, directory="/agencies/"):
    """The names on a page of the directory, none of which has a blank in it."""
    return [text.split(" ")[0] for text in texts(client.get(f"{directory}?{query}"), "li")]


def letters(client, query="", directory="/agencies/"):
    """The letters to choose from, behind the one word or two for all of them."""
    words = texts(client.get(f"{directory}?{query}"), ".letters")[0].split()
    return words[2 if directory.startswith("/en/") else 1 :]


def test_the_directory_stands_in_thai_order_with_the_number_of_awards(client):
    award = make_category(make_ceremony(2020, release_at=YESTERDAY))
    coming = make_category(make_ceremony(2021, release_at=timezone.now() + timedelta(days=1)))
    for name in ("กรมสรรพากร", "การไฟฟ้านครหลวง", "เกษตร", "กรมเจ้าท่า"):
        agency = make_agency(name)
        make_winner(coming, agency=agency)
    make_winner(award, agency=agency)
    make_winner(award, withdrawn_at=YESTERDAY, withdrawn_why_th="ขาดคุณสมบัติ", agency=make_agency("ฮ"))

    assert texts(client.get("/en/agencies/"), "li") == [
        "กรมเจ้าท่า Department or equivalent · 1 award",
        "กรมสรรพากร Department or equivalent",
        "การไฟฟ้านครหลวง Department or equivalent",
        "เกษตร Department or equivalent",
        "ฮ Department or equivalent",
    ]


def test_the_directory_is_filtered_by_any_name_kind_and_ministry(client):
    finance = make_agency("กระทรวงการคลัง", code="mof", kind=Kind.MINISTRY)
    revenue = make_agency("กรมสรรพากร", parent=finance)
    make_name(revenue, "RD")
    fund = make_agency("กองทุนหนึ่ง", kind=Kind.FUND, parent=revenue)
    make_agency("กรมอื่น")

    assert found(client, "q=rd") == [revenue.name_th]
    assert found(client, "q=สรรพากร") == [revenue.name_th]
    assert found(client, "kind=FUND") == [fund.name_th]
    assert found(client, "ministry=mof") == [revenue.name_th, finance.name_th, fund.name_th]
    assert found(client, "ministry=mof&kind=DEPARTMENT") == [revenue.name_th]
    assert found(client, "q=...") == [revenue.name_th, "กรมอื่น", finance.name_th, fund.name_th]


def test_the_directory_is_filtered_by_province_which_the_entries_name(client):
    north = make_province(code="50", name_th="เชียงใหม่", name_en="Chiang Mai")
    make_agency("กรมอื่น")
    make_agency("เทศบาลนครเชียงใหม่", kind=Kind.CITY, province=north)

    assert texts(client.get("/en/agencies/?province=50"), "li") == [
        "เทศบาลนครเชียงใหม่ City municipality · Chiang Mai"
    ]


def test_provinces_are_chosen_from_a_list_in_thai_order(client):
    for name in ("สระบุรี", "เชียงใหม่", "แพร่", "กระบี่"):
        make_province(name_th=name)

    assert texts(client.get("/agencies/"), "select")[2].split()[-4:] == ["กระบี่", "เชียงใหม่", "แพร่", "สระบุรี"]


def plan_of(query):
    """How the database would answer a query, if it had too many rows to read them all or to sort them."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        cursor.execute("ANALYZE")
        cursor.execute(f"EXPLAIN {'QUERY PLAN' if connection.vendor == 'sqlite' else ''} {query}")
        return str(cursor.fetchall())


def make_some_with_english_names():
    """Three agencies with an English name, of which the Thai order is another, and three without one."""
    for name, english in (
        ("กรมหนึ่ง", "Revenue"),
        ("กรมสอง", "“Customs”"),
        ("ฮ", "archives"),
        ("เขต", ""),
        ("แขวง", ""),
        ("กอง", ""),
    ):
        make_agency(name, name_en=english)


def test_in_english_agencies_stand_by_english_name_and_then_the_others_in_thai_order(client):
    make_some_with_english_names()
    make_agency("คลัง", name_en="Archives of the Treasury")

    assert found(client, "", "/agencies/") == ["กรมสอง", "กรมหนึ่ง", "กอง", "เขต", "แขวง", "คลัง", "ฮ"]
    assert found(client, "", "/en/agencies/") == [
        *("archives", "Archives", "“Customs”", "Revenue"),
        *("กอง", "เขต", "แขวง"),
    ]


def test_in_english_the_letters_are_latin_with_one_for_all_names_that_are_in_thai(client):
    make_some_with_english_names()
    make_agency("ข", name_en="4th Division")

    assert letters(client, "", "/en/agencies/") == ["#", "A", "C", "R", "ก–ฮ"]
    assert letters(client, "letter=B", "/en/agencies/") == ["#", "A", "B", "C", "R", "ก–ฮ"]
    assert found(client, "letter=%23", "/en/agencies/") == ["4th"]
    assert found(client, "letter=C", "/en/agencies/") == ["“Customs”"]
    assert found(client, "letter=ก–ฮ", "/en/agencies/") == ["กอง", "เขต", "แขวง"]


def test_in_english_those_with_equally_many_awards_stand_by_english_name(client):
    for name, english, awards in (
        ("ก", "Revenue", 1),
        ("ข", "Customs", 1),
        ("ค", "Mint", 0),
        ("ง", "Land", 0),
    ):
        give(make_agency(name, name_en=english), awards)

    assert found(client, "order=awards", "/en/agencies/") == ["Customs", "Revenue", "Land", "Mint"]


def test_in_english_ministries_and_provinces_are_chosen_by_english_name(client):
    for name, english in (("กระทรวงการคลัง", "Finance"), ("กระทรวงวัฒนธรรม", ""), ("กระทรวงศึกษา", "Education")):
        make_agency(name, name_en=english, kind=Kind.MINISTRY)
    for name, english in (("ตาก", "Tak"), ("ตราด", "Trat"), ("เชียงใหม่", "Chiang-Mai")):
        make_province(name_th=name, name_en=english)

    _kind, ministries, provinces, _order = texts(client.get("/en/agencies/"), "select")

    assert ministries.split()[2:] == ["Education", "Finance", "กระทรวงวัฒนธรรม"]
    assert provinces.split()[2:] == ["Chiang-Mai", "Tak", "Trat"]


def test_the_way_to_the_other_language_leaves_out_a_letter_and_its_page(client):
    html = client.get("/en/agencies/?kind=FUND&letter=A&page=2").content.decode()

    assert 'href="/agencies/?kind=FUND" lang="th"' in html


@pytest.mark.parametrize("query", [{}, {"kind": "FUND"}, {"province": "10"}, {"letter": "#"}])
@pytest.mark.parametrize("language", ["th", "en"])
def test_a_page_is_read_from_an_index_in_the_order_of_its_language(
    language, query, django_assert_max_num_queries
):
    make_province(code="10")
    Agency.objects.bulk_create(Agency(code=f"a{n}", name_th=f"ก{n}", kind=Kind.SAO) for n in range(500))
    with override(language), django_assert_max_num_queries(3) as asked:
        FullDirectoryForm(query).directory()[:50]

    plan = plan_of(next(query["sql"] for query in asked.captured_queries if "LIMIT" in query["sql"]))
    assert ("Sort" in plan, "TEMP B-TREE" in plan, "agency_" in plan) == (False, False, True)


def test_the_letters_are_those_that_agencies_are_filed_under_in_thai_order(client):
    for name in ("2 ฝ่าย", "บริษัท", "เขต", "DGA", "แขวง", "“กรม”", "โรง", "ฤดู", "ลุ่ม", "asean"):
        make_agency(name)

    assert letters(client) == ["ก", "ข", "บ", "ร", "ฤ", "ล", "A", "D", "#"]


def test_a_letter_shows_the_agencies_that_are_filed_under_it(client):
    for name in ("เขต", "แขวง", "กรม", "2ฝ่าย"):
        make_agency(name)

    assert found(client, "letter=ข") == ["เขต", "แขวง"]
    assert found(client, "letter=%23") == ["2ฝ่าย"]
    assert found(client, "letter=ฮ") == []


def test_the_letters_are_those_under_the_other_filters_and_the_chosen_one(client):
    for name, kind in (("กรม", Kind.DEPARTMENT), ("ขนส่ง", Kind.OTHER), ("งาน", Kind.OTHER)):
        make_agency(name, kind=kind)

    assert letters(client, "kind=OTHER") == ["ข", "ง"]
    assert letters(client, "kind=OTHER&letter=ง") == ["ข", "ง"]
    assert letters(client, "kind=OTHER&letter=ก") == ["ก", "ข", "ง"]
    assert letters(client, "q=กรม&kind=OTHER") == []


def test_the_chosen_letter_is_marked_and_each_letter_keeps_the_filters_but_not_the_page(client):
    make_agency("กรม")
    make_agency("ขนส่ง")

    html = client.get("/agencies/?kind=DEPARTMENT&letter=ข&page=3").content.decode()
    links = re.findall(r'<a href="([^"]*)"\s*(aria-current="true")?>(ทุกอักษร|.)</a>', html)

    assert links == [
        ("?kind=DEPARTMENT", "", "ทุกอักษร"),
        ("?kind=DEPARTMENT&amp;letter=%E0%B8%81", "", "ก"),
        ("?kind=DEPARTMENT&amp;letter=%E0%B8%82", 'aria-current="true"', "ข"),
    ]


def give(agency, released=0, coming=0, withdrawn=0):
    """Give the agency awards."""
    for _n in range(released):
        make_winner(agency=agency)
    for _n in range(coming):
        make_winner(
            make_category(make_ceremony(release_at=timezone.now() + timedelta(days=1))), agency=agency
        )
    for _n in range(withdrawn):
        make_winner(agency=agency, withdrawn_at=YESTERDAY, withdrawn_why_th="ขาดคุณสมบัติ")


def test_those_with_the_most_awards_may_come_first_and_then_the_others_by_name(client):
    for name, released in (("กรม", 0), ("คลัง", 1), ("ขนส่ง", 1), ("งาน", 3), ("ฮ", 0)):
        give(make_agency(name), released)

    assert texts(client.get("/en/agencies/?order=awards"), "li") == [
        "งาน Department or equivalent · 3 awards",
        "ขนส่ง Department or equivalent · 1 award",
        "คลัง Department or equivalent · 1 award",
        "กรม Department or equivalent",
        "ฮ Department or equivalent",
    ]


def test_what_is_not_released_or_was_withdrawn_has_no_part_in_the_order(client):
    for name, awards in (
        ("กรม", {}),
        ("ขนส่ง", {"coming": 3}),
        ("คลัง", {"released": 1, "withdrawn": 2}),
        ("งาน", {"released": 2}),
        ("ฮ", {"released": 1, "coming": 5}),
    ):
        give(make_agency(name), **awards)

    assert found(client, "order=awards") == ["งาน", "คลัง", "ฮ", "กรม", "ขนส่ง"]


def test_the_order_by_awards_goes_on_across_pages_and_with_the_filters(client):
    for n in range(52):
        make_agency(f"ก{n:02}")
    give(make_agency("ฮ"), 2)
    give(make_agency("อ", kind=Kind.FUND), 1)

    first, second = found(client, "order=awards"), found(client, "order=awards&page=2")

    assert [*first, *second] == ["ฮ", "อ", *(f"ก{n:02}" for n in range(52))]
    assert len(first) == 50
    assert found(client, "order=awards&kind=FUND") == ["อ"]
    assert found(client, "order=awards&letter=ฮ") == ["ฮ"]


@pytest.mark.parametrize("query", ["", "letter=ก", "order=awards", "province=10&q=ก", "order=awards&page=2"])
def test_the_queries_of_the_directory_do_not_grow(client, query, django_assert_max_num_queries):
    bangkok = make_province(code="10")
    for n in range(60):
        give(make_agency(f"กรม {n}", province=bangkok, parent=make_agency(f"กระทรวง {n}")), n % 3)

    with django_assert_max_num_queries(8):
        client.get(f"/agencies/?{query}")


def test_a_directory_without_a_fit_says_so_and_leads_on(client):
    response = client.get("/en/agencies/?q=nothing-like-it")

    assert texts(response, ".empty") == [
        "No agency fits. Try fewer letters or another spelling, or leave out a filter. All agencies"
    ]


def test_a_directory_without_a_fit_proposes_the_agencies_with_names_that_are_near(client):
    make_agency("กรมสรรพากร", code="rd", name_en="Revenue Department")
    make_agency("สำนักงานสถิติแห่งชาติ")

    page = client.get("/en/agencies/?q=กรมสรรพพากรณ์")

    assert texts(page, "li") == ["Revenue Department"]
    assert 'href="/en/agencies/rd/"' in page.content.decode()
    assert found(client, "q=กรมสรรพากร&kind=FUND") == ["กรมสรรพากร"]
    assert found(client, "kind=FUND") == []


@pytest.mark.parametrize(
    "query",
    [
        *("kind=GHOST", "ministry=ghost", "province=99", "order=ghost", "letter=กก", "letter=a"),
        *("kind=%00", "ministry=%00", "province=%00", "letter=%00", "q=%00", "q=" + "ก" * 201),
    ],
)
def test_a_filter_that_cannot_be_read_says_so_and_leaves_everything_in(client, query):
    make_agency("กรมสรรพากร")

    response = client.get(f"/en/agencies/?{query}")

    assert texts(response, "li") == ["กรมสรรพากร Department or equivalent"]
    assert len(texts(response, ".error")) == 1


@pytest.mark.parametrize(
    ("page", "shown"), [("1", 50), ("2", 1), ("99", 1), ("abc", 50), ("0", 1), ("%00", 50)]
)
def test_the_directory_is_paged_and_any_page_asked_for_answers(client, page, shown):
    for _agency in range(51):
        make_agency()

    assert len(texts(client.get(f"/agencies/?page={page}"), "li")) == shown


def test_the_pages_of_the_directory_keep_its_filters(client):
    for _agency in range(51):
        make_agency()

    html = client.get("/agencies/?kind=DEPARTMENT").content.decode()

    assert 'href="?kind=DEPARTMENT&amp;page=2"' in html
