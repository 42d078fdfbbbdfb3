"""Stored values as people read them: rows and choices by name, yes or no, dates in the page’s calendar."""

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from awardsportal.shown import day, moment, year

EMPTY = "–"


def in_words(field, value):
    """The value of a model field in the language of the page."""
    if value is None or value in ("", []):
        return EMPTY
    if isinstance(value, list | models.QuerySet):
        return ", ".join(map(str, value)) or EMPTY
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(field, models.ForeignKey):
        return row_in_words(field, value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return in_calendar(field, value)


def row_in_words(field, value):
    """The row that a foreign key leads to, or its key when the row is gone."""
    if isinstance(value, models.Model):
        return str(value)
    try:
        return str(field.related_model._base_manager.get(pk=value))
    except (ObjectDoesNotExist, ValueError, TypeError):
        return str(value)


def in_calendar(field, value):
    """A date, time or year in the calendar of the page; any other value as it is."""
    if isinstance(field, models.DateTimeField) and hasattr(value, "tzinfo"):
        return moment(value)
    if isinstance(field, models.DateField) and hasattr(value, "year"):
        return day(value)
    if field.name == "year" and isinstance(value, int):
        return year(value)
    return str(value)
