"""What is to be said in a file that is given back: of its headings, its rows and its cells."""

from collections import defaultdict
from typing import NamedTuple

from django.utils.translation import gettext as _

# From the worst on.
KINDS = ("error", "warning")


class Note(NamedTuple):
    """What is to be said: "error" or "warning", and the words."""

    kind: str
    text: str

    def __str__(self):
        return f"{labels()[self.kind]}: {self.text}"


def labels():
    """What the kinds of notes are called."""
    return {"error": _("Wrong"), "warning": _("To check")}


def worst(notes):
    """The worst kind among notes."""
    return min((note.kind for note in notes), key=KINDS.index)


class Notes:
    """The notes on an outcome, by the number of the row: `of_rows` lists, `of_cells` lists by place."""

    def __init__(self, table, outcome):
        self.header, self.headings, self.last = table.header_row, table.headings, table.rows[-1].number
        self.of_rows, self.of_cells = defaultdict(list), defaultdict(dict)
        for problem in (*outcome.problems, *outcome.left_out):
            self.add("error", problem)
        for problem in outcome.warnings:
            self.add("warning", problem)

    def add(self, kind, problem):
        """Note a problem at its row and its cell; one of the whole file at the row of headings."""
        row, place = problem.row or self.header, problem.place
        if problem.row is None and problem.column in self.headings:
            place = self.headings.index(problem.column)
        if place is not None:
            self.of_cells[row].setdefault(place, []).append(Note(kind, problem.message))
        told = ": ".join(filter(None, [problem.column, problem.message]))
        self.of_rows[row].append(Note(kind, told))

    def failed(self):
        """The numbers of the rows with errors."""
        rows = {row for row, notes in self.of_rows.items() if worst(notes) == "error"}
        return rows - {self.header}
