"""What somebody does is logged where it happens, with it or not at all."""

import io

import pytest
from django.contrib.auth import authenticate
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from awards.roles import ADMINISTRATOR, APPROVER, DATA_ENTRY, READER
from awards.sheets.winners import WinnerResource
from awardsportal.audit.models import Event
from awardsportal.spreadsheets.models import SpreadsheetImport
from tests.admin.pages import fields_of
from tests.factories import make_agency, make_award, make_category, make_ceremony, make_user, make_winner
from tests.spreadsheets.files import make_csv
from tests.spreadsheets.imports import upload

pytestmark = pytest.mark.django_db

PASSWORD = "correct-horse-7"
LOGIN = "/en" + reverse("admin:login")
ROWS = [
    ["ปี พ.ศ.", "ประเภทรางวัล", "รางวัล", "ระดับ", "หน่วยงาน"],
    ["2569", "ธรรมาภิบาลข้อมูล", "dg", "กรม", "กรมสรรพากร"],
]
COUNTS = {"new": 1, "changed": 0, "unchanged": 0, "absent": 0, "errors": 0, "left_out": 0}


@pytest.fixture
def clerk():
    return make_user(DATA_ENTRY, username="somsri", first_name="สมศรี", last_name="ใจดี", password=PASSWORD)


@pytest.fixture
def keeper(client):
    """An administrator, who is signed in."""
    user = make_user(ADMINISTRATOR, username="keeper")
    client.force_login(user)
    return user


def logged():
    """Each event but for sign-ins: what, who, about, details."""
    events = Event.objects.exclude(what="SIGNED_IN").order_by("pk")
    return list(events.values_list("what", "who", "about", "details"))


def sign_in(client, username, password):
    return client.post(LOGIN, {"username": username, "password": password}, REMOTE_ADDR="10.1.2.3")


# Signing in


def test_signing_in_is_logged_with_the_address_it_came_from(client, clerk):
    assert sign_in(client, "somsri", PASSWORD).status_code == 302

    event = Event.objects.get()
    assert (event.what, event.by, event.who, event.ip_address) == (
        "SIGNED_IN",
        clerk,
        "สมศรี ใจดี",
        "10.1.2.3",
    )
    assert (event.model, event.key, event.details) == ("auth.user", str(clerk.pk), {})


def test_failing_to_is_logged_with_the_name_as_typed_and_never_the_password(client, clerk):
    sign_in(client, "somsri ", "secret-of-mine")

    event = Event.objects.get()
    assert (event.what, event.by, event.who, event.ip_address) == (
        "SIGN_IN_FAILED",
        None,
        "somsri",
        "10.1.2.3",
    )
    assert event.details == {"locked_out": False}


def test_who_failed_too_often_is_logged_as_locked_out(client, clerk):
    for _attempt in range(5):
        sign_in(client, "somsri", "wrong")
    assert sign_in(client, "somsri", PASSWORD).status_code == 429

    told = [details["locked_out"] for _what, _who, _about, details in logged()]
    assert told == [False, False, False, False, True, True]


def test_a_name_longer_than_any_is_cut(rf):
    authenticate(rf.post(LOGIN), username="ก" * 200, password="x")

    assert Event.objects.get().who == "ก" * 150


# Accounts


