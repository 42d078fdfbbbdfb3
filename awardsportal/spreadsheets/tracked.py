"""The models whose history is kept, and what of it an import did."""

from django.apps import apps
from django.db import connection
from django.db.models import OuterRef, Subquery

from awardsportal.history import ImportTrace, keep_versions


def tracked_models():
    """The models whose history is kept, in the order in which they were defined."""
    return [model for model in apps.get_models() if is_tracked(model)]


def is_tracked(model):
    """Whether the history of a model is kept."""
    return hasattr(model, "history") and issubclass(model.history.model, ImportTrace)


def tracked_fields(model):
    """The fields of a model that its history keeps: all but the derived ones."""
    return [model._meta.get_field(field.name) for field in model.history.model.tracked_fields]


def versions_of(record, model):
    """What an import did to the rows of a model, each version with the key of the one before it."""
    key = model._meta.pk.attname
    earlier = model.history.filter(**{key: OuterRef(key)}, history_id__lt=OuterRef("history_id"))
    version_before = Subquery(earlier.order_by("-history_id").values("history_id")[:1])
    done = model.history.filter(spreadsheet_import=record, is_undo=False)
    return done.annotate(version_before=version_before).order_by("history_id")


def keep_unrecorded():
    """Give a version to each row that is not as its last version has it, whoever wrote it past the history.

    What an import then changes can be restored from the history alone.
    """
    for model in tracked_models():
        if keys := unrecorded(model):
            keep_versions(model, keys, "~")


def unrecorded(model):
    """The keys of the rows that are not as their last version has them, or have none."""
    quote = connection.ops.quote_name
    rows, versions = quote(model._meta.db_table), quote(model.history.model._meta.db_table)
    key = quote(model._meta.pk.column)
    # Unlike =, these find that nothing is the same as nothing.
    same = "IS" if connection.vendor == "sqlite" else "IS NOT DISTINCT FROM"
    columns = (quote(field.column) for field in tracked_fields(model))
    as_stored = " AND ".join(f"version.{column} {same} stored.{column}" for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key} FROM {rows} stored WHERE NOT EXISTS (SELECT 1 FROM {versions} version "  # noqa: S608
            f"WHERE version.history_id = (SELECT max(history_id) FROM {versions} WHERE {key} = stored.{key}) "
            f"AND {as_stored})"
        )
        return [key for (key,) in cursor.fetchall()]
