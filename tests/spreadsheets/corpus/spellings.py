"""The same rows written in many ways, each of them as staff have written them."""

import re

from awardsportal.thai.dates import ce_to_be, show_date
from tests.spreadsheets.files import make_csv, make_xlsx

from .excel_parts import Raw, make_parts
from .old_excel import make_xls
from .open_document import make_ods

COLUMNS = [
    "ปี พ.ศ.",
    "ประเภทรางวัล",
    "รางวัล",
    "หัวข้อ",
    "ระดับ",
    "รูปแบบรางวัล",
    "จำนวนรางวัล",
    "หน่วยงาน",
    "ชื่อ-นามสกุล",
    "ตำแหน่ง",
    "แหล่งที่มา",
    "วันที่จัดพิธี",
    "สถานที่จัดพิธี",
]
NAMES = ("ประเภทรางวัล", "หน่วยงาน", "ชื่อ-นามสกุล", "หัวข้อ")
ENGLISH = [
    "Year",
    "Category",
    "Award",
    "Heading",
    "Level",
    "Form",
    "Quota",
    "Agency",
    "Person",
    "Position",
    "Source",
    "held_on",
    "Venue",
]
OTHER_WORDS = {
    "ปี พ.ศ.": "ประจำปี",
    "ประเภทรางวัล": "ชื่อประเภทรางวัล",
    "รางวัล": "รหัสรางวัล",
    "ระดับ": "ระดับรางวัล *",
    "รูปแบบรางวัล": "ลักษณะรางวัล",
    "จำนวนรางวัล": "จำนวน",
    "หน่วยงาน": "ชื่อ\nส่วนราชการ :",
    "ชื่อ-นามสกุล": "ชื่อ - สกุล",
    "วันที่จัดพิธี": "วันที่่มอบรางวัล",
    "สถานที่จัดพิธี": "  สถานที่ ",
}
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
TITLES = [["สรุปผลการพิจารณารางวัลรัฐบาลดิจิทัล"], ["ประจำปี พ.ศ. 2563"], []]
BELOW = [
    ["รวม", "", "", "", "", "", 24],
    [],
    ["", "", "", "ลงชื่อ ................ ผู้จัดทำ"],
    ["", "", "", "(นางสาวมานี มีนา)"],
]


def column(table, heading, change):
    """The table with each filled cell of a column changed."""
    place = COLUMNS.index(heading)
    return [
        table[0],
        *[
            [change(cell) if at == place and cell else cell for at, cell in enumerate(row)]
            for row in table[1:]
        ],
    ]


def names(table, change):
    """The table with each name of a category, an agency or a person changed."""
    for heading in NAMES:
        table = column(table, heading, change)
    return table


def headed(table, headings):
    """The table under other headings."""
    return [[headings.get(heading, heading) for heading in table[0]], *table[1:]]


def days(table, write):
    """The table with its days written out."""
    return column(table, "วันที่จัดพิธี", write)


def shuffled(table):
    """The table with its columns and rows in another order, the rows numbered."""
    order = [*range(1, len(COLUMNS), 2), *range(0, len(COLUMNS), 2)]
    rows = [*table[-1:0:-2], *table[-2:0:-2]]
    return [
        ["ลำดับ", *(table[0][place] for place in order)],
        *[[number, *(row[place] for place in order)] for number, row in enumerate(rows, 1)],
    ]


def blocks(table):
    """The table with what is the same in neighbouring rows left out, and the areas to merge."""
    merged, thinned = [], [list(row) for row in table]
    for place in (0, 1):
        start = 1
        for row in range(1, len(table) + 1):
            if row == len(table) or table[row][place] != table[start][place]:
                if row - start > 1:
                    merged.append((start, row - 1, place))
                start = row
    for first, last, place in merged:
        for row in range(first + 1, last + 1):
            thinned[row][place] = ""
    return thinned, merged


def merged_xlsx(table):
    """The table with blocks of merged cells."""
    thinned, merged = blocks(table)
    areas = [f"{'AB'[place]}{first + 1}:{'AB'[place]}{last + 1}" for first, last, place in merged]
    return make_xlsx(thinned, merged=areas)


def merged_ods(table):
    """The same in ODS."""
    thinned, merged = blocks(table)
    spans = {(first, place): last - first + 1 for first, last, place in merged}
    return make_ods(("ผล", thinned, {"merged": spans}))


def shared(table):
    """The table with its texts kept apart from its cells, as Excel keeps them."""
    texts = list(dict.fromkeys(cell for row in table for cell in row if isinstance(cell, str) and cell))
    cells = [[as_shared(cell, texts) for cell in row] for row in table]
    escaped = (text.replace("&", "&amp;").replace("<", "&lt;") for text in texts)
    return make_parts(
        column(cells, "วันที่จัดพิธี", str), strings="".join(f"<si><t>{text}</t></si>" for text in escaped)
    )


