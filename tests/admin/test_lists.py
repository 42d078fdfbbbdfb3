import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.models import Agency, Kind, NameKind
from awards.models import Recipient, Survey
from tests.admin.pages import text_of
from tests.factories import (
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_name,
    make_province,
    make_user,
    make_winner,
)

DGA = "สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)"


def found(desk, term, **source):
    source = {"app_label": "awards", "model_name": "winner", "field_name": "agency"} | source
    answer = desk.get(reverse("admin:autocomplete"), {"term": term, **source}).json()
    return [each["text"] for each in answer["results"]]


@pytest.fixture
def dga(db):
    ministry = make_agency("สำนักนายกรัฐมนตรี", kind=Kind.MINISTRY)
    agency = make_agency(
        DGA, name_en="Digital Government Development Agency (Public Organization)", parent=ministry
    )
    make_name(agency, "สพร.")
    make_name(agency, "DGA")
    make_name(agency, "สำนักงานรัฐบาลอิเล็กทรอนิกส์", NameKind.FORMER)
    return agency


@pytest.mark.parametrize(
    "typed",
    [
        "สพร",
        "สพร.",
        "ส.พ.ร.",
        "dga",
        "รัฐบาลดิจิทัล",
        "รัฐบาล ดิจิตอล",
        "พัฒนา  รัฐบาล",
        "อิเล็กทรอนิกส์",
        "government dev",
    ],
)
def test_an_agency_is_found_by_any_name_abbreviation_or_part(desk, dga, typed):
    make_agency("กรมอื่น")

    assert found(desk, typed) == [f"{DGA} (สพร., DGA · สำนักนายกรัฐมนตรี)"]


def test_a_mistyped_name_suggests_what_may_be_meant(desk):
    for name in ("กรมสรรพสามิต", "กรมที่ดิน", "กรมสรรพากร"):
        make_agency(name)

    assert found(desk, "กรมสรพากร")[0] == "กรมสรรพากร"
    assert found(desk, "xyz") == []


def test_the_very_abbreviation_comes_before_what_only_contains_it(desk):
    for name in ("กรม ทช ใหญ่", "กรมทรัพยากร", "ทชกร"):
        make_agency(name)
    make_name(Agency.objects.get(name_th="กรมทรัพยากร"), "ทช.")

    assert found(desk, "ทช") == ["กรมทรัพยากร (ทช.)", "ทชกร", "กรม ทช ใหญ่"]


@pytest.mark.parametrize(
    ("model", "asked", "status"),
    [
        ("ceremony", "state__exact=DRAFT", 200),
        ("ceremony", "held_on=2020-12-03", 200),
        ("category", "award__id__exact=1", 200),
        ("category", "award__isnull=False", 200),
        ("ceremony", "held_on__year=99999", 400),
        ("ceremony", "held_on__year__exact=0", 400),
        ("ceremony", "name_th__regex=(", 400),
        ("winner", "order__range=1", 400),
    ],
)
def test_a_list_is_asked_only_in_the_ways_of_filters(desk, model, asked, status):
    address = reverse(f"admin:awards_{model}_changelist")

    assert desk.get(f"{address}?{asked}").status_code == status


def test_suggestions_are_in_thai_order(desk):
    for name in ("ไทย", "เกษตร", "ขนส่ง", "แรงงาน"):
        make_agency(f"กรม{name}")

    assert found(desk, "กรม") == ["กรมเกษตร", "กรมขนส่ง", "กรมไทย", "กรมแรงงาน"]
    assert found(desk, "") == ["กรมเกษตร", "กรมขนส่ง", "กรมไทย", "กรมแรงงาน"]


def test_namesakes_are_told_apart_by_their_province(desk):
    for n, province in enumerate(("เชียงใหม่", "ลำพูน")):
        area = make_province(code=f"5{n}", name_th=province)
        make_agency(f"เทศบาลตำบลในเมือง {n}", province=area)

    assert found(desk, "ในเมือง") == ["เทศบาลตำบลในเมือง 0 (เชียงใหม่)", "เทศบาลตำบลในเมือง 1 (ลำพูน)"]


