"""One row of a sheet while it is read, and one cell."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .cells import as_text
from .outcomes import Change


class Reading:
    """One row while it is read: its cells, the values they gave, and what is wrong or odd about it."""

    __slots__ = ("__dict__", "cells", "changes", "number", "problems", "values", "warnings")

    def __init__(self, row):
        self.number, self.cells = row.number, row.cells
        self.values = {}
        self.warnings: tuple = ()
        # Most rows have none of these, and there may be a hundred thousand rows.
        self.problems: Any = ()
        self.changes: Any = ()

    def get(self, name):
        """The value of a column, None where the cell is empty or was refused, or the sheet lacks it."""
        return self.values.get(name)

    def problem(self, name, message):
        """Pin a problem to the cell of a column; the first one of a cell counts."""
        self.problems = self.problems or {}
        self.problems.setdefault(name, str(message))

    def warn(self, name, message):
        """Pin a warning to the cell of a column."""
        self.warnings = (*self.warnings, (name, str(message)))


class Cell:
    """What a cell was read as: its value, or why it was refused; and what is to be said of it."""

    __slots__ = ("echo", "odd", "problem", "told", "value")

    def __init__(self, column, typed, validate):
        self.told = bool(as_text(typed).strip())
        self.value = self.problem = None
        self.echo = self.odd = ""
        try:
            self.value = column.widget.clean(typed)
            if self.told:
                validate(self.value)
        except ValidationError as error:
            self.problem = " ".join(error.messages)
        except ValueError as error:
            self.problem = str(error)
        else:
            if column.required and self.value in (None, ""):
                self.problem = _("This cell must not be empty.")
            self.echo, self.odd = column.widget.echo(self.value), column.widget.odd(self.value)


class Told:
    """What a new row fills in, worked out when it is looked at."""

    __slots__ = ("reading", "resource")

    def __init__(self, resource, reading):
        self.resource, self.reading = resource, reading

    def __iter__(self):
        """The filled cells, as changes from nothing."""
        fields, headings = self.resource.fields, self.resource.headings
        for name, value in self.reading.values.items():
            yield Change(headings[name], "", fields[name].widget.render(value))

    def __len__(self):
        return len(self.reading.values)
