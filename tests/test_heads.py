"""What the head of a public page says of it: to search engines, and to sites where it is shared."""

import re
from html import unescape

import pytest

from tests.factories import (
    LATER,
    YESTERDAY,
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_winner,
)

pytestmark = pytest.mark.django_db

HOST = "http://testserver"


@pytest.fixture
def winner():
    """A win at a released ceremony."""
    category = make_category(
        make_ceremony(2020, release_at=YESTERDAY), award=make_award(code="data"), title_en="Award One"
    )
    agency = make_agency("กรมหนึ่ง", name_en="Department One", code="one")
    return make_winner(category, agency=agency, ref="first222")


def head(client, address):
    """The meta elements of a page, by name or property, and its canonical address."""
    html = client.get(address).content.decode().partition("<body>")[0]
    told = re.findall(r'<meta (?:name|property)="([^"]*)"\s+content="([^"]*)">', html)
    return {name: unescape(content) for name, content in told} | {
        "canonical": unescape(re.search(r'rel="canonical"\s+href="([^"]*)"', html)[1]),
        "title": unescape(re.search(r"<title[^>]*>([^<]*)</title>", html)[1]),
    }


def test_the_head_of_a_win_says_who_won_what_and_shows_its_picture(client, winner):
    said = head(client, "/en/winners/first222/")

    assert said == {
        "viewport": "width=device-width, initial-scale=1",
        "title": "Department One · Award One 2020 · Digital Government Awards",
        "description": "Department One received “Award One” at Digital Government Awards 2020.",
        "canonical": f"{HOST}/en/winners/first222/",
        "og:site_name": "Digital Government Awards",
        "og:type": "website",
        "og:title": "Department One · Award One 2020",
        "og:description": "Department One received “Award One” at Digital Government Awards 2020.",
        "og:url": f"{HOST}/en/winners/first222/",
        "og:locale": "en_US",
        "og:locale:alternate": "th_TH",
        "og:image": f"{HOST}/en/winners/first222/share.png",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Department One · Award One 2020",
        "twitter:card": "summary_large_image",
    }


def test_the_head_of_a_withdrawn_win_says_so(client, winner):
    winner.withdrawn_at, winner.withdrawn_why_th = YESTERDAY, "ขาดคุณสมบัติ"
    winner.save()

    described = head(client, "/en/winners/first222/")["description"]
    assert described.startswith("This award was withdrawn on 31 May 2026. ")


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("/?utm_source=x&fbclid=y", "/"),
        ("/winners/first222/?q=x", "/winners/first222/"),
        ("/ceremonies/?page=2", "/ceremonies/"),
        ("/agencies/?page=1", "/agencies/"),
        ("/agencies/?utm_source=x&page=2", "/agencies/?page=2"),
        ("/agencies/?page=999", "/agencies/?page=2"),
        ("/agencies/?fbclid=y&kind=DEPARTMENT&q=%E0%B8%81", "/agencies/?q=%E0%B8%81&kind=DEPARTMENT"),
        ("/agencies/?kind=NOTHING&q=%E0%B8%81", "/agencies/?q=%E0%B8%81"),
        ("/search/?year=2563&fbclid=y&q=", "/search/?year=2563"),
        ("/search/?year=2563&level=nothing", "/search/?year=2563"),
    ],
)
def test_a_page_is_known_by_one_address(client, winner, asked, canonical):
    for _each in range(50):
        make_agency()

    assert head(client, asked)["canonical"] == f"{HOST}{canonical}"
    assert head(client, f"/en{asked}")["canonical"] == f"{HOST}/en{canonical}"
    assert head(client, asked)["og:url"] == f"{HOST}{canonical}"


@pytest.mark.parametrize(
    ("address", "listed"),
    [
        ("/agencies/", True),
        ("/agencies/?page=2", True),
        ("/agencies/?q=x", False),
        ("/agencies/?kind=DEPARTMENT", False),
        ("/search/", False),
        ("/search/?q=x", False),
        ("/winners/first222/", True),
    ],
)
def test_search_engines_list_pages_and_no_searches(client, winner, address, listed):
    assert ("noindex" not in head(client, address).get("robots", "")) is listed


def test_each_page_has_a_title_and_a_description_of_its_own(client, winner):
    pages = [
        "/",
        "/ceremonies/",
        "/ceremonies/2020/",
        "/awards/",
        "/awards/data/",
        "/winners/first222/",
        "/agencies/",
        "/agencies/one/",
        "/corrections/",
        "/privacy/",
        "/accessibility/",
        "/statistics/",
        "/search/",
    ]
    heads = [head(client, f"/en{page}") for page in pages]

    assert len({said["title"] for said in heads}) == len(pages)
    assert len({said["description"] for said in heads}) == len(pages)


def test_the_front_page_shows_the_latest_ceremony_where_it_is_shared(client, winner):
    make_ceremony(2021, release_at=LATER)

    assert head(client, "/")["og:image"] == f"{HOST}/ceremonies/2020/share.png"


@pytest.mark.parametrize(
    ("page", "picture"),
    [
        ("/", "/share.png"),
        ("/agencies/", "/share.png"),
        ("/search/?q=x", "/share.png"),
        ("/agencies/one/", "/agencies/one/share.png"),
    ],
)
def test_every_page_is_shared_with_a_picture(client, page, picture):
    make_agency(code="one")

    assert head(client, f"/en{page}")["og:image"] == f"{HOST}/en{picture}"
    assert client.get(f"/en{picture}")["Content-Type"] == "image/png"


def test_a_name_does_not_break_out_of_the_head(client, winner):
    winner.agency_name_th = 'ก"><script>alert(1)</script>'
    winner.save()

    assert head(client, "/winners/first222/")["og:title"].startswith(winner.agency_name_th)


def test_the_head_of_a_ceremony_leads_to_its_feed(client, winner):
    html = client.get("/en/ceremonies/2020/").content.decode()

    assert re.findall(r'type="application/atom\+xml"\s+title="([^"]*)"\s+href="([^"]*)"', html) == [
        ("Ceremonies", "/en/feed/"),
        ("Winners", "/en/winners/feed/"),
        ("Corrections", "/en/corrections/feed/"),
        ("Digital Government Awards 2020", "/en/ceremonies/2020/feed/"),
    ]
