"""What would come of a sheet: its rows, what is wrong with it, and how it was read."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """What is wrong or odd: the row as in the file, the column by its heading, the value and the cure.

    `place` is the place of the cell's column in the sheet, from 0; None where no cell is to blame. `asks`
    where a decision of the user's solves it.
    """

    row: int | None
    column: str
    value: str
    message: str
    place: int | None = None
    asks: bool = False


@dataclass(frozen=True)
class Proposal:
    """What a text may stand for: the value that decides so, and how the user is told of it."""

    value: str
    label: str
    detail: str = ""


@dataclass
class Question:
    """A text that stands for nothing surely; the user decides, once for all its rows.

    `name` is the name of the column; `new` the form of what a new one needs, None if there cannot be one.
    """

    name: str
    heading: str
    text: str
    rows: list
    proposals: list
    new: object = None


@dataclass(frozen=True)
class Decision:
    """What the user decided that a text stands for, in words."""

    name: str
    heading: str
    text: str
    label: str


@dataclass(frozen=True)
class Change:
    """What a field held and what it will hold."""

    column: str
    old: object
    new: object


@dataclass(slots=True)
class RowOutcome:
    """What becomes of a row: new, changed, unchanged, absent or error; and its changes.

    `absent` is a row that the portal has and the sheet has not; it stays. `keys` are those of the rows it
    refers to.
    """

    number: int | None
    kind: str
    name: str
    changes: list
    keys: tuple = ()


@dataclass
class Outcome:
    """What becomes of a sheet: problems stop it, warnings do not, questions wait for the user's decision.

    `left_out` are the problems of the rows that the user leaves out, `also` rows of other models that the
    sheet makes or fills, `echoes` how cells were read, by heading and text, `decisions` what the user decided
    before.
    """

    problems: list = field(default_factory=list)
    left_out: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    questions: list = field(default_factory=list)
    decisions: list = field(default_factory=list)
    rows: list = field(default_factory=list)
    also: list = field(default_factory=list)
    echoes: dict = field(default_factory=dict)
    unread: list = field(default_factory=list)

    @property
    def counts(self):
        """How many rows of each kind there are, and how many others are made or filled."""
        kinds = Counter(row.kind for row in self.rows)
        others = Counter(row.kind for row in self.also)
        return {
            **{kind: kinds[kind] for kind in ("new", "changed", "unchanged", "absent")},
            "errors": len({problem.row for problem in self.problems}),
            "left_out": len({problem.row for problem in self.left_out}),
            "also_new": others["new"],
            "also_changed": others["changed"],
        }

    @property
    def changes_nothing(self):
        """Whether all of it is in the portal already."""
        touched = any(row.kind in ("new", "changed") for row in self.rows)
        return not (self.problems or self.also or touched)

    @property
    def promise(self):
        """A short text that differs when anything of the outcome does, whatever language it is told in."""
        told = hashlib.sha256()
        for problem in (*self.problems, *self.left_out):
            told.update(repr((problem.row, problem.column, problem.value)).encode())
        for row in self.rows:
            told.update(f"{row.number} {row.kind} {row.name} {row.keys}".encode())
            # What a new row fills in is in the file, which does not change.
            if row.kind == "changed":
                told.update(repr(row.changes).encode())
        for row in self.also:
            told.update(repr((row.number, row.kind, row.keys, row.changes)).encode())
        return told.hexdigest()
