"""What may be changed about a ceremony, and what makes it public."""

from typing import Any

from django.db import connection
from django.db.models import Model
from django.utils.translation import gettext as _

from awards.models import Category, Ceremony, Finding, Indicator, State, Survey, Winner
from awards.models.media import Medium

# How the rows of a model lead to their ceremony.
WAYS: dict[type[Model], tuple[str, ...]] = {
    Ceremony: (),
    Category: ("ceremony",),
    Winner: ("category", "ceremony"),
    Survey: ("ceremony",),
    Indicator: ("survey", "ceremony"),
    Finding: ("indicator", "survey", "ceremony"),
}


def ceremony_of(row):
    """The ceremony that a row belongs to; raises ObjectDoesNotExist where nothing was chosen yet."""
    thing: Any = (row.ceremony or row.winner) if isinstance(row, Medium) else row
    for name in WAYS[type(thing)]:
        thing = getattr(thing, name)
    return thing


def why_frozen(ceremony):
    """Why the facts of the ceremony may not be edited, in words; empty while they may."""
    if not ceremony.is_frozen:
        return ""
    if ceremony.state == State.IN_REVIEW:
        message = _("%(ceremony)s is being reviewed and cannot be edited. Send it back to draft first.")
    elif ceremony.is_released:
        message = _("%(ceremony)s is approved and can no longer be edited. Corrections are made in the open.")
    else:
        message = _(
            "%(ceremony)s is approved and can no longer be edited. An approver can send it back to draft."
        )
    return message % {"ceremony": ceremony}


def frozen_rows():
    """A function of a model and a row's values by column: why the row is frozen, or nothing; for many rows.

    In a transaction nobody approves a ceremony before it ends.
    """
    ceremonies = Ceremony.objects.order_by("pk")
    if connection.in_atomic_block:
        ceremonies = ceremonies.select_for_update()
    reasons = {ceremony.pk: why_frozen(ceremony) for ceremony in ceremonies if ceremony.is_frozen}
    columns: dict[type, tuple] = {Ceremony: ("id", reasons)}
    for model, way in WAYS.items():
        if way:
            above = model._meta.get_field(way[0]).related_model
            columns[model] = f"{way[0]}_id", leading_to(reasons, above, way[1:])

    def why(model, values):
        column, reason_by = columns.get(model, ("id", {}))
        return reason_by.get(values[column], "")

    return why


def leading_to(reasons, model, way):
    """The reasons by ceremony as reasons by the rows of a model that lead there."""
    if not way:
        return reasons
    way = "__".join(way)
    rows = model._base_manager.filter(**{f"{way}__in": list(reasons)})
    return {pk: reasons[ceremony] for pk, ceremony in rows.values_list("pk", way)}
