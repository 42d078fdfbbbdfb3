"""The log only grows: the model, its querysets and the database refuse anything else."""

import importlib

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from awardsportal.audit.log import record
from awardsportal.audit.models import Event, OnlyGrows, What
from tests.factories import make_user

pytestmark = pytest.mark.django_db
only_grows = importlib.import_module("awardsportal.audit.migrations.0002_only_grows")


@pytest.fixture
def event():
    return record(What.EXPORTED, who="สมศรี", kind="winners")


@pytest.fixture
def guarded():
    """The database as it is outside of tests, which alone empty it."""
    if connection.vendor == "sqlite":
        connection.cursor().execute(only_grows.STATEMENTS["sqlite"][1])


def stored():
    return list(Event.objects.values_list("what", "who", "details"))


@pytest.mark.parametrize(
    "deed",
    [
        lambda event: event.save(),
        lambda event: Event.objects.get(pk=event.pk).save(),
        lambda event: event.save(update_fields=["who"]),
        lambda event: event.save(force_update=True),
        lambda event: event.delete(),
        lambda event: Event.objects.update(who=""),
        lambda event: Event.objects.filter(pk=event.pk).delete(),
        lambda event: Event.objects.bulk_update([event], ["who"]),
        lambda event: Event.objects.update_or_create(pk=event.pk, defaults={"who": ""}),
    ],
)
def test_the_model_refuses_to_change_or_delete_an_event(event, deed):
    event.who = "คนอื่น"

    with pytest.raises(OnlyGrows), transaction.atomic():
        deed(event)

    assert stored() == [("EXPORTED", "สมศรี", {"kind": "winners"})]


@pytest.mark.parametrize(
    "deed",
    [
        lambda event: Event._base_manager.all()._raw_delete("default"),
        lambda event: connection.cursor().execute("UPDATE audit_event SET who = ''"),
        lambda event: connection.cursor().execute("DELETE FROM audit_event"),
        lambda event: event.save_base(raw=True),
        lambda event: Event.objects.bulk_create(
            [event], update_conflicts=True, update_fields=["who"], unique_fields=["id"]
        ),
    ],
)
def test_the_database_refuses_it_whoever_asks(event, guarded, deed):
    event.who = "คนอื่น"

    with pytest.raises(DatabaseError, match=r"The audit log only grows\."), transaction.atomic():
        deed(event)

    assert stored() == [("EXPORTED", "สมศรี", {"kind": "winners"})]


def test_an_event_keeps_the_account_of_whoever_did_it():
    user = make_user()
    record(What.EXPORTED, by=user)

    with pytest.raises(ProtectedError):
        user.delete()
