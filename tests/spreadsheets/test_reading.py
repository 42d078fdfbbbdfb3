import io
import time
import zipfile
from datetime import date

import pytest
from django.utils import translation

from awardsportal.spreadsheets.limits import UnreadableFile
from awardsportal.spreadsheets.reading import Row, read_table
from tests.spreadsheets.corpus.old_excel import make_disk
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


def test_utf_8_saved_as_cp874_is_named():
    twice = make_csv(TWO_ROWS, "utf-8").decode("cp874", "ignore").encode("utf-8")

    assert "damaged: it reads “" in refusal_of(twice)


def test_cp874_saved_as_cp1252_is_named():
    twice = make_csv(TWO_ROWS, "cp874").decode("latin-1").encode("utf-8")

    assert "damaged: it reads “" in refusal_of(twice)


def test_damaged_thai_below_english_headings_is_named():
    rows = [["year", "agency"], *[["2569", "กรมสรรพากร".encode().decode("cp874", "ignore")]] * 3]

    with pytest.raises(UnreadableFile, match="damaged: it reads “"):
        read_table(make_csv(rows), known={"year", "agency"}.__contains__)


def test_damaged_thai_in_a_workbook_is_named():
    rows = [[cell.encode("utf-8").decode("cp874", "ignore") for cell in row] for row in TWO_ROWS]

    assert "damaged: it reads “" in refusal_of(make_xlsx(rows))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "The file is empty."),
        (b"  \r\n", "The file is empty."),
        (b"\xef\xbb\xbf\r\n", "The file is empty."),
        (b"\xff\xfe", "The file is empty."),
        (b"%PDF-1.7\n\x00\x01\x02", "This is not a spreadsheet. It is a PDF document:"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "This is not a spreadsheet. It is a picture:"),
        (b"\x00\x01\x02", "This is not a spreadsheet."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "The file is damaged."),
        (make_disk(("EncryptedPackage", b"x")), "The file has a password."),
        (make_disk(("Book", b"x")), "This is a file of Excel 95 or before."),
        (make_disk(("WordDocument", b"x")), "This is not a spreadsheet."),
        (b"PK\x03\x04" + bytes(200), "The file is damaged."),
        (make_xlsx(TWO_ROWS)[:-400], "The file is damaged."),
        (make_csv([["a", "b"], ["1", "2"]]), "No row of headings was found"),
        (make_csv([HEADINGS]), "There are headings but no rows below them."),
        (make_csv([HEADINGS, ["", "", ""]]), "There are headings but no rows below them."),
        (b"x" * (10 * 1024 * 1024 + 1), "The file is larger than 10 MB."),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_own_reason(data, why):
    assert refusal_of(data).startswith(why)


def zip_of(members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("member", "what"),
    [
        ("word/document.xml", "a text document"),
        ("ppt/presentation.xml", "a presentation"),
        ("xl/workbook.bin", "a binary workbook"),
        ("ผล.xlsx", "a packed file"),
    ],
)
def test_an_archive_that_is_no_workbook_is_refused_by_its_name(member, what):
    assert refusal_of(zip_of({member: "<a/>"})).startswith(f"This is not a spreadsheet. It is {what}:")


def test_macros_are_refused():
    data = rezipped(make_xlsx(TWO_ROWS), add={"xl/vbaProject.bin": b"x"})

    assert refusal_of(data).startswith("The file holds macros.")


def test_a_zip_bomb_is_refused_by_its_table_of_contents():
    bomb = rezipped(make_xlsx(TWO_ROWS), add={"xl/media/a.xml": bytes(60 * 1024 * 1024)})

    assert len(bomb) < 100_000
    assert refusal_of(bomb).startswith("The file unpacks to more than 50 MB.")


def test_a_zip_bomb_that_lies_about_its_size_is_not_unpacked():
    bomb = rezipped(make_xlsx(TWO_ROWS), {SHEET: bytes(60 * 1024 * 1024)})
    size = (60 * 1024 * 1024).to_bytes(4, "little")

    assert refusal_of(bomb.replace(size, (100).to_bytes(4, "little"))).startswith("The file is damaged.")


def test_too_many_members_are_refused():
    data = rezipped(make_xlsx(TWO_ROWS), add={f"xl/media/{n}.png": b"" for n in range(200)})

    assert refusal_of(data).startswith("The file holds more than 200 parts.")


def test_false_dimensions_cost_nothing():
    data = make_xlsx(TWO_ROWS)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read(SHEET).replace(b'ref="A1:C3"', b'ref="A1:XFD1048576"')
    started = time.perf_counter()

    table = read(rezipped(data, {SHEET: xml}))

    assert (len(table.rows), time.perf_counter() - started < 1) == (2, True)


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "The sheet has more than 200 columns."),
        ('<row r="1048576"><c r="A1048576"><v>1</v></c></row>', "The sheet has more than 100,000 rows."),
        (
            "".join(f'<row r="{row}"><c r="GR{row}"><v>1</v></c></row>' for row in range(2, 30_000)),
            "The sheet is too large.",
        ),
        (f"<row>{'<c><v>1</v></c>' * 201}</row>", "The sheet has more than 200 columns."),
        ('<row r="2"><c t="a>b" r="XFD2"><v>1</v></c></row>', "The sheet has more than 200 columns."),
    ],
)
def test_a_cell_in_a_far_corner_is_refused_before_the_reader_makes_room_for_it(cells, why):
    body = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>' + cells)
    started = time.perf_counter()

    assert refusal_of(rezipped(make_xlsx(TWO_ROWS), {SHEET: body})).startswith(why)
    assert time.perf_counter() - started < 2


def test_cells_that_are_only_coloured_do_not_count():
    body = sheet_xml(
        '<row r="1"><c r="A1" t="str"><v>ปี พ.ศ.</v></c><c r="B1" t="str"><v>หน่วยงาน</v></c>'
        '<c r="XFD1" s="0"/></row>'
        '<row r="2"><c r="A2"><v>2569</v></c><c r="B2" t="str"><v>ก</v></c></row>'
    )

    assert read(rezipped(make_xlsx([[]]), {SHEET: body})).rows == [Row(2, [2569.0, "ก"])]


def test_a_document_type_in_the_xml_is_refused():
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + sheet_xml("")[38:]

    assert refusal_of(rezipped(make_xlsx(TWO_ROWS), {SHEET: bomb})).startswith(
        "The file holds a document type definition"
    )


def test_a_csv_of_too_many_rows_or_columns_is_refused():
    rows, columns = make_csv([HEADINGS, *[["1", "", ""]] * 100_001]), make_csv([HEADINGS + ["x"] * 200])

    assert refusal_of(rows).startswith("The sheet has more than 100,000 rows.")
    assert refusal_of(columns).startswith("The sheet has more than 200 columns.")
