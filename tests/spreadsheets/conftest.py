"""A portal on a server of its own, for what only real processes can show."""

import pytest

from tests.installation import Installation


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    """A portal with two people who enter data, some agencies and awards."""
    portal = Installation(tmp_path_factory.mktemp("portal"))
    portal.run("tests.spreadsheets.people")
    return portal


@pytest.fixture(scope="module")
def server(portal):
    """The address of its server."""
    with portal.server() as address:
        yield address
