"""Corrections in words and as data: each change with both values, as whoever may see the page knows them."""

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef
from django.db.models import Value as Constant
from django.utils.text import capfirst

from agencies.models import Agency
from awards.models import Award, Category
from awards.models.winners import NAME_REMOVED
from awardsportal.shown import language_of, page_language, plain
from awardsportal.thai.text import graphemes
from awardsportal.values import EMPTY, in_words

# What is shown of a row that a change leads to: its name, and its code or level.
NAMED = ("name_th", "name_en", "code")
SHOWN = {Agency: NAMED, Award: NAMED, Category: ("title_th", "title_en", "level")}
# Of longer texts only what differs is shown, with so many letters around.
LONGEST, AROUND = 200, 60


@dataclass(frozen=True)
class Value:
    """A value as data, where a row is its public code, and in words with the language that they are in."""

    data: Any
    words: str
    language: str

    @property
    def is_empty(self):
        """Whether there is nothing to show."""
        return self.words == EMPTY


@dataclass(frozen=True)
class Change:
    """A field that was put right: the model and its own name, its label, and both values."""

    model: str
    field: str
    label: str
    old: Value
    new: Value


def with_changes(corrections):
    """Each correction with its Changes, in a number of queries that does not grow with them."""
    corrections = list(corrections)
    rows = rows_meant([change for correction in corrections for change in correction.changes])
    return [
        (correction, [in_full(change, correction, rows) for change in correction.changes])
        for correction in corrections
    ]


def in_full(change, correction, rows):
    """One Change of a correction; of a person whose name was removed nothing is said."""
    field = field_of(change)
    hidden = field.name in NAME_REMOVED and correction.winner and correction.winner.anonymised_at
    old, new = (
        nothing() if hidden or change[which] is None else value_of(field, change[which], rows)
        for which in ("old", "new")
    )
    shown = differing(old.words, new.words)
    old, new = (replace(value, words=words) for value, words in zip((old, new), shown, strict=True))
    return Change(field.model._meta.model_name, field.name, str(capfirst(field.verbose_name)), old, new)


def differing(old, new):
    """The part in which two texts differ, with some letters around; short texts in full."""
    if max(len(old), len(new)) <= LONGEST:
        return old, new
    texts = graphemes(old), graphemes(new)
    start = max(alike(*texts) - AROUND, 0)
    rest = [text[start:][::-1] for text in texts]
    end = max(alike(*rest) - AROUND, 0)
    return tuple(f"{'…' if start else ''}{''.join(text[end:][::-1])}{'…' if end else ''}" for text in rest)


def alike(one, other):
    """How many letters two texts have in common from their start on."""
    return sum(1 for _both in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def field_of(change):
    """The model's field that was changed."""
    return apps.get_model(change["model"])._meta.get_field(change["field"])


def nothing():
    """The Value of what is empty, or not said."""
    return Value(None, EMPTY, page_language())


def value_of(field, stored, rows):
    """A stored value as a Value."""
    value = field.to_python(stored)
    if field.is_relation:
        row = rows[field.related_model].get(value)
        return row_as_value(row, field.related_model) if row else nothing()
    language = field.name[-2:] if field.name.endswith(("_th", "_en")) else page_language()
    return Value(stored, in_words(field, value), language)


def row_as_value(row, model):
    """An agency, award or category as a Value; a category has no code, but a title and a level."""
    if model is not Category:
        return Value(row.code, plain(row, "name"), language_of(row, "name"))
    title, level = plain(row, "title"), row.get_level_display()
    return Value([row.title_th, row.level], f"{title} · {level}", language_of(row, "title"))


def rows_meant(changes):
    """By model and key what is shown of the rows that the changes lead from or to, in one query for all."""
    keys = defaultdict(set)
    for change in changes:
        field = field_of(change)
        if field.is_relation:
            keys[field.related_model] |= {change["old"], change["new"]} - {None}
    first, *others = (rows for model in SHOWN for rows in rows_of(model, keys[model]))
    found = defaultdict(dict)
    for _version, label, key, *shown in sorted(first.union(*others, all=True)):
        model = apps.get_model(label)
        found[model][key] = model(**dict(zip(SHOWN[model], shown, strict=True)))
    return found


def rows_of(model, keys):
    """What is shown of the rows with these keys, and of all versions of those that are gone."""
    label, rows = Constant(model._meta.label), model._base_manager.filter(pk__in=keys)
    gone = model.history.filter(~Exists(model._base_manager.filter(pk=OuterRef("id"))), id__in=keys)
    yield rows.order_by().values_list(Constant(0), label, "pk", *SHOWN[model])
    yield gone.order_by().values_list("history_id", label, "id", *SHOWN[model])
