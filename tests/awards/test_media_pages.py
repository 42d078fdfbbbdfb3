"""Photos and documents on the pages of ceremonies and winners."""

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.urls import reverse
from django.utils import timezone

from awards.roles import READER
from tests.factories import (
    YESTERDAY,
    make_attachment,
    make_category,
    make_ceremony,
    make_photo,
    make_user,
    make_winner,
)
from tests.pages import elements, texts

pytestmark = pytest.mark.django_db


class Pictures(HTMLParser):
    """The attributes of the photos on a page."""

    def __init__(self, response):
        super().__init__()
        self.found, self.inside = [], False
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attrs):
        self.inside = self.inside or tag == "figure"
        if tag == "img" and self.inside:
            self.found.append(dict(attrs))

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "figure"


def pictures_on(response):
    return Pictures(response).found


@pytest.fixture(params=["ceremony", "winner"])
def thing(request):
    """A released ceremony, or a winner of one."""
    ceremony = make_ceremony(2020, release_at=YESTERDAY)
    return ceremony if request.param == "ceremony" else make_winner(make_category(ceremony))


def test_a_photo_is_shown_in_the_width_that_suits_the_screen(client, thing):
    photo = make_photo(
        thing, size=(1200, 800), alt_th="มอบโล่", alt_en="Handing over the shield", caption_th="ในตึก"
    )
    home = f"/photos/{photo.key}"

    page = client.get(f"/en{thing.get_absolute_url()}")

    (picture,) = pictures_on(page)
    assert picture == {
        "src": f"{home}/480.webp",
        "srcset": f"{home}/480.webp 480w, {home}/960.webp 960w, {home}/1200.webp 1200w",
        "sizes": "(min-width: 64rem) 20rem, (min-width: 36rem) 45vw, 100vw",
        "width": "1200",
        "height": "800",
        "loading": "lazy",
        "lang": "en",
        "alt": "Handing over the shield",
    }
    assert texts(page, "figcaption") == ["ในตึก"]
    assert '<span lang="th">ในตึก</span>' in page.content.decode()


def test_what_a_photo_shows_is_told_in_thai_where_the_english_is_missing(client, thing):
    make_photo(thing, alt_th="มอบโล่")

    english = pictures_on(client.get(f"/en{thing.get_absolute_url()}"))
    thai = pictures_on(client.get(thing.get_absolute_url()))

    assert [(picture["lang"], picture["alt"]) for picture in english + thai] == [("th", "มอบโล่")] * 2


def test_a_photo_without_a_description_is_not_passed_over(client, thing):
    make_photo(thing)

    (picture,) = pictures_on(client.get(f"/en{thing.get_absolute_url()}"))

    assert (picture["lang"], picture["alt"]) == ("en", "Photo without a description")


def test_the_cover_stands_on_top_and_the_others_follow_in_order(client, thing):
    for alt, order, is_cover in (("สาม", 3, False), ("ปก", 9, True), ("หนึ่ง", 1, False)):
        make_photo(thing, alt_th=alt, order=order, is_cover=is_cover)

    page = client.get(f"/en{thing.get_absolute_url()}")

    assert [(one["alt"], one.get("loading"), one.get("fetchpriority")) for one in pictures_on(page)] == [
        ("ปก", None, "high"),
        ("หนึ่ง", "lazy", None),
        ("สาม", "lazy", None),
    ]
    html = page.content.decode()
    assert html.index("<h1") < html.index("ปก") < html.index('class="about"') < html.index("หนึ่ง")


def test_documents_are_listed_with_their_size(client, thing):
    make_attachment(thing, data=b"%PDF-" + bytes(3 * 1024**2), caption_th="ประกาศผล", caption_en="Results")
    make_attachment(thing)

    page = client.get(f"/en{thing.get_absolute_url()}")

    assert "Documents" in texts(page, "h2")
    documents = [text for _mark, text in elements(page, ".plain-rows") if "PDF" in text]
    assert documents == ["Results PDF · 3.0 MB Document PDF · 15 bytes"]
    for document in thing.attachments.all():
        assert f'href="{document.get_absolute_url()}"' in page.content.decode()


def test_without_photos_and_documents_nothing_is_said_of_them(client, thing):
    page = client.get(f"/en{thing.get_absolute_url()}")

    assert not {"Photos", "Documents"} & set(texts(page, "h2"))
    assert "figure" not in page.content.decode()


def test_the_photos_of_another_are_not_shown(client):
    ceremony = make_ceremony(2020, release_at=YESTERDAY)
    winner = make_winner(make_category(ceremony))
    make_photo(winner, alt_th="ผู้ชนะ")
    make_photo(ceremony, alt_th="พิธี")

    assert [one["alt"] for one in pictures_on(client.get(ceremony.get_absolute_url()))] == ["พิธี"]
    assert [one["alt"] for one in pictures_on(client.get(winner.get_absolute_url()))] == ["ผู้ชนะ"]


@pytest.mark.parametrize("page", ["ceremony", "winner"])
def test_in_a_preview_photos_and_documents_are_those_of_the_preview(client, page):
    ceremony = make_ceremony(release_at=timezone.now() + timedelta(days=1))
    winner = make_winner(make_category(ceremony))
    thing = {"ceremony": ceremony, "winner": winner}[page]
    photo, document = make_photo(thing), make_attachment(thing)
    home = reverse("admin:awards_ceremony_preview", args=[ceremony.pk])
    client.force_login(make_user(READER))

    html = client.get(home if page == "ceremony" else f"{home}winners/{winner.ref}/").content.decode()

    places = re.findall(r'["\s]([^"\s]*(?:/photos/|/attachments/)[^"\s]*)', html)
    assert sorted(set(places)) == sorted(
        [f"{home}attachments/{document.key}.pdf", *(home + photo.file_name(width) for width in (480, 600))]
    )
    assert {client.get(place).status_code for place in places} == {200}