def as_shared(cell, texts):
    """A text as its number."""
    return Raw(f'<c {{}} t="s"><v>{texts.index(cell)}</v></c>') if isinstance(cell, str) and cell else cell


def split_am(text):
    """The text with am typed in two."""
    return text.replace("\u0e33", "\u0e4d\u0e32")


def swapped(text):
    """The text with tones typed before the vowels that they stand on, and some of them twice."""
    return re.sub("([\u0e31\u0e34-\u0e37])([\u0e48-\u0e4b])", r"\2\2\1", text)


SPELLINGS = {
    "CSV in UTF-8 with its mark": make_csv,
    "CSV in UTF-8 without its mark, lines that end in LF": lambda table: make_csv(
        table, "utf-8", lineterminator="\n"
    ),
    "Excel's plain CSV": lambda table: make_csv(table, "cp874"),
    "plain CSV with semicolons": lambda table: make_csv(table, "cp874", ";"),
    "Excel's Unicode text": lambda table: make_csv(table, "utf-16", "\t"),
    "tabs, lines that end in CR": lambda table: make_csv(table, "utf-8", "\t").replace(b"\r\n", b"\r"),
    "XLSX": make_xlsx,
    "XLSX with shared texts": shared,
    "XLS": lambda table: make_xls(("ผล", table, {})),
    "ODS": lambda table: make_ods(("ผล", table, {})),
    "Thai digits": lambda table: make_csv(
        days(
            column(table, "ปี พ.ศ.", lambda year: str(year).translate(THAI_DIGITS)),
            lambda day: show_date(day, "th", "full").translate(THAI_DIGITS),
        )
    ),
    "years and days of the Common Era": lambda table: make_csv(
        days(
            column(table, "ปี พ.ศ.", lambda year: year - 543), lambda day: f"{day.day}/{day.month}/{day.year}"
        )
    ),
    "years of two digits": lambda table: make_csv(
        days(
            column(table, "ปี พ.ศ.", lambda year: f"พ.ศ. {year % 100}"),
            lambda day: f"{day.day}-{day.month}-{ce_to_be(day.year) % 100}",
        )
    ),
    "days in short": lambda table: make_xlsx(days(table, lambda day: show_date(day, "th", "medium"))),
    "hard spaces": lambda table: make_csv(names(table, lambda text: text.replace(" ", "\u00a0") + "\u00a0")),
    "blanks that nobody sees": lambda table: make_csv(
        names(table, lambda text: f"\u200b{text[:4]}\u200b{text[4:]}\ufeff")
    ),
    "am in two": lambda table: make_csv(names(table, split_am)),
    "ae in two": lambda table: make_csv(names(table, lambda text: text.replace("แ", "เเ"))),
    "marks out of order and twice": lambda table: make_csv(names(table, swapped)),
    "two blanks for one, and at the ends": lambda table: make_csv(
        names(table, lambda text: f"  {text.replace(' ', '  ')} ")
    ),
    "no blanks in names": lambda table: make_csv(
        column(table, "หน่วยงาน", lambda text: text.replace(" ", ""))
    ),
    "line breaks in names": lambda table: make_csv(
        column(table, "ประเภทรางวัล", lambda text: text.replace(" ", "\n"))
    ),
    "other headings": lambda table: make_xlsx(headed(table, OTHER_WORDS)),
    "English headings": lambda table: make_csv(headed(table, dict(zip(COLUMNS, ENGLISH, strict=True)))),
    "rows and columns in another order, numbered": lambda table: make_xlsx(shuffled(table)),
    "titles above, total and signature below": lambda table: make_xlsx([*TITLES, *table, *BELOW]),
    "cells merged down": merged_xlsx,
    "cells merged down, ODS": merged_ods,
    "notes in front and a hidden draft": lambda table: make_xlsx(
        table, "ผล", before=[("คำชี้แจง", [["อ่านก่อน"]])], hidden=[("ร่าง", table[:3])]
    ),
    "other words for levels and forms": lambda table: make_csv(
        column(
            column(
                table,
                "ระดับ",
                lambda text: {"กรมหรือเทียบเท่า": "กรม", "บุคคล": "ประเภทบุคคล"}.get(text, f"ระดับ{text}"),
            ),
            "รูปแบบรางวัล",
            lambda text: {"โล่รางวัล": "โล่", "ประกาศนียบัตร": "ใบประกาศ"}[text],
        )
    ),
}


def by_other_names(table, known):
    """The table with agencies called by other names, where there is one."""
    return make_csv(column(table, "หน่วยงาน", lambda text: known.get(text, text)))
