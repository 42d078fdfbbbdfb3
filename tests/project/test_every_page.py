"""What holds for every public page, whatever it is asked: languages, and what its head says."""

import json
import re
from html import unescape
from html.parser import HTMLParser

import pytest

from tests.pages import VOID
from tests.project.published import AwkwardWorld, ThaiWorld, pages
from tests.schema_org.validator import VOCABULARY, faults

pytestmark = pytest.mark.django_db

THAI_LETTER = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4d]")
READ_OUT = {"alt", "title", "aria-label", "aria-description", "placeholder", "summary", "label"}


class Languages(HTMLParser):
    """Collects each text with Thai letters that is not marked as Thai, with the elements around it."""

    def __init__(self):
        super().__init__()
        self.around, self.unmarked = [], []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        above = self.around[-1][1] if self.around else ""
        language = attrs.get("lang") or attrs.get("xml:lang") or above
        for name in READ_OUT & set(attrs):
            self.look(attrs[name] or "", language, f"{tag} {name}")
        if tag not in VOID:
            self.around.append((tag, language))

    def handle_endtag(self, tag):
        if tag not in VOID:
            self.around.pop()

    def handle_data(self, data):
        if self.around and self.around[-1][0] not in ("script", "style"):
            self.look(data, self.around[-1][1], self.around[-1][0])

    def look(self, text, language, place):
        if THAI_LETTER.search(text) and language != "th":
            self.unmarked.append(f"{place}: {' '.join(text.split())}")


@pytest.fixture(scope="module")
def thai_pages(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return pages(ThaiWorld)


@pytest.fixture(scope="module")
def awkward_pages(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return pages(AwkwardWorld)


def test_thai_on_an_english_page_is_marked_as_such(thai_pages):
    unmarked = {}
    for address, html in thai_pages.items():
        if address.startswith("/en/"):
            reader = Languages()
            reader.feed(html)
            for each in reader.unmarked:
                unmarked.setdefault(each, address)

    assert unmarked == {}


def test_every_page_is_in_one_language_and_leads_to_itself_in_the_other(thai_pages):
    for address, html in thai_pages.items():
        language = "en" if address.startswith("/en/") else "th"
        other = address.removeprefix("/en") if language == "en" else f"/en{address}"

        assert re.findall('<html lang="([^"]*)"', html) == [language]
        assert switch(html) == [(other, "th" if language == "en" else "en")], address


def blocks(html):
    """What a page says to machines, each block as it stands there."""
    return re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)


def is_public(address):
    """Whether it is no preview, of which nobody is told."""
    return "/preview/" not in address


def test_every_page_says_to_machines_what_schema_org_has_words_for(thai_pages):
    wrong = {}
    for address, html in thai_pages.items():
        for block in blocks(html):
            said = json.loads(block)
            assert said["@context"] == VOCABULARY
            wrong |= {fault: address for thing in said["@graph"] for fault in faults(thing)}
        assert len(blocks(html)) == is_public(address), address

    assert wrong == {}


def test_no_text_breaks_out_of_what_a_page_says(awkward_pages):
    for address, html in awkward_pages.items():
        assert not set("<>&") & set("".join(blocks(html))), address
        assert html.count("<script") == len(blocks(html)), address
        assert [thing for block in blocks(html) for thing in json.loads(block)] or not is_public(address)
        assert len(re.findall("<!--", html)) == 0, address


def switch(html):
    """Where the switch of the languages leads, as (address, language)."""
    found = re.findall(r'<a href="([^"]*)"\s+lang="(..)"\s+hreflang', html)
    return [(unescape(address), language) for address, language in found]
