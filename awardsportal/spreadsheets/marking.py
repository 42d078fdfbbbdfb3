"""The user's own file given back: bad cells coloured, each with a comment, and a column with all messages.

A workbook comes back as it is, as far as openpyxl keeps it; another file, or a workbook that openpyxl cannot
hold, as a new workbook with the rows of the sheet.
"""

import logging
from collections import defaultdict

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from awardsportal.thai.text import clean

from . import texts
from .cells import as_typed, harmless
from .dressing import AUTHOR, as_heading, filled, printable, safe, safe_cell, saved, sheet_title
from .marks import MESSAGES
from .notes import Notes, worst
from .opening import open_to_write
from .workbooks import open_workbook

logger = logging.getLogger(__name__)
# An orange and a blue that nobody takes for each other; the words beside them say the same.
COLOURS = {"error": "FFC499", "warning": "BDD7EE"}
OUR_FILLS = {f"{alpha}{colour}" for colour in COLOURS.values() for alpha in ("00", "FF")}
WIDTH, OTHER_WIDTH = 70, 24
# With more of them a file opens slowly. The column has all messages.
MOST_COMMENTS = 5_000


def marked(record, table, outcome, *, only_failed=False):
    """The upload as XLSX with its problems marked; with `only_failed` the headings and the rows in error."""
    notes = Notes(table, outcome)
    if only_failed and (failed := notes.failed()):
        rows = [row for row in table.rows if row.number in failed]
        return new_workbook([(notes.header, table.headings), *rows], table.sheet, notes)
    with record.file.open("rb") as file:
        data = file.read()
    return own_workbook(data, table.sheet, notes) or new_workbook(
        rows_of_file(data, table), table.sheet, notes
    )


def rows_of_file(data, table):
    """All rows of the table's sheet as they are in the file, as (number, cells)."""
    book = open_workbook(data)
    if book:
        grid = book.read(table.sheet)
    else:
        grid = texts.grid_of(texts.decode(data), lambda text: clean(text) in table.headings)
    return [(number, grid.rows.get(number, [])) for number in range(1, max(grid.rows) + 1)]


def own_workbook(data, sheet_name, notes):
    """The user's own workbook with its problems marked; None where it cannot be written into."""
    try:
        workbook = open_to_write(data)
        if workbook:
            mark(workbook[sheet_name], notes)
            return saved(workbook)
    except Exception:
        # openpyxl cannot hold all that the reader takes, and has no exception of its own to say so.
        logger.warning("a workbook cannot be written into; it is given back as a new one", exc_info=True)
    return None


def mark(sheet, notes):
    """Mark a sheet, and take away the marks of an earlier time."""
    column = place_of_messages(notes.headings) + 1
    if MESSAGES in notes.headings:
        unmark(sheet, notes, column)
    comments = Comments()
    for (row, shown), said in by_shown_cell(sheet, notes).items():
        comments.mark(sheet.cell(row, shown), list(said))
    for row in {notes.header, *notes.of_rows}:
        write_messages(sheet.cell(row, column), row, notes)
    sheet.column_dimensions[get_column_letter(column)].width = WIDTH


def place_of_messages(headings):
    """Where the column of messages is: where it was the last time, or after all others."""
    return headings.index(MESSAGES) if MESSAGES in headings else len(headings)


def unmark(sheet, notes, column):
    """Take away earlier messages, and the comments and colours that came with them."""
    for cells in sheet.iter_rows(notes.header, notes.last, 1, column):
        for cell in cells:
            if cell.comment and MESSAGES in cell.comment.text:
                own = cell.comment.text.partition(MESSAGES)[0].strip()
                cell.comment = Comment(own, cell.comment.author) if own else None
            if cell.has_style and cell.fill.fgColor.rgb in OUR_FILLS:
                cell.fill = PatternFill()
            if cell.column == column and not isinstance(cell, MergedCell):
                cell.value = None


def by_shown_cell(sheet, notes):
    """The notes of the cells, each once, by (row, column): of a merged block by the cell that shows."""
    areas = sheet.merged_cells.ranges
    shown = {cell: (area.min_row, area.min_col) for area in areas for cell in area.cells}
    found = defaultdict(dict)
    for row, cells in notes.of_cells.items():
        for place, said in cells.items():
            found[shown.get((row, place + 1), (row, place + 1))].update(dict.fromkeys(said))
    return found


def new_workbook(rows, sheet_name, notes):
    """A new workbook of rows, as (number, cells), with their problems marked."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(sheet_title(sheet_name or _("Rows")))
    messages, comments = place_of_messages(notes.headings), Comments()
    sheet.freeze_panes = f"A{[number for number, _cells in rows].index(notes.header) + 2}"
    for place in range(messages + 1):
        width = WIDTH if place == messages else OTHER_WIDTH
        sheet.column_dimensions[get_column_letter(place + 1)].width = width
    for number, values in rows:
        cells = list(marked_cells(sheet, number, values, notes, comments))
        cells[messages:] = [write_messages(WriteOnlyCell(sheet), number, notes), *cells[messages + 1 :]]
        sheet.append(cells)
    return saved(workbook)


def marked_cells(sheet, number, values, notes, comments):
    """The cells of a row for a new workbook: as in the file, but for what would run as a formula."""
    said = notes.of_cells.get(number, {})
    for place, value in enumerate([*values, *[None] * (len(notes.headings) - len(values))]):
        written = harmless(as_typed(value))
        if number != notes.header and place not in said:
            yield safe(written)
            continue
        cell = safe_cell(sheet, written)
        if number == notes.header:
            as_heading(cell)
        yield comments.mark(cell, said[place]) if place in said else cell


class Comments:
    """The marks of bad cells: all coloured, and as many of them with a comment as a file can bear."""

    def __init__(self):
        self.left = MOST_COMMENTS

    def mark(self, cell, notes):
        """The cell, coloured, and with its notes after what the user's own comment says."""
        cell.fill = filled(COLOURS[worst(notes)])
        if self.left:
            own = [cell.comment.text] if cell.comment else []
            cell.comment = comment([*own, MESSAGES, *map(str, notes)])
            self.left -= 1
        return cell


def comment(lines):
    """A comment that shows all of its lines."""
    made = Comment(printable("\n".join(lines)), AUTHOR)
    made.width, made.height = 360, 24 + 18 * sum(1 + len(line) // 45 for line in lines)
    return made


def write_messages(cell, row, notes):
    """The cell with a row's messages, in the colour of the worst; in the row of headings with the legend."""
    said = notes.of_rows.get(row, [])
    if row == notes.header:
        cell.value = MESSAGES
        cell.comment = comment([MESSAGES, *map(str, said), *legend()])
        as_heading(cell)
    elif said:
        # Of several lines, those below the first would be hidden where a row has its own height.
        cell.value = safe(harmless(" | ".join(map(str, said))))
    if said:
        cell.fill = filled(COLOURS[worst(said)])
    return cell


def legend():
    """What the colours mean, and what to do."""
    return [
        _("Orange cells are wrong and have to be corrected. Blue ones are odd: please check them."),
        _("Correct the cells here and upload this file. This column and the comments may stay."),
    ]
