"""The values that the database admits at all, so that no stored value can break a page."""

from datetime import date

from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

# From BE 2400, the first year that awardsportal.thai.dates reads, to before what slips of a digit
# (2653 for 2563) mostly make.
FIRST_DAY, LAST_DAY = date(1857, 1, 1), date(2099, 12, 31)
LARGEST_SMALL = 9999


def within(field, lowest, highest, *, name, message):
    """A constraint that a column is empty or between two values, both admitted."""
    empty = Q(**{f"{field}__isnull": True})
    return CheckConstraint(
        condition=empty | Q(**{f"{field}__gte": lowest, f"{field}__lte": highest}),
        name=name,
        violation_error_message=message,
    )


def sensible_day(field, *, name):
    """A constraint that a date is one the portal can show in both calendars."""
    message = _("This date is not possible. Type the day, the month and the year, for example 3 ธ.ค. 2563.")
    return within(field, FIRST_DAY, LAST_DAY, name=name, message=message)


def small_number(field, *, name, lowest=1, highest=LARGEST_SMALL):
    """A constraint on a count, a rank or a place."""
    return within(field, lowest, highest, name=name, message=_("This number is not possible."))
