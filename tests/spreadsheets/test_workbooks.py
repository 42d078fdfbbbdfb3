"""Workbooks of each kind: what is in their cells, and that wrong bytes do no harm."""

import contextlib
import io
import zipfile
from datetime import date, datetime

import pytest
from django.conf import settings as django_settings
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from awardsportal.spreadsheets.limits import UnreadableFile
from awardsportal.spreadsheets.reading import read_table
from awardsportal.spreadsheets.workbooks import open_workbook
from awardsportal.spreadsheets.workbooks.formats import as_shown, kind_of
from tests.spreadsheets.corpus.cases import HEADINGS, TABLE
from tests.spreadsheets.corpus.excel_parts import SHEET, formatted, make_parts
from tests.spreadsheets.corpus.old_excel import make_xls
from tests.spreadsheets.corpus.open_document import make_ods
from tests.spreadsheets.files import make_csv, rezipped

SAMPLES = django_settings.BASE_DIR / "fixtures" / "samples"


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.xlsx")), ids=lambda path: path.stem)
def test_a_workbook_reads_as_openpyxl_reads_it(path):
    book, theirs = open_workbook(path.read_bytes()), load_workbook(path, data_only=True)

    assert [(name, name in book.hidden) for name in book.parts] == [
        (sheet.title, sheet.sheet_state != "visible") for sheet in theirs.worksheets
    ]
    for sheet in theirs.worksheets:
        ours = book.read(sheet.title).rows
        for row in sheet.iter_rows():
            for place, cell in enumerate(row):
                known = ours.get(cell.row, [])[place : place + 1]
                day = isinstance(cell.value, datetime) and cell.value.date()
                assert known in ([day or cell.value], [""] if cell.value is None else [], [])


@pytest.mark.parametrize(
    ("number", "code", "kind"),
    [
        (0, "", ""),
        (1, "General", ""),
        (10, "", "percent"),
        (14, "", "date"),
        (68, "", "percent"),
        (71, "", "date"),
        (164, "0.00%", "percent"),
        (164, "[Red]0%;[Blue]-0%", "percent"),
        (164, '0.00"%"', ""),
        (164, r"0.00\%", ""),
        (164, "d/m/yyyy", "date"),
        (164, "[$-D07041E]d mmm bbbb;@", "date"),
        (164, "ว/ด/ปปปป", "date"),
        (164, "[h]:mm:ss", ""),
        (164, "#,##0.00_);[Red](#,##0.00)", ""),
        (164, '"วันที่" 0', ""),
        (164, "0.00E+00", ""),
        (164, "0000", "0000"),
        (164, "0" * 300, ""),
    ],
)
def test_a_number_format_makes_dates_percentages_and_padded_numbers(number, code, kind):
    assert kind_of(number, code) == kind


@pytest.mark.parametrize(
    ("number", "kind", "shown"),
    [
        (0.8158, "percent", "81.58%"),
        (1, "percent", "100%"),
        (0.07, "percent", "7%"),
        (806, "0000", "0806"),
        (8.5, "0000", 8.5),
        (46359, "date", date(2026, 12, 3)),
        (46359.375, "date", datetime(2026, 12, 3, 9)),  # noqa: DTZ001
        (46358.999999, "date", date(2026, 12, 3)),
        (59, "date", date(1900, 2, 28)),
        (61, "date", date(1900, 3, 1)),
        (0.5, "date", 0.5),
        (-1, "date", -1),
        (1e9, "date", 1e9),
    ],
)
def test_a_number_is_read_as_excel_shows_it(number, kind, shown):
    assert as_shown(number, kind) == shown


VALID = {
    "XLSX": make_parts(
        TABLE, styles=formatted("0%"), around="{}<mergeCells><mergeCell ref='A2:A3'/></mergeCells>"
    ),
    "XLS": make_xls(("ผล", TABLE, {"merged": [(1, 2, 0, 0)], "hidden_rows": [1]})),
    "ODS": make_ods(("ผล", TABLE, {"merged": {(1, 0): 2}})),
    "CSV": make_csv(TABLE, "cp874"),
}


@settings(deadline=None, max_examples=200)
@given(
    kind=st.sampled_from(sorted(VALID)),
    place=st.integers(0, 1_000_000),
    gone=st.integers(0, 9),
    added=st.binary(max_size=9) | st.sampled_from([b"\xff" * 4, b"<c>", b"</row>", b'"', b"9" * 30]),
)
def test_a_file_with_wrong_bytes_in_it_is_read_or_refused(kind, place, gone, added):
    data = unpacked(VALID[kind])
    place %= len(data)

    with contextlib.suppress(UnreadableFile):
        read_table(
            packed(data[:place] + added + data[place + gone :], VALID[kind]), known=HEADINGS.__contains__
        )


def unpacked(data):
    """The part of a workbook that holds the cells, or the whole of another file."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(SHEET if SHEET in archive.namelist() else "content.xml")


def packed(part, data):
    """The file with another such part."""
    if not data.startswith(b"PK"):
        return part
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return rezipped(data, {SHEET if SHEET in archive.namelist() else "content.xml": part})
