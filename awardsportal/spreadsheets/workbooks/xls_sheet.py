"""A sheet of an XLS file, from its records."""

import struct
from math import isfinite

from openpyxl.utils import get_column_letter

from awardsportal.spreadsheets.grids import Grid, Shared
from awardsportal.spreadsheets.limits import COLUMNS, refuse_full, refuse_wide, unfinished

from .biff import packed_number, text_of
from .formats import as_shown

_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
# What a formula gave where it gave no number, by the first of eight bytes of which the last two are these.
_NO_NUMBER = 0xFFFF
_LOGICAL, _ERROR, _EMPTY = 1, 2, 3
# Programs that do not run formulas leave that to Excel.
_NEVER_RUN = 3
_HIDDEN_ROW = 0x20


class Sheet:
    """Takes the records of a sheet; rows count from 0 in them."""

    def __init__(self, book):
        self.book, self.rows, self.kept, self.shared = book, {}, 0, Shared()
        self.hidden_rows, self.whole = set(), Grid()
        self.takers = {
            0x0006: self.take_formula,
            0x0207: self.take_formula_text,
            0x0203: self.take_number,
            0x027E: self.take_packed,
            0x00BD: self.take_packed_row,
            0x00FD: self.take_shared_text,
            0x0204: self.take_text,
            0x0205: self.take_logical,
            0x0208: self.take_row,
            0x007D: self.take_columns,
            0x00E5: self.take_merged,
        }

    def grid(self):
        """The cells."""
        for row, cells in sorted(self.rows.items()):
            self.whole.put(row + 1, cells, hidden=row in self.hidden_rows)
        return self.whole

    def put(self, row, place, value):
        """Put a value in its place."""
        refuse_wide(place + 1)
        cells = self.rows.setdefault(row, [])
        if place >= len(cells):
            self.kept += place + 1 - len(cells)
            refuse_full(self.kept)
            cells += [""] * (place + 1 - len(cells))
        cells[place] = value

    def put_number(self, row, place, style, number):
        """Put a number as its style shows it."""
        kind, from_1904 = self.book.kinds[style], self.book.from_1904
        value = as_shown(number, kind, from_1904=from_1904) if isfinite(number) else str(number)
        self.put(row, place, value)

    def take_number(self, pieces):
        """Take a number."""
        self.put_number(*struct.unpack_from("<3Hd", pieces[0]))

    def take_packed(self, pieces):
        """Take a number in four bytes."""
        row, place, style, packed = struct.unpack_from("<3HI", pieces[0])
        self.put_number(row, place, style, packed_number(packed))

    def take_packed_row(self, pieces):
        """Take several such numbers of a row."""
        row, first = struct.unpack_from("<2H", pieces[0])
        for place, (style, packed) in enumerate(struct.iter_unpack("<HI", pieces[0][4:-2]), first):
            self.put_number(row, place, style, packed_number(packed))

    def take_shared_text(self, pieces):
        """Take a text by its number."""
        row, place, number = struct.unpack_from("<2H2xI", pieces[0])
        self.put(row, place, self.book.strings[number])

    def take_text(self, pieces):
        """Take a text."""
        row, place = struct.unpack_from("<2H", pieces[0])
        self.put(row, place, self.shared[text_of(pieces, 6)])

    def take_logical(self, pieces):
        """Take a logical value or an error."""
        row, place, value, is_error = struct.unpack_from("<2H2xBB", pieces[0])
        self.put(row, place, _ERRORS.get(value, "#N/A") if is_error else bool(value))

    def take_formula(self, pieces):
        """Take what a formula gave; a text comes in the next record."""
        row, place, style, number = struct.unpack_from("<3Hd", pieces[0])
        kind, value, mark, flags = struct.unpack_from("<6xBxB3xHH", pieces[0])
        self.awaits_text = row, place
        if mark != _NO_NUMBER:
            self.put_number(row, place, style, number)
        elif kind == _LOGICAL:
            self.put(row, place, bool(value))
        elif kind == _ERROR:
            self.put(row, place, _ERRORS.get(value, "#N/A"))
        elif kind == _EMPTY and flags & _NEVER_RUN == _NEVER_RUN:
            raise unfinished(f"{get_column_letter(place + 1)}{row + 1}")

    def take_formula_text(self, pieces):
        """Take the text that a formula gave."""
        self.put(*self.awaits_text, self.shared[text_of(pieces)])

    def take_row(self, pieces):
        """Note a hidden row."""
        row, flags = struct.unpack_from("<H10xB", pieces[0])
        if flags & _HIDDEN_ROW:
            self.hidden_rows.add(row)

    def take_columns(self, pieces):
        """Note hidden columns."""
        first, last, hidden = struct.unpack_from("<2H4xB", pieces[0])
        if hidden & 1:
            self.whole.hidden_places.update(range(first, min(last + 1, COLUMNS)))

    def take_merged(self, pieces):
        """Take blocks of merged cells."""
        (count,) = struct.unpack_from("<H", pieces[0])
        for first, last, place, _last_place in struct.iter_unpack("<4H", pieces[0][2 : 2 + 8 * count]):
            self.whole.merge(first + 1, last + 1, place)
