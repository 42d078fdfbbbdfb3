"""Dates and years: stored in the Common Era, read and shown in both, and shifted by 543 years here only."""

import re
from datetime import date, timedelta

from .numbers import is_empty, plain

_SHIFT = 543
_BUDDHIST_YEARS = range(2400, 2701)
_COMMON_YEARS = range(1900, 2201)
# Longer than a date in words in both calendars; to look for one in a whole page takes long.
_MOST_LETTERS = 120
_STORED_YEARS = range(_BUDDHIST_YEARS[0] - _SHIFT, _COMMON_YEARS[-1] + 1)

_EXCEL_DAY_ZERO = date(1899, 12, 30)
# From 1927 on: a smaller number in a column of dates is a year or a running number.
_EXCEL_DAYS = 10_000, (date(2701, 1, 1) - _EXCEL_DAY_ZERO).days

# Each name with its abbreviation, then whatever else staff write for it.
_THAI_WEEKDAYS: tuple[tuple[str, ...], ...] = (
    ("จันทร์", "จ."),
    ("อังคาร", "อ."),
    ("พุธ", "พ."),
    ("พฤหัสบดี", "พฤ.", "พฤหัส", "พฤหัสฯ"),
    ("ศุกร์", "ศ."),
    ("เสาร์", "ส."),
    ("อาทิตย์", "อา."),
)
_THAI_MONTHS: tuple[tuple[str, ...], ...] = (
    ("มกราคม", "ม.ค.", "มกรา"),
    ("กุมภาพันธ์", "ก.พ.", "กุมภา", "กุมภาพันธุ์"),
    ("มีนาคม", "มี.ค.", "มีนา"),
    ("เมษายน", "เม.ย.", "เมษา"),
    ("พฤษภาคม", "พ.ค.", "พฤษภา"),
    ("มิถุนายน", "มิ.ย.", "มิถุนา"),
    ("กรกฎาคม", "ก.ค.", "กรกฎา", "กรกฏาคม"),
    ("สิงหาคม", "ส.ค.", "สิงหา"),
    ("กันยายน", "ก.ย.", "กันยา"),
    ("ตุลาคม", "ต.ค.", "ตุลา"),
    ("พฤศจิกายน", "พ.ย.", "พฤศจิกา", "พฤษจิกายน"),
    ("ธันวาคม", "ธ.ค.", "ธันวา"),
)
_ENGLISH_WEEKDAYS = tuple(
    (name, name[:3])
    for name in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
)
_ENGLISH_MONTHS = (
    ("January", "Jan"),
    ("February", "Feb"),
    ("March", "Mar"),
    ("April", "Apr"),
    ("May", "May"),
    ("June", "Jun"),
    ("July", "Jul"),
    ("August", "Aug"),
    ("September", "Sep", "Sept"),
    ("October", "Oct"),
    ("November", "Nov"),
    ("December", "Dec"),
)
_STYLES = {"long": "{day} {month} {year}", "medium": "{day} {short_month} {year}"}
_THAI_STYLES = _STYLES | {"full": "วัน{weekday}ที่ {day} {month} พ.ศ. {year}"}
_ENGLISH_STYLES = _STYLES | {"full": "{weekday} {day} {month} {year}"}


def _undotted(word):
    return re.sub("[. ]", "", word).lower()


def _places(*tables, start):
    numbered = [pair for table in tables for pair in enumerate(table, start)]
    return {_undotted(word): place for place, words in numbered for word in words}


def _any_of(*tables):
    """Return a pattern for all the words, an abbreviation with its dots or without."""
    words = {word.rstrip(".").lower() for table in tables for words in table for word in words}
    return "|".join(re.escape(word).replace(r"\.", r"\.? ?") + r"\.?" for word in sorted(words, reverse=True))


_WEEKDAY_OF = _places(_THAI_WEEKDAYS, _ENGLISH_WEEKDAYS, start=0)
_MONTH_OF = _places(_THAI_MONTHS, _ENGLISH_MONTHS, start=1)

