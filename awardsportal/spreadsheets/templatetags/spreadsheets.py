"""How the values of cells and the problems with them are shown."""

from datetime import date

from django import template

from awardsportal.spreadsheets.cells import as_text
from awardsportal.spreadsheets.columns import labels
from awardsportal.thai.dates import both_calendars

register = template.Library()


@register.filter
def in_cell(value):
    """A value as its cell shows it, a date in both calendars, a dash for nothing."""
    return both_calendars(value) if isinstance(value, date) else as_text(value) or "–"


@register.filter
def label(kind):
    """What a kind of row is called: new, changed, unchanged, or with problems."""
    return labels()[kind]
