"""What would come of a sheet: its rows, what is wrong with it, and how it was read."""

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """What is wrong or odd: the row as in the file, the column by its heading, the value and the cure.

    `place` is the place of the cell's column in the sheet, from 0; None where no cell is to blame.
    """

    row: int | None
    column: str
    value: str
    message: str
    place: int | None = None


@dataclass(frozen=True)
class Proposal:
    """What a text may stand for: the value that decides so, and how the user is told of it."""

    value: str
    label: str
    detail: str = ""


@dataclass
class Question:
    """A text that stands for nothing surely; the user decides, once for all its rows.

    `name` is the name of the column; `new` the labels of what a new one needs, by field, none if there
    cannot be a new one.
    """

    name: str
    heading: str
    text: str
    rows: list
    proposals: list
    new: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """What a field held and what it will hold."""

    column: str
    old: object
    new: object


@dataclass
class RowOutcome:
    """What becomes of a row: new, changed, unchanged or error; and its changes."""

    number: int
    kind: str
    name: str
    changes: list


@dataclass
class Outcome:
    """What becomes of a sheet: problems stop it, warnings do not, questions wait for the user's decision.

    `also` are rows of other models that it makes or fills.
    """

    problems: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    questions: list = field(default_factory=list)
    rows: list = field(default_factory=list)
    also: list = field(default_factory=list)
    echoes: dict = field(default_factory=dict)
    unread: list = field(default_factory=list)

    @property
    def counts(self):
        """How many rows are new, changed, unchanged or in error, and how many others are made or filled."""
        kinds = [row.kind for row in self.rows]
        others = [row.kind for row in self.also]
        return {
            **{kind: kinds.count(kind) for kind in ("new", "changed", "unchanged")},
            "errors": len({problem.row for problem in self.problems}),
            "also_new": others.count("new"),
            "also_changed": others.count("changed"),
        }

    @property
    def changes_nothing(self):
        """Whether all of it is in the portal already."""
        return not self.problems and not self.also and all(row.kind == "unchanged" for row in self.rows)

    @property
    def promise(self):
        """A short text that differs when anything of the outcome does, whatever language it is told in."""
        told = [
            [(problem.row, problem.column, problem.value) for problem in self.problems],
            [(row.number, row.kind, row.name, row.changes) for row in self.rows],
            [(other.number, other.kind, other.changes) for other in self.also],
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()
