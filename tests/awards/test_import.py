"""The import of winners: from bytes to rows, through the same functions as the admin and the command."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.utils import translation

from agencies.models import Kind, NameKind
from awards.models import Category, Ceremony, Form, Level, Mission, Recipient, State, Winner
from awards.sheets.winner_words import FORM_NAMES, LEVEL_NAMES, MISSION_NAMES
from awards.sheets.winners import WinnerResource
from awardsportal.spreadsheets import exporting, importing
from awardsportal.spreadsheets.outcomes import Change, Problem
from tests.factories import (
    LATER,
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_name,
    make_user,
    make_winner,
)
from tests.frozen import facts, in_each_frozen_state
from tests.spreadsheets.files import make_csv, make_xlsx

pytestmark = pytest.mark.django_db

REQUIRED = {"ปี พ.ศ.": "2569", "ประเภทรางวัล": "Data Governance", "ระดับ": "กรม", "หน่วยงาน": "กรมสรรพากร"}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def tax():
    """The agency that most rows name; and the award that their category is."""
    make_award(code="data-governance", name_th="Data Governance")
    return make_agency("กรมสรรพากร", code="rd", name_en="Revenue Department")


def upload(*rows, by=None, data=None):
    """An upload of a CSV with these rows, each the required cells and what is given."""
    if data is None:
        cells = [REQUIRED | row for row in rows]
        headings = list(dict.fromkeys(heading for row in cells for heading in row))
        data = make_csv([headings, *[[row.get(heading, "") for heading in headings] for row in cells]])
    return importing.receive(ContentFile(data, "ผล.csv"), resource_class=WinnerResource, by=by)


def preview(*rows, **options):
    """What would come of it."""
    return importing.preview(upload(*rows, **options), WinnerResource).outcome


def load(*rows, by=None, data=None):
    """Import it, and return the record."""
    record = upload(*rows, by=by, data=data)
    promise = importing.preview(record, WinnerResource).outcome.promise
    return importing.confirm(record, WinnerResource, by=by, promise=promise)


def problems(*rows, **options):
    """The problems, as (row, column, value, message)."""
    return [
        (problem.row, problem.column, problem.value, problem.message)
        for problem in preview(*rows, **options).problems
    ]


def test_one_sheet_makes_a_ceremony_from_nothing(tax):
    leader = make_award(code="leader", name_th="ผู้นำ", recipient=Recipient.PERSON)
    full = {
        "หัวข้อ": "รางวัลเฉพาะด้าน",
        "พันธกิจ": "ให้บริการเป็นหลัก",
        "รูปแบบรางวัล": "โล่รางวัล",
        "จำนวนรางวัล": "3",
        "อันดับ": "๑",
        "คะแนน": "๙๘.๓๓",
        "ผู้แทนรับรางวัล": "นายสมชาย ใจดี",
        "แหล่งที่มา": "https://example.go.th/1",
        "วันที่จัดพิธี": "3 ธ.ค. 69",
        "สถานที่จัดพิธี": "สโมสรทหารบก",
        "ประธานในพิธี": "นางสาวก ข",
        "ตำแหน่งประธาน": "รัฐมนตรี",
    }
    person = {
        "ประเภทรางวัล": "ผู้นำองค์กรดิจิทัล",
        "รางวัล": "leader",
        "ระดับ": "บุคคล",
        "ชื่อ-นามสกุล": "นางสาวรื่นวดี สุวรรณมงคล",
        "ตำแหน่ง": "รักษาการแทนเลขาธิการ",
    }

    record = load(full, person)

    ceremony = Ceremony.objects.get()
    assert (ceremony.slug, ceremony.year, ceremony.state) == ("2026", 2026, State.DRAFT)
    assert ceremony.name_th == "รางวัลรัฐบาลดิจิทัล ประจำปี 2569 (Digital Government Awards 2026)"
    assert (ceremony.held_on, ceremony.venue_th) == (date(2026, 12, 3), "สโมสรทหารบก")
    assert (ceremony.presider_th, ceremony.presider_position_th) == ("นางสาวก ข", "รัฐมนตรี")
    first, second = Category.objects.order_by("order")
    assert (first.title_th, first.heading_th, first.level) == (
        "Data Governance",
        "รางวัลเฉพาะด้าน",
        Level.DEPARTMENT,
    )
    assert (first.mission, first.form, first.quota) == (Mission.SERVICE, Form.PLAQUE, 3)
    assert (second.award, second.level, second.order) == (leader, Level.PERSON, 2)
    winner, person = Winner.objects.order_by("category__order")
    assert (winner.agency, winner.agency_name_th, winner.agency_name_en) == (
        tax,
        "กรมสรรพากร",
        "Revenue Department",
    )
    assert (winner.rank, winner.score, winner.received_by) == (1, Decimal("98.33"), "นายสมชาย ใจดี")
    assert (winner.source, winner.order) == ("https://example.go.th/1", 1)
    assert (person.person_title_th, person.person_given_th, person.person_family_th) == (
        "นางสาว",
        "รื่นวดี",
        "สุวรรณมงคล",
    )
    assert (person.position_th, person.acting) == ("เลขาธิการ", True)
    assert record.counts == {
        "new": 2,
        "changed": 0,
        "unchanged": 0,
        "absent": 0,
        "errors": 0,
        "left_out": 0,
        "also_new": 3,
        "also_changed": 0,
    }


def test_the_preview_saves_nothing_and_says_what_else_is_made(tax):
    outcome = preview({"วันที่จัดพิธี": "3/12/2569"})

    assert [(other.kind, other.name) for other in outcome.also] == [
        ("new", "ceremony: รางวัลรัฐบาลดิจิทัล ประจำปี 2569 (Digital Government Awards 2026)"),
        ("new", "category: Data Governance (2026)"),
    ]
    assert outcome.echoes == {
        ("ปี พ.ศ.", "2569"): "พ.ศ. 2569 (ค.ศ. 2026)",
        ("ระดับ", "กรม"): "กรมหรือเทียบเท่า",
        ("วันที่จัดพิธี", "3/12/2569"): "3 ธ.ค. 2569 (2026-12-03)",
    }
    assert (Ceremony.objects.count(), Winner.objects.count(), Winner.history.count()) == (0, 0, 0)


def test_the_same_file_twice_changes_nothing_and_says_so(tax):
    rows = [{"คะแนน": "98.3"}, {"หน่วยงาน": make_agency().name_th}]
    load(*rows)
    versions = Winner.history.count()

    outcome = preview(*rows)

    assert (outcome.changes_nothing, outcome.counts["unchanged"]) == (True, 2)
    load(*rows)
    assert (Winner.objects.count(), Winner.history.count()) == (2, versions)


@pytest.mark.parametrize(
    "row",
    [
        {"ปี พ.ศ.": "๒๕๖๙"},
        {"ปี พ.ศ.": "2026"},
        {"ปี พ.ศ.": "พ.ศ. 69"},
        {"หน่วยงาน": "rd"},
        {"หน่วยงาน": "กรม\u00a0สรรพากร\u200b"},
        {"ประเภทรางวัล": "data  governance"},
        {"ระดับ": "DEPARTMENT"},
        {"ระดับ": ""},
        {"คะแนน": "98.30 %"},
        {"คะแนน": ""},
    ],
)
def test_the_same_row_typed_differently_is_unchanged(tax, row):
    load({"คะแนน": "98.3"})

    assert preview({"คะแนน": "98.3"} | row).changes_nothing


def test_a_changed_row_shows_old_and_new_of_each_field(tax):
    load({"คะแนน": "98.3", "อันดับ": "1"})

    outcome = preview({"คะแนน": "97", "อันดับ": "1"})

    assert [(row.kind, row.changes) for row in outcome.rows] == [
        ("changed", [Change("คะแนน", Decimal("98.30"), Decimal(97))])
    ]


def test_an_empty_cell_leaves_what_is_there_and_a_dash_empties_it(tax):
    load({"คะแนน": "98.3", "แหล่งที่มา": "ที่มา", "อันดับ": "1"})

    load({"คะแนน": "", "แหล่งที่มา": "-", "อันดับ": "ไม่มี"})

    winner = Winner.objects.get()
    assert (winner.score, winner.source, winner.rank) == (Decimal("98.30"), "", None)


def test_a_column_that_the_sheet_lacks_is_left_alone(tax):
    winner = make_winner(make_category(make_ceremony(2026), title_th="Data Governance"), agency=tax, rank=3)

    assert preview({}).changes_nothing
    assert winner.rank == 3


def test_history_names_who_and_through_which_import(tax):
    user = make_user()

    record = load({}, by=user)

    for model in (Winner, Category, Ceremony):
        version = model.history.get()
        assert (version.history_user, version.spreadsheet_import, version.history_type) == (user, record, "+")


def test_a_change_by_import_is_in_the_history_too(tax):
    load({"อันดับ": "1"})

    record = load({"อันดับ": "2"})

    version = Winner.history.first()
    assert (version.rank, version.history_type, version.spreadsheet_import) == (2, "~", record)


def test_the_derived_columns_are_true_after_an_import(tax):
    load({})

    assert Winner.objects.filter(agency_fold="กรมสรรพากรrevenuedepartment", person_key="").count() == 1


@pytest.mark.parametrize(
    ("column", "rubbish", "start"),
    [
        ("ปี พ.ศ.", "2653", "This year is not possible."),
        ("ปี พ.ศ.", "3106", "This year is not possible."),
        ("ปี พ.ศ.", "", "This cell must not be empty."),
        ("ประเภทรางวัล", "", "This cell must not be empty."),
        ("ประเภทรางวัล", "ก" * 301, "Ensure this value has at most 300 characters"),
        ("ประเภทรางวัล (อังกฤษ)", "a" * 301, "Ensure this value has at most 300 characters"),
        (
            "รางวัล",
            "ไม่มีรางวัลนี้",
            "There is no such award. Type the name or the code of one of: Data Governance",
        ),
        ("หัวข้อ", "ก" * 301, "Ensure this value has at most 300 characters"),
        ("หัวข้อ (อังกฤษ)", "a" * 301, "Ensure this value has at most 300 characters"),
        ("ระดับ", "ใหญ่", "This name is not known. Type one of: กรมหรือเทียบเท่า, จังหวัด, อปท., บุคคล."),
        ("ระดับ", "", "This category is new at the ceremony and needs its level"),
        ("พันธกิจ", "?", "This name is not known."),
        ("รูปแบบรางวัล", "เงินสด", "This name is not known."),
        ("จำนวนรางวัล", "0", "This number is not possible."),
        ("จำนวนรางวัล", "สาม", "This is not a whole number."),
        ("หน่วยงาน", "", "This cell must not be empty."),
        ("หน่วยงาน", "กรมสรพากร", "No agency has this name. Did you mean กรมสรรพากร (rd)?"),
        ("สังกัด", "#REF!", "The cell shows an error of Excel's."),
        ("ชื่อหน่วยงานตามประกาศ", "ก" * 301, "Ensure this value has at most 300 characters"),
        ("ชื่อหน่วยงานตามประกาศ (อังกฤษ)", "a" * 301, "Ensure this value has at most 300 characters"),
        ("ชื่อ-นามสกุล", "0812345678", "This is not a person's name."),
        ("ชื่อ-นามสกุล", "นายสมชาย ใจดี", "This award is given to an agency: leave the person empty."),
        ("ตำแหน่ง", "ก" * 301, "Ensure this value has at most 300 characters"),
        ("รักษาการแทน", "บางที", "This is neither yes nor no. Type ใช่ or ไม่ใช่."),
        ("ตำแหน่ง (อังกฤษ)", "a" * 301, "Ensure this value has at most 300 characters"),
        ("อันดับ", "1.9", "This is not a whole number."),
        ("อันดับ", "-1", "Ensure this value is greater than or equal to 0."),
        ("อันดับ", "0", "This number is not possible."),
        ("อันดับ", "99999999999999999999", "This is not a whole number."),
        ("คะแนน", "100.01", "A score is between 0 and 100."),
        ("คะแนน", "1e6", "This is not a number."),
        ("คะแนน", "98.333", "Ensure that there are no more than 2 decimal places."),
        ("คำประกาศเกียรติคุณ", "#REF!", "The cell shows an error of Excel's."),
        ("คำประกาศเกียรติคุณ (อังกฤษ)", "#N/A", "The cell shows an error of Excel's."),
        ("ผู้แทนรับรางวัล", "ก" * 301, "Ensure this value has at most 300 characters"),
        ("แหล่งที่มา", "#VALUE!", "The cell shows an error of Excel's."),
        ("รหัสอ้างอิง", "nothing1", "No winner has this reference."),
        ("วันที่จัดพิธี", "31/2/2569", "There is no such day."),
        ("วันที่จัดพิธี", "ธันวาคม", "This is not a date."),
        ("สถานที่จัดพิธี", "ก" * 301, "Ensure this value has at most 300 characters"),
        ("สถานที่จัดพิธี (อังกฤษ)", "a" * 301, "Ensure this value has at most 300 characters"),
        ("ประธานในพิธี", "ก" * 301, "Ensure this value has at most 300 characters"),
        ("ประธานในพิธี (อังกฤษ)", "a" * 301, "Ensure this value has at most 300 characters"),
        ("ตำแหน่งประธาน", "ก" * 301, "Ensure this value has at most 300 characters"),
        ("ตำแหน่งประธาน (อังกฤษ)", "a" * 301, "Ensure this value has at most 300 characters"),
    ],
)
def test_rubbish_in_each_column_is_refused_at_its_cell(tax, column, rubbish, start):
    row = {"ประเภทรางวัล": "Data Governance 2", "รางวัล": "data-governance", column: rubbish}

    ((number, place, value, message),) = problems({}, row)

    assert (number, place, value, message[: len(start)]) == (3, column, rubbish[:200], start)


def test_every_column_of_the_sheet_is_fed_rubbish_above():
    cases = test_rubbish_in_each_column_is_refused_at_its_cell.pytestmark[0].args[1]

    assert {case[0] for case in cases} == {column.column_name for column in WinnerResource.fields.values()}


def test_all_bad_cells_of_all_rows_are_reported_in_one_pass(tax):
    found = problems(
        {"อันดับ": "1.9", "คะแนน": "มาก", "หน่วยงาน": "ไม่รู้จัก"}, {}, {"ปี พ.ศ.": "ปีหน้า", "วันที่จัดพิธี": "เร็ว ๆ นี้"}
    )

    assert {problem[:3] for problem in found} == {
        (2, "อันดับ", "1.9"),
        (2, "คะแนน", "มาก"),
        (2, "หน่วยงาน", "ไม่รู้จัก"),
        (4, "ปี พ.ศ.", "ปีหน้า"),
        (4, "วันที่จัดพิธี", "เร็ว ๆ นี้"),
    }


def test_a_problem_names_the_column_by_its_own_heading(tax):
    data = make_csv(
        [["ประจำปี", "category", "level", "ส่วนราชการ", "ร้อยละ"], ["2569", "Data Governance", "กรม", "rd", "x"]]
    )

    assert preview(data=data).problems == [
        Problem(
            2,
            "ร้อยละ",
            "x",
            "This is not a number. Type digits only, for example 81.58, or leave the cell empty.",
            place=4,
        )
    ]


def test_two_rows_with_one_key_are_an_error_on_the_second_naming_the_first(tax):
    found = problems({}, {"หน่วยงาน": "rd"})

    assert found == [
        (3, "หน่วยงาน", "rd", "This recipient already has this award in row 2. Keep one of the two rows.")
    ]


def test_two_persons_of_one_agency_are_two_recipients(tax):
    make_award(code="leader", recipient=Recipient.PERSON)
    row = {"รางวัล": "leader", "ระดับ": "บุคคล", "ประเภทรางวัล": "ผู้นำ"}

    load(row | {"ชื่อ-นามสกุล": "นายสมชาย ใจดี"}, row | {"ชื่อ-นามสกุล": "นางสาวสมหญิง ใจงาม"})
    again = preview(row | {"ชื่อ-นามสกุล": "ดร.สมชาย ใจดี"}, row | {"ชื่อ-นามสกุล": "นางสาวสมหญิง ใจงาม"})

    assert [row.kind for row in again.rows] == ["changed", "unchanged"]


@in_each_frozen_state
def test_a_frozen_ceremony_is_refused_with_its_reason_at_the_row(tax, state, reason):
    ceremony = make_ceremony(2026, **facts(state))
    make_winner(make_category(ceremony, title_th="Data Governance"), agency=tax)
    reason = f"{ceremony} {reason}"

    assert preview({}).changes_nothing
    assert problems({"อันดับ": "1"}) == [(2, "ปี พ.ศ.", "2569", reason)]
    assert problems({"ประเภทรางวัล": "ใหม่"}) == [(2, "ปี พ.ศ.", "2569", reason)]
    assert problems({"สถานที่จัดพิธี": "ที่อื่น"}) == [(2, "สถานที่จัดพิธี", "ที่อื่น", reason)]


def test_the_facts_of_a_ceremony_fill_its_empty_fields_only(tax):
    make_ceremony(2026, held_on=None, venue_th="สโมสรทหารบก")

    outcome = preview({"วันที่จัดพิธี": "3/12/2569", "สถานที่จัดพิธี": "ที่อื่น"})

    assert [(other.kind, other.changes) for other in outcome.also if other.kind == "changed"] == [
        ("changed", [Change("วันที่จัดพิธี", "", date(2026, 12, 3))])
    ]
    assert [(problem.row, problem.column, problem.message) for problem in outcome.problems] == [
        (
            2,
            "สถานที่จัดพิธี",
            "The portal has “สโมสรทหารบก” here. Correct the sheet, or first change it in the portal.",
        )
    ]


def test_two_rows_that_contradict_each_other_on_the_ceremony_are_an_error_at_the_second(tax):
    found = problems({"วันที่จัดพิธี": "3/12/2569"}, {"หน่วยงาน": make_agency().name_th, "วันที่จัดพิธี": "4/12/2569"})

    assert found == [
        (
            3,
            "วันที่จัดพิธี",
            "4/12/2569",
            "Row 2 of this file says “3 ธ.ค. 2569 (2026-12-03)”. Both rows must say the same.",
        )
    ]


def test_a_category_told_otherwise_is_an_error(tax):
    make_category(make_ceremony(2026), title_th="Data Governance", quota=5)

    assert [problem[1] for problem in problems({"จำนวนรางวัล": "3", "รางวัล": "data-governance"})] == [
        "จำนวนรางวัล",
        "รางวัล",
    ]


def test_two_categories_of_one_title_need_the_level(tax):
    ceremony = make_ceremony(2026)
    for level in (Level.DEPARTMENT, Level.PROVINCE):
        make_category(ceremony, title_th="Data Governance", level=level)

    assert problems({"ระดับ": ""}) == [
        (2, "ระดับ", "", "The ceremony has this category at several levels. Add the level.")
    ]
    assert preview({"ระดับ": "จังหวัด"}).counts["also_new"] == 0


def test_the_award_of_a_new_category_is_taken_from_the_same_title_before():
    award, agency = make_award(), make_agency("กรมสรรพากร")
    make_category(make_ceremony(2025), award=award, title_th="หน่วยงานดีเด่น")

    load({"ประเภทรางวัล": "หน่วยงาน ดีเด่น"})

    assert (Category.objects.get(ceremony__year=2026).award, agency.wins.count()) == (award, 1)


def test_a_title_that_was_two_awards_before_is_not_guessed():
    make_agency("กรมสรรพากร")
    for year in (2024, 2025):
        make_category(make_ceremony(year), title_th="Data Governance")

    assert [problem[1] for problem in problems({})] == ["รางวัล"]


def test_a_former_name_is_kept_as_announced_and_an_abbreviation_is_not(tax):
    other = make_agency("สำนักงานการวิจัยแห่งชาติ")
    make_name(other, "สำนักงานคณะกรรมการวิจัยแห่งชาติ", NameKind.FORMER)
    make_name(tax, "กสภ.")

    load({"หน่วยงาน": "สำนักงานคณะกรรมการวิจัยแห่งชาติ"}, {"หน่วยงาน": "กสภ."})

    assert list(
        Winner.objects.order_by("order").values_list("agency", "agency_name_th", "agency_name_en")
    ) == [
        (other.pk, "สำนักงานคณะกรรมการวิจัยแห่งชาติ", ""),
        (tax.pk, "กรมสรรพากร", "Revenue Department"),
    ]


def test_an_agency_not_named_in_full_is_echoed(tax):
    assert preview({"หน่วยงาน": "rd"}).echoes["หน่วยงาน", "rd"] == "กรมสรรพากร"


def test_a_reference_finds_its_winner_whatever_else_changed(tax):
    category = make_category(make_ceremony(2026), title_th="Data Governance")
    winner = make_winner(category, agency=make_agency("กรมผิด"))

    outcome = preview({"รหัสอ้างอิง": winner.ref})
    load({"รหัสอ้างอิง": winner.ref})

    assert [row.changes for row in outcome.rows] == [[Change("หน่วยงาน", "กรมผิด", "กรมสรรพากร")]]
    winner.refresh_from_db()
    assert (winner.agency, winner.agency_name_th) == (tax, "กรมสรรพากร")


def test_a_reference_may_not_turn_one_winner_into_another(tax):
    category = make_category(make_ceremony(2026), title_th="Data Governance")
    stored, other = make_winner(category, agency=tax), make_winner(category)

    found = problems({"รหัสอ้างอิง": other.ref})

    message = f"This recipient already has this award, under the reference {stored.ref}."
    assert found == [(2, "รหัสอ้างอิง", other.ref, message)]


def test_english_headings_are_recognised():
    make_agency("กรมสรรพากร", code="rd")
    make_award(code="dg")
    headings = [
        "year_ce",
        "category_th",
        "category_en",
        "award",
        "level",
        "agency",
        "agency_en",
        "rank",
        "source",
    ]

    record = load(data=make_csv([headings, [2026, "ก", "A", "dg", "department", "rd", "Tax Office", 1, "x"]]))

    winner = Winner.objects.get()
    assert (record.counts["new"], winner.category.title_en, winner.agency_name_en) == (1, "A", "Tax Office")


def test_a_merged_category_cell_counts_for_the_whole_block(tax):
    other = make_agency()
    rows = [
        ["ปี", "ประเภทรางวัล", "ระดับ", "หน่วยงาน"],
        [2569, "Data Governance", "กรม", "rd"],
        ["", "", "", other.code],
    ]

    load(data=make_xlsx(rows, merged=["A2:A3", "B2:B3", "C2:C3"]))

    assert {winner.agency for winner in Winner.objects.all()} == {tax, other}


@pytest.mark.parametrize(
    ("names", "choices"), [(LEVEL_NAMES, Level), (MISSION_NAMES, Mission), (FORM_NAMES, Form)]
)
def test_every_choice_has_its_names(names, choices):
    assert set(names) == set(choices)


def test_an_export_imports_again_without_a_change(tax):
    leader = make_award(recipient=Recipient.PERSON, name_th="ผู้นำ")
    ceremony = make_ceremony(2026, venue_th="=ห้อง 1", presider_th="@นายก", presider_position_th="'+รอง")
    make_winner(
        make_category(
            ceremony, title_th="-ก", form=Form.PLAQUE, quota=2, mission=Mission.POLICY, heading_en="H"
        ),
        agency=tax,
        rank=2,
        score=Decimal("98.30"),
        source="a\nb, “c”\n=1+1",
        citation_th="\tก",
    )
    make_winner(
        make_category(ceremony, award=leader, level=Level.PERSON), agency=tax, acting=True, position_th="รอง"
    )
    make_winner(make_category(make_ceremony(2025, release_at=LATER)), agency_name_th="ชื่อเดิม")
    resource, rows = WinnerResource(), Winner.objects.order_by("pk")

    for file in (exporting.to_csv(resource, rows), exporting.to_xlsx(resource, rows, "ผล")):
        outcome = preview(data=file.read())
        assert (outcome.problems, outcome.changes_nothing, outcome.counts["unchanged"]) == ([], True, 3)


def test_a_preview_asks_the_database_the_same_however_many_rows(tax, django_assert_max_num_queries):
    agencies = [make_agency(kind=Kind.FUND) for _n in range(60)]
    record = upload(*[{"หน่วยงาน": agency.code} for agency in agencies])

    with django_assert_max_num_queries(16):
        outcome = importing.preview(record, WinnerResource).outcome
    assert outcome.counts["new"] == 60
