"""Form fields that read dates, years and numbers as Thai staff type them, and show them as they read them."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awardsportal.shown import clock, day, page_language, year
from awardsportal.thai import dates, numbers, times

# Longer than any date in words; what is longer is no date, and not worth reading.
MOST_LETTERS = 60

DATE_REFUSALS = {
    "unreadable": _(
        "“%(value)s” is not a date. Type the day, the month and the year, for example 3 ธ.ค. 2563."
    ),
    "impossible": _("“%(value)s” is a day that does not exist. Look at the day and the month again."),
    "year": _(
        "“%(value)s” has a year that is not possible. Type the year in the Buddhist era, for example 2563."
    ),
}
YEAR_REFUSALS = {
    "unreadable": _("“%(value)s” is not a year. Type the year in the Buddhist era, for example 2563."),
    "year": _("“%(value)s” is not a possible year. Type the year in the Buddhist era, for example 2563."),
}
NOT_A_TIME = _("“%(value)s” is not a time. Type hours and minutes, for example 09:30.")
NOT_A_NUMBER = _("“%(value)s” is not a number. Type digits only, for example 98.33.")
NOT_WHOLE = _("“%(value)s” is not a whole number. Type digits only, for example 10.")


def shortened(value):
    """What was typed, short enough to be repeated in a message."""
    text = str(value)
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"


def read(reader, value, refusals):
    """What the reader makes of the value, or a ValidationError that names the value and the cure."""
    try:
        if isinstance(value, str) and len(value) > MOST_LETTERS:
            raise dates.UnreadableDate(value, "unreadable")
        return reader(value)
    except dates.UnreadableDate as refusal:
        message = refusals.get(refusal.reason, refusals["unreadable"])
        raise ValidationError(message, code="invalid", params={"value": shortened(value)}) from None


def read_date(value):
    """A typed date, or a ValidationError in the reader's words; None for an empty mark."""
    return read(dates.read_date, value, DATE_REFUSALS)


def read_year(value):
    """A typed year as a year CE, or a ValidationError in the reader's words; None for an empty mark."""
    return read(dates.read_year, value, YEAR_REFUSALS)


class EchoedInput(forms.TextInput):
    """A text box beside which the page repeats what was typed in both calendars, before it is saved."""

    class Media:
        js = ["portal-admin/echo.js"]

    def __init__(self, kind, attrs=None):
        self.kind = kind
        super().__init__({"autocomplete": "off", "class": "portal-echoed", **(attrs or {})})

    def get_context(self, name, value, attrs):
        """Say what is typed here, and where the page asks how it was read."""
        asked = {"data-echo": self.kind, "data-echo-url": reverse("admin:read_date")}
        return super().get_context(name, value, {**(attrs or {}), **asked})


class ThaiDateField(forms.DateField):
    """A date, typed in any way that staff write one, in either calendar."""

    widget = EchoedInput("date")

    def to_python(self, value):
        """The date, or None when empty."""
        return read_date(value)

    def prepare_value(self, value):
        """The date as the page's language writes it; what was typed stands as it is."""
        return day(value) if hasattr(value, "year") else value


class ThaiYearField(forms.Field):
    """A year, typed in either era, stored in the Common Era."""

    widget = EchoedInput("year")

    def __init__(self, *, min_value=None, max_value=None, **kwargs):
        # What the model asks of a number says nothing here: the reader knows which years are possible.
        super().__init__(**kwargs)

    def to_python(self, value):
        """The year CE, or None when empty."""
        return read_year(value)

    def prepare_value(self, value):
        """The year in the era of the page's language; what was typed stands as it is."""
        return year(value) if isinstance(value, int) else value


def read_time(value):
    """A typed time, or a ValidationError in the reader's words; None for an empty mark."""
    try:
        return times.read_time(value)
    except times.UnreadableTime:
        raise ValidationError(NOT_A_TIME, code="invalid", params={"value": shortened(value)}) from None


class ThaiTimeField(forms.TimeField):
    """A time of the day, in Thai or Arabic digits."""

    widget = EchoedInput("time")

    def to_python(self, value):
        """The time, or None when empty."""
        return read_time(value)

    def prepare_value(self, value):
        """The time without its seconds; what was typed stands as it is."""
        return f"{value:%H:%M}" if hasattr(value, "hour") else value


class ThaiNumberInput(forms.TextInput):
    """A text box for a number: the browser's own number box takes no Thai digits."""

    def __init__(self, attrs=None):
        super().__init__(
            {"inputmode": "decimal", "autocomplete": "off", "class": "portal-number", **(attrs or {})}
        )


def read_number(reader, value, message):
    """What the reader makes of the value, or a ValidationError; what is a number already stays one."""
    try:
        return reader(value)
    except numbers.UnreadableNumber:
        raise ValidationError(message, code="invalid", params={"value": shortened(value)}) from None


class ThaiWholeField(forms.IntegerField):
    """A whole number in Thai or Arabic digits."""

    widget = ThaiNumberInput

    def to_python(self, value):
        """The number, or None when empty."""
        return read_number(numbers.read_whole, value, NOT_WHOLE)


class ThaiDecimalField(forms.DecimalField):
    """A number with decimals, or a percentage, in Thai or Arabic digits."""

    widget = ThaiNumberInput

    def to_python(self, value):
        """The number, or None when empty."""
        return read_number(numbers.read_number, value, NOT_A_NUMBER)


def echo(value, kind):
    """What a typed date, year or time was read as, in both calendars; a ValidationError when it was not."""
    if kind == "year":
        number = read_year(value)
        return "" if number is None else dates.both_years(number)
    if kind == "time":
        typed = read_time(value)
        return f"{typed:%H:%M:%S}" if typed and typed.second else clock(typed)
    typed = read_date(value)
    if typed is None:
        return ""
    if page_language() == "th":
        return dates.both_calendars(typed)
    return f"{dates.show_date(typed, 'en', 'medium')} ({dates.both_calendars(typed)})"
