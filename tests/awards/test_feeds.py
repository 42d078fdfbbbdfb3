"""What is new, as feeds: ceremonies and winners."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest

from tests.factories import (
    LATER,
    YESTERDAY,
    make_agency,
    make_category,
    make_ceremony,
    make_correction,
    make_winner,
)

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
RELEASED = "2026-05-31T12:00:00+07:00"
FEEDS = ["/feed/", "/winners/feed/", "/ceremonies/2020/feed/"]
AWKWARD = """ก < ข & "ค" ]]> <!-- </title><script>alert(1)</script> %s {{ x }}"""


def feed(client, address):
    """A feed, which must be sound XML."""
    # Our own feed, not untrusted data.
    return ElementTree.fromstring(client.get(address).content)  # noqa: S314


def entries(client, address):
    """Each entry of a feed as (title, address, published, updated)."""
    return [
        (
            entry.findtext(f"{ATOM}title"),
            entry.find(f"{ATOM}link").get("href"),
            entry.findtext(f"{ATOM}published"),
            entry.findtext(f"{ATOM}updated"),
        )
        for entry in feed(client, address).iter(f"{ATOM}entry")
    ]


@pytest.fixture
def winner():
    """A win at a released ceremony, beside a ceremony that is not released."""
    make_winner(make_category(make_ceremony(2021, release_at=LATER)))
    ceremony = make_ceremony(2020, release_at=YESTERDAY)
    agency = make_agency("กรมหนึ่ง", name_en="Department One")
    return make_winner(make_category(ceremony, title_th="รางวัลหนึ่ง"), agency=agency, ref="first222")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_feed_of_ceremonies_tells_them_at_their_release_the_last_released_first(client, winner, prefix):
    make_ceremony(2019, release_at=YESTERDAY + timedelta(hours=1))
    name = {"": "รางวัลรัฐบาลดิจิทัล ประจำปี {}".format, "/en": "Digital Government Awards {}".format}[prefix]
    era = 543 if not prefix else 0

    assert entries(client, f"{prefix}/feed/") == [
        (
            name(2019 + era),
            f"http://testserver{prefix}/ceremonies/2019/",
            "2026-05-31T13:00:00+07:00",
            "2026-05-31T13:00:00+07:00",
        ),
        (name(2020 + era), f"http://testserver{prefix}/ceremonies/2020/", RELEASED, RELEASED),
    ]


@pytest.mark.parametrize("address", ["/en/winners/feed/", "/en/ceremonies/2020/feed/"])
def test_the_feeds_of_winners_tell_who_won_what(client, winner, address):
    assert entries(client, address) == [
        ("Department One · รางวัลหนึ่ง 2020", "http://testserver/en/winners/first222/", RELEASED, RELEASED)
    ]


def test_the_feed_of_a_ceremony_holds_no_winner_of_another(client, winner):
    make_winner(make_category(make_ceremony(2019, release_at=YESTERDAY)))

    assert len(entries(client, "/winners/feed/")) == 2
    assert len(entries(client, "/ceremonies/2020/feed/")) == 1


def test_a_correction_makes_an_entry_new_and_leaves_its_identifier(client, winner):
    before = [feed(client, address).findtext(f"{ATOM}entry/{ATOM}id") for address in FEEDS]
    make_correction(winner, corrected_at=YESTERDAY + timedelta(hours=2))

    for address, identifier in zip(FEEDS, before, strict=True):
        assert entries(client, address)[0][2:] == (RELEASED, "2026-05-31T14:00:00+07:00")
        assert feed(client, address).findtext(f"{ATOM}entry/{ATOM}id") == identifier


def test_an_entry_of_a_withdrawn_win_says_so(client, winner):
    winner.withdrawn_at, winner.withdrawn_why_th = YESTERDAY, "ขาดคุณสมบัติ"
    winner.save()

    told = feed(client, "/en/winners/feed/").findtext(f"{ATOM}entry/{ATOM}summary")
    assert "This award was withdrawn on 31 May 2026." in told


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_is_sound_whatever_the_names(client, winner, address):
    winner.agency_name_th = winner.category.ceremony.name_th = AWKWARD
    winner.save()
    winner.category.ceremony.save()

    assert AWKWARD in entries(client, address)[0][0]


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_is_asked_for_again_only_when_it_has_changed(client, winner, address):
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})

    assert first["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert "Last-Modified" not in first.headers
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("slug", ["2021", "1999"])
def test_a_ceremony_that_is_not_released_has_no_feed(client, winner, slug):
    assert client.get(f"/ceremonies/{slug}/feed/").status_code == 404


@pytest.mark.parametrize("address", FEEDS)
def test_the_queries_of_a_feed_do_not_grow_with_its_entries(
    client, winner, address, django_assert_max_num_queries
):
    for _each in range(9):
        make_winner(winner.category)

    with django_assert_max_num_queries(3):
        client.get(address)
