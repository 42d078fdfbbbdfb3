"""The template of each kind of import: filled in, it goes through; as it is, it brings nothing."""

import io
from datetime import datetime

import pytest
from django.contrib import admin
from django.core.files.base import ContentFile
from django.utils import translation
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from agencies.models import Agency, Kind
from awards.models import Award, Category, Ceremony, Finding, Recipient, Winner
from awards.roles import APPROVER, DATA_ENTRY
from awardsportal.spreadsheets.admin import SpreadsheetMixin
from awardsportal.spreadsheets.columns import Choice, Day, Year
from awardsportal.spreadsheets.dressing import DARK
from awardsportal.spreadsheets.importing import confirm, preview, receive
from awardsportal.spreadsheets.limits import UnreadableFile
from awardsportal.spreadsheets.template_file import EXPLANATION, LISTS, template_file
from tests.factories import (
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_finding,
    make_province,
    make_user,
)
from tests.spreadsheets.files import saved

pytestmark = pytest.mark.django_db

ADMIN = "/en/admin/awards/winner/import/"
KINDS = {
    each.resource_class.kind: each
    for each in admin.site._registry.values()
    if isinstance(each, SpreadsheetMixin)
}
each_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def resource_of(kind):
    return KINDS[kind].resource_class


def template_of(kind, occasion=""):
    file = template_file(KINDS[kind].template_class(), resource_of(kind), occasion)
    return load_workbook(file)


def upload(workbook, kind):
    return receive(ContentFile(saved(workbook), "แบบ.xlsx"), resource_class=resource_of(kind), by=None)


def headings_of(sheet):
    return [cell.value for cell in sheet[1]]


def rules_of(workbook):
    """Each rule of the first sheet by the heading of its column; each must hold for all rows."""
    sheet = workbook.worksheets[0]
    rules = {}
    for rule in sheet.data_validations.dataValidation:
        left, top, right, bottom = range_boundaries(str(rule.sqref))
        assert (left, top, bottom) == (right, 2, 100_001)
        rules[sheet.cell(1, left).value] = rule
    return rules


def choices_of(workbook):
    """What each column is to be chosen from, by its heading."""
    lists = {heading: rule.formula1 for heading, rule in rules_of(workbook).items() if rule.type == "list"}
    return {
        heading: [cell[0].value for cell in workbook[LISTS][area.partition("!")[2]]]
        for heading, area in lists.items()
    }


@each_kind
def test_the_template_has_the_headings_of_the_export_behind_a_running_number(kind):
    columns = resource_of(kind).fields.values()
    sheet = template_of(kind).worksheets[0]

    assert headings_of(sheet) == ["ลำดับ", *(column.column_name for column in columns)]
    assert [cell.fill.fgColor.rgb.endswith(DARK) for cell in sheet[1]][1:] == [
        column.required for column in columns
    ]
    assert sheet.freeze_panes == "B2"


@each_kind
def test_every_column_is_explained(kind):
    columns = resource_of(kind).fields.values()

    rows = [row for row in template_of(kind)[EXPLANATION].iter_rows(values_only=True) if row[1]]

    assert [row[0] for row in rows] == ["Heading", *(column.column_name for column in columns)]
    assert [row[1] for row in rows[1:]] == ["Yes" if column.required else "–" for column in columns]
    assert all(row[2] and row[3] for row in rows)
    examples = [row[0] for row in rows[1:] if row[1] == "Yes" and not row[4]]
    assert examples == []


@each_kind
def test_choices_dates_and_years_can_be_chosen_or_say_what_to_type(kind):
    columns = resource_of(kind).fields.values()
    workbook = template_of(kind)
    choices, rules = choices_of(workbook), rules_of(workbook)

    assert workbook[LISTS].sheet_state == "hidden"
    for column in columns:
        if isinstance(column.widget, Choice):
            assert choices[column.column_name] == column.widget.written()
        if isinstance(column.widget, Day | Year):
            assert rules[column.column_name].prompt == column.widget.accepts()


@each_kind
def test_a_template_that_nobody_filled_in_is_refused(kind):
    assert [row[0].value for row in template_of(kind).worksheets[0]["A2:A3"]] == ["ตัวอย่าง"] * 2

    with pytest.raises(UnreadableFile, match="There are headings but no rows below them"):
        upload(template_of(kind), kind)


@each_kind
def test_examples_that_lost_their_mark_are_refused(kind):
    workbook = template_of(kind)
    workbook.worksheets[0].delete_cols(1)
    make_award(code="dg", name_th="รางวัลรัฐบาลดิจิทัล")
    make_award(name_th="รางวัลผู้นำองค์กรดิจิทัลดีเด่น", recipient=Recipient.PERSON)
    make_province(name_th="เชียงใหม่")

    outcome = preview(upload(workbook, kind), resource_of(kind)).outcome

    assert {problem.row for problem in outcome.problems} == {2, 3}


def filled_in(kind, cells, occasion=""):
    """The template with a row below the examples."""
    workbook = template_of(kind, occasion)
    sheet = workbook.worksheets[0]
    for heading, value in cells.items():
        sheet.cell(4, headings_of(sheet).index(heading) + 1, value)
    return workbook


def imported(workbook, kind):
    record = upload(workbook, kind)
    seen = preview(record, resource_of(kind))
    assert seen.outcome.problems == []
    confirm(record, resource_of(kind), by=None, promise=seen.outcome.promise)
    return seen


