"""Stored and typed values as staff know them: what every page says of a value, and relations by name."""

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from awardsportal import values
from awardsportal.values import EMPTY

__all__ = ["EMPTY", "in_words"]


def in_words(field, value):
    """The value of a model field as staff know it."""
    if isinstance(value, list | models.QuerySet) and value:
        return ", ".join(map(str, value))
    if isinstance(field, models.ForeignKey) and value not in (None, ""):
        return related_in_words(field, value)
    return values.in_words(field, value)


def related_in_words(field, value):
    """The row that a foreign key leads to, or its key when the row is gone."""
    if isinstance(value, models.Model):
        return str(value)
    try:
        return str(field.related_model._base_manager.get(pk=value))
    except (ObjectDoesNotExist, ValueError, TypeError):
        return str(value)
