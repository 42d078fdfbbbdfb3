"""The page of an agency, and the addresses that lead to it."""

from datetime import date

import pytest

from agencies.models import How, Kind, NameKind, Succession
from awards.models import Recipient
from awards.statistics.figures import by_ministry
from awards.statistics.tally import Tally
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
    for name in ("สำนักงานรัฐบาลอิเล็กทรอนิกส์ (องค์การมหาชน)", "EGA"):
        make_name(dga, name, kind=NameKind.FORMER, used_until_on=date(2018, 5, 13))

    response = client.get("/en/agencies/dga/")

    assert texts(response, "h1") == ["Digital Government Development Agency"]
    assert elements(response, "dt", "dd") == [
        ("dt", "Abbreviations"),
        ("dd", "สพร., DGA"),
        ("dt", "Former names"),
        ("dd", "สำนักงานรัฐบาลอิเล็กทรอนิกส์ (องค์การมหาชน)"),
        ("dd", "EGA"),
        ("dt", "Belongs to"),
        ("dd", "Office of the Prime Minister"),
        ("dt", "Province"),
        ("dd", "Bangkok"),
        ("dt", "Website"),
        ("dd", "https://www.dga.or.th"),
    ]
    assert texts(response, ".wins") == [
        "2018 Called สำนักงานรัฐบาลอิเล็กทรอนิกส์ (องค์การมหาชน), EGA until 13 May 2018"
    ]


@pytest.mark.parametrize(
    ("since", "until", "shown"),
    [
        (date(2011, 2, 21), date(2018, 5, 13), "21 February 2011 to 13 May 2018"),
        (None, date(2018, 5, 13), "until 13 May 2018"),
        (date(2011, 2, 21), None, "from 21 February 2011"),
        (None, None, ""),
    ],
)
def test_a_former_name_says_from_when_to_when_as_far_as_it_is_known(client, since, until, shown):
    agency = make_agency(code="dga")
    make_name(agency, "EGA", kind=NameKind.FORMER, used_from_on=since, used_until_on=until)

    assert texts(client.get("/en/agencies/dga/"), ".event") == [f"Called EGA {shown}".strip()]


def test_the_days_of_names_and_successions_are_in_the_buddhist_era_on_thai_pages(client):
    old, new = make_agency(code="old"), make_agency()
    make_name(old, "EGA", kind=NameKind.FORMER, used_until_on=date(2018, 5, 13))
    succeed(old, new, How.RENAMED)

    html = client.get("/agencies/old/").content.decode()

    assert (html.count("13 พฤษภาคม 2561"), html.count("2 พฤษภาคม 2562")) == (1, 2)


def succeed(predecessor, successor, how, on=date(2019, 5, 2)):
    Succession.objects.create(predecessor=predecessor, successor=successor, how=how, took_effect_on=on)


def notice_and_history(client, code):
    page = client.get(f"/en/agencies/{code}/")
    assert page.status_code == 200
    return elements(page, ".notice", ".event")


def test_a_renamed_agency_says_so_and_leads_to_what_it_is_today(client):
    old, new, newer = (make_agency(f"กรม{name}") for name in ("แรก", "สอง", "สาม"))
    succeed(old, new, How.RENAMED)
    succeed(new, newer, How.RENAMED, on=None)

    events = [
        (".event", "กรมสอง was renamed กรมสาม"),
        (".event", "กรมแรก was renamed กรมสอง 2 May 2019"),
    ]
    assert notice_and_history(client, old.code) == [
        (".notice", "This agency was renamed on 2 May 2019 Today it is กรมสาม."),
        *events,
    ]
    assert notice_and_history(client, new.code) == [
        (".notice", "This agency was renamed Today it is กรมสาม."),
        *events,
    ]
    assert notice_and_history(client, newer.code) == events


def test_a_merged_agency_names_those_it_was_merged_with(client):
    one, two, whole = (
        make_agency("กรมหนึ่ง", code="one"),
        make_agency("กรมสอง"),
        make_agency("กรมรวม", code="whole"),
    )
    succeed(one, whole, How.MERGED)
    succeed(two, whole, How.MERGED)

    event = (".event", "กรมหนึ่ง and กรมสอง merged into กรมรวม 2 May 2019")
    assert notice_and_history(client, one.code) == [
        (".notice", "This agency was merged into another on 2 May 2019 Today it is กรมรวม."),
        event,
    ]
    assert notice_and_history(client, whole.code) == [event]


def test_a_split_agency_leads_to_each_part_and_each_part_back(client):
    whole = make_agency("กรมรวม", code="whole")
    for n in "กขค":
        succeed(whole, make_agency(f"กรม{n}", code=f"part-{ord(n)}"), How.SPLIT)

    event = (".event", "กรมรวม was split into กรมก, กรมข and กรมค 2 May 2019")
    assert notice_and_history(client, "whole") == [
        (".notice", "This agency was split on 2 May 2019 Today it is กรมก, กรมข and กรมค."),
        event,
    ]
    assert notice_and_history(client, f"part-{ord('ก')}") == [event]


def test_a_dissolved_agency_says_so_whether_anything_came_after_it_or_not(client):
    _gone, heir = (make_agency(code=code, dissolved_on=date(2020, 1, 1)) for code in ("gone", "heir"))
    fund = make_agency("กองทุน", code="fund", dissolved_on=date(2019, 5, 2))
    succeed(fund, heir, How.REPLACED)

    assert texts(client.get("/en/agencies/gone/"), ".notice") == [
        "This agency was dissolved on 1 January 2020"
    ]
    assert texts(client.get("/en/agencies/fund/"), ".notice") == [
        "This agency was replaced by another on 2 May 2019 What came after it has been dissolved as well."
    ]


