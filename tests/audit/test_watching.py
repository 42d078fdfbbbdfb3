"""Who opens a page that shows winners before their release is noted."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from awards.roles import APPROVER, DATA_ENTRY, READER
from awards.watching import note_seen
from awardsportal.audit.log import event_of
from awardsportal.audit.models import Event, What
from awardsportal.spreadsheets.models import SpreadsheetImport
from tests.factories import (
    make_attachment,
    make_award,
    make_category,
    make_ceremony,
    make_finding,
    make_user,
    make_winner,
)

A_DAY = timedelta(days=1)


@pytest.fixture
def clerk(db):
    return make_user(DATA_ENTRY, username="somsri", first_name="สมศรี", last_name="ใจดี")


@pytest.fixture
def desk(client, clerk):
    client.force_login(clerk)
    return client


def seen():
    """Each (who, ceremony, page) in the order of the log."""
    events = Event.objects.filter(what=What.SAW).order_by("pk")
    return [(event.who, event.about, event.details["page"]) for event in events]


def address(name, *args):
    return reverse(f"admin:awards_{name}", args=args)


@pytest.mark.parametrize("fields", [{}, {"state": "IN_REVIEW"}, {"release_at": timezone.now() + A_DAY}])
def test_each_page_that_shows_winners_before_their_release_is_noted(desk, fields):
    ceremony = make_ceremony(2026, **fields)
    winner = make_winner(make_category(ceremony))
    finding = make_finding(ceremony, "แนวนโยบาย")

    pages = {
        address("winner_changelist"): "the list of winners",
        address("category_change", winner.category.pk): "a category and its winners",
        address("winner_change", winner.pk): "a winner",
        address("finding_changelist"): "the list of findings",
        address("indicator_change", finding.indicator.pk): "an indicator and its findings",
        address("finding_change", finding.pk): "a finding",
    }
    for page in pages:
        desk.get(page)

    assert seen() == [("สมศรี ใจดี", ceremony.name_th, page) for page in pages.values()]


def test_asking_whether_to_delete_what_was_ticked_is_noted(desk):
    winner = make_winner(make_category(make_ceremony(2026)))

    desk.post(address("winner_changelist"), {"action": "delete_selected", "_selected_action": winner.pk})

    assert seen() == [("สมศรี ใจดี", winner.category.ceremony.name_th, "the list of winners")]


def test_asking_whether_to_remove_a_name_is_noted(client, db):
    client.force_login(make_user(APPROVER, first_name="สมศักดิ์"))
    category = make_category(make_ceremony(2026), award=make_award(recipient="PERSON"))

    client.get(address("winner_anonymise", make_winner(category).pk))

    assert seen() == [("สมศักดิ์", category.ceremony.name_th, "a winner")]


@pytest.mark.parametrize("thing", ["ceremony", "winner"])
def test_a_document_before_its_release_is_noted_by_its_file(desk, thing):
    ceremony = make_ceremony(2026)
    row = make_winner(make_category(ceremony)) if thing == "winner" else ceremony
    minutes = make_attachment(row)

    desk.get(address(f"{thing}_attachment", row.pk, minutes.key))

    assert seen() == [("สมศรี ใจดี", ceremony.name_th, f"preview/attachments/{minutes.key}.pdf")]


def test_what_an_import_did_is_noted_as_the_list_that_it_filled(client, clerk):
    hidden, public = make_ceremony(2026), make_ceremony(2025, release_at=timezone.now() - A_DAY)
    record = SpreadsheetImport.objects.create(kind="winners", uploaded_by=clerk)
    for ceremony in (hidden, public):
        make_winner(make_category(ceremony)).history.update(spreadsheet_import=record)
    client.force_login(make_user(READER, first_name="สมปอง"))

    client.get(reverse("admin:spreadsheets_spreadsheetimport_change", args=[record.pk]))

    assert seen() == [("สมปอง", hidden.name_th, "the list of winners")]


def test_nobody_is_offered_winners_behind_the_log(desk):
    make_winner(make_category(make_ceremony(2026)))
    asked = {"app_label": "awards", "model_name": "correction", "field_name": "winner"}

    assert desk.get(reverse("admin:autocomplete"), asked).status_code == 404


@pytest.mark.parametrize("page", ["history", "simple_history", "delete"])
def test_the_history_of_a_winner_is_such_a_page_too(desk, page):
    winner = make_winner(make_category(make_ceremony(2026)))
    version = [winner.history.get().pk] if page == "simple_history" else []

    desk.get(address(f"winner_{page}", winner.pk, *version))

    assert [page for _who, _about, page in seen()] == ["a winner"]


def test_what_is_released_is_seen_by_anybody_and_not_noted(desk):
    winner = make_winner(make_category(make_ceremony(2025, release_at=timezone.now() - A_DAY)))

    for page in (address("winner_changelist"), address("winner_change", winner.pk)):
        assert desk.get(page).status_code == 200

    assert seen() == []


def test_a_list_is_noted_for_each_ceremony_on_it_that_is_not_released(desk):
    make_winner(make_category(make_ceremony(2024, release_at=timezone.now() - A_DAY)))
    for ceremony in (make_ceremony(2025), make_ceremony(2026, release_at=timezone.now() + A_DAY)):
        category = make_category(ceremony)
        make_winner(category)
        make_winner(category)

    desk.get(address("winner_changelist"), {"year": "2026"})
    desk.get(address("winner_changelist"))

    assert sorted(about[-4:] for _who, about, _page in seen()) == ["2568", "2569"]


def test_a_page_that_nobody_got_to_see_is_not_noted(client, db):
    winner = make_winner(make_category(make_ceremony(2026)))
    client.force_login(make_user())

    for page in (address("winner_changelist"), address("winner_change", winner.pk)):
        assert client.get(page).status_code in (403, 404)

    assert seen() == []


def test_a_page_is_noted_once_an_hour_for_each_person_ceremony_and_page(clerk):
    one, other = make_ceremony(2025), make_ceremony(2026)
    colleague = make_user(first_name="คนอื่น")

    for _again in range(2):
        note_seen(one, by=clerk, page="a winner")
        note_seen(one, by=clerk, page="the list of winners")
        note_seen(other, by=clerk, page="a winner")
        note_seen(one, by=colleague, page="a winner")

    assert seen() == [
        ("สมศรี ใจดี", one.name_th, "a winner"),
        ("สมศรี ใจดี", one.name_th, "the list of winners"),
        ("สมศรี ใจดี", other.name_th, "a winner"),
        ("คนอื่น", one.name_th, "a winner"),
    ]


@pytest.mark.parametrize(("minutes", "events"), [(59, 1), (61, 2)])
def test_a_page_that_is_opened_again_after_an_hour_is_noted_again(clerk, minutes, events):
    ceremony = make_ceremony(2026)
    earlier = event_of(What.SAW, by=clerk, about=ceremony, page="a winner")
    earlier.at = timezone.now() - timedelta(minutes=minutes)
    earlier.save()

    note_seen(ceremony, by=clerk, page="a winner")

    assert len(seen()) == events


@pytest.mark.django_db(transaction=True)
def test_a_log_that_cannot_be_written_keeps_nobody_from_their_work(client, caplog):
    winner = make_winner(make_category(make_ceremony(2026)))
    client.force_login(make_user(DATA_ENTRY))
    with connection.schema_editor() as editor:
        editor.alter_db_table(Event, "audit_event", "audit_event_gone")
    try:
        page = client.get(address("winner_change", winner.pk))
    finally:
        with connection.schema_editor() as editor:
            editor.alter_db_table(Event, "audit_event_gone", "audit_event")

    assert page.status_code == 200
    assert "not noted that" in caplog.text


@pytest.mark.parametrize("ceremonies", [1, 20])
def test_noting_asks_the_database_the_same_however_many_ceremonies_are_listed(desk, ceremonies):
    for _number in range(ceremonies):
        make_winner(make_category(make_ceremony()))

    with CaptureQueriesContext(connection) as asked:
        desk.get(address("winner_changelist"))

    assert len([each for each in asked if "audit_event" in each["sql"]]) == 2
    assert len(seen()) == ceremonies
