"""Many rows at once, where Django's own statements take longer to put together than to carry out."""

from operator import attrgetter

from django.db import connection
from django.db.models import Field


def insert(model, instances):
    """Insert new rows as bulk_create does, and give each its key; by COPY on PostgreSQL. In a transaction."""
    for instance, key in zip(instances, reserved_keys(model, len(instances)), strict=True):
        instance.pk = key
        instance._state.adding, instance._state.db = False, connection.alias
    fields = model._meta.concrete_fields
    rows = list(zip(*(prepared(field, instances) for field in fields), strict=True))
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as into:
                for row in rows:
                    into.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608


def prepared(field, instances):
    """What the database is given for a field of each instance; equal values, which most are, only once."""
    # Most fields give what the instance has; those that do more say so.
    plain = type(field).pre_save is Field.pre_save
    value_of = attrgetter(field.attname) if plain else lambda instance: field.pre_save(instance, True)
    values = list(map(value_of, instances))
    try:
        given = {value: field.get_db_prep_save(value, connection) for value in set(values)}
    except TypeError:
        # JSON cannot be compared like this.
        return [field.get_db_prep_save(value, connection) for value in values]
    return [given[value] for value in values]


def overwrite(model, instances, fields):
    """Write these fields of stored rows, as inserts that find their row there; bulk_update is far slower."""
    model._base_manager.bulk_create(
        instances, update_conflicts=True, unique_fields=["pk"], update_fields=fields
    )


def reserved_keys(model, count):
    """So many keys that no row of the model has or will be given by the database."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), column, count],
            )
            return [key for (key,) in cursor.fetchall()]
        # Nobody else writes to SQLite before the transaction ends.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or [0])[0]
    return range(last + 1, last + count + 1)
