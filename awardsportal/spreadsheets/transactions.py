"""Transactions that read one state of the database from beginning to end, and imports one at a time.

PostgreSQL shows each statement what others have saved by then, so that a sheet would be compared with rows of
two moments. SQLite lets only one write, from the beginning of its transaction.
"""

from contextlib import contextmanager, nullcontext

from django.db import connection, transaction

# Any number that nothing else locks.
IMPORTS = 2_563_1203


@contextmanager
def alone():
    """A transaction while nobody else saves or undoes an import."""
    if not on_postgres():
        with transaction.atomic():
            yield
        return
    run("SELECT pg_advisory_lock(%s)", [IMPORTS])
    try:
        with transaction.atomic():
            see_one_state()
            yield
    finally:
        run("SELECT pg_advisory_unlock(%s)", [IMPORTS])


@contextmanager
def snapshot():
    """What lets a preview read one state of the database."""
    # SQLite would not let anybody write meanwhile.
    with transaction.atomic() if on_postgres() else nullcontext():
        see_one_state()
        yield


def see_one_state():
    """Let a transaction that has just begun see one state of the database; within another it is too late."""
    if on_postgres() and not connection.savepoint_ids:
        run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def on_postgres():
    """Whether the database is PostgreSQL."""
    return connection.vendor == "postgresql"


def run(sql, values=()):
    """Run a statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
