"""What the public learns of persons: what was announced, and how to have a name removed."""

import json

import pytest
from django.urls import reverse

from awards.models import Recipient
from awards.privacy.anonymising import anonymise
from awards.roles import APPROVER, DATA_ENTRY
from tests.factories import (
    YESTERDAY,
    make_award,
    make_category,
    make_ceremony,
    make_correction,
    make_user,
    make_winner,
)
from tests.pages import texts

pytestmark = pytest.mark.django_db

GIVEN, FAMILY = "กระรอกทอง", "พงศ์พยานรัก"


@pytest.fixture
def winner():
    ceremony = make_ceremony(2020, release_at=YESTERDAY)
    leader = make_category(
        ceremony, award=make_award(code="leader", recipient=Recipient.PERSON), level="PERSON"
    )
    english = {"person_given_en": "Krarokthong", "person_family_en": "Phongphayanrak"}
    return make_winner(leader, ref="leader22", person_given_th=GIVEN, person_family_th=FAMILY, **english)


def pages_of(winner):
    """The public pages that name the winner."""
    agency = reverse("agencies:agency", args=[winner.agency.code])
    thai = ["/ceremonies/2020/", "/awards/leader/", "/winners/leader22/", agency, "/corrections/"]
    return [*thai, *(f"/en{address}" for address in thai)]


def names_in(page):
    """The parts of the name that a page shows."""
    text = page.content.decode()
    return [word for word in (GIVEN, FAMILY, "Krarokthong", "Phongphayanrak") if word in text]


def test_a_removed_name_is_on_no_public_page(client, winner):
    make_correction(winner, note_th=f"แก้ชื่อเป็น {GIVEN} {FAMILY}")
    pages = pages_of(winner)
    before = [address for address in pages if names_in(client.get(address))]

    anonymise(winner, by=make_user(APPROVER), why="คำขอที่ 1/2569")

    assert before == pages
    assert [address for address in pages if names_in(client.get(address))] == []


def test_a_removed_name_is_found_no_more(client, winner):
    found = texts(client.get(f"/en/search/?q={GIVEN}"), ".name")

    anonymise(winner, by=make_user(APPROVER), why="คำขอที่ 1/2569")

    assert found == ["Krarokthong Phongphayanrak"]
    assert texts(client.get(f"/en/search/?q={GIVEN}"), ".name") == []


def test_the_page_of_the_winner_stays_and_says_so(client, winner):
    anonymise(winner, by=make_user(APPROVER), why="คำขอที่ 1/2569")
    page = client.get("/en/winners/leader22/")

    assert texts(page, "h1") == ["(name withheld)"]
    assert "at the person’s request" in page.content.decode()
    assert "คำขอที่ 1/2569" not in page.content.decode()


def test_no_public_page_tells_who_entered_approved_or_corrected(client, winner):
    staff = {
        "username": "canary-login",
        "first_name": "นกขมิ้น",
        "last_name": "เหลืองอ่อน",
        "email": "canary@dga.or.th",
    }
    clerk = make_user(DATA_ENTRY, **staff)
    ceremony = winner.category.ceremony
    ceremony.sent_by, ceremony._history_user = clerk, clerk
    ceremony.save()
    make_correction(winner, corrected_by=clerk, why="หนังสือของ canary-why")

    for address in [*pages_of(winner), "/corrections.json", "/corrections/feed/", "/privacy/"]:
        page = client.get(address)
        text = page.content.decode()
        text = json.dumps(json.loads(text), ensure_ascii=False) if address.endswith(".json") else text
        assert page.status_code == 200
        assert [word for word in (*staff.values(), "canary-why") if word in text] == []


def test_the_page_on_privacy_names_the_law(client):
    thai, english = client.get("/privacy/"), client.get("/en/privacy/")

    assert "พระราชบัญญัติคุ้มครองข้อมูลส่วนบุคคล พ.ศ.&nbsp;2562" in thai.content.decode()
    assert "Personal Data Protection Act B.E. 2562 (2019)" in english.content.decode()


def test_the_page_on_privacy_sets_no_cookie_as_it_says(client):
    assert not client.get("/privacy/").cookies