_ERA_WORD = r"(?:พ\.? ?ศ\.?|พุทธศักราช|b\.?e\.?|ค\.? ?ศ\.?|คริสต์ศักราช|c\.?e\.?|a\.?d\.?)"
_ERA = rf"(?:ปี ?)?(?:(?P<era>{_ERA_WORD}) ?)?"
_YEAR = rf"{_ERA}(?P<year>[0-9]{{4}}|[0-9]{{2}})"
_DAY = r"(?P<day>[0-9]{1,2})"
_NTH = rf"{_DAY}(?:st|nd|rd|th)?"
_MONTH = rf"(?P<month>{_any_of(_THAI_MONTHS, _ENGLISH_MONTHS)})"
_WEEKDAY = rf"(?P<weekday>{_any_of(_THAI_WEEKDAYS, _ENGLISH_WEEKDAYS)})"
_ZONE = r"(?:z|[+-][0-9]{2}:?[0-9]{2})?"
_TIME = (
    rf"(?:[t ][0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:\.[0-9]+)?)?{_ZONE}"
    r"| ?เวลา ?[0-9]{1,2}[.:][0-9]{2} ?(?:น\.)?)?"
)
_DATE_FORMS = tuple(
    re.compile(form + _TIME)
    for form in (
        rf"{_DAY} ?[-/.–] ?(?P<month>[0-9]{{1,2}}) ?[-/.–] ?{_YEAR}",
        rf"(?P<year>[0-9]{{4}})(?P<era>)[-/.](?P<month>[0-9]{{1,2}})[-/.]{_DAY}",
        rf"(?:วัน)?{_WEEKDAY}?(?: ?ที่)?,? ?{_NTH}[ /-]?(?:เดือน ?)?{_MONTH}[ ,/-]{{0,2}}{_YEAR}",
        rf"(?:{_WEEKDAY},? )?{_MONTH} {_NTH},? {_YEAR}",
    )
)
_YEAR_FORM = re.compile(
    rf"(?:ประจำ ?)?(?:ปี ?)?(?:งบ(?:ประมาณ|ฯ)?|การศึกษา)? ?(?:(?:fy|year) ?)?{_ERA}"
    rf"(?P<year>[0-9],?[0-9]{{3}}|[0-9]{{2}})(?:\.0+)?(?: ?(?P<after>{_ERA_WORD}))?"
)
# A year of four digits among other words, with what says that it is one, and what leads to another.
_FOUR_DIGITS = (
    rf"(?:(?:ประจำ ?)?ปี ?(?:งบประมาณ ?)?|(?<![a-z])year )?(?:(?<![a-z]){_ERA_WORD} ?)?(?<!\d)\d{{4}}(?!\d)"
)
_YEAR_AMONG_WORDS = re.compile(
    rf"(?P<year>{_FOUR_DIGITS}(?: ?{_ERA_WORD}(?![a-z]))?)(?: ?(?:[-–—]|ถึง|to) ?(?={_FOUR_DIGITS}))?",
    re.IGNORECASE,
)
# The same day or year in both calendars: "2563 (2020)", "2563/2020", "พ.ศ. 2563 ค.ศ. 2020".
_TWICE = re.compile(rf"(.*?[0-9].*?) ?(?:\((.+)\)|[/=] ?(.+)|({_ERA_WORD}.+))")


class UnreadableDate(ValueError):
    """A date or year refused; `value` is what was typed.

    `reason` is "unreadable", "impossible", "year", or "eras" where the two calendars contradict each other.
    """

    def __init__(self, value, reason):
        super().__init__(f"{reason}: {value!r}")
        self.value = value
        self.reason = reason


def be_to_ce(year):
    """Return a year of the Buddhist Era (2400-2700) in the Common Era; ValueError for any other."""
    if year not in _BUDDHIST_YEARS:
        raise ValueError(f"not a year of the Buddhist Era: {year}")
    return year - _SHIFT


def ce_to_be(year):
    """Return a year of the Common Era in the Buddhist Era; ValueError for one that is shifted already."""
    return _stored(year) + _SHIFT


def _stored(year):
    if year not in _STORED_YEARS:
        raise ValueError(f"not a year of the Common Era: {year}")
    return year


def _common_year(value, year, era=""):
    """Return the year in the Common Era, or refuse one that is of no era or contradicts the era written."""
    if year in _BUDDHIST_YEARS and era[:1] in ("", "พ", "b"):
        return be_to_ce(year)
    if year in _COMMON_YEARS and era[:1] in ("", "ค", "c", "a"):
        return year
    raise UnreadableDate(value, "year")


def _typed_year(value, match, era=""):
    digits = match["year"].replace(",", "")
    return _common_year(value, int(digits) + (2500 if len(digits) == 2 else 0), match["era"] or era)


