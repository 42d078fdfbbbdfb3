"""The history of a row in the admin: complete, in words, and nobody's to edit."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalChanges

from awards.models import Winner
from awards.roles import DATA_ENTRY, READER
from awardsportal.audit.log import record
from awardsportal.audit.models import What
from awardsportal.history import keep_versions
from awardsportal.spreadsheets.models import SpreadsheetImport
from tests.admin.pages import fields_of, text_of
from tests.factories import make_agency, make_category, make_ceremony, make_user, make_winner

# Every name by which django and django-simple-history have their forms sent.
SUBMITS = ["_save", "_continue", "_addanother", "_saveasnew", "_change_history", "_popup"]


@pytest.fixture
def desk(client, db):
    client.force_login(make_user(DATA_ENTRY))
    return client


@pytest.fixture
def released(db):
    """A winner that the public sees, with a version from before."""
    winner = make_winner(make_category(make_ceremony(2020)), source="เดิม")
    winner.source = "ใหม่"
    winner.save()
    ceremony = winner.category.ceremony
    ceremony.state, ceremony.release_at = "APPROVED", timezone.now() - timedelta(days=1)
    ceremony.save()
    return winner


def address(row, page, *args):
    return "/en" + reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk, *args])


def versions():
    return list(Winner.history.order_by("history_id").values())


def test_the_history_says_the_reason_however_long(desk):
    winner = make_winner(make_category(make_ceremony(2020)))
    winner._change_reason = "แก้ตามหนังสือของหน่วยงาน " * 20
    winner.rank = 1
    winner.save()

    page = " ".join(text_of(desk.get(address(winner, "history"))).split())

    assert f"Reason: {winner._change_reason.strip()}" in page


def test_the_history_leads_to_the_import_and_says_when_it_was_undone(desk):
    imported = SpreadsheetImport.objects.create(kind="winners", file_name="ผล 2563.xlsx")
    winner = make_winner(make_category(make_ceremony(2020)))
    keep_versions(Winner, [winner.pk], "~", record=imported)
    keep_versions(Winner, [winner.pk], "~", record=imported, is_undo=True)

    page = text_of(desk.get(address(winner, "history")))

    assert page.count(f'<a href="{address(imported, "change")}">ผล 2563.xlsx</a>') == 2
    assert page.count("(when it was undone)") == 1


def test_a_version_is_restored_while_the_state_allows_it(desk):
    winner = make_winner(make_category(make_ceremony(2020)), source="เดิม")
    winner.source = "ใหม่"
    winner.save()
    page = address(winner, "simple_history", winner.history.last().pk)

    opened = desk.get(page)
    assert 'value="Revert"' in text_of(opened)
    desk.post(page, fields_of(opened))

    winner.refresh_from_db()
    assert (winner.source, winner.history.count()) == ("เดิม", 3)


def test_where_the_state_does_not_allow_it_the_page_says_why(desk, released):
    page = text_of(desk.get(address(released, "simple_history", released.history.last().pk)))

    assert "is approved and can no longer be edited" in page
    assert 'value="Revert"' not in page
    assert "Press the" not in page


def test_who_may_not_change_is_told_so(client, db):
    agency = make_agency()
    client.force_login(make_user(READER))

    page = text_of(client.get(address(agency, "simple_history", agency.history.get().pk)))

    assert "Your account may look at this, and not change it." in page
    assert 'value="Revert"' not in page


@pytest.mark.parametrize("submit", SUBMITS)
@pytest.mark.parametrize("superuser", [True, False])
def test_nobody_edits_the_history_of_what_is_released(client, released, submit, superuser):
    client.force_login(make_user(DATA_ENTRY, is_superuser=superuser))
    page = address(released, "simple_history", released.history.last().pk)
    typed = {"category": released.category_id, "agency": released.agency_id, "source": "อื่น", submit: "1"}
    before = versions()

    assert client.post(page, typed).status_code == (400 if submit == "_popup" else 403)

    assert versions() == before
    assert Winner.objects.get().source == "ใหม่"


@pytest.mark.parametrize("submit", SUBMITS[:-1])
def test_restoring_a_draft_adds_a_version_and_changes_none(client, db, submit):
    client.force_login(make_user(is_superuser=True))
    winner = make_winner(make_category(make_ceremony(2020)), source="เดิม")
    page = address(winner, "simple_history", winner.history.get().pk)
    before = versions()

    answer = client.post(page, fields_of(client.get(page)) | {"source": "อื่น", submit: "1"})

    assert answer.status_code == 302
    assert versions()[:1] == before
    assert [each["source"] for each in versions()] == ["เดิม", "อื่น"]


def test_a_version_that_is_sent_as_from_a_box_is_refused(desk):
    winner = make_winner(make_category(make_ceremony(2020)))
    page = address(winner, "simple_history", winner.history.get().pk)

    assert desk.post(page, fields_of(desk.get(page)) | {"_popup": "1"}).status_code == 400

    assert winner.history.count() == 1


def test_no_version_has_an_admin_of_its_own():
    kept = [model for model in apps.get_models() if issubclass(model, HistoricalChanges)]

    assert len(kept) > 5
    assert [model for model in kept if admin.site.is_registered(model)] == []


def test_a_row_without_versions_shows_what_the_audit_log_says_of_it(desk):
    imported = SpreadsheetImport.objects.create(kind="winners", file_name="ผล.csv")
    record(What.IMPORTED, by=make_user(first_name="สมศรี"), about=imported, counts={"new": 3})

    page = text_of(desk.get(address(imported, "history")))

    assert "<td>Imported</td>" in page
    assert "<div>What it did: New 3</div>" in page


def test_django_keeps_no_log_of_its_own(desk):
    winner = make_winner(make_category(make_ceremony(2020)))
    form = address(winner, "change")

    desk.post(form, fields_of(desk.get(form)) | {"source": "ใหม่"})
    desk.post(address(winner, "delete"), {"post": "yes"})

    assert (Winner.objects.count(), Winner.history.count(), LogEntry.objects.count()) == (0, 3, 0)
    assert "Recent actions" not in text_of(desk.get("/en" + reverse("admin:index")))
