"""How dates, years, numbers and bilingual fields are shown, in the language of the page."""

import re

from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from awardsportal.thai import breaking, dates

# The bilingual fields that hold the name of a person.
PERSONS = {"person", "presider"}
# From a Thai letter to the last one before Latin ones.
THAI = re.compile(r"[\u0e00-\u0e7f](?:[^A-Za-z]*[\u0e00-\u0e7f])?")


def page_language():
    """The language of the page: "th" or "en"."""
    return "en" if (get_language() or "").startswith("en") else "th"


def day(value, style="long"):
    """A date or time as a day: 3 ธันวาคม 2563, or 3 December 2020 on an English page."""
    if not value:
        return ""
    if hasattr(value, "tzinfo"):
        value = timezone.localtime(value).date()
    return dates.show_date(value, page_language(), style)


def clock(value):
    """A time of the day: 09:30 น., or 09:30 on an English page."""
    if value is None:
        return ""
    return f"{value:%H:%M} น." if page_language() == "th" else f"{value:%H:%M}"


def moment(value):
    """A time as a day and the clock: 3 ธ.ค. 2563 09:30 น."""
    return f"{day(value, 'medium')} {clock(timezone.localtime(value))}" if value else ""


def year(value):
    """A year CE in the era of the page: 2563, or 2020 on an English page."""
    return "" if value is None else dates.show_year(value, page_language())


def from_to(years):
    """The first and the last of some years in the era of the page: 2562–2566."""
    first, last = year(years[0]), year(years[-1])
    return first if first == last else f"{first}–{last}"


def number(value):
    """A number with its thousands parted: 1,850."""
    return "" if value is None else f"{value:,}"


def plain(thing, field):
    """The bilingual field as text, for titles and attributes: Thai where the English is missing."""
    return getattr(thing, f"{field}_{language_of(thing, field)}")


def language_of(thing, field):
    """The language in which the page has to show a bilingual field: Thai where the English is missing."""
    english = page_language() == "en" and (getattr(thing, f"{field}_en") or not getattr(thing, f"{field}_th"))
    return "en" if english else "th"


def local(thing, field):
    """The bilingual field in the language of the page; the Thai, marked as such, where English is missing."""
    text, language = plain(thing, field), language_of(thing, field)
    text = wrapped(conditional_escape(text), breaking.IN_PERSONS if field in PERSONS else breaking.IN_NAMES)
    return text if language == page_language() else format_html('<span lang="{}">{}</span>', language, text)


def whole(text):
    """The text, of which no browser breaks an official word in the middle."""
    return wrapped(conditional_escape(text), breaking.IN_NAMES)


def wrapped(html, words):
    """The HTML of a text, in which the words that match are kept in one line each."""
    # The text is escaped, and each word is put back as it was.
    return mark_safe(words.sub(r'<span class="whole">\g<0></span>', html))  # noqa: S308


def marked(text):
    """The text, in which on an English page all Thai is marked as such."""
    if page_language() == "th":
        return whole(text)
    # The text is escaped, and what is Thai is put back as it was.
    in_thai = THAI.sub(r'<span lang="th">\g<0></span>', conditional_escape(text))
    return wrapped(in_thai, breaking.IN_NAMES)


def language_mark(text):
    """What marks an element of an English page as Thai whose text cannot be marked in parts, or nothing."""
    return SafeString(' lang="th"') if page_language() == "en" and THAI.search(text) else ""
