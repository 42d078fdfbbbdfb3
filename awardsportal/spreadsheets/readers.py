"""How cells are read and written: text, numbers, yes or no, and one of a few values."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _
from import_export.widgets import Widget
from rapidfuzz import fuzz, process

from awardsportal.thai import numbers
from awardsportal.thai.text import clean, clean_lines, fold

from .cells import Quoted, as_text, is_error

# Names in a list: numbered, or parted by a semicolon, or by a comma before Thai.
_LIST = re.compile(r"\n|;|,(?= ?[ก-๏])|(?:^|\s)2[.)] ?\S")


class Reader(Widget):
    """Reads the cells of a column; what it refuses it refuses with a ValueError that names the cure.

    What it makes of a cell depends on the cell alone, and can be hashed.
    """

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
        return "" if says_nothing(value) else clean(as_text(value))


class Lines(Text):
    """Text of several lines."""

    def accepts(self):
        """What may be typed, in words."""
        return _("Text, of several lines as well.")

    def read(self, value):
        """The clean lines, nothing for a mark of emptiness."""
        return "" if says_nothing(value) else clean_lines(as_text(value))


class Name(Lines):
    """The name of one thing; a cell may break a long one into lines."""

    def accepts(self):
        """What may be typed, in words."""
        return _("One name; a row for each.")


def says_nothing(value):
    """Whether a cell of text holds nothing, or a mark of emptiness that is not quoted."""
    return numbers.is_empty(value) and not isinstance(value, Quoted)


def several_names(text):
    """What to say of a text that is no known name and looks like several; else an empty text."""
    if not _LIST.search(text):
        return ""
    return _("Several names stand in this cell. Give each a row of its own; one long name goes on one line.")


class Number(Reader):
    """A number or percentage."""

    read_number = staticmethod(numbers.read_number)

    def accepts(self):
        """What may be typed, in words."""
        return _("A number, also as a percentage or in Thai digits, for example 81.58.")

    def read(self, value):
        """The number, or None for an empty cell."""
        try:
            number = self.read_number(value)
        except ValueError:
            raise ValueError(self.cure()) from None
        return without_zeros(number) if isinstance(number, Decimal) else number

    def echo(self, value):
        """The number in digits."""
        return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)

    def cure(self):
        """What to type instead."""
        return _("This is not a number. Type digits only, for example 81.58, or leave the cell empty.")


def without_zeros(number):
    """The number with no more than two decimals, where the others are zeros."""
    return round(number, 2) if number.as_tuple().exponent < -2 and round(number, 2) == number else number


class Whole(Number):
    """A whole number."""

    read_number = staticmethod(numbers.read_whole)

    def __init__(self, *words):
        """A whole number beside which any of these words may stand."""
        super().__init__()
        either = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        self.words = re.compile(rf"^(?:{either}) ?(?=.)|(?<=.) ?(?:{either})$", re.IGNORECASE)

    def read(self, value):
        """The number, or None for an empty cell."""
        return super().read(self.words.sub("", numbers.plain(value)) if isinstance(value, str) else value)

    def accepts(self):
        """What may be typed, in words."""
        return _("A whole number, for example 3.")

    def cure(self):
        """What to type instead."""
        return _("This is not a whole number. Type digits only, for example 3, or leave the cell empty.")


class Percentage(Number):
    """A number of 0 to 100."""

    def read(self, value):
        """The number, or None for an empty cell."""
        number = super().read(value)
        # What Excel shows as 81.58% it holds as 0.8158.
        if number and 0 < number < 1 and number.as_tuple().exponent < -2:
            raise ValueError(
                _("This is a fraction of 1. Type the percentage itself: %s.") % f"{number * 100:.2f}"
            )
        return number

    def odd(self, value):
        """What is odd about a number that is possible."""
        if value is None or value >= 1:
            return ""
        if value:
            return _("This is less than 1 of 100. If a percentage is meant, type 81.58 and not 0.8158.")
        return _("This is exactly 0. If there is no number, leave the cell empty.")


class YesNo(Reader):
    """Yes or no, by any mark for them, or by words that mean yes in its column."""

    def __init__(self, *words):
        super().__init__()
        self.words = set(map(fold, words))

    def accepts(self):
        """What may be typed, in words."""
        return _("ใช่ or ไม่ใช่; ✓ and ✗ are understood as well.")

    def read(self, value):
        """Yes or no, or None for an empty cell."""
        if isinstance(value, str) and fold(value) in self.words:
            return True
        try:
            return numbers.read_yes_no(value)
        except ValueError:
            raise ValueError(_("This is neither yes nor no. Type ใช่ or ไม่ใช่.")) from None

    def render(self, value, obj=None, **kwargs):
        """Yes or no as an export writes it."""
        return "" if value is None else "ใช่" if value else "ไม่ใช่"

    def echo(self, value):
        """Yes or no in full."""
        return self.render(value)


class Choice(Reader):
    """One of a few values, by any of their names; the first is the one that an export writes."""

    ALIKE = 75

    def __init__(self, names, *beside):
        """The names of each value, beside which any of some more words may stand."""
        super().__init__()
        self.names = names
        self.values = {fold(name): value for value, known in names.items() for name in (*known, str(value))}
        self.beside = re.compile(rf"^(?:{'|'.join(beside)})+|(?:{'|'.join(beside)})+$" if beside else "$")

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
        typed = fold(as_text(value))
        for name in (typed, self.beside.sub("", typed)):
            if name in self.values:
                return self.values[name]
        raise ValueError(self.cure(typed))

    def cure(self, typed):
        """What to type instead."""
        known = ", ".join(self.written())
        near = process.extractOne(typed, self.values.keys(), scorer=fuzz.ratio, score_cutoff=self.ALIKE)
        if near is None:
            return _("This name is not known. Type one of: %s.") % known
        meant = self.render(self.values[near[0]])
        return _("This name is not known. Is “%(meant)s” meant? Type one of: %(known)s.") % {
            "meant": meant,
            "known": known,
        }

    def render(self, value, obj=None, **kwargs):
        """The first name of the value."""
        return self.names[value][0] if value else ""

    def echo(self, value):
        """The first name of the value."""
        return self.render(value)
