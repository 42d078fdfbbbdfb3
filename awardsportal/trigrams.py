"""Indexes that find any part of a folded text on PostgreSQL; SQLite reads the whole column."""

from django.db import migrations


def any_part_of(table, *columns):
    """The step of a migration that makes such an index for each of the table's columns."""

    def make(apps, schema_editor):
        if schema_editor.connection.vendor != "postgresql":
            return
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        for column in columns:
            name = f"{table}_{column}_parts"
            schema_editor.execute(f"CREATE INDEX {name} ON {table} USING gin ({column} gin_trgm_ops)")

    return migrations.RunPython(make, migrations.RunPython.noop)
