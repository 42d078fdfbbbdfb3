"""Rows as CSV and XLSX, and back again."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.utils import translation
from openpyxl import load_workbook

from agencies.models import Agency, Kind
from agencies.resources import AgencyResource
from awards.management.commands.demo import load_editions
from awards.models import Finding, Level, Recipient, Winner
from awards.sheets.findings import FindingResource
from awards.sheets.winners import WinnerResource
from awardsportal.spreadsheets import exporting
from awardsportal.spreadsheets.importing import preview, receive
from tests.factories import (
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_finding,
    make_name,
    make_province,
    make_winner,
)
from tests.spreadsheets.files import make_csv

pytestmark = pytest.mark.django_db

AWKWARD = [
    "=1+1",
    "==1+1",
    "+66 2612 6000",
    "-ก",
    "@กรม",
    "'ก'",
    "'=ก",
    "''ก",
    "＝1+1",
    "＋ก",
    "－ก",
    "＠ก",
    '=HYPERLINK("http://a","ข")',
    "=cmd|' /C calc'!A0",
    "0806",
    "007.50",
    "1e5",
    "1-2",
    "3/12/2563",
    "2020-12-03",
    "๓ ธ.ค. ๒๕๖๓",
    "7.0",
    "TRUE",
    "ก, “ข” \"ค\" 'ง'",
    "a;b\tc",
    "_x0041_",
    "น้ำ",
    "-",
    "'-",
    "''-",
    "—",
    "ไม่มี",
    "'ไม่มี",
    "N/A",
    "#N/A",
    "'#REF!",
    "'",
    "ก" * 300,
]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def as_csv(resource_class, rows):
    return exporting.to_csv(resource_class(), rows).read()


def as_xlsx(resource_class, rows):
    return exporting.to_xlsx(resource_class(), rows, "แผ่นงาน").read()


def outcome_of(data, resource_class):
    record = receive(ContentFile(data, "export"), resource_class=resource_class, by=None)
    return preview(record, resource_class).outcome


def changes_nothing(data, resource_class, rows):
    outcome = outcome_of(data, resource_class)
    assert (outcome.problems, outcome.unread) == ([], [])
    assert [row.changes for row in outcome.rows if row.kind != "unchanged"] == []
    assert (outcome.changes_nothing, outcome.counts["unchanged"]) == (True, rows)


def cells_of(data):
    if data.startswith(b"PK"):
        return list(load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True))
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


formats = pytest.mark.parametrize("exported", [as_csv, as_xlsx])


def test_the_real_editions_come_back_unchanged():
    load_editions()

    for exported in (as_csv, as_xlsx):
        changes_nothing(exported(WinnerResource, Winner.objects.all()), WinnerResource, 89)
        changes_nothing(exported(AgencyResource, Agency.objects.all()), AgencyResource, 732)
        findings = Finding.objects.all()
        changes_nothing(exported(FindingResource, findings), FindingResource, len(findings))


@formats
def test_texts_that_a_spreadsheet_would_change_or_run_come_back_as_they_were(exported):
    leader = make_award(recipient=Recipient.PERSON)
    ceremony = make_ceremony(2026, venue_th="=ห้อง", presider_th="0806", presider_position_th="3/12/2563")
    for place, text in enumerate(AWKWARD):
        category = make_category(ceremony, title_th=f"{text[:200]} {place}", award=leader, level=Level.PERSON)
        make_winner(
            category,
            agency=make_agency(f"{text[:290]} {place}"),
            agency_name_th=text,
            person_title_th="",
            person_given_th=f"ชื่อ{place}",
            position_th=text,
            received_by=text,
            source=f"{text}\n{text}\n\n'{text}",
            citation_th=text * 50,
        )

    changes_nothing(exported(WinnerResource, Winner.objects.all()), WinnerResource, len(AWKWARD))


@formats
def test_awkward_agencies_come_back_as_they_were(exported):
    ministry = make_agency("@กระทรวง", kind=Kind.MINISTRY)
    for place, text in enumerate(AWKWARD):
        make_agency(f"{text[:290]} {place}", name_en=text, parent=ministry, dissolved_on=date(2020, 9, 30))

    changes_nothing(exported(AgencyResource, Agency.objects.all()), AgencyResource, len(AWKWARD) + 1)


@formats
def test_no_cell_starts_as_a_formula_does(exported):
    for place, text in enumerate(AWKWARD):
        make_agency(f"{text[:290]} {place}", name_en=text)

    data = exported(AgencyResource, Agency.objects.all())

    texts = [cell for row in cells_of(data) for cell in row if isinstance(cell, str)]
    assert [text for text in texts if text.lstrip().startswith(tuple("=+-@＝＋－＠"))] == []


def test_numbers_and_dates_are_numbers_and_dates_and_texts_are_texts_in_xlsx():
    winner = make_winner(
        make_category(make_ceremony(2026), quota=3), rank=1, score=Decimal("98.50"), received_by="0806"
    )

    headings, cells = cells_of(as_xlsx(WinnerResource, Winner.objects.all()))

    row = dict(zip(headings, cells, strict=True))
    assert [row[name] for name in ("ปี พ.ศ.", "จำนวนรางวัล", "อันดับ", "คะแนน")] == [2569, 3, 1, 98.5]
    assert row["วันที่จัดพิธี"].date() == date(2026, 12, 3)
    assert (row["ผู้แทนรับรางวัล"], row["รหัสอ้างอิง"], row["แหล่งที่มา"]) == ("0806", winner.ref, None)


def test_a_text_that_looks_like_a_number_stays_text_when_its_cell_is_edited():
    make_winner(received_by="0806")

    sheet = load_workbook(io.BytesIO(as_xlsx(WinnerResource, Winner.objects.all()))).active

    cell = next(cell for cell in sheet[2] if cell.value == "0806")
    assert (cell.data_type, cell.number_format) == ("s", "@")


def test_a_text_too_long_for_a_cell_is_left_out_of_xlsx_and_the_cell_says_so():
    make_winner(citation_th="ก" * 40_000)

    data = as_xlsx(WinnerResource, Winner.objects.all())

    sheet = load_workbook(io.BytesIO(data)).active
    cell = sheet.cell(2, [cell.value for cell in sheet[1]].index("คำประกาศเกียรติคุณ") + 1)
    assert cell.value is None
    assert cell.comment.text == "This text is too long for Excel. The export as CSV has it."
    changes_nothing(data, WinnerResource, 1)


def test_the_csv_opens_in_excel_as_thai():
    make_agency("กรมสรรพากร", code="rd")

    data = as_csv(AgencyResource, Agency.objects.all())

    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig") == (
        "รหัส,ชื่อหน่วยงาน,ชื่อภาษาอังกฤษ,ชื่อย่อ,ประเภทหน่วยงาน,สังกัด,จังหวัด,เว็บไซต์,วันที่ยุบเลิก\r\n"
        "rd,กรมสรรพากร,,,กรมหรือเทียบเท่า,,,,\r\n"
    )


def test_an_export_that_went_through_other_hands_still_changes_nothing():
    make_winner(make_category(make_ceremony(2026)), score=Decimal("7.00"), source="=1")
    rows = cells_of(as_csv(WinnerResource, Winner.objects.all()))

    for data in (
        make_csv(rows, "utf-16", "\t"),
        make_csv(rows, "cp874", ";"),
        make_csv(rows, "utf-8", ",", "\n"),
    ):
        changes_nothing(data, WinnerResource, 1)


@pytest.mark.parametrize(
    ("resource_class", "queries"),
    [(WinnerResource, 1), (AgencyResource, 2), (FindingResource, 1)],
    ids=["winners", "agencies", "findings"],
)
@pytest.mark.parametrize("rows", [1, 30])
def test_an_export_asks_the_database_the_same_however_many_rows(
    resource_class, queries, rows, django_assert_num_queries
):
    category = make_category()
    for number in range(rows):
        agency = make_agency(parent=make_agency(), province=make_province())
        make_name(agency, "ก.")
        make_winner(category, agency=agency)
        make_finding(category.ceremony, f"ตัวชี้วัดที่ {number}")

    for exported in (as_csv, as_xlsx):
        with django_assert_num_queries(queries):
            exported(resource_class, resource_class._meta.model.objects.all())
