"""The front page says when a ceremony will be released, where the approver wants it: no more than that."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from awards import publishing
from awards.models import Ceremony, State
from awards.roles import APPROVER, DATA_ENTRY
from awardsportal.audit.models import Event
from tests.factories import (
    LATER,
    YESTERDAY,
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_user,
    make_winner,
)
from tests.pages import texts
from tests.project.canaries import WORD, Bundle
from tests.project.embargoed import World, addresses

pytestmark = pytest.mark.django_db

COMING = {"release_at": LATER, "release_is_announced": True}


def front_pages(client):
    """The front page in both languages."""
    return [client.get(address).content for address in ("/", "/en/")]


def make_bundle():
    """A ceremony in whose every text stands a word of its own."""
    return Bundle(2026, known=make_agency(), silent=make_agency(), award=make_award())


def test_the_front_page_says_the_year_and_when(client):
    make_ceremony(2025, release_at=YESTERDAY)
    make_ceremony(2026, **COMING)

    page = client.get("/en/")

    assert texts(page, ".coming") == [
        "The results of the awards of 2026 will be released on Thursday 1 June 2090 at 12:00, Thailand time"
    ]
    assert 'datetime="2090-06-01T12:00:00+07:00"' in page.content.decode()
    assert texts(page, "h1") == ["Digital Government Awards 2025"]
    (when,) = texts(client.get("/"), ".when")
    assert (when.startswith("วันพฤหัสบดีที่ 1 มิถุนายน พ.ศ. 2633"), when.endswith("12:00 น.")) == (True, True)


def test_it_says_so_before_any_ceremony_was_released(client):
    make_ceremony(2026, **COMING)

    page = client.get("/en/")

    assert len(texts(page, ".coming")) == 1
    assert texts(page, ".empty") == ["No ceremony has been published yet."]


def test_of_two_to_come_it_says_the_next(client):
    make_ceremony(2027, release_at=LATER + timedelta(days=1), release_is_announced=True)
    make_ceremony(2026, **COMING)

    assert "awards of 2026" in texts(client.get("/en/"), ".coming")[0]


def test_nothing_of_the_ceremony_stands_there_but_its_year_and_its_release(client):
    make_bundle().set(State.APPROVED, **COMING)

    with_texts = front_pages(client)

    assert [WORD.findall(page.decode()) for page in with_texts] == [[], []]
    assert [page.count(b'href="/ceremonies/2') for page in with_texts] == [0, 0]


def test_two_ceremonies_of_the_same_year_and_release_look_the_same_whatever_is_in_them(client):
    bundle = make_bundle()
    bundle.set(State.APPROVED, **COMING)
    full = front_pages(client)
    bundle.delete()
    make_ceremony(2026, held_on=None, **COMING)

    assert full == front_pages(client)


def test_not_announced_the_front_page_does_not_differ_from_one_without_the_ceremony(client):
    make_ceremony(2025, release_at=YESTERDAY)
    without = front_pages(client)

    make_ceremony(2026, release_at=LATER)

    assert front_pages(client) == without


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW])
def test_only_what_is_approved_is_announced(client, state):
    without = front_pages(client)

    make_ceremony(2026, state=state, **COMING)

    assert front_pages(client) == without


def test_announced_every_other_page_stays_silent(client):
    world = World()
    asked = [address for address in addresses(world) if address not in ("/", "/en/", "/en")]
    asked = [address for address in asked if "?" not in address and "/preview/" not in address]
    before = {address: client.get(address).getvalue() for address in asked}

    Ceremony.objects.filter(year=2024).update(release_is_announced=True)

    assert [address for address in asked if client.get(address).getvalue() != before[address]] == []


def test_from_the_instant_of_its_release_it_is_the_stage(client):
    release_at = timezone.now() + timedelta(hours=1)
    make_ceremony(2026, release_at=release_at, release_is_announced=True)

    just_before = release_at - timedelta(microseconds=1)
    at_each = [
        (Ceremony.objects.announced(at).count(), Ceremony.objects.published(at).count())
        for at in (just_before, release_at)
    ]
    Ceremony.objects.update(release_at=YESTERDAY)
    page = client.get("/en/")

    assert at_each == [(1, 0), (0, 1)]
    assert (texts(page, ".coming"), texts(page, "h1")) == ([], ["Digital Government Awards 2026"])


# The approver


@pytest.fixture
def sent():
    """A ceremony in review."""
    english = {"venue_en": "A building", "presider_en": "The Prime Minister"}
    ceremony = make_ceremony(2020, venue_th="ตึก", presider_th="นายก", **english)
    category = make_category(ceremony, title_en="Excellent")
    make_winner(category, agency=make_agency(name_en="Revenue Department"), source="มติ")
    return publishing.send_for_review(ceremony, by=make_user(DATA_ENTRY))


def is_announced():
    return Ceremony.objects.announced().exists()


def test_the_approver_announces_it_takes_it_back_and_what_is_sent_back_is_not_announced(sent):
    approver = make_user(APPROVER)
    seen = []
    with translation.override("en"):
        publishing.approve(sent, by=approver, release_at=LATER, sent_at=sent.sent_at, announced=True)
        seen.append(is_announced())
        publishing.reschedule(sent, by=approver, release_at=LATER)
        seen.append(is_announced())
        publishing.reschedule(sent, by=approver, release_at=LATER, announced=True)
        seen.append(is_announced())
        publishing.send_back(sent, by=approver, why="ตกคนหนึ่ง")
        seen.append(is_announced())

    assert seen == [True, False, True, False]
    assert [event.details.get("announced") for event in Event.objects.order_by("pk")] == [
        None,
        True,
        False,
        True,
        None,
    ]
    assert Ceremony.objects.get().release_is_announced is False