def _make_date(value, year, month, day):
    try:
        return date(year, month, day)
    except ValueError:
        raise UnreadableDate(value, "impossible") from None


def _from_date(value, day):
    # Spreadsheets and Django's own forms put a year of the Buddhist Era into a date without a word.
    return _make_date(value, _common_year(value, day.year), day.month, day.day)


def _from_excel(value):
    first, last = _EXCEL_DAYS
    if not first <= value < last:
        raise UnreadableDate(value, "unreadable")
    return _from_date(value, _EXCEL_DAY_ZERO + timedelta(days=int(value)))


def _from_text(value, read):
    """Read a text by itself or, where it tells the same twice, by its halves, which must agree."""
    text = plain(value).lower()
    if len(text) > _MOST_LETTERS:
        raise UnreadableDate(value, "unreadable")
    halves = _TWICE.fullmatch(text)
    try:
        return read(value, text)
    except UnreadableDate as error:
        if error.reason != "unreadable" or not halves:
            raise
    first, second = (read(value, half) for half in halves.groups() if half)
    if first != second:
        raise UnreadableDate(value, "eras")
    return first


def _date_in(value, text):
    match = next(filter(None, (form.fullmatch(text) for form in _DATE_FORMS)), None)
    if not match:
        raise UnreadableDate(value, "unreadable")
    month, weekday = match["month"], match.groupdict().get("weekday")
    # Excel writes 3-Dec-20 for the year 2020, and the rule for two digits would make it 1977.
    if len(match["year"]) == 2 and "a" <= month[0] <= "z":
        raise UnreadableDate(value, "year")
    month = int(month) if month.isdigit() else _MONTH_OF[_undotted(month)]
    day = _make_date(value, _typed_year(value, match), month, int(match["day"]))
    if weekday and _WEEKDAY_OF[_undotted(weekday)] != day.weekday():
        raise UnreadableDate(value, "impossible")
    return day


def _year_in(value, text):
    match = _YEAR_FORM.fullmatch(text)
    if not match or (match["era"] and match["after"]):
        raise UnreadableDate(value, "unreadable")
    return _typed_year(value, match, match["after"] or "")


def read_date(value):
    """Return what was typed or a spreadsheet held as a date; None for an empty mark, or raise UnreadableDate.

    A year of 2400-2700 or of two digits is taken as BE and one of 1900-2200 as CE, in whatever type it comes.
    """
    if is_empty(value):
        return None
    if isinstance(value, date):
        return _from_date(value, value)
    if isinstance(value, int | float):
        return _from_excel(value)
    return _from_text(value, _date_in)


def read_year(value):
    """Return a year typed in either era as a year CE; None for an empty mark, or raise UnreadableDate."""
    if is_empty(value):
        return None
    return _from_text(value, _year_in)


def years_among(words):
    """Return the words without the years typed among them in either era, and these as years CE."""
    years = []

    def take(typed):
        try:
            years.append(read_year(typed["year"]))
        except UnreadableDate:
            return typed[0]
        return " "

    return " ".join(_YEAR_AMONG_WORDS.sub(take, words).split()), years


def show_date(day, language, style="long"):
    """Return the date in words: in BE for Thai, in CE otherwise; style is full, long or medium."""
    if language.startswith("th"):
        styles, weekdays, months = _THAI_STYLES, _THAI_WEEKDAYS, _THAI_MONTHS
    else:
        styles, weekdays, months = _ENGLISH_STYLES, _ENGLISH_WEEKDAYS, _ENGLISH_MONTHS
    return styles[style].format(
        weekday=weekdays[day.weekday()][0],
        day=day.day,
        month=months[day.month - 1][0],
        short_month=months[day.month - 1][1],
        year=show_year(day.year, language),
    )


def show_year(year, language):
    """Return a year CE as the language writes it: "2563" in Thai, "2020" otherwise."""
    return str(ce_to_be(year) if language.startswith("th") else _stored(year))


def both_calendars(day):
    """Return the date in both calendars, for repeating what was typed: "3 ธ.ค. 2563 (2020-12-03)"."""
    return f"{show_date(day, 'th', 'medium')} ({day:%Y-%m-%d})"


def both_years(year):
    """Return a year CE in both eras: "พ.ศ. 2563 (ค.ศ. 2020)"."""
    return f"พ.ศ. {ce_to_be(year)} (ค.ศ. {year})"