def test_what_is_still_to_come_is_told_without_saying_that_the_agency_is_no_more(client):
    old, new = make_agency("กรมเดิม", code="old"), make_agency("กรมใหม่")
    succeed(old, new, How.RENAMED, on=date(2099, 1, 1))
    make_agency(code="ending", dissolved_on=date(2099, 1, 1))

    assert notice_and_history(client, "old") == [(".event", "กรมเดิม was renamed กรมใหม่ 1 January 2099")]
    assert notice_and_history(client, "ending") == []


def test_a_long_line_is_told_in_the_order_of_its_days(client):
    line = {letter: make_agency(letter, code=f"a-{ord(letter)}") for letter in "กขคงจ"}
    for pair, how, year in (("กข", How.RENAMED, 1990), ("ขค", How.MERGED, 2000), ("งค", How.MERGED, 1980)):
        succeed(line[pair[0]], line[pair[1]], how, date(year, 1, 1))
    succeed(line["ค"], line["จ"], How.RENAMED, date(2010, 1, 1))

    assert texts(client.get(f"/en/agencies/{line['ค'].code}/"), ".event") == [
        "ค was renamed จ 1 January 2010",
        "ข merged into ค 1 January 2000",
        "ก was renamed ข 1 January 1990",
        "ง merged into ค 1 January 1980",
    ]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_address_of_a_merged_duplicate_leads_on_for_ever_in_its_language(client, prefix):
    kept = make_agency(code="kept")
    middle = make_agency(code="middle", merged_into=kept)
    make_agency(code="first", merged_into=middle)

    for code in ("middle", "first"):
        moved = client.get(f"{prefix}/agencies/{code}/?from=%E0%B8%81&x=1")
        assert (moved.status_code, moved["Location"]) == (301, f"{prefix}/agencies/kept/?from=%E0%B8%81&x=1")
    assert client.get(f"{prefix}/agencies/first/")["Location"] == f"{prefix}/agencies/kept/"


def test_a_code_that_never_was_is_not_found(client):
    assert client.get("/agencies/never/").status_code == 404


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

    response = client.get("/en/agencies/sec/")

    assert texts(response, ".lead") == ["3 awards in 3 years"]
    assert " ".join(texts(response, ".wins")) == (
        "2022 รางวัลหลัก 2022 Department level"
        " 2021 ผู้นำ Personal level · นางสาวรื่นวดี สุวรรณมงคล"
        " 2020 รางวัลหลัก 2020 Department level"
    )


def test_the_years_of_an_agency_hold_its_wins_what_became_of_it_and_its_names(client):
    agency, old, heir = make_agency("กรม", code="one"), make_agency("กรมเดิม"), make_agency("กรมใหม่")
    make_name(agency, "กรมเก่า", kind=NameKind.FORMER, used_until_on=date(2019, 1, 1))
    make_name(agency, "กรมแรก", kind=NameKind.FORMER)
    succeed(old, agency, How.REPLACED, on=date(2015, 1, 1))
    succeed(agency, heir, How.RENAMED, on=None)
    for year in (2019, 2021):
        make_winner(make_category(make_ceremony(year, release_at=YESTERDAY), title_th="ดีเด่น"), agency=agency)

    (years,) = texts(client.get("/en/agencies/one/"), ".wins")

    assert years == (
        "2021 ดีเด่น Department level"
        " 2019 ดีเด่น Department level Called กรมเก่า until 1 January 2019"
        " กรม was renamed กรมใหม่"
        " 2015 กรมเดิม was replaced by กรม 1 January 2015"
        " Called กรมแรก"
    )


def test_an_agency_whose_awards_were_all_withdrawn_says_so(client):
    agency = make_agency(code="one")
    make_winner(agency=agency, withdrawn_at=YESTERDAY, withdrawn_why_th="ขาดคุณสมบัติ")

    page = client.get("/en/agencies/one/")

    assert texts(page, ".empty") == ["Whatever this agency was awarded has been withdrawn since."]
    assert texts(page, ".withdrawn") != []


def test_an_agency_that_never_won_has_a_page_all_the_same(client):
    make_agency("กรมที่ไม่เคยได้", code="never")

    response = client.get("/en/agencies/never/")

    assert texts(response, "h1") == ["กรมที่ไม่เคยได้"]
    assert texts(response, ".empty") == ["No award of this agency is known here."]


def test_a_ministry_tells_what_the_agencies_under_it_won_and_leads_there(client):
    ministry = make_agency("กระทรวงการคลัง", code="mof", kind=Kind.MINISTRY)
    department = make_agency(parent=ministry)
    category = make_category(make_ceremony(2020, release_at=YESTERDAY))
    for agency in (department, make_agency(parent=department), make_agency()):
        make_winner(category, agency=agency)
    make_winner(agency=department, withdrawn_at=YESTERDAY, withdrawn_why_th="ขาดคุณสมบัติ")
    make_winner(make_category(make_ceremony(2021)), agency=department)

    page, of_department = client.get("/en/agencies/mof/"), client.get(f"/en/agencies/{department.code}/")

    assert "With the agencies under it: 2 awards" in texts(page, "a")
    assert '<a href="/en/search/?ministry=mof">' in page.content.decode()
    assert (ministry, 2) in [row[:2] for row in by_ministry(Tally()).rows]
    assert "With the agencies under it" not in of_department.content.decode()


def test_a_ministry_without_awards_leads_to_its_agencies(client):
    make_agency("กระทรวงการคลัง", code="mof", kind=Kind.MINISTRY)

    html = client.get("/agencies/mof/").content.decode()
    assert ('href="/agencies/?ministry=mof"' in html, 'href="/search/?ministry=mof"' in html) == (True, False)
