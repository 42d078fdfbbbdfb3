"""The feeds keep the rules of Atom (RFC 4287), in both languages, whatever is in them."""

import re
from collections import Counter
from datetime import datetime
from xml.etree import ElementTree

import pytest

from awards.models import Recipient
from tests.factories import (
    YESTERDAY,
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_correction,
    make_winner,
)

pytestmark = pytest.mark.django_db

HOST = "http://testserver"
ATOM, XML = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/XML/1998/namespace}"
PATHS = ["/feed/", "/winners/feed/", "/ceremonies/2020/feed/", "/corrections/feed/"]
FEEDS = [f"{prefix}{path}" for path in PATHS for prefix in ("", "/en")]
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
ADDRESS = re.compile(r"https?://[^\s]+")
IDENTIFIER = re.compile(r"(https?://|tag:[^\s,]+,\d{4}(-\d\d(-\d\d)?)?:)[^\s]+")
# Of each child of a feed or an entry the fewest and the most; None is any number.
OF_A_FEED = {
    "author": (1, None),
    "entry": (0, None),
    "id": (1, 1),
    "link": (2, 2),
    "title": (1, 1),
    "updated": (1, 1),
}
OF_AN_ENTRY = {
    "id": (1, 1),
    "link": (1, 1),
    "published": (1, 1),
    "summary": (1, 1),
    "title": (1, 1),
    "updated": (1, 1),
}


@pytest.fixture
def world():
    """Two ceremonies, an agency and a person with an award each, and a correction of both."""
    ceremony = make_ceremony(2020, release_at=YESTERDAY, text_th="หนึ่ง\n\nสอง", venue_th="ทำเนียบ")
    make_ceremony(2019, release_at=YESTERDAY, name_en="")
    leader = make_award(recipient=Recipient.PERSON)
    winner = make_winner(make_category(ceremony), agency=make_agency(name_en="One"), ref="first222")
    make_winner(make_category(ceremony, award=leader, level="PERSON"), position_th="อธิบดี", ref="leader22")
    make_winner(
        make_category(ceremony, title_en="Two"),
        withdrawn_at=YESTERDAY,
        withdrawn_why_th="ขาด",
        ref="gone2222",
    )
    make_correction(winner)
    make_correction(ceremony, changes=[{"model": "awards.ceremony", "field": "edition", "old": 1, "new": 2}])


def read(client, address):
    """A feed."""
    response = client.get(address)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    # Our own feed, not untrusted data.
    return ElementTree.fromstring(response.content)  # noqa: S314


def faults(feed, address):
    """What RFC 4287 has against a feed, in words."""
    yield from faults_of_children(feed, OF_A_FEED)
    yield from faults_of_texts(feed)
    if [link.get("href") for link in feed.findall(f"{ATOM}link[@rel='self']")] != [f"{HOST}{address}"]:
        yield "the feed does not know its address"
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        yield from faults_of_children(entry, OF_AN_ENTRY)
        yield from faults_of_texts(entry)
        if entry.findtext(f"{ATOM}updated") < entry.findtext(f"{ATOM}published"):
            yield "updated before it was published"
    identifiers = Counter(each.text for each in feed.iter(f"{ATOM}id"))
    yield from (f"two are known by {name}" for name, count in identifiers.items() if count > 1)


def faults_of_children(element, rules):
    """Which children are missing, are too many, or do not belong there."""
    counts = Counter(child.tag.removeprefix(ATOM) for child in element)
    yield from (f"no place for {name}" for name in set(counts) - set(rules))
    for name, (fewest, most) in rules.items():
        if counts[name] < fewest or (most is not None and counts[name] > most):
            yield f"{counts[name]} times {name}"


def faults_of_texts(element):
    """Which of its own children hold what they must not hold."""
    for child in element:
        name, text = child.tag.removeprefix(ATOM), child.text or ""
        if name in ("updated", "published") and not (MOMENT.fullmatch(text) and datetime.fromisoformat(text)):
            yield f"{name} is no moment: {text}"
        if name == "id" and not IDENTIFIER.fullmatch(text):
            yield f"no identifier: {text}"
        if name == "link" and not (ADDRESS.fullmatch(child.get("href")) and child.get("rel")):
            yield f"no link: {child.attrib}"
        if name == "author" and not child.findtext(f"{ATOM}name"):
            yield "an author without a name"
        if name == "title" and (not text.strip() or child.get("type", "text") != "text" or "<" in text):
            yield f"no title in plain text: {text}"
        if name == "summary" and (child.get("type") != "html" or not text.startswith("<") or "&lt;" in text):
            yield "a summary that is no HTML, or is not told to be"


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_keeps_the_rules(client, world, address):
    feed = read(client, address)

    assert len(feed.findall(f"{ATOM}entry")) >= 2
    assert list(faults(feed, address)) == []


@pytest.mark.parametrize("address", [each for each in FEEDS if "2020" not in each])
def test_a_feed_of_nothing_keeps_them_as_well(client, address):
    assert list(faults(read(client, address), address)) == []


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        (("<id>.*?</id>", ""), "0 times id"),
        (("<title>.*?</title>", "<title>&lt;b&gt;</title>"), "no title in plain text: <b>"),
        (("(<updated>.{10})T", r"\1 "), "updated is no moment"),
        (('href="http://testserver', 'href="'), "no link"),
        (("<published>2", "<published>3"), "updated before it was published"),
        (("(<entry>.*?</entry>)", r"\1\1"), "two are known by"),
        (("<entry>", "<entry><source/>"), "no place for source"),
    ],
)
def test_what_breaks_a_rule_is_found(client, world, broken, fault):
    xml = re.sub(*broken, client.get("/winners/feed/").content.decode(), flags=re.DOTALL)

    found = faults(ElementTree.fromstring(xml), "/winners/feed/")  # noqa: S314
    assert fault in " | ".join(found)


def test_no_two_feeds_are_known_by_one_name(client, world):
    names = [read(client, address).findtext(f"{ATOM}id") for address in FEEDS]

    assert names == [f"{HOST}{address}" for address in FEEDS]


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_and_each_of_its_entries_leads_to_a_page_of_its_language(client, world, address):
    feed = read(client, address)
    alternates = [link.get("href") for link in feed.iter(f"{ATOM}link") if link.get("rel") == "alternate"]

    assert all(client.get(each).status_code == 200 for each in alternates)
    assert {each.startswith(f"{HOST}/en/") for each in alternates} == {address.startswith("/en/")}


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_says_in_which_language_it_tells_what(client, world, address):
    feed = read(client, address)
    language = "en" if address.startswith("/en/") else "th"

    assert feed.get(f"{XML}lang") == language
    for entry in feed.findall(f"{ATOM}entry"):
        is_thai = re.search("[ก-ฮ]", entry.findtext(f"{ATOM}title"))
        assert (entry.get(f"{XML}lang") or language) == ("th" if is_thai else "en")
        assert entry.findtext(f"{ATOM}summary").startswith(f'<div lang="{language}">')


@pytest.mark.parametrize("page", ["/", "/ceremonies/2020/", "/winners/first222/", "/search/", "/privacy/"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_leads_to_the_feeds_of_its_language(client, world, prefix, page):
    html = client.get(f"{prefix}{page}").content.decode()
    links = re.findall(r'type="application/atom\+xml"\s+title="[^"]+"[^>]*?\shref="([^"]*)"', html)

    own = [f"{prefix}{page}feed/"] if page == "/ceremonies/2020/" else []
    assert links == [f"{prefix}{path}" for path in ("/feed/", "/winners/feed/", "/corrections/feed/")] + own
