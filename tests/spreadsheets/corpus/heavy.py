"""The largest files that may be read, and small ones that grow as large as they can."""

import struct

from .cases import HEADINGS, TABLE
from .excel_parts import MAIN, SHEET, Raw, formatted, make_parts, zipped
from .old_excel import FORMATS, cell, make_disk, record, text
from .open_document import make_ods

MEGABYTE = 1024 * 1024
ROWS = 100_000
COLUMNS = [*HEADINGS, "อันดับ", "รางวัล", "หัวข้อ", "ชื่อ-นามสกุล", "ตำแหน่ง", "แหล่งที่มา", "สถานที่จัดพิธี"]
NAMES = [f"สำนักงานคณะกรรมการตัวอย่างแห่งชาติ แห่งที่ {n}" for n in range(700)]


def values(row):
    """A row of data, some of it like in others and some of its own."""
    office, place = NAMES[row % 700], f"สถานที่ {row % 30}"
    return [2569, "ธรรมาภิบาลข้อมูล", "กรม", office, row % 100, row, "dg", "", f"นาย ก{row}", "อธิบดี", "", place]


def largest_xlsx():
    """100,000 rows of twelve columns, as Excel keeps them."""
    texts = {}
    lines = []
    for number, row in enumerate([COLUMNS, *map(values, range(ROWS - 1))], 1):
        cells = [
            f'<c r="{"ABCDEFGHIJKL"[place]}{number}" t="s"><v>{texts.setdefault(value, len(texts))}</v></c>'
            if isinstance(value, str)
            else f'<c r="{"ABCDEFGHIJKL"[place]}{number}"><v>{value}</v></c>'
            for place, value in enumerate(row)
        ]
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    strings = "".join(f"<si><t>{value}</t></si>" for value in texts)
    return make_parts([], below="".join(lines), strings=strings)


def largest_csv():
    """100,000 rows of twelve columns in Excel's plain CSV."""
    rows = ([str(value)[:18] for value in values(row)] for row in range(ROWS - 1))
    return "\r\n".join(map(",".join, [COLUMNS, *rows])).encode("cp874")


def below(xml):
    """A workbook with this below its rows."""
    return make_parts(TABLE, below=xml)


