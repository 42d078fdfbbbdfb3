"""What undoing an import would do, and which rows it has to leave alone.

A row that is no longer as the import left it was edited since. One that another row needs, or that needs
another, can only be undone together with that one.
"""

from collections import defaultdict
from typing import NamedTuple

from .traces import States, Trace, batches, links_from, links_to, sources, traces_of, unique_sets
from .tracked import tracked_models, versions_of

# Functions without arguments that give a function of a model and a row's values by column, which says why the
# row may not be changed at all, or nothing. Whoever has such rows adds one. It is called anew for each plan.
guards = []

EDITED, FROZEN, UNKNOWN, NEEDED, LOST, TAKEN = "edited", "frozen", "unknown", "needed", "lost", "taken"


class Conflict(NamedTuple):
    """A row that is left alone: why, and the other row or the words that belong to the reason."""

    trace: Trace
    why: str
    other: tuple | None = None
    words: str = ""

    @property
    def may_be_chosen(self):
        """Whether the user may have the row restored all the same."""
        return self.why == EDITED


class Need(NamedTuple):
    """That a row can only be undone together with another, and why."""

    row: tuple
    other: tuple
    why: str


class Plan:
    """What undoing an import would do, by row: `doing` are those to undo, `conflicts` those to leave alone.

    `also` are keys of edited rows to restore all the same. With `lock` nobody changes a row before the
    transaction ends.
    """

    def __init__(self, record, *, also=(), lock=False):
        self.record, self.also, self.lock = record, frozenset(also), lock
        self.guards = [guard() for guard in guards]
        self.doing, self.conflicts = {}, {}
        for model in tracked_models():
            self._look_at(model)
        self._settle([*self._needed(), *self._lost(), *self._taken()])

    @property
    def to_delete(self):
        """The rows that the import made, by model."""
        return self._by_model(trace for trace in self.doing.values() if trace.made)

    @property
    def to_restore(self):
        """The rows that the import changed or deleted, by model."""
        return self._by_model(trace for trace in self.doing.values() if not trace.made)

    def _by_model(self, traces):
        found = defaultdict(list)
        for trace in traces:
            found[trace.model].append(trace)
        return found

    # Each row by itself

    def _look_at(self, model):
        states = States(model, lock=self.lock)
        for trace, now, before, after in states.of(traces_of(self.record, model).values()):
            if now == before and (trace.made or trace.before):
                continue
            if conflict := self._conflict(states, trace, now, before, after):
                self.conflicts[trace.row] = conflict
            else:
                self.doing[trace.row] = trace

    def _conflict(self, states, trace, now, before, after):
        for guard in self.guards:
            for values in filter(None, (now, before)):
                if reason := guard(trace.model, states.named(values)):
                    return Conflict(trace, FROZEN, words=reason)
        if not (trace.made or trace.before):
            return Conflict(trace, UNKNOWN)
        if (now != after or trace.later) and trace.key not in self.also:
            return Conflict(trace, EDITED)
        return None

    # The rows together

    def _needed(self):
        """Each row to delete with every row that refers to it."""
        for model in self.to_delete:
            keys = versions_of(self.record, model).order_by().filter(history_type="+")
            for field in links_to(model):
                referring = field.model._base_manager.filter(
                    **{f"{field.name}__in": keys.values(model._meta.pk.attname)}
                )
                for pk, key in referring.values_list("pk", field.attname):
                    yield Need((model, key), (field.model, pk), NEEDED)

    def _lost(self):
        """Each row to restore with every row that it refers to again and that is not there."""
        wanted = defaultdict(lambda: defaultdict(list))
        for model, traces in self.to_restore.items():
            for place, field in enumerate(links_from(model)):
                for trace in traces:
                    wanted[field.related_model][trace.links[place]].append(trace.row)
        for model, rows_of in wanted.items():
            for key in set(rows_of) - {None} - existing(model, rows_of):
                yield from (Need(row, (model, key), LOST) for row in rows_of[key])

    def _taken(self):
        """Each row to restore with the row that has by now what only one row may have."""
        for model, traces in self.to_restore.items():
            claiming = [trace for trace in traces if trace.claims]
            for names in unique_sets(model):
                yield from taken(model, claiming, names)

    def _settle(self, needs):
        """Leave alone whatever cannot be undone while another row stays as it is."""
        needing = defaultdict(list)
        for need in needs:
            needing[need.other].append(need)
        staying = [other for other in needing if other not in self.doing]
        while staying:
            for row, other, why in needing.get(staying.pop(), ()):
                if row in self.doing:
                    self.conflicts[row] = Conflict(self.doing.pop(row), why, other)
                    staying.append(row)


def existing(model, keys):
    """Those of the keys that rows have."""
    found = set()
    for some in batches(keys):
        found.update(model._base_manager.filter(pk__in=some).values_list("pk", flat=True))
    return found


def taken(model, traces, names):
    """The needs of rows to restore whose old values of unique fields other rows have by now."""
    attributes = [model._meta.get_field(name).attname for name in names]
    columns = {model._meta.pk.attname, *sources(model, names)}
    for some in batches(traces):
        versions = model.history.filter(history_id__in=[trace.before for trace in some])
        restored = [model(**values) for values in versions.values(*columns)]
        wanted = {tuple(getattr(row, name) for name in attributes): row.pk for row in restored}
        holding = {
            f"{name}__in": set(values)
            for name, values in zip(attributes, zip(*wanted, strict=True), strict=True)
        }
        for pk, *values in model._base_manager.filter(**holding).values_list("pk", *attributes):
            if wanted.get(tuple(values), pk) != pk:
                yield Need((model, wanted[tuple(values)]), (model, pk), TAKEN)
