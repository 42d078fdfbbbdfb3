"""A person's name in every form that the portal has had of it: where it stands, and taking it out there."""

import json
import re
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalChanges

from awards.models import Winner
from awards.models.winners import NAME_REMOVED
from awardsportal.fields import DerivedField
from awardsportal.history import signed
from awardsportal.spreadsheets.tracked import is_tracked
from awardsportal.thai.persons import Person
from awardsportal.thai.text import fold, graphemes

LANGUAGES = ("th", "en")
# A shorter part of a name is part of too many words.
SHORTEST_PART = 3
LETTERS_AROUND = 40


@dataclass(frozen=True)
class Place:
    """A row in whose texts a name stands, today or in its history; as it last was, if it is deleted."""

    row: models.Model
    is_there: bool
    excerpts: tuple

    @property
    def key(self):
        """Which row it is."""
        return f"{self.row._meta.label_lower}:{self.row.pk}"


class Name:
    """The name of a winner's person in all forms that the winner and its versions have.

    `loosely` means its parts too: in texts about this winner they are hardly another's.
    """

    def __init__(self, winner):
        self.winner = winner
        self.forms = {language: forms_of(winner, language) for language in LANGUAGES}
        self.patterns = {language: pattern_of(forms) for language, forms in self.forms.items() if forms}
        self.parts = {part for forms in self.forms.values() for form in forms for part in form} - {""}
        self.part_patterns = {language: part_of(forms) for language, forms in self.forms.items() if forms}

    # In a text

    def out_of(self, value, *, loosely=False):
        """A text, or what JSON holds, with what stands for a removed name in place of the name."""
        if isinstance(value, str):
            return self.out_of_text(value, loosely)
        if isinstance(value, list):
            return [self.out_of(each, loosely=loosely) for each in value]
        if not isinstance(value, dict):
            return value
        if loosely and (field := value.get("field")) in NAME_REMOVED:
            return {key: NAME_REMOVED[field] if each in self.parts else each for key, each in value.items()}
        return {self.out_of(key): self.out_of(each, loosely=loosely) for key, each in value.items()}

    def out_of_text(self, text, loosely):
        """A text with what stands for a removed name in place of the name."""
        for patterns in (self.patterns, self.part_patterns) if loosely else (self.patterns,):
            for language, pattern in patterns.items():
                text = pattern.sub(NAME_REMOVED[f"person_given_{language}"], text)
        return text

    def excerpts(self, row):
        """The name with what stands around it, from each of the row's texts that have it."""
        for field in texts_of(type(row)):
            value = getattr(row, field.attname)
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            for pattern in self.patterns.values():
                if match := pattern.search(text):
                    before, after = graphemes(text[: match.start()]), graphemes(text[match.end() :])
                    cut = ["…" * (len(letters) > LETTERS_AROUND) for letters in (before, after)]
                    before, after = before[-LETTERS_AROUND:], after[:LETTERS_AROUND]
                    yield "".join([cut[0], *before, match[0], *after, cut[1]])

    # In rows

    def taken_out(self, row, *, loosely=False):
        """The values that the row's texts have without the name, by the columns that have it."""
        values = {}
        for field in texts_of(type(row)):
            before = getattr(row, field.attname)
            after = self.out_of(before, loosely=loosely)
            if after != before:
                values[field.attname] = after[: field.max_length] if isinstance(after, str) else after
        return values

    def rows_with(self, rows):
        """Those of the rows in whose texts the name stands."""
        fields = texts_of(rows.model)
        if not any(isinstance(field, models.JSONField) for field in fields):
            rows = rows.filter(
                any_of(fields, (form.given for forms in self.forms.values() for form in forms))
            )
        return [row for row in rows if self.taken_out(row)]

    def other_wins(self):
        """The other winners of this name; whether it is the same person, staff know."""
        keys = [fold(f"{form.given} {form.family}") for form in self.forms["th"]]
        return Winner.objects.filter(person_key__in=keys).exclude(pk=self.winner.pk).latest_first()

    def places(self):
        """The Places of the name but for the winner, its corrections, and the other winners of the name."""
        apart = {(Winner, pk) for pk in [self.winner.pk, *self.other_wins().values_list("pk", flat=True)]}
        corrections = self.winner.corrections
        apart |= {(corrections.model, pk) for pk in corrections.values_list("pk", flat=True)}
        for model in searched():
            rows = {row.pk: (row, True) for row in self.rows_with(model._base_manager.order_by("pk"))}
            for version in self.rows_with(model.history.order_by("history_id")) if is_tracked(model) else ():
                rows.setdefault(version.instance.pk, (version, False))
            for pk, (row, _is_today) in rows.items():
                if (model, pk) not in apart:
                    yield self.place(model, pk, row)

    def place(self, model, pk, row):
        """The Place of a row, found in itself or in one of its versions."""
        today = model._base_manager.filter(pk=pk).first()
        return Place(today or row.instance, today is not None, tuple(self.excerpts(row)))


