"""Where the table stands on its sheet, and what stands around, below and between."""

from tests.spreadsheets.files import make_csv, make_xlsx

from .cases import DUTY, HEADINGS, TABLE, TAX, TITLE, reads, refused, with_cell, wrong
from .excel_parts import make_parts
from .old_excel import make_xls
from .open_document import make_ods

NUMBERED = [["ลำดับ", *HEADINGS], [1, *TAX], [2, *DUTY]]
BLOCK = [HEADINGS, TAX, ["", "", "", "กรมศุลกากร", 90]]
WIDE = [[*HEADINGS, "อันดับ", "แหล่งที่มา", "ตำแหน่ง"], [*TAX, 1, "ก"], [*DUTY, 2, "ข"]]
TITLES = [["สรุปผลรางวัลรัฐบาลดิจิทัล"], ["ประจำปี พ.ศ. ๒๕๖๙"], ["ระดับกรม"], ["ณ วันที่ 3 ธ.ค. 69"], ["(ร่าง)"]]
SIGNED = [
    [],
    ["", "", "", "ลงชื่อ ......................................... ผู้จัดทำ"],
    ["", "", "", "(นายสมชาย ใจดี)"],
    ["", "", "", "ตำแหน่ง นักวิชาการคอมพิวเตอร์ชำนาญการ"],
    ["", "", "", "3 ธันวาคม 2569"],
]
LEFT_OUT = "Totals and signatures below the data left out, rows: "
EMPTY = "This cell must not be empty."
NO_AGENCY = "No agency has this name."
UNFILLED = (
    "“%s” is filled in the rows 2 only. An empty cell takes nothing from the row above: "
    "if cells were merged there, upload the XLSX, or fill them in."
)
TWO_ROWS_OF_HEADINGS = [
    ["ปี พ.ศ.", "ประเภทรางวัล", "ระดับ", "หน่วยงาน", "ผลการประเมิน"],
    ["", "", "", "", "คะแนน", "อันดับ"],
    [*TAX, 1],
    [*DUTY, 2],
]


def sheet(*rows, **options):
    """A workbook with these rows."""
    return lambda: make_xlsx(list(rows), **options)


def headed(**headings):
    """The table with other words for some headings."""
    return lambda: make_xlsx([[headings.get(heading, heading) for heading in HEADINGS], TAX, DUTY])


def above(count):
    """What is said of so many rows above the headings."""
    return f"Rows above the headings that were not read: {count}."


