"""How the cells of a table of figures are shown."""

from django import template
from django.db.models import Model
from django.utils.html import format_html

from awardsportal.shown import local, marked, number
from awardsportal.values import EMPTY

register = template.Library()


@register.filter
def linked(cell):
    """A thing by its name, leading to its page where it has one; a number; a text; or that there is none."""
    if cell is None or cell == "":
        return EMPTY
    if not isinstance(cell, Model):
        return marked(cell) if isinstance(cell, str) else number(cell)
    if not hasattr(cell, "get_absolute_url"):
        return local(cell, "name")
    return format_html('<a href="{}">{}</a>', cell.get_absolute_url(), local(cell, "name"))
