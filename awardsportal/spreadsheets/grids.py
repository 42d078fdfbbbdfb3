"""The cells of one sheet, as each of the readers hands them over."""

from awardsportal.thai.text import clean

from .limits import COLUMNS, refuse_cell, refuse_full, refuse_tall, refuse_wide


def shown(text):
    """The text of a cell as it stands, "" if nothing of it is seen; refuses one too long."""
    refuse_cell(text)
    return text if text[:1].isalnum() or clean(text) else ""


class Shared(dict):
    """Equal texts as one object, for columns say the same in many rows."""

    LARGEST = 50_000

    def __missing__(self, text):
        kept = shown(text)
        if len(self) < self.LARGEST:
            self[text] = kept
        return kept


class Grid:
    """The rows of a sheet that hold something, by number from 1: lists of cells, from place 0 (column A) on.

    `merged` are the blocks of cells over several rows, as (first row, last row, place); `hidden_rows` and
    `hidden_places` are data all the same.
    """

    def __init__(self):
        self.rows = {}
        self.merged, self.hidden_rows, self.hidden_places = [], [], set()
        self.cells = self.letters = 0

    def put(self, number, cells, *, hidden=False, times=1):
        """Keep a row, unless it is blank, and as many like it below it as it is said to stand for."""
        while cells and cells[-1] == "":
            cells.pop()
        if not cells:
            return
        refuse_wide(len(cells))
        refuse_tall(number + times - 1)
        self.count(len(cells) * times, times * sum(len(cell) for cell in cells if isinstance(cell, str)))
        for place in range(number, number + times):
            self.rows[place] = cells if place == number else cells.copy()
            if hidden:
                self.hidden_rows.append(place)

    def count(self, cells, letters=0):
        """Count what is to be kept, before it is."""
        self.cells += cells
        self.letters += letters
        refuse_full(self.cells, self.letters)

    def merge(self, first, last, place):
        """Keep a block of cells over several rows."""
        if last > first:
            self.merged.append((first, last, place))
            refuse_full(len(self.merged) * COLUMNS // 4)
