"""The check constraints of a model, tried on a row without asking the database.

Django asks the database once per constraint and row, which is too slow for a sheet. The constraints stay
the one truth about a row; here is only another way to work them out, made once for each model.
"""

import operator
from functools import cache
from typing import NamedTuple

from django.db.models import CheckConstraint, F, Model, Q

COMPARISONS = {
    "exact": operator.eq,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "in": lambda value, among: value in among,
}


class Check(NamedTuple):
    """One constraint: the field it looks at first, whether it holds of a row, and what it says if not."""

    field: str
    holds: object
    constraint: CheckConstraint


def broken_constraints(instance):
    """Each check constraint that the row breaks, as (name of the field it looks at first, message)."""
    model: type[Model] = type(instance)
    for check in checks_of(model):
        if check.holds(instance) is False:
            yield check.field, str(check.constraint.get_violation_error_message())


@cache
def checks_of(model):
    """The check constraints of a model."""
    return [
        Check(first_field(constraint.condition), condition(constraint.condition, model), constraint)
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint)
    ]


def first_field(part):
    """The name of the first field that a condition looks at."""
    if isinstance(part, Q):
        return first_field(part.children[0])
    return part[0].split("__")[0]


def condition(part, model):
    """A function that tells of a row whether the condition is True, False, or None where SQL says unknown."""
    if not isinstance(part, Q):
        return comparison(part, model)
    parts = [condition(child, model) for child in part.children]
    decisive = part.connector == Q.OR

    def holds(row):
        answer = not decisive
        for each in parts:
            said = each(row)
            if said is decisive:
                answer = decisive
                break
            if said is None:
                answer = None
        return answer if answer is None or not part.negated else not answer

    return holds


def comparison(leaf, model):
    """The function for one comparison of a condition."""
    lookup, wanted = leaf
    name, _, how = lookup.partition("__")
    value = reader(name, model)
    if how == "isnull":
        return lambda row: (value(row) is None) == wanted
    compare = COMPARISONS[how or "exact"]
    other = reader(wanted.deconstruct()[1][0], model) if isinstance(wanted, F) else lambda row: wanted

    def holds(row):
        left, right = value(row), other(row)
        return None if left is None or right is None else compare(left, right)

    return holds


def reader(name, model):
    """The function that reads a field of a row."""
    return operator.attrgetter("pk" if name == "pk" else model._meta.get_field(name).attname)