CASES = {
    # Above
    "a title, merged across": reads(sheet(TITLES[0], *TABLE, merged=["A1:E1"]), (3, 4), above(1)),
    "five titles": reads(sheet(*TITLES, *TABLE), (7, 8), above(5)),
    "a blank row below the title": reads(sheet(TITLES[0], [], *TABLE), (4, 5), above(1)),
    "a table in the middle of the sheet": reads(sheet([], [], *(["", "", *row] for row in TABLE)), (4, 5)),
    "titles in CSV": reads(lambda: make_csv([*TITLES[:2], *TABLE]), (4, 5), above(2)),
    "titles in ODS": reads(lambda: make_ods(("ผล", [*TITLES, *TABLE], {})), (7, 8), above(5)),
    "titles that say a heading": reads(sheet(["ปี พ.ศ.", "2569"], ["รางวัล"], *TABLE), (4, 5), above(2)),
    # Headings
    "line breaks in headings": reads(headed(หน่วยงาน="ชื่อ\nหน่วยงาน", คะแนน="คะแนน\r\nรวม")),
    "marks and blanks in headings": reads(
        headed(หน่วยงาน=" หน่วยงาน* ", คะแนน="คะแนน :", ระดับ="\u200bระดับ\u00a0")
    ),
    "numbered headings": reads(headed(หน่วยงาน="4. หน่วยงาน", ระดับ="(3) ระดับ")),
    "typos in headings": reads(headed(หน่วยงาน="หน่่วยงาน", ระดับ="ระดัับ")),
    "other words in headings": reads(
        headed(**{"ปี พ.ศ.": "ประจำปี", "ประเภทรางวัล": "ชื่อรางวัล", "หน่วยงาน": "ส่วนราชการ", "คะแนน": "ร้อยละ"})
    ),
    "two rows of headings, merged": reads(
        sheet(*TWO_ROWS_OF_HEADINGS, merged=["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1"]), (3, 4)
    ),
    "a column of running numbers": reads(sheet(*NUMBERED)),
    "a rank called ลำดับที่ and no running number": reads(sheet([*HEADINGS, "ลำดับที่"], [*TAX, 1], [*DUTY, 2])),
    "a heading that is not known": wrong(
        sheet([*HEADINGS, "งบประมาณ"], [*TAX, 5]),
        (None, "งบประมาณ", "", "This heading is not known."),
        rows=(2,),
    ),
    "values without a heading": wrong(
        sheet(HEADINGS, [*TAX, "เกิน"]),
        (None, "Column F, which has no heading", "", "This heading is not known."),
        rows=(2,),
    ),
    "a heading that is there twice": wrong(
        sheet([*HEADINGS, "คะแนน"], [*TAX, 5]), (None, "คะแนน", "", "This heading is there twice."), rows=(2,)
    ),
    "two headings for one column": wrong(
        sheet([*HEADINGS, "ส่วนราชการ"], [*TAX, "ก"]),
        (None, "ส่วนราชการ", "", "Another column already stands for “หน่วยงาน”."),
        rows=(2,),
    ),
    "a heading that is missing": wrong(
        sheet(HEADINGS[:3], TAX[:3]), (None, "หน่วยงาน", "", "This column is missing."), rows=(2,)
    ),
    # Below
    "a total": reads(sheet(*NUMBERED, ["", "รวม", "", "", "", 171.58]), (2, 3), LEFT_OUT + "4."),
    "a grand total after a blank row": reads(
        sheet(*TABLE, [], ["รวมทั้งสิ้น", "", "", 2, 171.58]), (2, 3), "Blank rows left out: 4.", LEFT_OUT + "5."
    ),
    "a sum in most columns": reads(sheet(*WIDE, ["ยอดรวม", 2, 2, 2, 171.58, 3]), (2, 3), LEFT_OUT + "4."),
    "a total in English, an average in Thai": reads(
        sheet(*TABLE, ["Grand Total", "", "", 2], ["ค่าเฉลี่ย", "", "", "", 85.79]), (2, 3), LEFT_OUT + "4-5."
    ),
    "a total in CSV": reads(lambda: make_csv([*TABLE, ["รวม", "", "", "", 2]]), (2, 3), LEFT_OUT + "4."),
    "signatures": reads(sheet(*TABLE, *SIGNED), (2, 3), "Blank rows left out: 4.", LEFT_OUT + "5-8."),
    "signatures below one row": reads(
        sheet(*TABLE[:2], *SIGNED),
        (2,),
        "Blank rows left out: 3.",
        LEFT_OUT + "4-7.",
        won={"กรมสรรพากร": 81.58},
    ),
    "signatures right below the data": reads(
        sheet(*TABLE, *SIGNED[1:3], ["", "", "", "ผู้ตรวจสอบ"]), (2, 3), LEFT_OUT + "4-6."
    ),
    "notes and sources": reads(
        sheet(*TABLE, ["หมายเหตุ: ข้อมูล ณ วันที่ 3 ธ.ค. 2569"], ["ที่มา: สพร."]), (2, 3), LEFT_OUT + "4-5."
    ),
    "total, blank rows, signatures": reads(
        sheet(*TABLE, ["รวม", "", "", 2], [], [], *SIGNED[1:]),
        (2, 3),
        "Blank rows left out: 5-6.",
        LEFT_OUT + "4, 7-10.",
    ),
    "blank rows that were prepared": reads(
        sheet(*NUMBERED, [3], [4], [5]), (2, 3), "Rows with nothing but a running number left out: 4-6."
    ),
    "formatted rows down to the last of the sheet": reads(
        lambda: make_parts(TABLE, below='<row r="1048576"><c r="XFD1048576" s="0"/></row>')
    ),
    "an incomplete row right below the data": wrong(
        sheet(*TABLE, [2569, TITLE]), (4, "หน่วยงาน", "", EMPTY), rows=(2, 3, 4)
    ),
    # Between
    "a group of short rows after a blank one is data": reads(
        sheet(WIDE[0], WIDE[1], [], DUTY[:4]),
        (2, 4),
        "Blank rows left out: 3.",
        won={"กรมสรรพากร": 81.58, "กรมศุลกากร": None},
    ),
    "a total in the middle": wrong(
        sheet(HEADINGS, TAX, ["รวม", "", "", 1, 81.58], DUTY),
        (3, "ปี พ.ศ.", "รวม", "This year is not possible."),
        (3, "ประเภทรางวัล", "", EMPTY),
        (3, "หน่วยงาน", "1", NO_AGENCY),
        rows=(2, 3, 4),
        remarks=("Rows that look like totals but have data below them were read: 3.",),
    ),
    "the headings again on each page": reads(
        sheet(*TABLE[:2], HEADINGS, DUTY), (2, 4), "Headings and titles that are repeated left out, rows: 3."
    ),
    "title and headings again on each page": reads(
        sheet(TITLES[0], *TABLE[:2], TITLES[0], HEADINGS, DUTY),
        (3, 6),
        above(1),
        "Headings and titles that are repeated left out, rows: 4-5.",
    ),
    "the same row twice": wrong(
        sheet(*TABLE, TAX),
        (4, "หน่วยงาน", "กรมสรรพากร", "This recipient already has this award in row 2."),
        rows=(2, 3, 4),
    ),
    "several agencies in one cell": wrong(
        sheet(*with_cell("หน่วยงาน", "กรมสรรพากร\nกรมศุลกากร")),
        (2, "หน่วยงาน", "กรมสรรพากร\nกรมศุลกากร", "Several names stand in this cell."),
        rows=(2,),
    ),
    "ragged rows": reads(sheet([*HEADINGS, "อันดับ", "แหล่งที่มา"], [*TAX, 1], DUTY)),
    # Merged
    "cells merged down, XLSX": reads(sheet(*BLOCK, merged=["A2:A3", "B2:B3", "C2:C3"])),
    "cells merged down, XLS": reads(
        lambda: make_xls(("ผล", BLOCK, {"merged": [(1, 2, place, place) for place in range(3)]}))
    ),
    "cells merged down, ODS": reads(
        lambda: make_ods(("ผล", BLOCK, {"merged": {(1, place): 2 for place in range(3)}}))
    ),
    "cells merged across and down": reads(sheet(*BLOCK, merged=["A2:A3", "B2:C3"])),
    "merged cells saved as CSV": wrong(
        lambda: make_csv([*BLOCK, ["", "", "", "กรมสรรพสามิต", ""]]),
        *((row, column, "", EMPTY) for row in (3, 4) for column in HEADINGS[:2]),
        rows=(2, 3, 4),
        remarks=tuple(UNFILLED % heading for heading in HEADINGS[:3]),
    ),
    # Hidden
    "a hidden row": reads(
        lambda: make_parts(TABLE, hidden_rows=[3]), (2, 3), "Hidden rows were read as well: 3."
    ),
    "rows hidden by a filter": reads(
        lambda: make_parts(TABLE, hidden_rows=[2, 3], around='{}<autoFilter ref="A1:E3"/>'),
        (2, 3),
        "Hidden rows were read as well: 2-3.",
    ),
    "a hidden row, XLS": reads(
        lambda: make_xls(("ผล", TABLE, {"hidden_rows": [1]})), (2, 3), "Hidden rows were read as well: 2."
    ),
    "a filtered row, ODS": reads(
        lambda: make_ods(("ผล", TABLE, {"hidden_rows": [2]})), (2, 3), "Hidden rows were read as well: 3."
    ),
    "a hidden column": reads(
        lambda: make_parts(TABLE, around='<cols><col min="5" max="5" hidden="1"/></cols>{}'),
        (2, 3),
        "Hidden columns were read as well: E.",
    ),
    # Sheets
    "notes in front": reads(sheet(*TABLE, before=[("คำชี้แจง", [["อ่านก่อน"], ["ปี พ.ศ.", "พิมพ์ปี"]])])),
    "the sheet with most headings": reads(sheet(*TABLE, before=[("รายชื่อ", [HEADINGS[2:4], TAX[2:4]])])),
    "a hidden sheet": reads(sheet(*TABLE, hidden=[("ร่าง", TABLE[:2])]), (2, 3), "Hidden sheets: ร่าง."),
    "a hidden sheet that is chosen": reads(
        sheet(HEADINGS, title="ผล", hidden=[("ร่าง", TABLE)]),
        (2, 3),
        "This sheet is hidden in the file.",
        "Hidden sheets: ร่าง.",
        sheet="ร่าง",
    ),
    "headings on a hidden sheet only": reads(
        sheet(["ว่าง"], hidden=[("ผลจริง", TABLE)]),
        (2, 3),
        "This sheet is hidden in the file.",
        "Hidden sheets: ผลจริง.",
    ),
    "a hidden sheet, XLS": reads(
        lambda: make_xls(("ผล", TABLE, {}), ("ร่าง", TABLE, {"state": 1})), (2, 3), "Hidden sheets: ร่าง."
    ),
    "a hidden sheet, ODS": reads(
        lambda: make_ods(("ร่าง", TABLE, {"hidden": True}), ("ผล", TABLE, {})), (2, 3), "Hidden sheets: ร่าง."
    ),
    "no such sheet": refused(
        sheet(*TABLE, title="ผล"), "There is no sheet “สรุป”. The file has: ผล.", sheet="สรุป"
    ),
    "an empty workbook": refused(sheet([]), "No row of headings was found in the first 15 rows."),
    "a workbook of headings": refused(sheet(HEADINGS), "There are headings but no rows below them."),
    "only a total below the headings": refused(
        sheet(HEADINGS, ["รวม", "", "", 0]), "There are headings but no rows below them."
    ),
}
