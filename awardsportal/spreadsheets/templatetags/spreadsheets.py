"""How the values of cells and the problems with them are shown."""

from datetime import date

from django import template
from django.utils.translation import gettext as _

from awardsportal.spreadsheets.cells import as_text
from awardsportal.spreadsheets.columns import labels
from awardsportal.thai.dates import both_calendars

register = template.Library()
MANY = 8


@register.filter
def in_cell(value):
    """A value as its cell shows it, a date in both calendars, a dash for nothing."""
    return both_calendars(value) if isinstance(value, date) else as_text(value) or "–"


@register.filter
def label(kind):
    """What a kind of row is called: new, changed, unchanged, absent, or with problems."""
    return labels()["errors" if kind == "error" else kind]


@register.filter
def rows(numbers):
    """The numbers of some rows: the first few, and how many more there are."""
    few = ", ".join(map(str, numbers[:MANY]))
    more = len(numbers) - MANY
    return few if more <= 0 else _("%(rows)s and %(more)d more") % {"rows": few, "more": more}
