"""The rows that an import touched: the versions just before and after it, and the row of today."""

from dataclasses import dataclass
from itertools import islice

from django.db.models import Min, Model, UniqueConstraint

from awardsportal.fields import DerivedField

from .models import SpreadsheetImport
from .tracked import tracked_fields, versions_of

ROWS_AT_ONCE = 500


@dataclass(slots=True)
class Trace:
    """What an import did to one row: its versions before and after it, by their keys in the history."""

    model: type[Model]
    pk: int
    before: int | None
    made: bool
    after: int = 0
    deleted: bool = False
    # The last version since, 0 if there is none.
    later: int = 0
    is_there: bool = False
    # Whether restoring the row changes what it may share with no other row.
    claims: bool = False
    # What the restored row refers to, in the order of `links_from`.
    links: tuple = ()

    @property
    def row(self):
        """Which row it is."""
        return self.model, self.pk

    @property
    def key(self):
        """The row and its version of today, so that a choice holds for what was seen only."""
        return f"{self.model._meta.label_lower}:{self.pk}:{self.later}"


def traces_of(record, model):
    """What an import did to the rows of a model, by their keys."""
    traces = {}
    steps = versions_of(record, model)
    columns = (model._meta.pk.attname, "history_id", "history_type", "version_before")
    for pk, version, kind, before in steps.values_list(*columns):
        made = kind == "+"
        trace = traces.setdefault(pk, Trace(model, pk, None if made else before, made))
        trace.after, trace.deleted = version, kind == "-"
    if traces:
        note_later_versions(steps, model, traces)
    return traces


def note_later_versions(steps, model, traces):
    """Note the last version of each row since the import, leaving out what imports did that were undone."""
    key = model._meta.pk.attname
    first = steps.order_by().aggregate(first=Min("history_id"))["first"]
    later = model.history.filter(history_id__gt=first, **{f"{key}__in": steps.order_by().values(key)})
    undone = SpreadsheetImport.objects.filter(undone_at__isnull=False)
    later = later.exclude(spreadsheet_import__in=undone).order_by("history_id")
    for pk, version in later.values_list(key, "history_id"):
        if version > traces[pk].after:
            traces[pk].later = version


class States:
    """The stored values of a model's rows, as they are now and as versions have them."""

    def __init__(self, model, *, lock):
        self.model, self.lock = model, lock
        self.names = [field.attname for field in tracked_fields(model)]
        self.links_at = [self.names.index(field.attname) for field in links_from(model)]
        claimed = {name for names in unique_sets(model) for name in sources(model, names)}
        self.claims_at = [self.names.index(name) for name in claimed]

    def of(self, traces):
        """Each trace with the values of its row now, before the import and after it; None for no row."""
        for some in batches(traces):
            rows = self._now([trace.pk for trace in some])
            told = self._told({version for trace in some for version in (trace.before, trace.after)})
            for trace in some:
                now, before = rows.get(trace.pk), told.get(trace.before)
                trace.is_there = now is not None
                if before:
                    trace.links = tuple(before[place] for place in self.links_at)
                    trace.claims = not now or any(now[place] != before[place] for place in self.claims_at)
                yield trace, now, before, None if trace.deleted else told[trace.after]

    def named(self, values):
        """The values by the names of their columns."""
        return dict(zip(self.names, values, strict=True))

    def _now(self, keys):
        rows = self.model._base_manager.filter(pk__in=keys).order_by("pk")
        if self.lock:
            rows = rows.select_for_update()
        return {key: values for key, *values in rows.values_list("pk", *self.names)}

    def _told(self, versions):
        found = self.model.history.filter(history_id__in=versions - {None})
        return {version: values for version, *values in found.values_list("history_id", *self.names)}


def links_from(model):
    """The foreign keys of a model."""
    return [field for field in model._meta.concrete_fields if field.is_relation]


def links_to(model):
    """The foreign keys by which rows refer to a model, but for those of histories."""
    relations = [each for each in model._meta.get_fields(include_hidden=True) if each.auto_created]
    fields = [each.field for each in relations if each.is_relation and hasattr(each, "field")]
    # The database does not hold the keys of histories.
    return [field for field in fields if field.concrete and field.db_constraint]


def unique_sets(model):
    """The names of the fields that together are unique, the key left out."""
    for field in model._meta.concrete_fields:
        if field.unique and not field.primary_key:
            yield (field.name,)
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and constraint.fields:
            yield constraint.fields


def sources(model, names):
    """The columns that the fields stand in, derived ones by what they are derived from."""
    for field in map(model._meta.get_field, names):
        yield from field.of if isinstance(field, DerivedField) else (field.attname,)


def batches(things):
    """The things, so many at a time."""
    things = iter(things)
    while some := list(islice(things, ROWS_AT_ONCE)):
        yield some
