from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from awards import publishing
from awards.roles import ADMINISTRATOR, APPROVER, DATA_ENTRY, READER, ROLES
from awardsportal.spreadsheets.models import SpreadsheetImport
from tests.admin.pages import text_of
from tests.factories import make_agency, make_category, make_ceremony, make_user, make_winner


def start(client, role):
    client.force_login(make_user(role))
    return text_of(client.get("/en" + reverse("admin:index")))


@pytest.fixture
def work(db):
    """A draft with one category of which 1 of 3 winners is known."""
    category = make_category(make_ceremony(2020), title_th="ระดับกรมดีเด่น", quota=3)
    make_winner(category)
    return category


@pytest.mark.parametrize("role", ROLES)
def test_everybody_sees_what_is_in_work_and_how_full_it_is(client, work, role):
    page = start(client, role)

    assert 'meter min="0" max="3" value="1"' in " ".join(page.split())
    assert reverse("admin:awards_category_change", args=[work.pk]) in page


@pytest.mark.parametrize(
    ("role", "enters", "makes_users"),
    [
        (DATA_ENTRY, True, False),
        (APPROVER, False, False),
        (ADMINISTRATOR, False, True),
        (READER, False, False),
    ],
)
def test_each_role_is_offered_what_it_may_do(client, work, role, enters, makes_users):
    page = start(client, role)

    assert ("Enter winners" in page) is enters
    assert ("See winners" in page) is not enters
    assert (reverse("admin:awards_ceremony_add") in page) is enters
    assert (reverse("admin:auth_user_add") in page) is makes_users


@pytest.mark.parametrize(("role", "enters"), [(DATA_ENTRY, True), (APPROVER, False), (READER, False)])
def test_only_data_entry_may_save(client, work, role, enters):
    client.force_login(make_user(role))
    add = reverse("admin:awards_ceremony_add")

    assert client.get(add).status_code == (200 if enters else 404)
    assert client.get(reverse("admin:awards_category_change", args=[work.pk])).status_code == 200


def test_an_approved_ceremony_waits_with_its_release_and_leaves_once_public(client, db):
    soon = timezone.now() + timedelta(days=1)
    make_ceremony(2020, name_th="พิธีที่รอ", release_at=soon)
    make_ceremony(2019, name_th="พิธีที่เผยแพร่แล้ว", release_at=timezone.now())

    page = start(client, READER)

    assert "พิธีที่รอ" in page
    assert timezone.localtime(soon).strftime("%H:%M") in page
    assert "พิธีที่เผยแพร่แล้ว" not in page


def test_what_is_in_review_waits_for_those_who_may_approve_it(client, db):
    sender = make_user(DATA_ENTRY, first_name="สมศรี", last_name="ใจดี")
    sent = {"state": "IN_REVIEW", "sent_by": sender, "sent_at": timezone.now()}
    ceremony = make_ceremony(2020, **sent)
    address = reverse("admin:awards_ceremony_review", args=[ceremony.pk])

    page = start(client, APPROVER)
    assert ("Waiting for your approval" in page, "sent by สมศรี ใจดี on " in page) == (True, True)
    assert page.count(f'href="/en{address}"') == 2
    assert "Waiting for your approval" not in start(client, DATA_ENTRY)

    client.force_login(sender)
    sender.is_superuser = True
    sender.save()
    assert "Waiting for your approval" not in text_of(client.get("/en" + reverse("admin:index")))


def test_what_was_sent_back_says_so_with_the_reason_until_it_is_sent_again(client, work):
    ceremony, clerk, approver = work.ceremony, make_user(DATA_ENTRY), make_user(APPROVER)
    for each in publishing.unsolved(ceremony):
        publishing.accept(ceremony, by=clerk, problem=each.key, reason="ตามประกาศ")
    publishing.send_for_review(ceremony, by=clerk)
    assert "Sent back" not in start(client, DATA_ENTRY)

    publishing.send_back(ceremony, by=approver, why="ตกกรมที่ 5")
    page = start(client, DATA_ENTRY)
    assert f"Sent back by {approver}" in page
    assert "ตกกรมที่ 5" in page

    publishing.send_for_review(ceremony, by=clerk)
    assert "ตกกรมที่ 5" not in start(client, DATA_ENTRY)


def test_what_is_approved_leads_to_the_page_on_which_its_release_is_changed(client, db):
    ceremony = make_ceremony(2020, release_at=timezone.now() + timedelta(days=3, hours=1))

    page = " ".join(start(client, APPROVER).replace("\xa0", " ").split())

    assert f'href="/en{reverse("admin:awards_ceremony_review", args=[ceremony.pk])}"' in page
    assert "in 3 days" in page


def test_only_the_last_five_imports_are_shown(client, db):
    for n in range(6):
        SpreadsheetImport.objects.create(kind="winners", file_name=f"แฟ้ม{n}.xlsx")

    page = start(client, DATA_ENTRY)

    assert [f"แฟ้ม{n}.xlsx" in page for n in range(6)] == [False, True, True, True, True, True]


def test_agencies_without_an_english_name_are_counted_and_listed(client, db):
    make_agency("มีชื่ออังกฤษ", name_en="With English")
    make_agency("ไม่มีชื่ออังกฤษ")

    assert "Agencies without an English name: 1" in start(client, DATA_ENTRY)
    page = text_of(client.get(reverse("admin:agencies_agency_changelist"), {"english": "missing"}))
    assert ("ไม่มีชื่ออังกฤษ" in page, "With English" in page) == (True, False)


def test_somebody_without_rights_sees_nothing_of_it(client, work):
    page = start(client, None)

    assert "ระดับกรมดีเด่น" not in page
    assert "Last imports" not in page
