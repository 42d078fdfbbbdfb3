"""What of a file becomes the table; that every file comes to something is for the corpus to show."""

import io
from datetime import date

import pytest
from django.utils import translation
from openpyxl import load_workbook

from awardsportal.spreadsheets.limits import UnreadableFile
from awardsportal.spreadsheets.reading import Row, read_table
from tests.spreadsheets.files import make_csv, make_xlsx, rezipped, sheet_xml

HEADINGS = ["ปี พ.ศ.", "ประเภทรางวัล", "หน่วยงาน"]
ROW = ["2569", "รางวัลรัฐบาลดิจิทัล", "กรมสรรพากร"]
TWO_ROWS = [HEADINGS, ROW, ["2569", "รางวัลรัฐบาลดิจิทัล", "กรมบัญชีกลาง"]]
SHEET = "xl/worksheets/sheet1.xml"


def known(heading):
    return heading in HEADINGS


def read(data, sheet=""):
    return read_table(data, known=known, sheet=sheet)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def refusal_of(data, sheet=""):
    with pytest.raises(UnreadableFile) as refused:
        read(data, sheet)
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("lines", ["\r\n", "\n", "\r"])
def test_csv_is_read_in_every_encoding_delimiter_and_line_end(encoding, delimiter, lines):
    table = read(make_csv(TWO_ROWS, encoding, delimiter, lines))

    assert table.headings == HEADINGS
    assert table.rows == [Row(2, TWO_ROWS[1]), Row(3, TWO_ROWS[2])]
    assert table.remarks == []


def test_the_byte_order_of_utf_16_is_read_from_its_mark():
    text = "\ufeff" + make_csv(TWO_ROWS, "utf-8").decode()
    rows = read(make_csv(TWO_ROWS)).rows

    assert [read(text.encode(encoding)).rows for encoding in ("utf-16-be", "utf-16-le")] == [rows, rows]


def test_a_quoted_cell_may_hold_line_breaks_and_delimiters():
    cell = "กรมสรรพากร\nกรมบัญชีกลาง, กรมศุลกากร"

    assert read(make_csv([HEADINGS, [*ROW[:2], cell]])).rows == [Row(2, [*ROW[:2], cell])]


def test_a_quote_that_is_never_closed_is_refused_and_not_read_to_the_end_of_the_file():
    assert "damaged at line 4" in refusal_of(make_csv(TWO_ROWS) + '2569,"รางวัล\n'.encode())


def test_the_content_decides_and_not_the_name():
    assert read(make_xlsx(TWO_ROWS)).rows == read(make_csv(TWO_ROWS)).rows


def test_dates_stay_dates_and_numbers_numbers():
    table = read(make_xlsx([HEADINGS, [2569, date(2026, 12, 3), 7]]))

    assert table.rows == [Row(2, [2569.0, date(2026, 12, 3), 7.0])]


def test_ragged_rows_are_padded():
    table = read(make_xlsx([HEADINGS, ["2569"], [*ROW, "เกิน"]]))

    assert table.headings == [*HEADINGS, ""]
    assert table.rows == [Row(2, ["2569", "", "", ""]), Row(3, [*ROW, "เกิน"])]


def test_blank_rows_and_columns_before_the_table_keep_the_numbers_of_the_rows():
    table = read(make_xlsx([[], [], ["", *HEADINGS], ["", *ROW]]))

    assert table.rows == [Row(4, ["", *ROW])]


def test_row_numbers_and_places_lead_back_to_the_cells_of_the_file():
    data = make_xlsx([["สรุป"], [], *(["", *row] for row in TWO_ROWS), [], ["", *ROW[:2], "กรมศุลกากร"]])
    sheet = load_workbook(io.BytesIO(data)).active

    table = read(data)

    def in_file(row):
        return [sheet.cell(row, place + 1).value or "" for place in range(len(table.headings))]

    assert (table.header_row, in_file(table.header_row)) == (3, table.headings)
    assert [(row.number, row.cells) for row in table.rows] == [(row, in_file(row)) for row in (4, 5, 7)]


def test_rows_that_are_equal_do_not_share_their_cells():
    table = read(make_csv([HEADINGS, ROW, ROW]))

    assert table.rows[0].cells is not table.rows[1].cells


def test_many_row_numbers_are_said_in_short():
    rows = [row for n in range(30) for row in ([], [2569, "ก", f"กรมที่ {n}"])]

    assert read(make_xlsx([HEADINGS, *rows])).remarks == [
        "Blank rows left out: 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24 …."
    ]


def test_title_rows_are_skipped_and_said():
    table = read(make_xlsx([["สรุปผลรางวัล"], ["ประจำปี 2569"], *TWO_ROWS], merged=["A1:C1"]))

    assert [row.number for row in table.rows] == [4, 5]
    assert table.remarks == ["Rows above the headings that were not read: 2."]


def test_blank_rows_totals_and_signatures_are_left_out_and_said():
    rows = [HEADINGS, ROW, [], ROW, ["รวมทั้งสิ้น", "", 2], [], ["", "", "(.........)"]]

    table = read(make_xlsx(rows))

    assert [row.number for row in table.rows] == [2, 4]
    assert table.remarks == [
        "Blank rows left out: 3, 6.",
        "Totals and signatures below the data left out, rows: 5, 7.",
    ]


def test_an_incomplete_row_right_below_the_data_is_not_taken_for_a_signature():
    table = read(make_xlsx([HEADINGS, ROW, ["2569", "", ""]]))

    assert [row.number for row in table.rows] == [2, 3]


def test_a_merged_block_is_filled_down():
    rows = [HEADINGS, ["2569", "ก", "a"], ["", "", "b"], ["", "", "c"]]

    table = read(make_xlsx(rows, merged=["A2:A4", "B2:B3"]))

    assert [row.cells for row in table.rows] == [["2569", "ก", "a"], ["2569", "ก", "b"], ["2569", "", "c"]]


def test_the_sheet_with_headings_is_read_whichever_was_active_when_saved():
    data = make_xlsx(
        TWO_ROWS, "ผล", before=[("บันทึก", [["อ่านก่อน"]])], hidden=[("เก่า", [HEADINGS, ["2560", "x", "y"]])]
    )

    table = read(data)

    assert (table.sheet, table.sheets, len(table.rows)) == ("ผล", ["บันทึก", "ผล", "เก่า"], 2)
    assert table.remarks == ["Hidden sheets: เก่า."]
    assert read(data, "เก่า").rows == [Row(2, ["2560", "x", "y"])]
    assert refusal_of(data, "ไม่มี") == "There is no sheet “ไม่มี”. The file has: บันทึก, ผล, เก่า."


def test_a_cell_in_error_is_not_read_as_empty():
    body = sheet_xml(
        '<row r="1"><c r="A1" t="str"><v>ปี พ.ศ.</v></c><c r="B1" t="str"><v>หน่วยงาน</v></c></row>'
        '<row r="2"><c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B2" t="str"><v>ก</v></c></row>'
    )

    assert read(rezipped(make_xlsx([[]]), {SHEET: body})).rows == [Row(2, ["#DIV/0!", "ก"])]


def test_formulas_that_were_never_worked_out_are_refused_and_not_read_as_empty():
    assert refusal_of(make_xlsx([HEADINGS, ["=2500+69", *ROW[1:]]])) == (
        "Cell A2 holds a formula without its result. Open the file in Excel, save it, and upload that."
    )
