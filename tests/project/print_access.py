"""Prints the rows of access.txt as they are now: `python -m tests.project.print_access`."""

import os
from tempfile import TemporaryDirectory

import django

# By this the settings know that it is a test.
import pytest  # noqa: F401
from django.db import connection, transaction
from django.test import override_settings
from django.test.utils import setup_test_environment


def main():
    """Print the table of a portal that is made for it and goes again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "awardsportal.settings")
    django.setup()
    setup_test_environment()
    from tests.project.access import World, table

    before = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0)
    with TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder), transaction.atomic():
        print("\n".join(table(World())))  # noqa: T201
        transaction.set_rollback(True)
    connection.creation.destroy_test_db(before, verbosity=0)


if __name__ == "__main__":
    main()
