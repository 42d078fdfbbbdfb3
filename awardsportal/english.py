"""Which texts of a model are there in Thai and in English, and which of them lack the English."""

from django.db.models import Q

from awardsportal.fields import DerivedField


def texts_of(model):
    """The texts of a model whose English may be missing: the English fields by the name that both share."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    return {
        name.removesuffix("_th"): fields[english]
        for name in fields
        if name.endswith("_th") and (english := f"{name.removesuffix('_th')}_en") in fields
        if fields[english].blank and not isinstance(fields[english], DerivedField)
    }


def several_texts_of(model):
    """The texts of a model that has more than one, so that it matters which of them is missing."""
    texts = texts_of(model)
    return texts if len(texts) > 1 else {}


def said(name):
    """The condition that a row says something in this text."""
    return ~Q(**{f"{name}_th": ""})


def lacking(model, *names):
    """The condition that a row lacks the English of one of these texts, or of any where none is given.

    A model tells in `english_elsewhere` when its English pages take a text from somewhere else.
    """
    elsewhere = getattr(model, "english_elsewhere", {})
    each = (
        said(name) & Q(**{f"{name}_en": ""}) & ~elsewhere.get(name, Q(pk__in=[]))
        for name in names or texts_of(model)
    )
    return Q(*each, _connector=Q.OR)
