"""`manage.py demo` fills an empty portal once, and never touches one that holds anything."""

import stat
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.test import RequestFactory

from agencies.models import Agency
from awards.models import Award, Ceremony, Winner
from awards.roles import ADMINISTRATOR, APPROVER, DATA_ENTRY
from tests.factories import make_agency, make_ceremony, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def demo():
    told = StringIO()
    call_command("demo", stdout=told)
    return told.getvalue()


def signs_in(username, password):
    request = RequestFactory().post("/admin/login/")
    return authenticate(request, username=username, password=password) is not None


def test_an_empty_portal_gets_the_editions_each_row_with_the_first_record_of_its_history():
    told = demo()

    assert told.startswith("Loaded 8 ceremonies, 89 winners and 732 agencies.\n")
    for model in [*apps.get_app_config("agencies").get_models(), *apps.get_app_config("awards").get_models()]:
        if hasattr(model, "history"):
            recorded = model.history.filter(history_type="+").values_list("id", flat=True)
            assert sorted(recorded) == sorted(model.objects.values_list("pk", flat=True)), model


def test_a_second_run_changes_nothing_and_prints_the_same_passwords():
    first = demo()
    changed = Winner.objects.first()
    changed.position_th = "แก้ไขแล้ว"
    changed.save()

    second = demo()

    assert first == f"Loaded 8 ceremonies, 89 winners and 732 agencies.\n{second}"
    assert Winner.objects.get(pk=changed.pk).position_th == "แก้ไขแล้ว"
    assert get_user_model().objects.count() == 3


@pytest.mark.parametrize("make", [make_ceremony, make_agency])
def test_a_portal_that_holds_anything_gets_no_fixtures(make):
    make()

    demo()

    assert (Agency.objects.count() + Ceremony.objects.count(), Award.objects.count()) == (1, 0)


def test_each_role_gets_an_account_whose_password_only_the_owner_of_the_machine_reads(data_dir):
    make_ceremony()

    demo()

    file = data_dir / "demo-accounts.txt"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    accounts = dict(line.split() for line in file.read_text().splitlines())
    groups = (
        get_user_model()
        .objects.filter(is_staff=True, is_superuser=False)
        .values_list("username", "groups__name")
    )
    assert dict(groups) == {"entry": DATA_ENTRY, "approver": APPROVER, "administrator": ADMINISTRATOR}
    assert all(signs_in(username, password) for username, password in accounts.items())
    assert set(accounts) == set(dict(groups))


def test_an_account_that_was_there_keeps_its_password_and_no_other_is_made():
    make_ceremony()
    make_user(username="entry", password="of-its-owner")

    told = demo()

    assert signs_in("entry", "of-its-owner")
    assert get_user_model().objects.count() == 1
    assert told == "The demo's passwords are not kept here; set one with: manage.py changepassword entry\n"


def test_it_refuses_in_production(settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="set up for production"):
        demo()

    assert not Agency.objects.exists()
    assert not get_user_model().objects.exists()
