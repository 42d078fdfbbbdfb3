"""The import of agencies: from bytes to rows, through the same functions as the admin and the command."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.utils import translation

from agencies.models import Agency, AgencyName, Kind, NameKind
from agencies.resources import KIND_NAMES, AgencyResource
from awardsportal.spreadsheets import decisions, exporting, importing
from awardsportal.spreadsheets.outcomes import Change
from tests.factories import make_agency, make_name, make_province, make_user
from tests.spreadsheets.files import make_csv

pytestmark = pytest.mark.django_db

NEW = {"รหัส": "rd", "ชื่อหน่วยงาน": "กรมสรรพากร", "ประเภทหน่วยงาน": "กรม"}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def upload(*rows, by=None, data=None):
    if data is None:
        headings = list(dict.fromkeys(heading for row in rows for heading in row))
        data = make_csv([headings, *[[row.get(heading, "") for heading in headings] for row in rows]])
    return importing.receive(ContentFile(data, "หน่วยงาน.csv"), resource_class=AgencyResource, by=by)


def preview(*rows, **options):
    return importing.preview(upload(*rows, **options), AgencyResource).outcome


def load(*rows, by=None):
    record = upload(*rows, by=by)
    promise = importing.preview(record, AgencyResource).outcome.promise
    return importing.confirm(record, AgencyResource, by=by, promise=promise)


def problems(*rows):
    return [
        (problem.row, problem.column, problem.value, problem.message) for problem in preview(*rows).problems
    ]


def names_of(agency):
    return list(agency.names.values_list("kind", "name"))


def test_an_agency_is_made_with_all_its_columns():
    area = make_province(name_th="นนทบุรี")
    ministry = make_agency("กระทรวงการคลัง", kind=Kind.MINISTRY)

    load(
        NEW
        | {
            "ชื่อภาษาอังกฤษ": "Revenue Department",
            "ชื่อย่อ": "สก./RD, TRD",
            "สังกัด": "กระทรวงการคลัง",
            "จังหวัด": "จ.นนทบุรี",
            "เว็บไซต์": "https://www.rd.go.th",
            "วันที่ยุบเลิก": "1 ต.ค. 2570",
        }
    )

    agency = Agency.objects.get(code="rd")
    assert (agency.name_th, agency.name_en, agency.kind) == (
        "กรมสรรพากร",
        "Revenue Department",
        Kind.DEPARTMENT,
    )
    assert (agency.parent, agency.province) == (ministry, area)
    assert (agency.website, agency.dissolved_on) == ("https://www.rd.go.th", date(2027, 10, 1))
    assert names_of(agency) == [(NameKind.ABBREVIATION, name) for name in ("สก.", "RD", "TRD")]
    assert Agency.objects.filter(fold_th="กรมสรรพากร").exists()


def test_the_same_file_twice_changes_nothing_and_says_so():
    row = NEW | {"ชื่อย่อ": "RD / สก.", "เว็บไซต์": "https://www.rd.go.th"}
    load(row)

    assert preview(row).changes_nothing
    assert preview(row | {"ชื่อย่อ": "สก., RD"}).changes_nothing


def test_a_code_finds_its_agency_and_a_new_name_shows_old_and_new():
    make_agency("กรมสรรพากร", code="rd")

    outcome = preview({"รหัส": "rd", "ชื่อหน่วยงาน": "กรมภาษี"})

    assert [row.changes for row in outcome.rows] == [[Change("ชื่อหน่วยงาน", "กรมสรรพากร", "กรมภาษี")]]


def test_without_a_code_the_name_finds_the_agency_and_stays():
    agency = make_agency("กรมสรรพากร", code="rd")

    load({"ชื่อหน่วยงาน": "กรม สรรพากร", "เว็บไซต์": "https://www.rd.go.th"})

    agency.refresh_from_db()
    assert (agency.name_th, agency.website) == ("กรมสรรพากร", "https://www.rd.go.th")


def test_a_parent_may_be_a_row_further_down():
    load(
        NEW | {"สังกัด": "กลุ่มภารกิจ"},
        {"รหัส": "group", "ชื่อหน่วยงาน": "กลุ่มภารกิจ", "ประเภทหน่วยงาน": "อื่น ๆ", "สังกัด": "mof"},
        {"รหัส": "mof", "ชื่อหน่วยงาน": "กระทรวงการคลัง", "ประเภทหน่วยงาน": "กระทรวง"},
    )

    assert list(Agency.objects.order_by("code").values_list("code", "parent__code")) == [
        ("group", "mof"),
        ("mof", None),
        ("rd", "group"),
    ]


def test_an_existing_agency_may_get_a_parent_that_the_file_makes():
    agency = make_agency("กรมสรรพากร", code="rd")

    load(
        {"รหัส": "rd", "ชื่อหน่วยงาน": "กรมสรรพากร", "สังกัด": "กระทรวงการคลัง"},
        {"รหัส": "mof", "ชื่อหน่วยงาน": "กระทรวงการคลัง", "ประเภทหน่วยงาน": "กระทรวง"},
    )

    agency.refresh_from_db()
    assert (agency.parent.code, agency.history.first().parent) == ("mof", agency.parent)


def test_a_circle_of_parents_is_refused_naming_both_rows():
    found = problems(
        {"รหัส": "a", "ชื่อหน่วยงาน": "กรมหนึ่ง", "ประเภทหน่วยงาน": "กรม", "สังกัด": "กรมสอง"},
        {"รหัส": "b", "ชื่อหน่วยงาน": "กรมสอง", "ประเภทหน่วยงาน": "กรม", "สังกัด": "กรมหนึ่ง"},
    )

    assert found == [
        (
            3,
            "สังกัด",
            "กรมหนึ่ง",
            "The line of parents is a circle: กรมสอง (row 3) → กรมหนึ่ง (row 2) → กรมสอง (row 3).",
        )
    ]


def test_a_circle_with_stored_agencies_is_refused():
    top = make_agency("กรมหนึ่ง", code="a")
    make_agency("กรมสอง", code="b", parent=top)

    ((_row, column, _value, message),) = problems({"รหัส": "a", "ชื่อหน่วยงาน": "กรมหนึ่ง", "สังกัด": "กรมสอง"})

    assert (column, message) == (
        "สังกัด",
        "The line of parents is a circle: กรมหนึ่ง (row 2) → กรมสอง → กรมหนึ่ง (row 2).",
    )


def test_the_cell_of_abbreviations_is_the_whole_list():
    agency = make_agency("กรมสรรพากร", code="rd")
    make_name(agency, "เก่า")
    make_name(agency, "กรมภาษี", NameKind.FORMER)
    row = {"รหัส": "rd", "ชื่อหน่วยงาน": "กรมสรรพากร"}

    load(row)
    assert len(names_of(agency)) == 2
    record = load(row | {"ชื่อย่อ": "RD"})

    assert names_of(agency) == [(NameKind.ABBREVIATION, "RD"), (NameKind.FORMER, "กรมภาษี")]
    touched = AgencyName.history.filter(spreadsheet_import=record)
    assert sorted(touched.values_list("history_type", "name")) == [("+", "RD"), ("-", "เก่า")]
    load(row | {"ชื่อย่อ": "-"})
    assert names_of(agency) == [(NameKind.FORMER, "กรมภาษี")]


def test_history_names_who_and_through_which_import():
    user = make_user()

    record = load(NEW | {"ชื่อย่อ": "RD"}, by=user)

    for model in (Agency, AgencyName):
        version = model.history.get()
        assert (version.history_user, version.spreadsheet_import) == (user, record)


@pytest.mark.parametrize(
    ("column", "rubbish", "start"),
    [
        ("รหัส", "กรม", "Use only a-z, 0-9 and single hyphens"),
        ("รหัส", "", "This agency is new and needs a code."),
        ("ชื่อหน่วยงาน", "", "This cell must not be empty."),
        ("ชื่อหน่วยงาน", "ก" * 301, "Ensure this value has at most 300 characters"),
        ("ชื่อหน่วยงาน", "กรมบัญชี กลาง", "Another agency has this name. Its code is cgd."),
        ("ชื่อภาษาอังกฤษ", "a" * 301, "Ensure this value has at most 300 characters"),
        ("ชื่อย่อ", "#REF!", "The cell shows an error of Excel's."),
        ("ชื่อย่อ", "ก" * 301, "Ensure this value has at most 300 characters"),
        ("ประเภทหน่วยงาน", "บริษัท", "This name is not known. Type one of: กรมหรือเทียบเท่า, "),
        ("ประเภทหน่วยงาน", "", "This agency is new and needs its kind."),
        ("สังกัด", "กระทรวงเวทมนตร์", "No agency has this name."),
        ("จังหวัด", "ล้านนา", "There is no such province."),
        ("เว็บไซต์", "ไม่ใช่เว็บ", "Enter a valid URL."),
        ("วันที่ยุบเลิก", "เมื่อวาน", "This is not a date."),
    ],
)
def test_rubbish_in_each_column_is_refused_at_its_cell(column, rubbish, start):
    make_agency("กรมบัญชีกลาง", code="cgd")

    ((row, place, value, message),) = problems(NEW | {column: rubbish})

    assert (row, place, value, message[: len(start)]) == (2, column, rubbish[:200], start)


def test_every_column_of_the_sheet_is_fed_rubbish_above():
    cases = test_rubbish_in_each_column_is_refused_at_its_cell.pytestmark[0].args[1]

    assert {case[0] for case in cases} == {column.column_name for column in AgencyResource.fields.values()}


def test_two_rows_with_one_key_are_an_error_on_the_second_naming_the_first():
    twice = [(3, "รหัส", "rd", "This agency is already in row 2. Keep one of the two rows.")]

    assert problems(NEW, NEW | {"ชื่อหน่วยงาน": "กรมอื่น"}) == twice
    make_agency("กรมสรรพากร", code="rd")
    assert problems(NEW, NEW) == twice


def test_two_new_agencies_of_one_name_are_an_error():
    found = problems(NEW, NEW | {"รหัส": "rd-2"})

    assert found == [(3, "ชื่อหน่วยงาน", "กรมสรรพากร", "Another agency has this name. Its code is rd.")]


def test_every_kind_has_its_names():
    assert set(KIND_NAMES) == set(Kind)


def test_an_export_imports_again_without_a_change():
    parent = make_agency("=กระทรวง", kind=Kind.MINISTRY, website="https://www.go.th")
    agency = make_agency(
        "-กรม, “ก”", parent=parent, province=make_province(), name_en="@Dept", dissolved_on=date(2020, 1, 1)
    )
    make_name(agency, "+ก")
    make_name(agency, "ข.")
    resource, rows = AgencyResource(), Agency.objects.all()

    for file in (exporting.to_csv(resource, rows), exporting.to_xlsx(resource, rows, "หน่วยงาน")):
        outcome = preview(data=file.read())
        assert (outcome.problems, outcome.changes_nothing, len(outcome.rows)) == ([], True, 2)


def test_a_new_agency_named_almost_like_another_is_a_warning():
    make_agency("สำนักงานคณะกรรมการคุ้มครองข้อมูลส่วนบุคคล", code="pdpc")

    outcome = preview(
        NEW | {"รหัส": "one", "ชื่อหน่วยงาน": "สำนักงานคณะกรรมการคุ้มครองข้อมูลส่วนบุคล"},
        NEW | {"รหัส": "two", "ชื่อหน่วยงาน": "สำนักงานคณะกรรมการอาหารและยา"},
        NEW | {"รหัส": "three", "ชื่อหน่วยงาน": "สำนักงานคณะกรรมการอาหารแลยา"},
    )

    message = "There is %s, a name almost the same. Check whether it is one agency."
    assert [(warning.row, warning.message) for warning in outcome.warnings] == [
        (2, message % "สำนักงานคณะกรรมการคุ้มครองข้อมูลส่วนบุคคล"),
        (4, message % "สำนักงานคณะกรรมการอาหารและยา (row 3)"),
    ]


def test_a_parent_that_is_not_sure_is_asked_about():
    make_agency("กระทรวงการคลัง", code="mof", kind=Kind.MINISTRY)

    (question,) = preview({"รหัส": "new", "ชื่อหน่วยงาน": "กรมใหม่", "สังกัด": "กระทรวงการคลง"}).questions

    assert (question.name, question.proposals[0].value) == ("parent", "mof")


@pytest.mark.parametrize(
    "name", ["กรม สรรพากร", "กรมสรรพากร (RD)", "RD", "กรมภาษี", "กรมสรรพากร กระทรวงการคลัง"]
)
def test_a_row_without_a_code_is_of_the_agency_that_surely_goes_by_its_name(name):
    tax = make_agency("กรมสรรพากร", code="rd", parent=make_agency("กระทรวงการคลัง", kind=Kind.MINISTRY))
    make_name(tax, "RD")
    make_name(tax, "กรมภาษี", NameKind.FORMER)

    load({"ชื่อหน่วยงาน": name, "เว็บไซต์": "https://www.rd.go.th/"})

    tax.refresh_from_db()
    assert (tax.name_th, tax.website) == ("กรมสรรพากร", "https://www.rd.go.th/")


def test_a_name_without_a_code_that_is_not_sure_is_asked_about():
    make_agency("กรมสรรพากร", code="rd")
    record = upload({"ชื่อหน่วยงาน": "กรมสรพากร", "เว็บไซต์": "https://www.rd.go.th/"})
    (question,) = importing.preview(record, AgencyResource).outcome.questions
    assert (question.name, question.proposals[0].value, question.new) == ("name_th", "rd", None)

    decisions.decide(record, {"decide": "name_th", "text": "กรมสรพากร", "is": "rd"})
    record.refresh_from_db()
    outcome = importing.preview(record, AgencyResource).outcome

    assert (outcome.problems, [row.kind for row in outcome.rows]) == ([], ["changed"])
    assert len(outcome.also) == 1


@pytest.mark.parametrize("parent", ["องค์กรปกครองส่วนท้องถิ่น", "เทศบาลนครยะลา"])
def test_a_heading_of_the_budget_or_its_own_name_leaves_the_parent_as_it_is(parent):
    ministry = make_agency("กระทรวงมหาดไทย", kind=Kind.MINISTRY)
    make_agency("เทศบาลนครยะลา", parent=ministry)

    outcome = preview({"ชื่อหน่วยงาน": "เทศบาลนครยะลา", "สังกัด": parent})

    assert (outcome.changes_nothing, [warning.column for warning in outcome.warnings]) == (True, ["สังกัด"])
