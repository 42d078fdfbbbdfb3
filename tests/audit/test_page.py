"""The page of the audit log, and its export."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from awards.roles import ADMINISTRATOR, APPROVER, DATA_ENTRY, READER
from awardsportal.audit.admin import EventAdmin
from awardsportal.audit.log import event_of
from awardsportal.audit.models import Event, What
from awardsportal.spreadsheets.models import SpreadsheetImport
from tests.admin.pages import text_of
from tests.factories import BANGKOK, make_agency, make_ceremony, make_user
from tests.pages import texts

THAI_LOG = reverse("admin:audit_event_changelist")
LOG = f"/en{THAI_LOG}"
EXPORT = "/en" + reverse("admin:audit_event_export")
THEN = datetime(2026, 1, 31, 9, 30, 15, tzinfo=BANGKOK)


def happened(what, at=THEN, **told):
    """An event of some time ago."""
    event = event_of(what, **told)
    event.at = at
    event.save()
    return event


@pytest.fixture
def somsri(db):
    return make_user(DATA_ENTRY, username="somsri", first_name="สมศรี", last_name="ใจดี")


@pytest.fixture
def desk(client, db):
    """A browser in which a reader is signed in."""
    client.force_login(make_user(READER, username="reader"))
    return client


def rows(page):
    """The rows of the list, each the texts of its cells, but for those of who signed in to read it."""
    columns = [texts(page, f".field-{name}") for name in EventAdmin.list_display]
    return [list(row) for row in zip(*columns, strict=True) if row[1] != "reader"]


def content(answer):
    return b"".join(answer.streaming_content).decode()


def test_each_event_says_when_who_what_about_and_where_from_in_words(desk, somsri):
    ceremony = make_ceremony(2026)
    happened(What.SIGN_IN_FAILED, who="somchai", locked_out=True)
    happened(What.SIGN_IN_FAILED, who="somsri", locked_out=False)
    happened(What.APPROVED, by=somsri, about=ceremony, release_at=THEN)
    happened(What.EXPORTED, by=somsri, file="winners.csv", rows=1200, filter={"year": "2026", "q": "สพร"})
    happened(
        What.ACCOUNT_CHANGED,
        by=somsri,
        about=somsri,
        new=False,
        fields=["email"],
        rights={"is_active": [True, False], "groups": [[], ["ผู้อ่าน"]]},
    )
    happened(What.SAW, by=somsri, about=ceremony, page="a winner")
    happened(What.SENT_BACK, by=somsri, about=ceremony, why="ชื่อผิด", odd_thing=["ก", 2, "2026-01-31"])
    happened(What.IMPORTED, about=ceremony, counts={"new": 3, "changed": 0, "also_new": 1})

    when, who = "31 Jan 2026 09:30", "สมศรี ใจดี (somsri)"
    name = ceremony.name_th
    assert rows(desk.get(LOG)) == [
        [when, "On the server", "Imported", name, "What it did: New 3, Others made 1", "–"],
        [when, who, "Sent back to draft", name, "Why: ชื่อผิดodd thing: ก, 2, 31 January 2026", "–"],
        [when, who, "Saw what is not released", name, "Page: a winner", "–"],
        [
            when,
            who,
            "Changed an account",
            "somsri",
            "Fields: Email addressRights: Groups: – → ผู้อ่าน; Active: Yes → No",
            "–",
        ],
        [when, who, "Exported", "–", "File: winners.csvRows: 1,200Filter: q=สพร · year=2026", "–"],
        [when, who, "Approved", name, "Release: 31 Jan 2026 09:30", "–"],
        [when, "somsri", "Failed to sign in", "–", "–", "–"],
        [when, "somchai", "Failed to sign in", "–", "Locked out: Yes", "–"],
    ]


def test_the_thai_page_shows_thai_dates(desk):
    happened(What.APPROVED, release_at=THEN)

    when, _who, _what, _about, details, _address = rows(desk.get(THAI_LOG))[0]

    assert (when, details[-22:]) == ("31 ม.ค. 2569 09:30 น.", " 31 ม.ค. 2569 09:30 น.")


def test_what_an_event_is_about_is_linked_where_it_is_there_and_may_be_seen(client, somsri):
    client.force_login(make_user(APPROVER, username="reader"))
    ceremony, gone = make_ceremony(), make_agency("กรมที่ไม่มีแล้ว")
    happened(What.SENT_FOR_REVIEW, about=ceremony)
    happened(What.MERGED, about=gone)
    happened(What.SIGNED_IN, by=somsri, about=somsri)
    odd = happened(What.SENT_BACK, about=ceremony)
    Event.objects.bulk_create(
        [
            Event(what="SENT_BACK", model="awards.ceremony", key="ไม่ใช่", about="กุญแจแปลก"),
            Event(what="SENT_BACK", model="awards.nothing", key="1", about="ไม่มีแล้ว"),
            Event(what="SENT_BACK", model="axes.accesslog", key=str(odd.pk), about="ไม่มีหน้า"),
        ]
    )
    gone.delete()

    page = text_of(client.get(LOG))

    assert page.count(f'<a href="/en{reverse("admin:awards_ceremony_change", args=[ceremony.pk])}">') == 2
    assert 'class="field-about_row">กรมที่ไม่มีแล้ว<' in page
    assert 'class="field-about_row">somsri<' in page
    for name in ("กุญแจแปลก", "ไม่มีแล้ว", "ไม่มีหน้า"):
        assert f'class="field-about_row">{name}<' in page


def test_the_log_is_filtered_by_what_by_account_and_by_period_and_searched(desk, somsri):
    now = timezone.now()
    happened(What.SENT_FOR_REVIEW, by=somsri, about=make_ceremony(2026, name_th="งานปีนี้"), at=now)
    happened(What.EXPORTED, who="ลิงก์ของสื่อ", at=now - timedelta(days=3))
    happened(What.SIGN_IN_FAILED, who="somchai", at=now - timedelta(days=400))

    def found(**asked):
        return [row[2] for row in rows(desk.get(LOG, asked))]

    everything = ["Sent for review", "Exported", "Failed to sign in"]
    assert found() == everything
    assert found(what__exact="EXPORTED") == ["Exported"]
    assert found(by=somsri.pk) == ["Sent for review"]
    assert found(by="ไม่ใช่กุญแจ") == []
    assert found(period="today") == ["Sent for review"]
    assert found(period="week") == ["Sent for review", "Exported"]
    assert found(period="month")[:1] == ["Sent for review"]
    assert found(period="ไม่มี") == everything
    assert found(q="somsri") == ["Sent for review"]
    assert found(q="งานปี") == ["Sent for review"]
    assert found(q="สื่อ") == ["Exported"]


def test_fifty_events_are_on_a_page(desk):
    for _number in range(60):
        happened(What.EXPORTED, who="ก")

    assert len(rows(desk.get(LOG, {"q": "ก"}))) == 50
    assert len(rows(desk.get(LOG, {"q": "ก", "p": 2}))) == 10


@pytest.mark.parametrize("events", [1, 30])
def test_the_list_asks_the_database_the_same_however_many_events(desk, somsri, events):
    desk.get(LOG)
    for _number in range(events):
        happened(What.SENT_FOR_REVIEW, by=somsri, about=make_ceremony())
        happened(What.IMPORTED, by=somsri, about=SpreadsheetImport.objects.create(kind="winners"))

    with CaptureQueriesContext(connection) as asked:
        desk.get(LOG)

    assert len(asked) == 10


def test_the_export_holds_what_is_filtered_and_runs_in_no_spreadsheet(desk, somsri):
    ceremony = make_ceremony(2026, name_th="=HYPERLINK(1)")
    happened(What.SAW, by=somsri, about=ceremony, page="a winner")
    happened(What.APPROVED, by=somsri, about=ceremony, release_at=THEN, note='ก "ข", ค')
    happened(What.SIGN_IN_FAILED, who="@somchai")

    answer = desk.get(EXPORT, {"by": somsri.pk})

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="audit-log.csv"'
    assert content(answer) == (
        "\ufeffWhen,Date and time (ISO 8601),Who,What,About,Details,Network address\r\n"
        "31 Jan 2026 09:30,2026-01-31T09:30:15+07:00,สมศรี ใจดี (somsri),Approved,'=HYPERLINK(1),"
        '"Release: 31 Jan 2026 09:30; Note: ก ""ข"", ค",\r\n'
        "31 Jan 2026 09:30,2026-01-31T09:30:15+07:00,สมศรี ใจดี (somsri),Saw what is not released,"
        "'=HYPERLINK(1),Page: a winner,\r\n"
    )
    assert content(desk.get(EXPORT, {"q": "@som"})).endswith(
        "31 Jan 2026 09:30,2026-01-31T09:30:15+07:00,'@somchai,Failed to sign in,,,\r\n"
    )


def test_an_export_of_the_log_is_an_event_itself(desk, somsri):
    happened(What.SIGNED_IN, by=somsri)

    desk.get(EXPORT, {"by": somsri.pk, "q": "สมศรี"})

    event = Event.objects.first()
    assert (event.what, event.who) == ("EXPORTED", "reader")
    assert event.details == {"file": "audit-log.csv", "rows": 1, "filter": {"by": str(somsri.pk), "q": "…"}}


@pytest.mark.parametrize("address", [LOG, EXPORT])
@pytest.mark.parametrize(
    ("role", "status"), [(APPROVER, 200), (ADMINISTRATOR, 200), (READER, 200), (DATA_ENTRY, 404), (None, 404)]
)
def test_approvers_administrators_and_readers_see_the_log_and_nobody_else(client, db, address, role, status):
    client.force_login(make_user(role))

    assert client.get(address).status_code == status


@pytest.mark.parametrize("address", [LOG, EXPORT])
def test_who_is_not_signed_in_is_asked_to(client, db, address):
    assert client.get(address).headers["Location"].startswith("/en/admin/login/")


def test_who_may_only_see_the_log_exports_none(client, db):
    user = make_user()
    user.user_permissions.add(Permission.objects.get(codename="view_event"))
    client.force_login(user)

    assert "Export as CSV" not in text_of(client.get(LOG))
    assert client.get(EXPORT).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("page", ["add/", "1/change/", "1/delete/", "1/history/", "1/"])
def test_nobody_adds_changes_or_deletes_an_event(client, db, method, page):
    client.force_login(make_user(is_superuser=True))
    event = Event.objects.get()
    address = LOG + page.replace("1", str(event.pk))

    assert getattr(client, method)(address).status_code == 404

    action = {"action": "delete_selected", "_selected_action": event.pk, "post": "yes"}
    client.post(LOG, action)
    assert list(Event.objects.values_list("what", flat=True)) == ["SIGNED_IN"]


def test_a_filter_that_is_none_exports_nothing(desk):
    assert desk.get(EXPORT, {"no_such_field": "1"}).status_code == 404
    assert desk.get(LOG, {"no_such_field": "1"}).status_code == 302
