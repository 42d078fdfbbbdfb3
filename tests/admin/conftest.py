import pytest

from awards.roles import DATA_ENTRY
from tests.factories import make_user


@pytest.fixture
def clerk(db):
    return make_user(DATA_ENTRY, username="somsri", first_name="สมศรี", last_name="ใจดี")


@pytest.fixture
def desk(client, clerk):
    """A browser in which the data-entry user is signed in."""
    client.force_login(clerk)
    return client


@pytest.fixture
def root_desk(client, db):
    """A browser in which a superuser is signed in."""
    client.force_login(make_user(username="root", is_superuser=True))
    return client