# Taking it out


def clear(name, row, *, by, why, loosely=False):
    """Take the name out of a row, with a version that says why, and out of all its older versions."""
    stored = type(row)._base_manager.filter(pk=row.pk).first()
    if stored and (values := name.taken_out(stored, loosely=loosely)):
        save(stored, values, by=by, why=why)
    if is_tracked(type(row)):
        clear_versions(name, type(row).history.filter(**{row._meta.pk.attname: row.pk}), loosely=loosely)


def save(row, values, *, by, why):
    """Save other values of a row, with who did it and why in its history."""
    for attribute, value in values.items():
        setattr(row, attribute, value)
    signed(row, by, why).save()


def clear_versions(name, versions, *, loosely=False):
    """Take the name out of the texts of versions: what a history holds is otherwise never changed."""
    for version in versions:
        if values := name.taken_out(version, loosely=loosely):
            versions.model.objects.filter(pk=version.pk).update(**values)


# Forms and patterns


def forms_of(winner, language):
    """Each Person that the winner or a version of it has in a language."""
    fields = [f"person_{part}_{language}" for part in Person._fields]
    versions = winner.history.values_list(*fields)
    stored = {Person(*values) for values in versions} | {Person(*(getattr(winner, each) for each in fields))}
    return {form for form in stored if form.given and form.given != NAME_REMOVED[f"person_given_{language}"]}


def pattern_of(forms):
    """What finds any of the full names, each with a title of theirs in front where there is one."""
    titles = longest_first({form.title for form in forms} - {""})
    names = longest_first({form[1:] for form in forms})
    title = rf"(?:(?:{'|'.join(map(re.escape, titles))})\s?)?" if titles else ""
    name = "|".join(r"\s*".join(map(re.escape, filter(None, each))) for each in names)
    return whole_words(f"{title}(?:{name})")


def part_of(forms):
    """What finds a given or family name alone, if it is not too short to tell."""
    parts = {part for form in forms for part in form[1:] if len(graphemes(part)) >= SHORTEST_PART}
    return whole_words(f"(?:{'|'.join(map(re.escape, longest_first(parts)))})" if parts else r"(?!)")


def whole_words(pattern):
    """The pattern, which does not stand within a word of English; where Thai words end, nobody can tell."""
    return re.compile(rf"(?<![A-Za-z]){pattern}(?![A-Za-z])", re.IGNORECASE)


def longest_first(things):
    """The texts, or tuples of texts, so that one which begins another comes behind it."""
    return sorted(things, key=lambda thing: (-len("".join(thing)), thing))


# Models


@cache
def searched():
    """The models in whose rows a person's name may stand."""
    return [
        model
        for app in ("agencies", "awards", "spreadsheets")
        for model in apps.get_app_config(app).get_models()
        if not issubclass(model, HistoricalChanges) and texts_of(model)
    ]


def texts_of(model):
    """The fields of a model that hold words; a person's name in its own fields is nothing to be replaced."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not isinstance(field, DerivedField)
        and not field.choices
        and field.name not in NAME_REMOVED
    ]


def any_of(fields, texts):
    """The condition that one of the fields contains one of the texts."""
    condition = Q(pk__in=[])
    for text in texts:
        for field in fields:
            condition |= Q(**{f"{field.name}__icontains": text})
    return condition
