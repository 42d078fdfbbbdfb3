"""From bytes to a table: which sheet, where its headings are, and which rows are data."""

from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import NamedTuple

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from . import layout, texts
from .limits import UnreadableFile, refuse_full, refuse_long
from .workbooks import open_workbook
from .wrong_kinds import refuse_bytes

NAMED_ROWS = 12


class Row(NamedTuple):
    """A row of data: its number in the file, as Excel counts, and its cells, the first that of column A."""

    number: int
    cells: list


@dataclass
class Table:
    """What a sheet holds: headings, and the rows of data below them; `remarks` say what was left out.

    A heading and the cells below it share a place, from 0 for column A, and `header_row` is the number of
    the row of headings: with the numbers of the rows they lead back to each cell of the file.
    """

    sheet: str
    sheets: list
    headings: list
    rows: list
    remarks: list = field(default_factory=list)
    header_row: int = 1
    hidden_sheets: list = field(default_factory=list)


def read_table(data, *, known, sheet=""):
    """The table in a file, whatever its name ends in; raises UnreadableFile.

    `known` says whether a text is one of the headings looked for; without a sheet's name the one with most of
    them is taken, a hidden one only where no other has any.
    """
    refuse_long(len(data))
    refuse_bytes(data)
    book = open_workbook(data)
    if book:
        name, grid = chosen(book, known, sheet)
        return table_of(grid, known, Table(name, list(book.parts), [], [], hidden_sheets=book.hidden))
    text = texts.decode(data)
    if not text.strip("\ufeff\r\n\t "):
        raise UnreadableFile(_("The file is empty."))
    return table_of(texts.grid_of(text, known), known, Table("", [], [], []))


def chosen(book, known, wanted):
    """The sheet that is wanted, or else the likeliest, as (name, grid)."""
    if wanted:
        if wanted not in book.parts:
            message = _("There is no sheet “%(sheet)s”. The file has: %(sheets)s.")
            raise UnreadableFile(message % {"sheet": wanted, "sheets": ", ".join(book.parts)})
        return wanted, book.read(wanted)
    visible = [name for name in book.parts if name not in book.hidden]
    for names in (visible, book.hidden):
        best = likeliest(book, names, known)
        if best:
            return best
    raise no_headings()


def likeliest(book, names, known):
    """The first of the sheets with most known headings, as (name, grid), or None; raises UnreadableFile."""
    most, best, refusal = 0, None, None
    for name in names:
        try:
            grid = book.read(name)
            found = layout.header_of(grid, known)
            if found is None:
                refuse_mojibake(grid)
            elif found[0] > most:
                most, best = found[0], (name, grid)
        except UnreadableFile as error:
            refusal = refusal or error
    if refusal and not best:
        raise refusal
    return best


def refuse_mojibake(grid):
    """Refuse a sheet of damaged Thai."""
    top = islice(grid.rows.values(), 50)
    texts.refuse_mojibake(" ".join(cell for cells in top for cell in cells if isinstance(cell, str)))


def no_headings():
    """The refusal of a sheet without headings."""
    return UnreadableFile(
        _(
            "No row of headings was found in the first 15 rows. "
            "The columns must have headings as in the sample spreadsheet."
        )
    )


def table_of(grid, known, table):
    """The table, filled from the cells of its sheet."""
    refuse_mojibake(grid)
    found = layout.header_of(grid, known)
    if found is None:
        raise no_headings()
    table.header_row = found[1]
    first, last = layout.header_block(grid, table.header_row)
    table.headings = layout.headings_in(grid, first, last)
    layout.fill_down(grid, last)
    counting = {place for place, heading in enumerate(table.headings) if not known(heading)}
    body = layout.Body(grid, last, counting)
    if not body.rows:
        raise UnreadableFile(_("There are headings but no rows below them."))
    table.remarks = [*remarks_on_sheets(table), *remarks_on_rows(grid, first, body)]
    table.remarks += remarks_on_columns(grid, table.headings, body, counting)
    square(table, body.rows)
    return table


def square(table, rows):
    """Give the table its rows, each as wide as the widest, and the headings too."""
    width = max(len(table.headings), *(len(cells) for _row, cells in rows))
    refuse_full(width * len(rows))
    for cells in (table.headings, *(cells for _row, cells in rows)):
        cells.extend([""] * (width - len(cells)))
    table.rows = [Row(row, cells) for row, cells in rows]


def remarks_on_sheets(table):
    """What to say about hidden sheets."""
    if table.sheet in table.hidden_sheets:
        yield _("This sheet is hidden in the file.")
    if table.hidden_sheets:
        yield _("Hidden sheets: %s.") % ", ".join(table.hidden_sheets)


def remarks_on_rows(grid, first, body):
    """What to say about rows that were left out, and about some that were not."""
    data = {row for row, _cells in body.rows}
    if above := sum(row < first for row in grid.rows):
        yield _("Rows above the headings that were not read: %d.") % above
    for message, rows in (
        (_("Hidden rows were read as well: %s."), [row for row in grid.hidden_rows if row in data]),
        (_("Examples of the template left out, rows: %s."), body.examples),
        (_("Headings and titles that are repeated left out, rows: %s."), body.repeated),
        (_("Blank rows left out: %s."), body.blank),
        (_("Rows with nothing but a running number left out: %s."), body.numbered),
        (_("Totals and signatures below the data left out, rows: %s."), body.tail),
        (_("Rows that look like totals but have data below them were read: %s."), body.totals()),
    ):
        if rows:
            yield message % spelled(rows)


def remarks_on_columns(grid, headings, body, counting):
    """What to say about hidden columns, and about those that look as if cells had been merged."""
    hidden = [
        get_column_letter(place + 1)
        for place in sorted(grid.hidden_places)
        if any(headings[place : place + 1])
    ]
    if hidden:
        yield _("Hidden columns were read as well: %s.") % ", ".join(hidden)
    for place, heading in enumerate(headings):
        if place not in counting and (rows := body.blocks(place)):
            message = _(
                "“%(heading)s” is filled in the rows %(rows)s only. An empty cell takes nothing from the row "
                "above: if cells were merged there, upload the XLSX, or fill them in."
            )
            yield message % {"heading": heading, "rows": spelled(rows)}


def spelled(rows):
    """Row numbers as a text, neighbours together: 3, 5-9; the first of them if they are many."""
    runs = [[rows[0], rows[0]]]
    for above, row in pairwise(rows):
        if row == above + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    texts = [str(first) if first == last else f"{first}-{last}" for first, last in runs[:NAMED_ROWS]]
    return ", ".join(texts) + (" …" if len(runs) > NAMED_ROWS else "")