def filled(unit, size):
    """So much of the same."""
    return unit * (size // len(unit.encode()))


def many_sheets():
    """A part that 5,000 sheets are said to share."""
    rows = "<row><c><v>1</v></c></row>" * 90_000
    part = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    book = "".join(f'<sheet name="{n}" r:id="r1"/>' for n in range(5_000))
    return make_parts(TABLE, book=f"<sheets>{book}</sheets>", replace={SHEET: part})


def merged():
    """Merged cells one above the other, 100,000 rows each."""
    areas = '<mergeCell ref="A2:A100000"/>' * 70_000
    rows = "<row><c><v>1</v></c></row>" * 90_000
    return make_parts(TABLE, below=rows, around=f"{{}}<mergeCells>{areas}</mergeCells>")


def hidden():
    """The same columns hidden a million times."""
    columns = '<col min="1" max="16384" hidden="1"/>' * 900_000
    return make_parts(TABLE, around=f"<cols>{columns}</cols>{{}}")


def spaces():
    """A cell of ODS with millions of spaces."""
    cell_of_spaces = (
        f"<table:table-cell><text:p>{'a' * 30_000}{'<text:s/>' * 3_900_000}</text:p></table:table-cell>"
    )
    return make_ods(("ผล", [*TABLE, [Raw(cell_of_spaces)]], {}))


def old_book(records, sheets=1, before=b""):
    """An XLS with these records in its sheet, which is listed so many times."""
    heads = b"".join(cell(0, place, value) for place, value in enumerate(HEADINGS))
    body = record(0x0809, struct.pack("<HH12x", 0x0600, 0x10)) + heads + records + record(0x000A)
    styles = b"".join(record(0x00E0, struct.pack("<HH16x", 0, number)) for number in FORMATS)
    start = record(0x0809, struct.pack("<HH12x", 0x0600, 5)) + before + styles
    names = [text(f"{n:04}", "<B") for n in range(sheets)]
    place = len(start) + sum(10 + len(name) for name in names) + 4
    listed = b"".join(record(0x0085, struct.pack("<IBB", place, 0, 0) + name) for name in names)
    return make_disk(("Workbook", start + listed + record(0x000A) + body))


LEGAL = {"100,000 rows of XLSX": largest_xlsx, "100,000 rows of CSV": largest_csv}

HOSTILE = {
    "elements without end": lambda: below(filled("<row/>", 49 * MEGABYTE)),
    "a tag without end": lambda: below(f'<c r="{"A" * 48 * MEGABYTE}"/>'),
    "a comment without end": lambda: below(f"<!--{'a' * 48 * MEGABYTE}-->"),
    "a number without end": lambda: below(f"<row><c><v>{'1' * 48 * MEGABYTE}</v></c></row>"),
    "pieces of a text": lambda: below(
        f'<row><c t="inlineStr"><is>{filled("<t>ก</t>", 48 * MEGABYTE)}</is></c></row>'
    ),
    "millions of texts": lambda: make_parts(
        TABLE, strings="".join(f"<si><t>ก{n:x}</t></si>" for n in range(1_900_000))
    ),
    "a text in a million cells": lambda: make_parts(
        TABLE,
        strings=f"<si><t>{'ก' * 32_000}</t></si>",
        below=("<row>" + '<c t="s"><v>0</v></c>' * 20 + "</row>") * 80_000,
    ),
    "millions of numbers": lambda: below(
        "".join(
            "<row>" + "".join(f"<c><v>.{row * 19 + n}</v></c>" for n in range(19)) + "</row>"
            for row in range(95_000)
        )
    ),
    "cells far to the right": lambda: below(
        "".join(f'<row r="{n}"><c r="GR{n}"><v>1</v></c></row>' for n in range(4, ROWS))
    ),
    "sheets that share a part": many_sheets,
    "merged cells": merged,
    "hidden columns": hidden,
    "a format without end": lambda: make_parts(
        TABLE,
        styles=formatted("[a" * 400_000) + "<cellXfs>" + '<xf numFmtId="164"/>' * 50_000 + "</cellXfs>",
    ),
    "90,000 parts": lambda: zipped({f"{n:x}": "" for n in range(90_000)}),
    "spaces, ODS": spaces,
    "sheets one over the other, XLS": lambda: old_book(
        b"".join(cell(n, 0, 1.0) for n in range(1, 60_000)), sheets=500
    ),
    "cells far to the right, XLS": lambda: old_book(b"".join(cell(n, 199, 1.0) for n in range(1, 60_000))),
    "a text in half a million cells, XLS": lambda: old_book(
        b"".join(
            record(0x00FD, struct.pack("<HHHI", n, place, 0, 0))
            for n in range(1, 40_000)
            for place in range(10)
        ),
        before=record(0x00FC, struct.pack("<II", 1, 1) + text("ก" * 30_000)),
    ),
    "one line of CSV": lambda: ",".join(HEADINGS).encode("cp874") + b"\n" + "ก,".encode("cp874") * 4_900_000,
    "lines of CSV": lambda: ",".join(HEADINGS).encode() + b"\n" * 9 * MEGABYTE,
    "cells of CSV": lambda: "\n".join([",".join(HEADINGS), *["ก," * 38] * 95_000]).encode("cp874"),
    "a quote in CSV": lambda: ",".join(HEADINGS).encode() + b'\n"' + b"a\n" * 4 * MEGABYTE,
    "Thai in the wrong encoding": lambda: bytes(filled("เธชเธณเธ,", 9 * MEGABYTE), "utf-8"),
}
