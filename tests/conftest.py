"""What all tests share."""

import pytest
from django.db import connection


@pytest.fixture(autouse=True)
def private_files_of_its_own(settings, tmp_path):
    """No test writes into the folder of somebody's real uploads."""
    settings.MEDIA_ROOT = tmp_path / "private"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database, which on SQLite is emptied by DELETE, and there the audit log would refuse it."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            connection.cursor().execute("DROP TRIGGER audit_event_no_delete")
