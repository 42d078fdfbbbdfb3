"""How dates and years are read, in either calendar, and written."""

from django.utils import timezone
from django.utils.translation import gettext as _

from awardsportal.limits import FIRST_DAY, LAST_DAY
from awardsportal.thai import dates

from .readers import Reader


class Dated(Reader):
    """What may be told in either calendar; read only within what the portal can store."""

    def read(self, value):
        """The date or year, or None for an empty cell."""
        try:
            read = self.read_dated(value)
        except dates.UnreadableDate as error:
            raise ValueError(self.cure(error.reason)) from None
        if read and not self.first <= read <= self.last:
            raise ValueError(self.cure("year"))
        return read

    def cure(self, reason):
        """What to type instead."""
        if reason == "impossible":
            return _("There is no such day. Check the day, the month and the day of the week.")
        if reason == "eras":
            return _("The two calendars contradict each other. Check both, or type only one of them.")
        return _("This year is not possible. Type the year in the Buddhist era, for example 2563.")


class Day(Dated):
    """A date in either calendar, as text or as a date cell."""

    read_dated = staticmethod(dates.read_date)
    first, last = FIRST_DAY, LAST_DAY

    def accepts(self):
        """What may be typed, in words."""
        return _("Day, month and year, for example 3 ธ.ค. 2563 or 03/12/2563. Day before month.")

    def cure(self, reason):
        """What to type instead."""
        if reason == "unreadable":
            return _("This is not a date. Type the day, the month and the year, for example 3 ธ.ค. 2563.")
        return super().cure(reason)

    def echo(self, value):
        """The date in both calendars."""
        return dates.both_calendars(value) if value else ""

    def odd(self, value):
        """Whether the date is far ahead."""
        far = value and value.year > timezone.localdate().year + 1
        return _("This date is far in the future. Check the year and its era.") if far else ""


class Year(Dated):
    """A year in either era, as a year CE; written in the Buddhist era."""

    read_dated = staticmethod(dates.read_year)
    first, last = FIRST_DAY.year, LAST_DAY.year
    # Two digits that give an earlier one were more likely meant in the common era.
    LONG_PAST = 2000

    def accepts(self):
        """What may be typed, in words."""
        return _("A year of the Buddhist era, for example 2563; 2020 is understood as well.")

    def render(self, value, obj=None, **kwargs):
        """The year BE."""
        return dates.ce_to_be(value) if value else ""

    def echo(self, value):
        """The year in both eras."""
        return dates.both_years(value) if value else ""

    def odd(self, value):
        """Whether the year is one to come or long past."""
        if value and value > timezone.localdate().year:
            return _("This year is in the future. Check it and its era.")
        if value and value < self.LONG_PAST:
            return _("This year is long past. Check it, and type all four digits.")
        return ""
