"""A ceremony in whose every text stands a word of its own, so that a leak says which field it came from."""

import re
from datetime import date, timedelta
from itertools import count

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models
from django.utils import timezone

from agencies.models import Agency
from awards.models import Attachment, Award, Category, Ceremony, Correction, Photo, PreviewLink, State, Winner
from awardsportal.fields import DerivedField
from tests.factories import make_user

WORD = re.compile(r"canary\d{5}")
number = count(1)
# Where several numbers of one row are compared with each other, equal ones are always possible.
A_NUMBER, A_SCORE = 97, 86.42
TEXTS = models.CharField | models.TextField | models.JSONField


class Bundle:
    """A ceremony with all that hangs on it: a row or more of each model, made from the models themselves.

    `known` has won before, and `silent` never; `award` was given before. `words` says which field each
    word stands in, as in {"canary00012": "winner.citation_th"}.
    """

    def __init__(self, year, *, known, silent, award):
        self.given = {Ceremony: {"year": year, "held_on": date(year, 12, 3)}}
        self.known, self.silent, self.award = known, silent, award
        self.somebody = make_user()
        self.words, self.rows = {}, {}
        for model in models_of_a_bundle():
            self.rows[model] = [self.made(model, **variant) for variant in self.variants(model)]

    @property
    def ceremony(self):
        """The ceremony itself."""
        return self.rows[Ceremony][0]

    def variants(self, model):
        """How the rows of a model differ; one row will do where nothing is said."""
        if model is Category:
            return [{}, {"award": self.award}]
        if model is Winner:
            among_the_known = {"category": self.rows[Category][1], "agency": self.known}
            return [{}, {"agency": self.known}, among_the_known, {"withdrawn_at": timezone.now()}]
        if model in (Photo, Attachment):
            return [{"ceremony": None}, {"winner": None}]
        if model is Correction:
            return [{}, {"winner": None}]
        if model is PreviewLink:
            # One that works shows everything to whoever holds it: that is tested where links are.
            return [{"revoked_at": timezone.now(), "revoked_by": self.somebody}]
        return [{}]

    def made(self, model, **given):
        """A row of the model with a word in every text, and in its files."""
        values = {**self.given.get(model, {}), **given}
        for field in model._meta.concrete_fields:
            if field.name not in values and needs_a_value(field):
                values[field.name] = self.value_of(field)
        row = model.objects.create(**values)
        for name in file_names(row):
            word = self.word(f"{model._meta.model_name}, its file")
            default_storage.save(name, ContentFile(f"%PDF-1.7 {word} %%EOF"))
        return row

    def value_of(self, field):
        """What a field is filled with."""
        if field.choices:
            return field.choices[0][0]
        if isinstance(field, models.ForeignKey):
            return self.row_of(field.related_model)
        if isinstance(field, TEXTS):
            return self.text_of(field)
        if isinstance(field, models.DateTimeField):
            return timezone.now() + timedelta(days=1)
        return A_SCORE if isinstance(field, models.DecimalField) else A_NUMBER

    def text_of(self, field):
        """A word of its own, in the form that the field wants."""
        word = self.word(f"{field.model._meta.model_name}.{field.name}")
        if isinstance(field, models.URLField):
            return f"https://{word}.example.go.th/"
        if isinstance(field, models.JSONField):
            return [{"model": "awards.ceremony", "field": "venue_th", "old": word, "new": ""}]
        return word

    def row_of(self, model):
        """The row that others of the bundle belong to."""
        if model is Agency:
            return self.silent
        return self.rows[model][0] if model in self.rows else self.somebody

    def word(self, place):
        """A fresh word that stands nowhere but there."""
        word = f"canary{next(number):05}"
        self.words[word] = place
        return word

    def set(self, state, release_at, **values):
        """Let the ceremony be so far, and public from that moment on."""
        Ceremony.objects.filter(pk=self.ceremony.pk).update(state=state, release_at=release_at, **values)

    def delete(self):
        """Let nothing of it ever have been."""
        Ceremony.objects.filter(pk=self.ceremony.pk).update(state=State.DRAFT)
        for rows in reversed(self.rows.values()):
            for row in rows:
                type(row)._base_manager.filter(pk=row.pk).delete()


def models_of_a_bundle():
    """The models that a ceremony leads to, and the award, each after those that it belongs to."""
    found = [Award, Ceremony]
    for model in found:
        found += [
            relation.related_model
            for relation in model._meta.related_objects
            if relation.related_model not in found
        ]
    ordered = []
    while found:
        model = next(model for model in found if not parents(model) & set(found))
        found.remove(model)
        ordered.append(model)
    return ordered


def parents(model):
    """The other models that the rows of a model belong to."""
    links = (field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey))
    return {link.related_model for link in links} - {model}


def needs_a_value(field):
    """Whether a field says something about the row that is not derived, nor set when something happens."""
    if isinstance(field, models.AutoField | DerivedField | models.BooleanField):
        return False
    if isinstance(field, TEXTS):
        return True
    if isinstance(field, models.ForeignKey) and field.null:
        return field.related_model in (Agency, Ceremony, Winner)
    return not field.has_default() and not (field.null and isinstance(field, models.DateField))


def file_names(row):
    """What the files of a row are called in the storage."""
    if isinstance(row, Photo):
        return [row.file_name(width) for width in row.widths()]
    return [row.file_name] if isinstance(row, Attachment) else []
