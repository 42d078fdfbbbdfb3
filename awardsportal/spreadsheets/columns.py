"""The columns of a sheet: the headings each answers to, and how its cells are read and written."""

from functools import cached_property

from django.utils.translation import gettext as _
from import_export.fields import Field

from .calendar_readers import Day, Year
from .headings import heading_key
from .person_reader import PersonName
from .readers import (
    Choice,
    Lines,
    Name,
    Number,
    Percentage,
    Reader,
    Text,
    Whole,
    YesNo,
    several_names,
)

# All that a sheet is declared with.
__all__ = [
    "Choice",
    "Column",
    "Day",
    "Lines",
    "Name",
    "Number",
    "Percentage",
    "PersonName",
    "Reader",
    "Text",
    "Whole",
    "Year",
    "YesNo",
    "counted",
    "labels",
    "several_names",
]


class Column(Field):
    """A column of a sheet: its heading as written by an export, and others that it answers to.

    `attribute` is what it shows of a row, `fills` the model fields that its cells end up in, `meaning`
    what belongs in it, where the model does not say so.
    """

    def __init__(
        self, heading, *others, attribute, widget=None, required=False, fills=(), shows=None, meaning=""
    ):
        super().__init__(attribute=attribute, column_name=heading, widget=widget or Text())
        self.others = others
        self.required = required
        self.fills = fills or (attribute.rpartition("__")[2],)
        self.shows = shows
        self.meaning = meaning

    @cached_property
    def keys(self):
        """The headings it answers to, folded."""
        return [heading_key(heading) for heading in (self.column_name, *self.others)]

    def get_value(self, instance):
        """What the column shows of a row."""
        return self.shows(instance) if self.shows else super().get_value(instance)


def labels():
    """What the kinds of rows are called."""
    return {
        "new": _("New"),
        "changed": _("Changed"),
        "unchanged": _("Unchanged"),
        "absent": _("Not in the file"),
        "errors": _("With problems"),
        "left_out": _("Left out"),
    }


def counted(counts):
    """How many rows there are of each kind, as (label, kind, number); rare kinds only where there are any."""
    numbers = [(label, kind, counts.get(kind, 0)) for kind, label in labels().items()]
    return [each for each in numbers if each[2] or each[1] not in ("absent", "left_out")]
