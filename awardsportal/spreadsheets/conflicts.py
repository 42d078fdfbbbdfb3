"""What an undo has to leave alone, in words."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awardsportal.staff.stale import who_and_when

from .plans import EDITED, FROZEN, LOST, NEEDED, TAKEN, UNKNOWN
from .touched import address_of, changes_between, instances_of, rows_by_key

REASONS = {
    UNKNOWN: gettext_lazy("What it was before is not known."),
    NEEDED: gettext_lazy("It is needed by %(other)s."),
    LOST: gettext_lazy("What it belonged to is no longer there: %(other)s."),
    TAKEN: gettext_lazy("By now its place is taken by %(other)s."),
}


@dataclass
class Shown:
    """A row that is left alone; `key` to choose it all the same, `changes` are what was edited since."""

    what: str
    name: str
    address: str
    reason: str
    key: str
    changes: list


def shown(conflicts):
    """The conflicts of a plan in words, in their order."""
    by_model = defaultdict(list)
    for conflict in conflicts:
        by_model[conflict.trace.model].append(conflict)
    others = names_of({conflict.other for conflict in conflicts} - {None})
    told = {}
    for model, some in by_model.items():
        told |= _shown(model, some, others)
    return [told[conflict.trace.row] for conflict in conflicts]


def _shown(model, conflicts, others):
    traces = [conflict.trace for conflict in conflicts]
    rows = rows_by_key(model, {trace.pk for trace in traces})
    later = model.history.select_related("history_user").in_bulk([trace.later for trace in traces])
    imported = model.history.in_bulk([trace.after for trace in traces])
    left = {row.pk: row for row in instances_of(model, imported.values())}
    for conflict in conflicts:
        trace, row = conflict.trace, rows[conflict.trace.pk]
        yield (
            trace.row,
            Shown(
                what=capfirst(model._meta.verbose_name),
                name=str(row),
                address=address_of(row) if trace.is_there else "",
                reason=reason_of(conflict, later.get(trace.later), others),
                key=trace.key if conflict.may_be_chosen else "",
                changes=changes_between(left[trace.pk], row) if trace.is_there else [],
            ),
        )


def reason_of(conflict, later, others):
    """Why a row is left alone, in words."""
    if conflict.why == FROZEN:
        return conflict.words
    if conflict.why != EDITED:
        return REASONS[conflict.why] % {"other": others.get(conflict.other, "")}
    if not conflict.trace.is_there:
        return _("Deleted since (%(who)s).") % {"who": who_and_when(later)}
    return _("Changed since (%(who)s).") % {"who": who_and_when(later)}


def names_of(rows):
    """What rows are called, those given as (model, key) that are no longer there by their last version."""
    by_model = defaultdict(set)
    for model, key in rows:
        by_model[model].add(key)
    return {
        (model, key): f"{model._meta.verbose_name} “{row}”"
        for model, keys in by_model.items()
        for key, row in rows_by_key(model, keys).items()
    }
