"""How dates, years, numbers and bilingual fields are shown, in the language of the page."""

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language

from awardsportal.thai import dates

register = template.Library()


def page_language():
    """The language of the page: "th" or "en"."""
    return "en" if (get_language() or "").startswith("en") else "th"


@register.filter
def day(value, style="long"):
    """A date or time as a day: 3 ธันวาคม 2563, or 3 December 2020 on an English page."""
    if not value:
        return ""
    if hasattr(value, "tzinfo"):
        value = timezone.localtime(value).date()
    return dates.show_date(value, page_language(), style)


@register.filter
def moment(value):
    """A time as a day and the clock: 3 ธ.ค. 2563 09:30 น."""
    if not value:
        return ""
    clock = timezone.localtime(value).strftime("%H:%M")
    return f"{day(value, 'medium')} {clock} น." if page_language() == "th" else f"{day(value, 'medium')} {clock}"


@register.filter
def year(value):
    """A year CE in the era of the page: 2563, or 2020 on an English page."""
    return "" if value is None else dates.show_year(value, page_language())


@register.filter
def local(thing, field):
    """The bilingual field in the language of the page; the Thai, marked as such, where English is missing."""
    thai = getattr(thing, f"{field}_th")
    if page_language() == "th":
        return thai
    english = getattr(thing, f"{field}_en")
    if english or not thai:
        return english
    return format_html('<span lang="th">{}</span>', thai)
