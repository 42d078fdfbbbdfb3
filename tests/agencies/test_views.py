"""The directory of agencies, and the page of one."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from agencies.models import How, Kind, NameKind, Succession
from awards.models import Recipient
from tests.factories import (
    YESTERDAY,
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_name,
    make_province,
    make_winner,
)
from tests.pages import elements, texts

pytestmark = pytest.mark.django_db


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

    def found(query):
        return [text.split(" ")[0] for text in texts(client.get(f"/agencies/?{query}"), "li")]

    assert found("q=rd") == [revenue.name_th]
    assert found("q=สรรพากร") == [revenue.name_th]
    assert found("kind=FUND") == [fund.name_th]
    assert found("ministry=mof") == [revenue.name_th, finance.name_th, fund.name_th]
    assert found("ministry=mof&kind=DEPARTMENT") == [revenue.name_th]
    assert found("q=...") == [revenue.name_th, "กรมอื่น", finance.name_th, fund.name_th]


def test_a_directory_without_a_fit_says_so_and_leads_on(client):
    response = client.get("/en/agencies/?q=nothing-like-it")

    assert texts(response, ".empty") == [
        "No agency fits. Try fewer letters or another spelling, or leave out a filter. All agencies"
    ]


@pytest.mark.parametrize(
    "query", ["kind=GHOST", "ministry=ghost", "ministry=%00", "q=%00", "q=" + "ก" * 201, "kind=%00"]
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


def test_an_agency_shows_its_names_then_and_now_and_where_it_belongs(client):
    office = make_agency("สำนักนายกรัฐมนตรี", name_en="Office of the Prime Minister", kind=Kind.MINISTRY)
    dga = make_agency(
        "สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)",
        name_en="Digital Government Development Agency",
        code="dga",
        parent=office,
        province=make_province(name_en="Bangkok"),
        website="https://www.dga.or.th",
    )
    make_name(dga, "สพร.")
    make_name(dga, "DGA")
    make_name(dga, "ส.พ.ร", kind=NameKind.ALIAS)
    make_name(
        dga,
        "สำนักงานรัฐบาลอิเล็กทรอนิกส์ (องค์การมหาชน)",
        kind=NameKind.FORMER,
        used_until_on=date(2018, 5, 13),
    )

    response = client.get("/en/agencies/dga/")

    assert texts(response, "h1") == ["Digital Government Development Agency"]
    assert elements(response, "dt", "dd") == [
        ("dt", "Abbreviations"),
        ("dd", "สพร., DGA"),
        ("dt", "Former names"),
        ("dd", "สำนักงานรัฐบาลอิเล็กทรอนิกส์ (องค์การมหาชน) – 13 May 2018"),
        ("dt", "Belongs to"),
        ("dd", "Office of the Prime Minister"),
        ("dt", "Province"),
        ("dd", "Bangkok"),
        ("dt", "Website"),
        ("dd", "https://www.dga.or.th"),
    ]


def test_a_dissolved_agency_leads_to_what_became_of_it_and_back(client):
    fund = make_agency("สำนักงานกองทุนสนับสนุนการวิจัย", code="trf", dissolved_on=date(2019, 5, 2))
    council = make_agency("สำนักงานคณะกรรมการส่งเสริมวิทยาศาสตร์", code="tsri")
    Succession.objects.create(
        predecessor=fund, successor=council, how=How.REPLACED, took_effect_on=date(2019, 5, 2)
    )

    before, after = client.get("/en/agencies/trf/"), client.get("/en/agencies/tsri/")

    assert texts(before, ".notice") == ["This agency was dissolved on 2 May 2019."]
    assert elements(before, "dt", "dd") == [
        ("dt", "Became"),
        ("dd", "สำนักงานคณะกรรมการส่งเสริมวิทยาศาสตร์ Replaced · 2 May 2019"),
    ]
    assert elements(after, "dt", "dd") == [
        ("dt", "Came from"),
        ("dd", "สำนักงานกองทุนสนับสนุนการวิจัย Replaced · 2 May 2019"),
    ]


def test_an_agency_shows_its_wins_by_year_those_of_persons_included(client):
    agency = make_agency(code="sec")
    leader = make_award(recipient=Recipient.PERSON)
    for year in (2020, 2022):
        make_winner(
            make_category(make_ceremony(year, release_at=YESTERDAY), title_th=f"รางวัลหลัก {year}"),
            agency=agency,
        )
    edition = make_ceremony(2021, release_at=YESTERDAY)
    make_winner(
        make_category(edition, award=leader, title_th="ผู้นำ", level="PERSON"),
        agency=agency,
        person_given_th="รื่นวดี",
        person_family_th="สุวรรณมงคล",
    )
    make_winner(make_category(make_ceremony(2023), title_th="ร่าง"), agency=agency)

    response = client.get("/agencies/sec/")

    assert [text for _mark, text in elements(response, "dt", ".name")] == [
        "2565",
        "รางวัลหลัก 2022",
        "2564",
        "ผู้นำ",
        "2563",
        "รางวัลหลัก 2020",
    ]
    assert "นางสาวรื่นวดี สุวรรณมงคล" in response.content.decode()
    assert texts(client.get("/en/agencies/sec/"), ".lead") == ["3 awards in 3 years"]


def test_an_agency_that_never_won_has_a_page_all_the_same(client):
    make_agency("กรมที่ไม่เคยได้", code="never")

    response = client.get("/en/agencies/never/")

    assert texts(response, "h1") == ["กรมที่ไม่เคยได้"]
    assert texts(response, ".empty") == ["No award of this agency is known here."]


def test_a_ministry_leads_to_its_agencies(client):
    make_agency("กระทรวงการคลัง", code="mof", kind=Kind.MINISTRY)

    assert 'href="/agencies/?ministry=mof"' in client.get("/agencies/mof/").content.decode()
