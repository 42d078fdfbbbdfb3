"""Numbers of a workbook as Excel shows them: a date is a number with a format, and so is a percentage."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

DATE, PERCENT = "date", "percent"

# The formats that a file names by number only; those of a Thai Excel are 59 to 81.
_DATE_NUMBERS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59), *range(71, 82)}
_PERCENT_NUMBERS = {9, 10, 67, 68}

# What a format shows as it stands, skips or repeats; and its colours, conditions and calendars.
_LITERAL = re.compile(r'"[^"]*"|[\\_*].|\[[^\]]*\]')
_DAYS_AND_YEARS = re.compile("[dybวปด]", re.IGNORECASE)
_ZEROS = re.compile("0{2,}")
# Excel takes no longer format.
_LONGEST = 255

_LAST_DAY = (date(9999, 12, 31) - date(1899, 12, 30)).days
# Excel believes in a 29 February 1900.
_LEAP_BUG = 60


@lru_cache(maxsize=1_000)
def kind_of(number, code=""):
    """What a number format makes of numbers: DATE, PERCENT, the zeros it pads them with, or ""."""
    if code:
        return kind_of_code(code) if len(code) <= _LONGEST else ""
    if number in _PERCENT_NUMBERS:
        return PERCENT
    return DATE if number in _DATE_NUMBERS else ""


def kind_of_code(code):
    """The same of a format that is written out."""
    shown = _LITERAL.sub("", code.partition(";")[0])
    if shown.lower() in ("general", "standard"):
        return ""
    if "%" in shown:
        return PERCENT
    if _DAYS_AND_YEARS.search(shown):
        return DATE
    return shown if _ZEROS.fullmatch(shown) else ""


def as_shown(number, kind, *, from_1904=False):
    """The number as its format shows it: a date, "81.58%", "0806", or still a number."""
    if kind == DATE:
        return from_serial(number, from_1904=from_1904)
    if kind == PERCENT:
        return f"{number * 100:.15g}%"
    if kind and number >= 0 and number == int(number):
        return str(int(number)).zfill(len(kind))
    return number


def from_serial(number, *, from_1904=False):
    """The date of a serial number, with its time if it has one; the number where Excel shows no date."""
    if from_1904:
        number += 1462
    if not 1 <= number < _LAST_DAY:
        return number
    zero = datetime(1899, 12, 30) if number >= _LEAP_BUG else datetime(1899, 12, 31)  # noqa: DTZ001
    moment = zero + timedelta(seconds=round(number * 86_400))
    return moment.date() if moment.time() == time.min else moment


def from_text(text):
    """The date of a text as files hold it, with its time if it has one; the text where it is no date."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment if "T" in text else moment.date()
