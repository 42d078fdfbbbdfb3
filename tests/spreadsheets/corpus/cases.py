"""What a file of the corpus must come to."""

from collections.abc import Callable
from dataclasses import dataclass

HEADINGS = ["ปี พ.ศ.", "ประเภทรางวัล", "ระดับ", "หน่วยงาน", "คะแนน"]
TITLE = "ธรรมาภิบาลข้อมูล"
TAX = [2569, TITLE, "กรม", "กรมสรรพากร", 81.58]
DUTY = [2569, TITLE, "กรม", "กรมศุลกากร", 90]
TABLE = [HEADINGS, TAX, DUTY]
WON = {"กรมสรรพากร": 81.58, "กรมศุลกากร": 90}


@dataclass(frozen=True)
class Case:
    """A file, and what must come of it: refused, problems at its cells, or the winners with their scores.

    `rows` are the numbers of the rows that are read as data, `remarks` what the user is told beside them;
    a problem is (row, column, value, how its message begins).
    """

    make: Callable
    name: str = "ผล.xlsx"
    sheet: str = ""
    rows: tuple = (2, 3)
    remarks: tuple = ()
    problems: tuple = ()
    won: dict | None = None
    refused: str = ""


def reads(make, rows=(2, 3), *remarks, won=None, **options):
    """A file that is read, previewed and saved."""
    return Case(make, rows=rows, remarks=remarks, won=WON if won is None else won, **options)


def wrong(make, *problems, **options):
    """A file that is read but has problems, and saves nothing."""
    return Case(make, problems=problems, **options)


def refused(make, why, **options):
    """A file that cannot be read."""
    return Case(make, refused=why, **options)


def with_cell(column, value, row=TAX):
    """The table of one row, with another value in a column."""
    return [
        HEADINGS,
        [value if heading == column else cell for heading, cell in zip(HEADINGS, row, strict=True)],
    ]
