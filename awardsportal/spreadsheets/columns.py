"""The columns of a sheet: the headings each answers to, and how its cells are read and written."""

from functools import cached_property

from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.widgets import Widget

from awardsportal.thai import dates, numbers
from awardsportal.thai.persons import Person, split_person
from awardsportal.thai.text import clean, clean_lines, fold

from .cells import as_text, is_error
from .headings import heading_key


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


class Reader(Widget):
    """Reads the cells of a column; what it refuses it refuses with a ValueError that names the cure."""

    def clean(self, value, row=None, **kwargs):
        """The value of a cell, or ValueError."""
        if is_error(value):
            raise ValueError(_("The cell shows an error of Excel's. Mend its formula or type the value."))
        return self.read(value)

    def read(self, value):
        """The value of a cell that shows no error."""
        raise NotImplementedError

    def render(self, value, obj=None, **kwargs):
        """The value as an export writes it."""
        return "" if value is None else value

    def echo(self, value):
        """How the value was read, where that should be checked."""
        return ""

    def accepts(self):
        """What may be typed, in words."""
        return _("One line of text.")

    def odd(self, value):
        """What is odd about a value that is possible, for the user to look at."""
        return ""


class Text(Reader):
    """One line of text."""

    def read(self, value):
        """The clean text, nothing for a mark of emptiness."""
        return "" if numbers.is_empty(value) else clean(as_text(value))


class Lines(Text):
    """Text of several lines."""

    def accepts(self):
        """What may be typed, in words."""
        return _("Text, of several lines as well.")

    def read(self, value):
        """The clean lines, nothing for a mark of emptiness."""
        return "" if numbers.is_empty(value) else clean_lines(as_text(value))


class Number(Reader):
    """A number or percentage."""

    read_number = staticmethod(numbers.read_number)

    def accepts(self):
        """What may be typed, in words."""
        return _("A number, also as a percentage or in Thai digits, for example 81.58.")

    def read(self, value):
        """The number, or None for an empty cell."""
        try:
            return self.read_number(value)
        except ValueError:
            raise ValueError(self.cure()) from None

    def cure(self):
        """What to type instead."""
        return _("This is not a number. Type digits only, for example 81.58, or leave the cell empty.")


class Whole(Number):
    """A whole number."""

    read_number = staticmethod(numbers.read_whole)

    def accepts(self):
        """What may be typed, in words."""
        return _("A whole number, for example 3.")

    def cure(self):
        """What to type instead."""
        return _("This is not a whole number. Type digits only, for example 3, or leave the cell empty.")


class Day(Reader):
    """A date in either calendar, as text or as a date cell."""

    def accepts(self):
        """What may be typed, in words."""
        return _("Day, month and year, for example 3 ธ.ค. 2563 or 03/12/2563. Day before month.")

    def read(self, value):
        """The date, or None for an empty cell."""
        try:
            return dates.read_date(value)
        except dates.UnreadableDate as error:
            raise ValueError(self.cure(error.reason)) from None

    def cure(self, reason):
        """What to type instead."""
        if reason == "impossible":
            return _("There is no such day. Check the day, the month and the day of the week.")
        if reason == "year":
            return _("This year is not possible. Type the year in the Buddhist era, for example 2563.")
        return _("This is not a date. Type the day, the month and the year, for example 3 ธ.ค. 2563.")

    def echo(self, value):
        """The date in both calendars."""
        return dates.both_calendars(value) if value else ""


class Year(Reader):
    """A year in either era; written in the Buddhist era."""

    def accepts(self):
        """What may be typed, in words."""
        return _("A year of the Buddhist era, for example 2563; 2020 is understood as well.")

    def read(self, value):
        """The year CE, or None for an empty cell."""
        try:
            return dates.read_year(value)
        except dates.UnreadableDate:
            raise ValueError(
                _("This year is not possible. Type the year in the Buddhist era, for example 2563.")
            ) from None

    def render(self, value, obj=None, **kwargs):
        """The year BE."""
        return dates.ce_to_be(value) if value else ""

    def echo(self, value):
        """The year in both eras."""
        return dates.both_years(value) if value else ""


class Choice(Reader):
    """One of a few values, by any of their names; the first is the one that an export writes."""

    def __init__(self, names):
        super().__init__()
        self.names = names
        self.values = {fold(name): value for value, known in names.items() for name in (*known, str(value))}

    def accepts(self):
        """What may be typed, in words."""
        return _("One of: %s.") % ", ".join(self.written())

    def written(self):
        """The names that an export writes."""
        return [names[0] for names in self.names.values()]

    def read(self, value):
        """The value that goes by this name, nothing for an empty cell."""
        if numbers.is_empty(value):
            return ""
        try:
            return self.values[fold(as_text(value))]
        except KeyError:
            known = ", ".join(self.written())
            raise ValueError(_("This name is not known. Type one of: %s.") % known) from None

    def render(self, value, obj=None, **kwargs):
        """The first name of the value."""
        return self.names[value][0] if value else ""


class PersonName(Text):
    """A person's name, taken apart."""

    def accepts(self):
        """What may be typed, in words."""
        return _("Title, given and family name in one cell, for example นางสาวสมหญิง ใจดี.")

    def read(self, value):
        """The person, with empty parts for an empty cell."""
        text = super().read(value)
        if text and not any(char.isalpha() for char in text):
            raise ValueError(_("This is not a person's name. Type title, given and family name."))
        return split_person(text) if text else Person("", "", "")

    def echo(self, value):
        """The parts of the name."""
        return " | ".join(part or "–" for part in value) if value.given else ""
