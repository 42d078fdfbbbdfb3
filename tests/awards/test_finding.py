"""What search engines are told: the maps of all pages, and what robots may read."""

import re

import pytest
from django.urls import NoReverseMatch, reverse

from agencies.models import Agency
from awards.models import Winner
from awards.views import finding
from tests.factories import (
    LATER,
    YESTERDAY,
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_correction,
    make_winner,
)
from tests.project.routes import public_views

pytestmark = pytest.mark.django_db


def entries(client, section, query=""):
    """Each (address, day of its last change) of a map."""
    xml = client.get(f"/sitemap-{section}.xml{query}").content.decode()
    found = re.findall(r"<url>\s*<loc>([^<]*)</loc>\s*(?:<lastmod>([^<]*)</lastmod>)?", xml)
    return [(address.removeprefix("http://testserver"), day) for address, day in found]


def test_robots_may_read_all_and_are_told_of_the_maps(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain"
    assert response.content.decode() == (
        "User-agent: *\nAllow: /\n\nSitemap: http://testserver/sitemap.xml\n"
    )


def test_the_index_names_a_map_for_each_sort_of_page(client):
    xml = client.get("/sitemap.xml").content.decode()

    assert re.findall(r"<loc>([^<]*)</loc>", xml) == [
        f"http://testserver/sitemap-{section}.xml" for section in finding.MAPS
    ]


def test_the_maps_hold_what_is_published_in_both_languages_and_when_it_changed(client):
    agency = make_agency(code="one")
    make_agency(code="twin", merged_into=agency)
    category = make_category(make_ceremony(2020, release_at=YESTERDAY), award=make_award(code="data"))
    make_winner(category, agency=agency, ref="first222")
    make_winner(make_category(make_ceremony(2021, release_at=LATER)), agency=agency)
    for model in (Agency, Winner):
        model.history.all().delete()

    for section, page in {
        "ceremonies": "/ceremonies/2020/",
        "awards": "/awards/data/",
        "winners": "/winners/first222/",
        "agencies": "/agencies/one/",
    }.items():
        assert entries(client, section) == [(page, "2026-05-31"), (f"/en{page}", "2026-05-31")]


def test_an_agency_of_which_nothing_is_known_to_have_changed_has_no_day(client):
    make_agency(code="one").history.all().delete()

    assert entries(client, "agencies") == [("/agencies/one/", ""), ("/en/agencies/one/", "")]


def test_what_was_changed_since_its_release_changed_then(client):
    winner = make_winner(ref="first222")
    Winner.history.update(history_date=LATER)

    assert dict(entries(client, "winners")) == dict.fromkeys(
        [winner.get_absolute_url(), "/en/winners/first222/"], "2090-06-01"
    )


def test_a_correction_is_a_change_of_the_ceremony(client):
    ceremony = make_ceremony(2020, release_at=YESTERDAY)
    make_correction(ceremony, corrected_at=LATER)

    assert entries(client, "ceremonies")[0] == ("/ceremonies/2020/", "2090-06-01")


def test_an_entry_leads_to_the_same_page_in_the_other_language(client):
    make_agency(code="one")
    xml = client.get("/sitemap-agencies.xml").content.decode()

    links = '<xhtml:link rel="alternate" hreflang="{}" href="http://testserver{}"/>'
    both = links.format("th", "/agencies/one/") + links.format("en", "/en/agencies/one/")
    assert re.sub(r">\s+<", "><", xml).count(both) == 2


def test_a_large_map_is_split(client, monkeypatch):
    for n in range(5):
        make_agency(code=f"agency{n}")
    monkeypatch.setattr(finding.AgencyMap, "limit", 4)

    index = client.get("/sitemap.xml").content.decode()
    parts = [[address for address, _day in entries(client, "agencies", f"?p={part}")] for part in (1, 2, 3)]

    assert re.findall(r"agencies.xml([^<]*)", index) == ["", "?p=2", "?p=3"]
    assert [len(part) for part in parts] == [4, 4, 2]
    assert len({address for part in parts for address in part}) == 10


@pytest.mark.parametrize(
    "address", ["/sitemap-nothing.xml", "/sitemap-agencies.xml?p=9", "/sitemap-pages.xml?p=x"]
)
def test_a_map_that_is_not_there_is_missing(client, address):
    assert client.get(address).status_code == 404


def test_a_map_takes_as_many_queries_for_many_rows_as_for_few(client, django_assert_max_num_queries):
    for _each in range(9):
        make_winner()

    for section in finding.MAPS:
        with django_assert_max_num_queries(2):
            client.get(f"/sitemap-{section}.xml")


def is_page(client, name):
    """Whether a view is a page, without arguments, that a search engine may list."""
    try:
        html = client.get(reverse(name)).getvalue()
    except NoReverseMatch:
        return False
    return html.startswith(b"<!DOCTYPE html>") and b'content="noindex"' not in html


def test_every_page_that_stands_for_itself_is_in_the_map(client):
    pages = [name for name in public_views() if is_page(client, name)]

    assert sorted(pages) == sorted(finding.PAGES)
    assert [address for address, _day in entries(client, "pages")][:2] == ["/", "/en/"]
