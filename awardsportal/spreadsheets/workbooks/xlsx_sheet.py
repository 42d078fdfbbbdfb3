"""A sheet of an XLSX file, read and measured in one pass.

Libraries make room for the whole rectangle of a sheet, write out a shared text for each of its cells, and
tell neither hidden rows nor percentages; to measure a sheet before they see it takes as long as to read it.
"""

import re
from math import isfinite

from awardsportal.spreadsheets.grids import Grid, Shared
from awardsportal.spreadsheets.limits import COLUMNS, damaged, refuse_wide, unfinished

from .formats import as_shown, from_text
from .xlsx_parts import TRUE, TextReader

_AROUND = frozenset(("row", "f", "is", "t", "rPh", "mergeCell", "col"))
# No sheet of Excel's has more.
_LAST_ROW = 1_048_576
_CELL_NAME = re.compile("([A-Z]{1,3})([0-9]{1,7})")


class Sheet(TextReader):
    """The cells of a sheet, whatever it says of its dimensions."""

    def __init__(self, book):
        super().__init__()
        self.strings, self.kinds, self.from_1904 = book.strings, book.kinds, book.from_1904
        self.grid, self.shared, self.numbers, self.places = Grid(), Shared(), {}, Places()
        self.row, self.cells, self.row_hidden = 0, [], False
        self.cell, self.value, self.formula = {}, None, False

    # A large sheet has millions of cells and values: both are taken here, with few calls for each.

    def start(self, name, attributes):
        """Begin a cell, its value, or something else."""
        tag = self.names[name]
        if tag == "c":
            self.cell, self.value, self.formula = attributes, None, False
        elif tag in _AROUND:
            self.opened(tag, attributes)
        self.enter()

    def end(self, name):
        """End a cell, its value, or something else."""
        tag = self.names[name]
        if tag == "v":
            self.value = "".join(self.texts)
        elif tag == "c":
            self.take_cell()
        elif tag in _AROUND:
            self.closed(tag)
        self.leave()

    def opened(self, tag, attributes):
        """Begin a row, or take what stands around the rows."""
        super().opened(tag, attributes)
        if tag == "row":
            self.begin_row(attributes)
        elif tag == "f":
            self.formula = True
        elif tag == "is":
            self.runs.clear()
        elif tag == "mergeCell":
            self.merge(attributes["ref"])
        elif tag == "col" and attributes.get("hidden") in TRUE:
            self.hide(int(attributes["min"]) - 1, int(attributes["max"]))

    def closed(self, tag):
        """Take a row, or the text of a cell that holds its own."""
        super().closed(tag)
        if tag == "row":
            self.grid.put(self.row, self.cells, hidden=self.row_hidden)
        elif tag == "is":
            self.value = self.text()

    def begin_row(self, attributes):
        """Go to the row of this number, or to the next."""
        row = int(attributes.get("r", self.row + 1))
        if not self.row < row <= _LAST_ROW:
            raise damaged()
        self.row, self.cells = row, []
        self.row_hidden = attributes.get("hidden") in TRUE or attributes.get("ht") == "0"

    def take_cell(self):
        """Put a cell that holds something in its place: that of its name, or the next."""
        text, name = self.value, self.cell.get("r")
        if self.formula and not text and self.cell.get("t") != "str":
            raise unfinished(name or "")
        if not text:
            return
        if name:
            self.make_room(self.places[name.rstrip("0123456789")])
        self.cells.append(self.read_value(text))

    def make_room(self, place):
        """Fill the row with blanks up to a place."""
        missing = place - len(self.cells)
        if missing < 0:
            raise damaged()
        if missing:
            refuse_wide(place + 1)
            self.cells += [""] * missing

    def read_value(self, text):
        """What the cell holds."""
        kind = self.cell.get("t", "n")
        if kind == "s":
            return self.strings[int(text)]
        if kind == "n":
            key = text, self.cell.get("s")
            return self.numbers[key] if key in self.numbers else self.number(*key)
        if kind == "b":
            return text in TRUE
        return from_text(text) if kind == "d" else self.shared[text]

    def number(self, text, style):
        """The number as the style of its cell shows it; what is none stays text."""
        try:
            number = float(text)
            kind = self.kinds[int(style)] if style else ""
            value = as_shown(number, kind, from_1904=self.from_1904) if isfinite(number) else text
        except (ValueError, IndexError):
            value = self.shared[text]
        if len(self.numbers) < Shared.LARGEST:
            self.numbers[text, style] = value
        return value

    def merge(self, area):
        """Take a block of merged cells, such as A2:B4."""
        first, _colon, last = area.partition(":")
        top, bottom = _CELL_NAME.fullmatch(first), _CELL_NAME.fullmatch(last or first)
        if not top or not bottom:
            raise damaged()
        self.grid.merge(int(top[2]), int(bottom[2]), place_of(top[1]))

    def hide(self, first, last):
        """Note hidden columns."""
        if len(self.grid.hidden_places) < COLUMNS:
            self.grid.hidden_places.update(range(max(first, 0), min(last, COLUMNS)))


class Places(dict):
    """The place of a column from 0, by its letters; raises UnreadableFile for what names no column."""

    def __missing__(self, letters):
        if not 1 <= len(letters) <= 7 or not all("A" <= letter <= "Z" for letter in letters.upper()):
            raise damaged()
        place = self[letters] = place_of(letters.upper())
        return place


def place_of(letters):
    """The place of a column from 0, by its letters."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