def test_a_new_account_is_logged(client, keeper):
    typed = {"username": "new", "password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    client.post(reverse("admin:auth_user_add"), typed)

    assert logged() == [
        ("ACCOUNT_CHANGED", "keeper", "new", {"new": True, "fields": ["password", "username"], "rights": {}})
    ]


def test_changed_rights_are_logged_with_their_values_other_fields_without(client, keeper, clerk):
    address = reverse("admin:auth_user_change", args=[clerk.pk])
    approver, reader = (make_user(role).groups.get() for role in (APPROVER, READER))
    typed = fields_of(client.get(address)) | {"email": "somsri@example.go.th"}
    typed["groups"] = [approver.pk, reader.pk]
    del typed["is_active"]

    client.post(address, typed)

    assert logged() == [
        (
            "ACCOUNT_CHANGED",
            "keeper",
            "somsri",
            {
                "new": False,
                "fields": ["email"],
                "rights": {"is_active": [True, False], "groups": [[DATA_ENTRY], [APPROVER, READER]]},
            },
        )
    ]


def test_an_account_saved_as_it_was_is_no_event(client, keeper, clerk):
    address = reverse("admin:auth_user_change", args=[clerk.pk])
    typed = fields_of(client.get(address)) | {"groups": [clerk.groups.get().pk]}

    assert client.post(address, typed).status_code == 302

    assert logged() == []


def test_a_password_that_is_set_for_somebody_is_logged(client, keeper, clerk):
    address = reverse("admin:auth_user_password_change", args=[clerk.pk])
    client.post(address, {"password1": "x", "password2": "y", "usable_password": "true"})
    assert logged() == []

    typed = {"password1": "another-horse-8", "password2": "another-horse-8", "usable_password": "true"}
    client.post(address, typed)

    assert logged() == [("ACCOUNT_CHANGED", "keeper", "somsri", {"fields": ["password"]})]


def test_ones_own_password_is_logged(client, clerk):
    client.force_login(clerk)
    address = reverse("admin:password_change")
    typed = {"old_password": PASSWORD, "new_password1": "another-horse-8", "new_password2": "another-horse-8"}
    client.post(address, typed | {"old_password": "wrong"})
    assert logged() == []

    client.post(address, typed)

    assert logged() == [("ACCOUNT_CHANGED", "สมศรี ใจดี", "somsri", {"fields": ["password"]})]


def test_the_password_of_nobody_is_not_found(client, keeper):
    assert client.get(reverse("admin:auth_user_password_change", args=["x"])).status_code == 404


def test_the_history_of_an_account_is_what_the_log_says_of_it(client, keeper, clerk):
    client.post(
        reverse("admin:auth_user_password_change", args=[clerk.pk]),
        {"password1": "another-horse-8", "password2": "another-horse-8", "usable_password": "true"},
    )

    page = client.get("/en" + reverse("admin:auth_user_history", args=[clerk.pk])).content.decode()

    assert "<td>Changed an account</td>" in page
    assert "<div>Fields: Password</div>" in page


# Spreadsheets


def test_an_export_is_logged_with_its_kind_its_rows_and_its_filter(client, clerk):
    client.force_login(clerk)
    category = make_category(make_ceremony(2026))
    make_winner(category)
    make_winner(category)
    make_winner()

    client.get(reverse("admin:awards_winner_export"), {"year": "2026", "q": "กรม", "format": "csv"})

    told = {"file": "winners.csv", "rows": 2, "filter": {"year": "2026", "q": "…"}}
    assert logged() == [("EXPORTED", "สมศรี ใจดี", "", told)]


def test_taking_the_file_of_an_import_is_logged_as_an_export(client, clerk):
    headings = [column.column_name for column in WinnerResource.fields.values()]
    record = upload(WinnerResource, [headings, ["?"] * len(headings)])
    client.force_login(clerk)

    client.get(reverse("admin:spreadsheets_spreadsheetimport_file", args=[record.pk]))

    assert logged() == [("EXPORTED", "สมศรี ใจดี", record.in_log(), {})]


def test_an_export_that_was_refused_is_no_event(client):
    client.force_login(make_user())

    for query in ({}, {"format": "exe"}, {"no_such_field": "1"}):
        assert client.get(reverse("admin:awards_winner_export"), query).status_code == 404

    assert logged() == []


def test_an_import_and_its_undoing_are_logged(client, clerk):
    client.force_login(clerk)
    make_award(code="dg")
    make_agency("กรมสรรพากร")
    file = SimpleUploadedFile("ผล.csv", make_csv(ROWS))
    preview = client.post(reverse("admin:awards_winner_import"), {"file": file}).url
    promise = client.get(preview).context["seen"].outcome.promise
    assert logged() == []

    client.post(preview, {"promise": promise})
    record = SpreadsheetImport.objects.get()
    client.post(reverse("admin:spreadsheets_spreadsheetimport_undo", args=[record.pk]))

    counts = COUNTS | {"also_new": 2, "also_changed": 0}
    assert logged() == [
        ("IMPORTED", "สมศรี ใจดี", record.in_log(), {"counts": counts}),
        ("UNDID_IMPORT", "สมศรี ใจดี", record.in_log(), {"rows": 3, "left": 0}),
    ]


@pytest.mark.parametrize("options", [[], ["--as", "somsri"]])
def test_an_import_by_command_is_logged_too(clerk, tmp_path, options):
    make_award(code="dg")
    make_agency("กรมสรรพากร")
    path = tmp_path / "ผล.csv"
    path.write_bytes(make_csv(ROWS))

    call_command("import_winners", str(path), *options, stdout=io.StringIO(), stderr=io.StringIO())

    event = Event.objects.get()
    assert (event.what, event.by, event.ip_address) == ("IMPORTED", clerk if options else None, None)
    assert event.about == SpreadsheetImport.objects.get().in_log()
