"""From bytes to a table: which sheet, where its headings are, and which rows are data."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from awardsportal.thai.text import clean, fold

from . import texts, workbooks
from .cells import as_text
from .limits import UnreadableFile, refuse_long

HEADER_WITHIN = 15
TOTALS = ("รวม", "ยอดรวม", "total", "grandtotal")


class Row(NamedTuple):
    """A row of data: its number in the file, as Excel counts, and its cells."""

    number: int
    cells: list


@dataclass
class Table:
    """What a sheet holds: headings, and the rows below them; `remarks` say what was left out."""

    sheet: str
    sheets: list
    headings: list
    rows: list
    remarks: list = field(default_factory=list)


def read_table(data, *, known, sheet=""):
    """The table in a file, whatever its name ends in; raises UnreadableFile.

    `known` says whether a text is one of the headings looked for; without a sheet's name it is the first
    visible one that has at least two of them.
    """
    refuse_long(len(data))
    if not data.strip():
        raise UnreadableFile(_("The file is empty."))
    if data.startswith((workbooks.ZIP_MARK, workbooks.OLE2_MARK)):
        return _from_workbook(workbooks.Workbook(data), known, sheet)
    grid = workbooks.Grid(texts.rows_of(texts.decode(data), known), [])
    return _table("", [], grid, known)


def _from_workbook(workbook, known, wanted):
    if wanted and wanted not in workbook.names:
        raise UnreadableFile(
            _("There is no sheet “%(sheet)s”. The file has: %(sheets)s.")
            % {"sheet": wanted, "sheets": ", ".join(workbook.names)}
        )
    visible = [name for name in workbook.names if name not in workbook.hidden]
    for name in [wanted] if wanted else visible:
        grid = workbook.read(name)
        if _header_of(grid.rows, known) is not None or name == wanted:
            table = _table(name, workbook.names, grid, known)
            if workbook.hidden:
                table.remarks.append(_("Hidden sheets: %s.") % ", ".join(workbook.hidden))
            return table
    for name in visible:
        _refuse_mojibake(workbook.read(name).rows)
    raise _no_headings()


def _refuse_mojibake(rows):
    texts.refuse_mojibake(" ".join(as_text(cell) for cells in rows[:50] for cell in cells))


def _no_headings():
    return UnreadableFile(
        _(
            "No row of headings was found in the first 15 rows. "
            "The columns must have headings as in the sample spreadsheet."
        )
    )


def _header_of(rows, known):
    """The place of the row of headings, or None."""
    for place, cells in enumerate(rows[:HEADER_WITHIN]):
        if sum(known(as_text(cell)) for cell in cells) >= 2:
            return place
    return None


def _table(name, names, grid, known):
    _refuse_mojibake(grid.rows)
    header = _header_of(grid.rows, known)
    if header is None:
        raise _no_headings()
    headings = [clean(as_text(cell)) for cell in grid.rows[header]]
    while headings and not headings[-1]:
        headings.pop()
    _fill_down(grid, header)
    rows = [Row(number, cells) for number, cells in enumerate(grid.rows[header + 1 :], header + 2)]
    table = Table(name, names, headings, rows)
    if header:
        table.remarks.append(_("Rows above the headings that were not read: %d.") % header)
    _leave_out(table)
    if not table.rows:
        raise UnreadableFile(_("There are headings but no rows below them."))
    width = max(len(headings), *(len(row.cells) for row in table.rows))
    table.headings += [""] * (width - len(headings))
    table.rows = [Row(number, [*cells, *[""] * (width - len(cells))]) for number, cells in table.rows]
    return table


def _fill_down(grid, header):
    """Give every row of a merged block what its first row holds."""
    for (top, column), (bottom, _column) in grid.merged:
        if top <= header or top >= len(grid.rows) or column >= len(grid.rows[top]):
            continue
        for cells in grid.rows[top + 1 : bottom + 1]:
            cells[column] = grid.rows[top][column]


def _leave_out(table):
    """Drop blank rows, and what stands below the data; say which."""
    filled = [row for row in table.rows if any(clean(as_text(cell)) for cell in row.cells)]
    end = _end_of_data(filled, width=sum(map(bool, table.headings)))
    if blank := len(table.rows) - len(filled):
        table.remarks.append(_("Blank rows left out: %d.") % blank)
    if numbers := ", ".join(str(row.number) for row in filled[end:]):
        table.remarks.append(_("Totals and signatures below the data left out, rows: %s.") % numbers)
    table.rows = filled[:end]


def _end_of_data(rows, width):
    """Where the data end: before a total, or before a blank row, that only rows of a few cells follow."""
    end = len(rows)
    for place in range(len(rows) - 1, -1, -1):
        words = [text for cell in rows[place].cells if (text := clean(as_text(cell)))]
        is_total = len(words) <= 3 and fold(words[0]).startswith(TOTALS)
        if not is_total and len(words) > min(3, width // 2):
            break
        if is_total or (place and rows[place].number - rows[place - 1].number > 1):
            end = place
    return end
