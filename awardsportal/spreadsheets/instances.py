"""Instances of a model: copied, and looked at for what they cannot hold."""

from copy import copy

from django.core.exceptions import ValidationError

from .constraints import broken_constraints


def twin(instance):
    """A copy of an instance that stays as it is when the instance and its relations are changed."""
    copied = object.__new__(type(instance))
    copied.__dict__.update(instance.__dict__)
    copied._state = copy(instance._state)
    copied._state.fields_cache = dict(instance._state.fields_cache)
    return copied


def field_validator(model, name):
    """The function that refuses, with a ValidationError, what a field of a model cannot hold."""
    field = model._meta.get_field(name)

    def validate(value):
        if not (field.blank and value in field.empty_values):
            field.clean(value, None)

    return validate


def field_problems(instance):
    """What the fields of an instance cannot hold, as (field, message); relations are looked up elsewhere."""
    relations = {field.name for field in instance._meta.concrete_fields if field.is_relation}
    try:
        instance.clean_fields(exclude=relations)
    except ValidationError as error:
        yield from ((name, text) for name, texts in error.message_dict.items() for text in texts)


def model_problems(instance):
    """What the model says against an instance as a whole, as (field, message)."""
    try:
        instance.clean()
    except ValidationError as error:
        messages = error.message_dict
        yield from ((name, text) for name, texts in messages.items() for text in texts)
    yield from broken_constraints(instance)
