"""Indexes that find any part of a folded text on PostgreSQL; SQLite reads the whole column."""

from django.core.checks import Error
from django.db import connections, migrations
from django.utils.translation import gettext as _


def check_thai_is_text(databases=None, **kwargs):
    """Whether PostgreSQL knows Thai letters as letters, which with LC_CTYPE C it does not."""
    error = Error(
        _("The database takes Thai letters for signs, so that no part of a Thai name is found by its index."),
        hint=_("Make the database anew with LC_CTYPE 'C.UTF-8' or another UTF-8 locale."),
        id="awardsportal.E001",
    )
    asked = [connections[alias] for alias in databases or ()]
    return [error for each in asked if each.vendor == "postgresql" and not knows_thai(each)]


def knows_thai(connection):
    """Whether a Thai letter is one to the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 'ก' ~ '^[[:alpha:]]$'")
        return cursor.fetchone()[0]


def any_part_of(table, *columns, where=""):
    """The step of a migration that makes such an index for each of the table's columns."""
    some = f" WHERE {where}" if where else ""

    def make(apps, schema_editor):
        if schema_editor.connection.vendor != "postgresql":
            return
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        for column in columns:
            parts = f"{table}_{column}_parts ON {table} USING gin ({column} gin_trgm_ops)"
            schema_editor.execute(f"CREATE INDEX {parts}{some}")

    return migrations.RunPython(make, migrations.RunPython.noop)
