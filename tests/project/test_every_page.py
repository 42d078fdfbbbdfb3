"""What holds for every public page, whatever it is asked: languages, and what its head says."""

import json
import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qsl

import pytest

from tests.pages import VOID
from tests.project.published import awkward, pages
from tests.schema_org.validator import VOCABULARY, faults

pytestmark = pytest.mark.django_db

HOST = "http://testserver"
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
def every_page(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return pages()


def test_thai_on_an_english_page_is_marked_as_such(every_page):
    unmarked = {}
    for address, html in every_page.items():
        if address.startswith("/en/"):
            reader = Languages()
            reader.feed(html)
            for each in reader.unmarked:
                unmarked.setdefault(each, address)

    assert unmarked == {}


def test_every_page_is_in_one_language_and_leads_to_itself_in_the_other(every_page):
    for address, html in every_page.items():
        language = "en" if address.startswith("/en/") else "th"
        other = address.removeprefix("/en") if language == "en" else f"/en{address}"
        # Names are filed under other letters there.
        other = re.sub(r"\?letter=[^&]*$", "", other)

        assert re.findall('<html lang="([^"]*)"', html) == [language]
        assert switch(html) == [(other, "th" if language == "en" else "en")], address


def blocks(html):
    """What a page says to machines, each block as it stands there."""
    return re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)


def is_public(address):
    """Whether it is no preview, of which nobody is told."""
    return "/preview/" not in address


def test_every_page_says_to_machines_what_schema_org_has_words_for(every_page):
    wrong = {}
    for address, html in every_page.items():
        for block in blocks(html):
            said = json.loads(block)
            assert said["@context"] == VOCABULARY
            wrong |= {fault: address for thing in said["@graph"] for fault in faults(thing)}
        assert len(blocks(html)) == is_public(address), address

    assert wrong == {}


def test_no_text_breaks_out_of_what_a_page_says(every_page):
    for address, html in every_page.items():
        assert not set("<>&") & set("".join(blocks(html))), address
        assert html.count("<script") == len(blocks(html)) + html.count('<script src="/static/'), address
        assert "<!--" not in html, address

    (agency,) = blocks(every_page["/agencies/known/"])
    assert json.loads(agency)["@graph"][-1]["name"] == awkward("กรมที่เคยได้")


def head(html):
    """What the head of a page says: its meta elements by name, and its links by kind or language."""
    top = html.partition("<body>")[0]
    said = dict(re.findall(r'<meta (?:name|property)="([^"]*)"\s+content="([^"]*)">', top))
    leads = re.findall(r'<link rel="alternate"\s+hreflang="([^"]*)"\s+href="([^"]*)">', top)
    said |= {f"to {language}": address for language, address in leads}
    (said["canonical"],) = re.findall(r'<link rel="canonical"\s+href="([^"]*)">', top) or [""]
    (said["title"],) = re.findall(r"<title[^>]*>([^<]*)</title>", top)
    return {name: unescape(text) for name, text in said.items()}


def test_every_page_is_known_by_one_address_that_leads_to_itself_in_each_language(every_page):
    heads = {address: head(html) for address, html in every_page.items() if is_public(address)}
    for address, said in heads.items():
        thai = said["canonical"].replace(f"{HOST}/en/", f"{HOST}/")
        english = thai.replace(f"{HOST}/", f"{HOST}/en/", 1)

        assert said["canonical"] == (english if address.startswith("/en/") else thai), address
        assert [said[f"to {to}"] for to in ("th", "en", "x-default")] == [thai, english, thai], address
        assert said["og:url"] == said["canonical"], address
        # What is known by another address says so there as well.
        known = heads.get(said["canonical"].removeprefix(HOST), said)
        assert known["canonical"] == said["canonical"], address


def test_every_page_says_how_it_is_shared(every_page):
    for address, html in every_page.items():
        if is_public(address):
            said = head(html)

            assert said["og:title"] in said["title"], address
            assert said["og:description"] == said["description"], address
            assert all(said[name].strip() for name in ("og:title", "description", "og:site_name")), address
            assert re.fullmatch(rf"{HOST}(/en)?/(\S+/)?share\.png", said["og:image"]), address
            assert ("/en/" in said["og:image"]) == address.startswith("/en/"), address
            assert said["og:locale"] == ("en_US" if address.startswith("/en/") else "th_TH"), address
            assert said["twitter:card"] == "summary_large_image", address


def test_search_engines_list_every_page_but_searches_and_previews(every_page):
    for address, html in every_page.items():
        said = head(html)
        asked = dict(parse_qsl(said["canonical"].partition("?")[2])).keys() - {"page"}
        is_listed = is_public(address) and not asked and "/search/" not in address

        assert ("noindex" in said.get("robots", "")) is not is_listed, address


def test_a_preview_says_nothing_to_anybody_else(every_page):
    previews = [head(html) for address, html in every_page.items() if not is_public(address)]

    assert previews
    assert {tuple(sorted(said)) for said in previews} == {
        ("canonical", "description", "robots", "title", "viewport")
    }
    assert {said["canonical"] for said in previews} == {""}


def switch(html):
    """Where the switch of the languages leads, as (address, language)."""
    found = re.findall(r'<a href="([^"]*)"\s+lang="(..)"\s+hreflang', html)
    return [(unescape(address), language) for address, language in found]
