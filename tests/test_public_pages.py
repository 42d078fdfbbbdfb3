"""What holds for every public page: languages, caching, queries, headings, and the error pages."""

import re
from datetime import date
from itertools import pairwise

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import path
from django.views.defaults import server_error

from agencies.models import How, Kind, NameKind, Succession
from awards.models import Recipient, Winner
from awardsportal.urls import urlpatterns as portal_urls
from tests.factories import (
    YESTERDAY,
    make_agency,
    make_attachment,
    make_award,
    make_category,
    make_ceremony,
    make_correction,
    make_finding,
    make_name,
    make_photo,
    make_province,
    make_winner,
)
from tests.pages import elements, texts

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/ceremonies/",
    "/ceremonies/2020/",
    "/awards/",
    "/awards/data/",
    "/winners/first222/",
    "/agencies/",
    "/agencies/first/",
    "/search/",
    "/search/?q=%E0%B8%81%E0%B8%A3%E0%B8%A1",
    "/search/?ministry=mof",
    "/privacy/",
    "/accessibility/",
    "/corrections/",
    "/statistics/",
]
# What cannot be listed: with every filter, and with a name that no agency has.
ASKED = [
    "/agencies/?ministry=mof&province=00&order=awards&kind=DEPARTMENT&page=2",
    "/agencies/?q=กรมหนุ่ง&ministry=mof&province=00",
    "/agencies/?q=xyzxyz&ministry=mof",
    "/winners/person22/",
]
FILES = [
    "/agencies/first/badge.svg",
    "/ceremonies/2020/feed/",
    "/ceremonies/2020/share.png",
    "/corrections.json",
    "/corrections/feed/",
    "/feed/",
    "/search.csv",
    "/search/suggestions.json?q=%E0%B8%81%E0%B8%A3%E0%B8%A1",
    "/sitemap.xml",
    "/sitemap-agencies.xml",
    "/sitemap-awards.xml",
    "/sitemap-ceremonies.xml",
    "/sitemap-winners.xml",
    "/statistics/streaks.csv",
    "/statistics/survey.svg",
    "/winners/feed/",
]
MOST_QUERIES = 8


def fill(rows):
    """Give every list of the portal this many rows more."""
    ceremony, award, first, leader = fill.world
    for n in range(rows):
        edition = make_ceremony(release_at=YESTERDAY)
        make_winner(make_category(edition, award=award), agency=first)
        make_winner(make_category(edition, award=leader, level="PERSON"), agency=first)
        make_winner(make_category(ceremony, award=make_award()), agency=first)
        other = make_agency(parent=first.parent)
        make_winner(ceremony.categories.first(), agency=other, agency_name_th=f"ชื่อเดิม {n}", rank=n + 1)
        make_finding(ceremony, f"ตัวชี้วัด {edition.year}", place=n + 1)
        make_correction(Winner.objects.get(ref="first222"), changes=moved(other, first))
        make_correction(ceremony, changes=moved(first, other))
        for thing in (ceremony, Winner.objects.get(ref="first222")):
            make_photo(thing, size=(8, 6))
            make_attachment(thing)
        make_name(first, f"ชื่อเดิม {edition.year}", kind=NameKind.FORMER)
        make_name(first, f"อ.{edition.year}")
        Succession.objects.create(predecessor=other, successor=first, how=How.MERGED)


def moved(old, new):
    """A correction from one agency to another, and from an award that is gone."""
    return [
        {"model": "awards.winner", "field": "agency", "old": old.pk, "new": new.pk},
        {"model": "awards.category", "field": "award", "old": 0, "new": fill.world[1].pk},
        {"model": "awards.winner", "field": "category", "old": 0, "new": fill.world[0].categories.first().pk},
    ]


@pytest.fixture
def world():
    """One row of everything."""
    ministry = make_agency("กระทรวงการคลัง", code="mof", kind=Kind.MINISTRY)
    gone, place = date(2024, 1, 1), make_province(code="00")
    first = make_agency("กรมหนึ่ง", code="first", parent=ministry, province=place, dissolved_on=gone)
    ceremony = make_ceremony(
        2020,
        release_at=YESTERDAY,
        organiser=first,
        text_th="หนึ่ง\n\nสอง",
        source_url="https://example.go.th/1",
    )
    award = make_award(code="data")
    leader = make_award(code="leader", recipient=Recipient.PERSON)
    make_winner(make_category(ceremony, award=award, quota=9), agency=first, ref="first222", source="เอกสาร")
    make_winner(make_category(ceremony, award=leader, level="PERSON"), agency=first, ref="person22")
    fill.world = ceremony, award, first, leader
    fill(1)