def test_winners_filled_in_below_the_examples_are_imported_and_the_examples_are_not():
    make_award(code="dg")
    make_agency("กรมสรรพากร")
    cells = {
        "ปี พ.ศ.": 2569,
        "ประเภทรางวัล": "ธรรมาภิบาลข้อมูล",
        "รางวัล": "dg",
        "ระดับ": "กรมหรือเทียบเท่า",
        "หน่วยงาน": "กรมสรรพากร",
        "วันที่จัดพิธี": datetime(2026, 12, 3),  # noqa: DTZ001
    }

    seen = imported(filled_in("winners", cells), "winners")

    assert "Examples of the template left out, rows: 2-3." in seen.table.remarks
    assert [str(winner) for winner in Winner.objects.all()] == ["กรมสรรพากร"]
    assert (Ceremony.objects.get().year, Category.objects.count(), Award.objects.count()) == (2026, 1, 1)


def test_agencies_filled_in_below_the_examples_are_imported():
    imported(
        filled_in("agencies", {"รหัส": "rd", "ชื่อหน่วยงาน": "กรมสรรพากร", "ประเภทหน่วยงาน": "กรมหรือเทียบเท่า"}),
        "agencies",
    )

    assert [agency.code for agency in Agency.objects.all()] == ["rd"]


def test_findings_filled_in_below_the_examples_are_imported():
    make_ceremony(2026)

    imported(
        filled_in("findings", {"ปี พ.ศ.": 2569, "รหัสตัวชี้วัด": "1", "ตัวชี้วัด": "แนวนโยบาย", "ระดับ": "จังหวัด"}),
        "findings",
    )

    assert [finding.indicator.title_th for finding in Finding.objects.all()] == ["แนวนโยบาย"]


def test_for_a_ceremony_its_year_categories_and_awards_are_to_be_chosen_from():
    award, other = make_award(name_th="=รางวัล"), make_award(name_th="รางวัลข้อมูล")
    ceremony = make_ceremony(2026)
    titles = [f"{'ประเภทรางวัลที่มีชื่อยาว' * 5} {n}" for n in range(30)]
    for title in titles:
        make_category(ceremony, title_th=title, award=award)
    make_category(ceremony, title_th=titles[0], award=other, level="PROVINCE")
    make_category(make_ceremony(2025), title_th="ของปีอื่น", award=make_award(name_th="ของปีอื่น"))

    choices = choices_of(template_of("winners", "2026"))

    assert choices["ปี พ.ศ."] == [2569]
    assert sorted(choices["ประเภทรางวัล"]) == sorted(titles)
    assert choices["รางวัล"] == ["'=รางวัล", "รางวัลข้อมูล"]


def test_without_a_ceremony_all_awards_are_to_be_chosen_from():
    make_award(name_th="ก", order=1)
    make_award(name_th="ข", order=2)

    choices = choices_of(template_of("winners"))

    assert choices["รางวัล"] == ["ก", "ข"]
    assert "ประเภทรางวัล" not in choices


def test_for_a_ceremony_findings_are_chosen_from_its_indicators():
    ceremony = make_ceremony(2026)
    make_finding(ceremony, "แนวนโยบาย")
    make_finding(ceremony, "บริการ")

    choices = choices_of(template_of("findings", "2026"))

    assert choices["รหัสตัวชี้วัด"] == ["1", "2"]
    assert choices["ตัวชี้วัด"] == ["แนวนโยบาย", "บริการ"]


def test_a_ceremony_without_categories_offers_its_year_only():
    make_ceremony(2026)

    choices = choices_of(template_of("winners", "2026"))

    assert (choices["ปี พ.ศ."], "ประเภทรางวัล" in choices, "รางวัล" in choices) == ([2569], False, False)


def test_agencies_are_given_their_ministry_and_province_from_lists():
    make_agency("กระทรวงการคลัง", kind=Kind.MINISTRY)
    make_province(name_th="เชียงใหม่")

    choices = choices_of(template_of("agencies"))

    assert (choices["สังกัด"], choices["จังหวัด"]) == (["กระทรวงการคลัง"], ["เชียงใหม่"])


@each_kind
def test_what_is_not_in_a_list_may_be_typed_all_the_same(kind):
    make_ceremony(2026)

    rules = rules_of(template_of(kind)).values()

    assert {rule.errorStyle for rule in rules if rule.type == "list"} == {"warning"}


def test_typed_text_stays_text_in_the_empty_cells():
    sheet = template_of("agencies").worksheets[0]

    assert {sheet.column_dimensions[letter].number_format for letter in "BCDEFGHIJ"} == {"@"}


def test_the_upload_page_offers_the_template_of_each_ceremony(client):
    make_ceremony(2026)
    client.force_login(make_user(DATA_ENTRY))

    page = client.get(ADMIN).content.decode()
    response = client.get(f"{ADMIN}template/", {"ceremony": "2026"})

    assert '<option value="2026">รางวัลรัฐบาลดิจิทัล ประจำปี 2569</option>' in page
    assert response["Content-Disposition"] == 'attachment; filename="winners-template-2026.xlsx"'
    workbook = load_workbook(io.BytesIO(response.getvalue()))
    assert workbook.sheetnames == ["Winners", EXPLANATION, LISTS]
    assert choices_of(workbook)["ปี พ.ศ."] == [2569]


def test_a_template_for_no_ceremony_in_particular_is_asked_for_with_an_empty_choice(client):
    client.force_login(make_user(DATA_ENTRY))

    response = client.get(f"{ADMIN}template/", {"ceremony": ""})

    assert response["Content-Disposition"] == 'attachment; filename="winners-template.xlsx"'


@pytest.mark.parametrize(("role", "ceremony", "status"), [(DATA_ENTRY, "1999", 404), (APPROVER, "", 404)])
def test_a_template_is_not_there_for_an_unknown_ceremony_or_without_permission(
    client, role, ceremony, status
):
    client.force_login(make_user(role))

    assert client.get(f"{ADMIN}template/", {"ceremony": ceremony}).status_code == status