@pytest.mark.parametrize("typed", [".", "()", "ไม่มีหน่วยงานนี้", "\u200b", "๙" * 500, "%", "'"])
def test_odd_words_find_nothing_and_break_nothing(desk, dga, typed):
    assert found(desk, typed) in ([], found(desk, ""))


def test_a_winner_is_found_by_its_person_and_by_its_agencys_abbreviation(desk, dga):
    category = make_category(make_ceremony(), award=make_award(recipient=Recipient.PERSON))
    make_winner(
        category, agency=dga, person_title_th="นาย", person_given_th="สุพจน์", person_family_th="เธียรวุฒิ"
    )
    make_winner(category, person_given_th="คนอื่น")
    winners = reverse("admin:awards_winner_changelist")

    for words in ("สุพจน์  เธียรวุฒิ", "สพร"):
        page = text_of(desk.get(winners, {"q": words}))
        assert ("นายสุพจน์ เธียรวุฒิ" in page, "คนอื่น" in page) == (True, False)


def test_a_list_is_filtered_by_year_level_award_and_withdrawal(desk):
    kept = make_winner(make_category(make_ceremony(2020)))
    other = make_winner(make_category(make_ceremony(2021), level="LOCAL"))
    winners = reverse("admin:awards_winner_changelist")

    for query in (
        f"year=2020&award={kept.category.award.code}",
        "level=DEPARTMENT",
        "year=2020&withdrawn=no",
    ):
        page = text_of(desk.get(f"{winners}?{query}"))
        assert (kept.agency_name_th in page, other.agency_name_th in page) == (True, False)


def test_agencies_are_filtered_by_ministry_however_far_above(desk, dga):
    below = make_agency("หน่วยงานย่อย", parent=dga)
    make_agency("กรมอื่น")
    agencies = reverse("admin:agencies_agency_changelist")

    page = text_of(desk.get(agencies, {"ministry": dga.parent.code}))

    assert (str(below) in page, "กรมอื่น" in page) == (True, False)


def test_years_and_dates_are_in_the_era_of_the_page(desk):
    make_ceremony(2020)
    ceremonies = reverse("admin:awards_ceremony_changelist")

    assert "3 ธันวาคม 2563" in text_of(desk.get(ceremonies))
    assert "3 December 2020" in text_of(desk.get("/en" + ceremonies))


def fill(rows):
    """So many rows of everything that has a list."""
    for _n in range(rows):
        ceremony = make_ceremony()
        Survey.objects.create(ceremony=ceremony)
        agency = make_agency(parent=make_agency(parent=make_agency()))
        make_name(agency, f"ย่อ {agency.pk}")
        make_winner(make_category(ceremony), agency=agency)
        make_user()


LISTS = [
    "awards_ceremony",
    "awards_category",
    "awards_winner",
    "awards_award",
    "awards_survey",
    "agencies_agency",
    "auth_user",
]


def queries(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", [f"{name}_changelist" for name in LISTS] + ["index"])
def test_a_list_asks_no_more_of_the_database_when_it_is_longer(root_desk, name):
    address = reverse(f"admin:{name}")
    fill(1)
    root_desk.get(address)
    short = queries(root_desk, address)
    fill(29)
    # Who sees for the first time what is not released is noted.
    root_desk.get(address)

    assert queries(root_desk, address) == short


def test_the_box_to_search_in_says_nothing_in_english(desk):
    make_ceremony(2020)
    ceremonies = reverse("admin:awards_ceremony_changelist")

    page = text_of(desk.get(ceremonies, {"q": "ไม่มี", "state__exact": "DRAFT"}))

    assert 'alt="Search"' not in page
    assert '<input type="hidden" name="state__exact" value="DRAFT">' in page
    assert 'value="ไม่มี"' in page
