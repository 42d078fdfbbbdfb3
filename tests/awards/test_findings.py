"""The import of findings."""

from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from awards.models import Finding, Indicator, Level, Survey
from awards.sheets.findings import FindingResource
from awardsportal.spreadsheets import exporting, importing
from tests.factories import make_ceremony, make_finding
from tests.frozen import facts, in_each_frozen_state
from tests.spreadsheets.files import make_csv

pytestmark = pytest.mark.django_db

ROW = {"ปี พ.ศ.": "2569", "รหัสตัวชี้วัด": "1", "ตัวชี้วัด": "แนวนโยบายและหลักปฏิบัติ", "ระดับ": "กรม"}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def ceremony():
    return make_ceremony(2026)


def upload(*rows, data=None):
    cells = [ROW | row for row in rows]
    headings = list(dict.fromkeys(heading for row in cells for heading in row))
    data = data or make_csv([headings, *[[row.get(heading, "") for heading in headings] for row in cells]])
    return importing.receive(ContentFile(data, "ผล.csv"), resource_class=FindingResource, by=None)


def outcome(*rows, **options):
    return importing.preview(upload(*rows, **options), FindingResource).outcome


def save(*rows):
    record = upload(*rows)
    promise = importing.preview(record, FindingResource).outcome.promise
    return importing.confirm(record, FindingResource, by=None, promise=promise)


def problems(*rows):
    return [(problem.row, problem.column, problem.message) for problem in outcome(*rows).problems]


def test_a_sheet_makes_the_survey_its_indicators_and_findings(ceremony):
    record = save({"อันดับ": "๑", "คะแนน": "๖๐.๒๘"}, {"ระดับ": "จังหวัด", "อันดับ": "2", "ข้อความ": "ดีขึ้น"})

    survey, indicator = Survey.objects.get(), Indicator.objects.get()
    assert (survey.ceremony, indicator.survey, indicator.code) == (ceremony, survey, "1")
    assert list(Finding.objects.values_list("level", "place", "score", "text_th")) == [
        (Level.DEPARTMENT, 1, Decimal("60.28"), ""),
        (Level.PROVINCE, 2, None, "ดีขึ้น"),
    ]
    for model in (Survey, Indicator, Finding):
        assert {version.spreadsheet_import for version in model.history.all()} == {record}


def test_the_same_sheet_again_changes_nothing_and_another_place_is_a_change():
    save({"อันดับ": "1"})

    assert outcome({"อันดับ": "1"}).changes_nothing
    assert [row.kind for row in outcome({"อันดับ": "2"}).rows] == ["changed"]


@pytest.mark.parametrize(
    ("row", "column", "start"),
    [
        ({"ปี พ.ศ.": "2570"}, "ปี พ.ศ.", "There is no ceremony of this year yet."),
        ({"ปี พ.ศ.": "ปีนี้"}, "ปี พ.ศ.", "This year is not possible."),
        ({"รหัสตัวชี้วัด": ""}, "ตัวชี้วัด", "This indicator is new. Give it a code"),
        ({"รหัสตัวชี้วัด": "1" * 21}, "รหัสตัวชี้วัด", "Ensure this value has at most 20 characters"),
        ({"ตัวชี้วัด": ""}, "ตัวชี้วัด", "This cell must not be empty."),
        ({"ตัวชี้วัด": "ก" * 301}, "ตัวชี้วัด", "Ensure this value has at most 300 characters"),
        ({"ตัวชี้วัด (อังกฤษ)": "a" * 301}, "ตัวชี้วัด (อังกฤษ)", "Ensure this value has at most 300 characters"),
        ({"ระดับ": "ใหญ่"}, "ระดับ", "This name is not known."),
        ({"อันดับ": "0"}, "อันดับ", "This number is not possible."),
        ({"คะแนน": "101"}, "คะแนน", "A score is between 0 and 100."),
        ({"ข้อความ": "#REF!"}, "ข้อความ", "The cell shows an error of Excel's."),
        ({"ข้อความ (อังกฤษ)": "#REF!"}, "ข้อความ (อังกฤษ)", "The cell shows an error of Excel's."),
    ],
)
def test_rubbish_in_each_column_is_refused_at_its_cell(row, column, start):
    ((number, place, message),) = problems(row)

    assert (number, place, message[: len(start)]) == (2, column, start)


def test_every_column_of_the_sheet_is_fed_rubbish_above():
    cases = test_rubbish_in_each_column_is_refused_at_its_cell.pytestmark[0].args[1]

    assert {case[1] for case in cases} == {column.column_name for column in FindingResource.fields.values()}


def test_a_code_and_a_title_of_two_indicators_are_refused(ceremony):
    make_finding(ceremony, "แนวนโยบายและหลักปฏิบัติ")

    assert problems({"ตัวชี้วัด": "บริการภาครัฐ"}, {"รหัสตัวชี้วัด": "2", "ระดับ": "จังหวัด"}) == [
        (
            2,
            "รหัสตัวชี้วัด",
            "The survey has the indicator 1 แนวนโยบายและหลักปฏิบัติ. Give it the same code and the same title.",
        ),
        (
            3,
            "รหัสตัวชี้วัด",
            "The survey has the indicator 1 แนวนโยบายและหลักปฏิบัติ. Give it the same code and the same title.",
        ),
    ]


def test_a_second_row_of_one_finding_names_the_first():
    assert problems({}, {"อันดับ": "2"}) == [
        (3, "ตัวชี้วัด", "Row 2 has this indicator and level already. Keep one of the two rows.")
    ]


@in_each_frozen_state
def test_a_frozen_ceremony_is_refused_with_its_reason(state, reason):
    frozen = make_ceremony(2027, **facts(state))

    assert problems({"ปี พ.ศ.": "2570"}) == [(2, "ปี พ.ศ.", f"{frozen} {reason}")]


def test_an_export_imports_again_without_a_change(ceremony):
    make_finding(ceremony, "บริการภาครัฐ", place=1, score="60.28", text_th="=1+1")
    with exporting.to_csv(FindingResource(), Finding.objects.all()) as file:
        data = file.read()

    assert outcome(data=data).changes_nothing


def test_a_preview_asks_the_database_the_same_however_many_rows(ceremony):
    def asked(*rows):
        record = upload(*rows)
        with CaptureQueriesContext(connection) as queries:
            importing.preview(record, FindingResource)
        return len(queries)

    for number in range(30):
        make_finding(ceremony, f"ตัวชี้วัดที่ {number}")
    rows = [{"รหัสตัวชี้วัด": "", "ตัวชี้วัด": f"ตัวชี้วัดที่ {number}", "อันดับ": "2"} for number in range(30)]

    assert asked(rows[0]) == asked(*rows)
