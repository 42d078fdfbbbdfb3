"""The check constraints of a model, tried on a row without asking the database.

Django asks the database once per constraint and row, which is too slow for a sheet. The constraints stay
the one truth about a row; here is only another way to work them out.
"""

import operator

from django.db.models import CheckConstraint, F, Q

COMPARISONS = {
    "exact": operator.eq,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "in": lambda value, among: value in among,
}


def broken_constraints(instance):
    """Each check constraint that the row breaks, as (name of the field it looks at first, message)."""
    for constraint in instance._meta.constraints:
        if isinstance(constraint, CheckConstraint) and holds(constraint.condition, instance) is False:
            yield first_field(constraint.condition), str(constraint.get_violation_error_message())


def holds(condition, instance):
    """Whether the condition is true of the row: True, False, or None where SQL says unknown."""
    if not isinstance(condition, Q):
        return _compare(condition, instance)
    answers = [holds(child, instance) for child in condition.children]
    decisive = condition.connector == Q.OR
    answer = decisive if decisive in answers else None if None in answers else not decisive
    return answer if answer is None or not condition.negated else not answer


def first_field(condition):
    """The name of the first field that the condition looks at."""
    if isinstance(condition, Q):
        return first_field(condition.children[0])
    return condition[0].split("__")[0]


def _compare(leaf, instance):
    lookup, wanted = leaf
    name, _, comparison = lookup.partition("__")
    value = _value(name, instance)
    if comparison == "isnull":
        return (value is None) == wanted
    if isinstance(wanted, F):
        wanted = _value(wanted.deconstruct()[1][0], instance)
    if value is None or wanted is None:
        return None
    return COMPARISONS[comparison or "exact"](value, wanted)


def _value(name, instance):
    return instance.pk if name == "pk" else getattr(instance, instance._meta.get_field(name).attname)
