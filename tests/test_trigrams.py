"""A PostgreSQL that takes Thai letters for signs is named before anything is looked for in it."""

import pytest
from django.core.checks import Tags, run_checks
from django.db import connection, connections

OF_SIGNS = "database_of_signs"


@pytest.fixture
def of_signs(django_db_blocker):
    """A database of the same server with LC_CTYPE C."""
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {OF_SIGNS} LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
        other = connection.copy()
        other.settings_dict = connection.settings_dict | {"NAME": OF_SIGNS}
        connections["of_signs"] = other
        yield
        other.close()
        del connections["of_signs"]
        cursor.execute(f"DROP DATABASE {OF_SIGNS}")


@pytest.mark.django_db
def test_the_database_of_the_portal_knows_thai_letters():
    assert run_checks(tags=[Tags.database], databases=["default"]) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no letters of its own to know")
def test_a_database_made_with_the_locale_c_does_not(of_signs):
    assert [error.id for error in run_checks(tags=[Tags.database], databases=["of_signs"])] == [
        "awardsportal.E001"
    ]
