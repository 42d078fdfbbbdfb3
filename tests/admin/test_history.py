from datetime import date

from django.urls import reverse

from awards.models import Ceremony
from awards.roles import READER
from awardsportal.spreadsheets.models import SpreadsheetImport
from tests.admin.pages import fields_of, text_of
from tests.factories import YESTERDAY, make_category, make_ceremony, make_user, make_winner


def history(obj):
    return "/en" + reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_history", args=[obj.pk])


def version(obj, record):
    names = f"admin:{obj._meta.app_label}_{obj._meta.model_name}_simple_history"
    return "/en" + reverse(names, args=[obj.pk, record.pk])


def test_the_history_says_who_changed_what_from_what_to_what_and_how(desk, clerk):
    category = make_category(make_ceremony(2020), form="PLAQUE")
    category.form = "CERTIFICATE"
    category.changed_by_import = SpreadsheetImport.objects.create(kind="winners", file_name="ผล 2563.xlsx")
    category._history_user = clerk
    category.save()

    page = text_of(desk.get(history(category)))

    assert "<del>Plaque</del> → <ins>Certificate</ins>" in page
    assert "สมศรี ใจดี" in page
    assert "ผล 2563.xlsx" in page


def test_dates_in_the_history_are_in_the_calendar_of_the_page(desk):
    ceremony = make_ceremony(2020)
    ceremony.held_on = date(2020, 12, 4)
    ceremony.save()

    assert "<ins>4 December 2020</ins>" in text_of(desk.get(history(ceremony)))
    assert "<ins>4 ธันวาคม 2563</ins>" in text_of(desk.get(history(ceremony).removeprefix("/en")))


def test_an_older_version_is_restored_without_its_state(desk):
    ceremony = make_ceremony(2020, venue_th="เดิม")
    old = ceremony.history.get()
    ceremony.venue_th, ceremony.release_at = "ใหม่", YESTERDAY
    ceremony.save()
    address = version(ceremony, old)

    desk.post(address, fields_of(desk.get(address)))

    assert Ceremony.objects.values_list("venue_th", "release_at").get() == ("เดิม", YESTERDAY)


def test_a_restored_version_does_not_overwrite_what_was_saved_meanwhile(desk):
    ceremony = make_ceremony(2020, venue_th="เดิม")
    old = ceremony.history.get()
    Ceremony.objects.update(venue_th="ใหม่")
    address = version(ceremony, old)
    mine = fields_of(desk.get(address))
    Ceremony.objects.update(venue_th="ใหม่กว่า")

    assert "saved: “ใหม่กว่า”; typed by you: “เดิม”" in text_of(desk.post(address, mine))
    assert Ceremony.objects.get().venue_th == "ใหม่กว่า"


def test_a_reader_restores_nothing(client, db):
    ceremony = make_ceremony(2020, venue_th="เดิม")
    old = ceremony.history.get()
    Ceremony.objects.update(venue_th="ใหม่")
    client.force_login(make_user(READER))

    assert client.get(version(ceremony, old)).status_code == 200
    assert client.post(version(ceremony, old), {}).status_code == 403
    assert Ceremony.objects.get().venue_th == "ใหม่"


def test_addresses_that_are_none_of_the_history_are_not_found(desk):
    winner = make_winner(make_category(make_ceremony()))
    page = reverse("admin:awards_winner_history", args=[winner.pk])

    assert desk.get(page + "abc/").status_code == 404
    assert desk.get(page + "999999999999999999999999/").status_code == 404
    assert desk.get(page.replace(f"/{winner.pk}/", "/abc/")).status_code == 302
    assert desk.get(page.replace(f"/{winner.pk}/", "/999/")).status_code == 302