def queries(client, address):
    """What a page asks the database; what is read once for many pages was read before."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        b"".join(client.get(address))
    return [query["sql"] for query in asked]


@pytest.mark.parametrize("address", [*PAGES, *ASKED, *FILES])
def test_a_page_takes_few_queries_and_none_for_more_rows(client, world, address):
    few = queries(client, address)
    fill(29)
    many = queries(client, address)

    assert many[len(few) :] == []
    assert len(many) <= MOST_QUERIES


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_cacheable_and_answers_that_it_has_not_changed(client, world, address):
    first = client.get(address)
    second = client.get(address, headers={"if-none-match": first["ETag"]})

    assert (first.status_code, second.status_code, second.content) == (200, 304, b"")
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Set-Cookie" not in first.headers
    assert "Cookie" not in first.get("Vary", "")
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["th", "en"])
def test_a_page_says_its_language_and_leads_to_the_other_one(client, world, address, language):
    thai, english = address, f"/en{address}"
    html = client.get({"th": thai, "en": english}[language]).content.decode()
    leads = r'rel="alternate"\s+hreflang="([^"]*)"\s+href="http://testserver([^"]*)"'
    addresses = dict(re.findall(leads, html))
    switch = re.findall(r'<a href="([^"]*)"\s+lang="(..)"\s+hreflang', html)

    assert f'<html lang="{language}">' in html
    assert addresses == {"th": thai, "en": english, "x-default": thai}
    assert switch == [(english, "en") if language == "th" else (thai, "th")]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_one_first_heading_and_none_skips_a_level(client, world, address):
    levels = [int(tag[1]) for tag, _text in elements(client.get(address), "h1", "h2", "h3", "h4")]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


@pytest.mark.parametrize("address", PAGES)
def test_a_page_needs_no_script_and_names_each_of_its_parts_once(client, world, address):
    html = client.get(address).content.decode()
    ids = re.findall(r'\sid="([^"]*)"', html)

    # Data is no script, and the search box only suggests with one.
    for harmless in ('<script type="application/ld+json">', '<script src="/static/portal/suggest.js" defer>'):
        html = html.replace(harmless, "")
    assert "<script" not in html
    assert sorted(set(ids)) == sorted(ids)
    assert 'href="#content"' in html
    assert "content" in ids


@pytest.mark.parametrize(
    ("address", "language"), [("/nothing/", "th"), ("/en/nothing/", "en"), ("/en/winners/x/", "en")]
)
def test_a_missing_page_answers_in_the_language_of_its_address_and_leads_on(client, address, language):
    response = client.get(address)
    html = response.content.decode()
    prefix = "/en" if language == "en" else ""

    assert response.status_code == 404
    assert f'<html lang="{language}">' in html
    assert f'action="{prefix}/search/"' in html
    assert f'href="{prefix}/ceremonies/"' in html
    assert "nothing" not in html


def test_a_missing_page_says_so_in_english(client):
    assert texts(client.get("/en/nothing/"), "h1") == ["Page not found"]


def test_the_page_of_a_failure_needs_neither_context_nor_database(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = server_error(rf.get("/"))

    assert response.status_code == 500
    assert response.content.decode() == render_to_string("500.html")
    assert texts(response, "h1") == ["ระบบขัดข้องชั่วคราว"]
    assert texts(response, "h2") == ["Something went wrong"]


def fail(request):
    """A view with a fault in it."""
    raise RuntimeError


urlpatterns = [*portal_urls, path("fail/", fail)]


@pytest.mark.urls(__name__)
def test_a_failure_shows_the_page_for_it(client):
    client.raise_request_exception = False

    response = client.get("/fail/")

    assert (response.status_code, response.content.decode()) == (500, render_to_string("500.html"))
