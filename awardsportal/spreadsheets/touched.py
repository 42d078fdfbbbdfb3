"""What an import did to each row, as the history has it."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst

from awardsportal.values import EMPTY, in_words

from .tracked import is_tracked, tracked_fields, tracked_models, versions_of

KINDS = {"+": "new", "~": "changed", "-": "deleted"}


@dataclass
class Touched:
    """One row that an import made, changed or deleted; `stays` when undoing the import left it alone."""

    what: str
    name: str
    kind: str
    address: str
    changes: list
    stays: bool = False


class TouchedRows:
    """The rows that an import touched, model by model, for a paginator: each page costs the same queries."""

    def __init__(self, record):
        self.record = record
        self.versions = {model: versions_of(record, model) for model in tracked_models()}
        self.counts = {model: versions.count() for model, versions in self.versions.items()}

    def __len__(self):
        return sum(self.counts.values())

    def __getitem__(self, page):
        rows, start = [], 0
        for model, count in self.counts.items():
            first, last = max(page.start - start, 0), min(page.stop - start, count)
            if first < last:
                rows += self._shown(model, self.versions[model][first:last])
            start += count
        return rows

    def _shown(self, model, versions):
        versions = list(versions)
        before = model.history.in_bulk(
            [version.version_before for version in versions if version.history_type == "~"]
        )
        rows = instances_of(model, [*versions, *before.values()])
        after, old = rows[: len(versions)], dict(zip(before, rows[len(versions) :], strict=True))
        there = set(model._base_manager.filter(pk__in=[row.pk for row in after]).values_list("pk", flat=True))
        undone = self._undone(model, after)
        for version, row in zip(versions, after, strict=True):
            yield Touched(
                what=capfirst(model._meta.verbose_name),
                name=str(row),
                kind=KINDS[version.history_type],
                address=address_of(row) if row.pk in there else "",
                changes=[]
                if version.history_type == "-"
                else changes_between(old.get(version.version_before), row),
                stays=bool(self.record.undone_at) and row.pk not in undone,
            )

    def _undone(self, model, rows):
        key = model._meta.pk.attname
        undone = model.history.filter(spreadsheet_import=self.record, is_undo=True)
        return set(undone.filter(**{f"{key}__in": [row.pk for row in rows]}).values_list(key, flat=True))


def address_of(row):
    """The address of a row in the admin, empty where it has no page of its own."""
    options = row._meta
    try:
        return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        return ""


def changes_between(older, newer):
    """Each field in which a row differs from before, both values in words; of a new row what is filled."""
    changes = []
    for field in tracked_fields(type(newer)):
        new = _in_words(field, newer)
        if older is None:
            if not field.primary_key and new != EMPTY:
                changes.append({"field": capfirst(field.verbose_name), "old": EMPTY, "new": new})
        elif getattr(older, field.attname) != getattr(newer, field.attname):
            old = _in_words(field, older)
            changes.append({"field": capfirst(field.verbose_name), "old": old, "new": new})
    return changes


def _in_words(field, row):
    related = field.is_relation and field.get_cached_value(row, default=None)
    return in_words(field, related or getattr(row, field.attname))


def instances_of(model, versions, *, only_needed=False):
    """The rows as versions have them, each with what it refers to, or `only_needed` with what it cannot lack.

    A version's own `instance` asks the database for each row.
    """
    fields = tracked_fields(model)
    rows = [
        model(**{each.attname: getattr(version, each.attname) for each in fields}) for version in versions
    ]
    for field in model._meta.concrete_fields:
        if field.is_relation and not (only_needed and field.null):
            refer(rows, field)
    return rows


def refer(rows, field):
    """Give each row what it refers to by a field, asking once for all."""
    keys = {getattr(row, field.attname) for row in rows} - {None}
    known = rows_by_key(field.related_model, keys)
    for row in rows:
        if (key := getattr(row, field.attname)) in known:
            field.set_cached_value(row, known[key])


def rows_by_key(model, keys):
    """The rows with these keys: as they are, or as they last were when they are no longer there."""
    # With what they cannot lack, by which some of them are named.
    known = model._base_manager.select_related().in_bulk(keys)
    gone = set(keys) - known.keys()
    if gone and is_tracked(model):
        key = model._meta.pk.attname
        versions = model.history.filter(**{f"{key}__in": gone}).order_by("history_id")
        last = {getattr(version, key): version for version in versions}
        known |= {row.pk: row for row in instances_of(model, last.values(), only_needed=True)}
    return known
