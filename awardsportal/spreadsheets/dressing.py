"""How the sheets that are handed out look: the same for the template, the export and the file given back."""

import re
from functools import cache
from tempfile import TemporaryFile

from django.utils.translation import gettext as _
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from .columns import Day, Lines, Number, Year

# Named in the comments that the portal writes into cells.
AUTHOR = "DGA"
AS_TEXT = "@"
# On every Windows and Mac, and legible in Thai.
FONT = "Tahoma"
HEADING, BODY = 11, 10
DARK, LIGHT, GREY = "1F3864", "D9E2F3", "F2F2F2"
PARTING = Side(style="thin", color="FFFFFF")
# What a cell may hold.
LONGEST = 32_767
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
# Excel reads _x0041_ as the letter of that code.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@cache
def filled(colour):
    """A cell's background."""
    return PatternFill("solid", start_color=colour, end_color=colour)


def sheet_title(text):
    """The text as the name of a sheet, which Excel keeps short and plain."""
    return _NOT_IN_TITLES.sub(" ", str(text))[:31]


def dress(sheet, columns, *, before=()):
    """Give a sheet its widths and keep its headings in view; `before` are headings in front.

    Empty cells of text and dates hold what is typed as text, so that Excel makes no 806 of 0806 and no
    year 2563 CE of 3/12/2563.
    """
    sheet.freeze_panes = f"{get_column_letter(len(before) + 1)}2"
    for place, heading in enumerate(before, 1):
        sheet.column_dimensions[get_column_letter(place)].width = len(heading) + 8
    for place, column in enumerate(columns, len(before) + 1):
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = max(width_of(column.widget), len(column.column_name) + 4)
        dimension.font = Font(name=FONT, size=BODY)
        if not isinstance(column.widget, Number | Year):
            dimension.number_format = AS_TEXT


def width_of(widget):
    """How wide a column of such values is, in letters."""
    if isinstance(widget, Number | Year):
        return 12
    if isinstance(widget, Day):
        return 18
    return 44 if isinstance(widget, Lines) else 28


def heading_cells(sheet, columns):
    """The headings as cells, those of required columns dark."""
    return [heading_cell(sheet, column.column_name, required=column.required) for column in columns]


def heading_cell(sheet, text, *, required=False):
    """One heading."""
    return as_heading(WriteOnlyCell(sheet, text), required=required)


def as_heading(cell, *, required=False):
    """The cell, looking like a heading."""
    cell.font = Font(name=FONT, size=HEADING, bold=True, color="FFFFFF" if required else DARK)
    cell.fill = filled(DARK if required else LIGHT)
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    cell.border = Border(left=PARTING, right=PARTING)
    return cell


def printable(text):
    """The text without letters that no XML may hold."""
    return _NOT_IN_XML.sub("", text)


def safe(value):
    """The value as a cell may hold it, nothing for empty text; it must be harmless by then."""
    return _ESCAPE.sub("_x005F_", printable(value)) or None if isinstance(value, str) else value


def safe_cell(sheet, value):
    """The value as a cell that keeps it: text stays text, 0806 and 1-2 as well, when somebody edits it."""
    value = safe(value)
    if isinstance(value, str) and len(value) > LONGEST:
        return too_long(sheet)
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.number_format = AS_TEXT
    return cell


def too_long(sheet):
    """An empty cell that says why: an import leaves alone what it does not tell."""
    cell = WriteOnlyCell(sheet)
    cell.comment = Comment(_("This text is too long for Excel. The export as CSV has it."), AUTHOR)
    return cell


def saved(workbook):
    """The workbook as an open file, to be read from its start."""
    file = new_file()
    workbook.save(file)
    file.seek(0)
    return file


def new_file():
    """A file of its own on the disk, gone when it is closed."""
    return TemporaryFile()
