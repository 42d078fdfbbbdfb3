"""The rules of every public page: read only, no cookie, one language an address, cacheable, small."""

import gzip

import pytest
from django.test import Client

from tests.factories import YESTERDAY, make_category, make_ceremony, make_photo, make_winner

pytestmark = pytest.mark.django_db


def test_a_public_page_is_read_only(client):
    responses = [client.generic(method, "/ceremonies/") for method in ("POST", "PUT", "PATCH", "DELETE")]

    assert [(response.status_code, response["Allow"]) for response in responses] == [(405, "GET, HEAD")] * 4


def test_a_public_page_may_be_held_by_any_cache_and_is_asked_about_each_time(client):
    response = client.get("/ceremonies/")

    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "Accept-Language" not in response.get("Vary", "")
    assert client.get("/ceremonies/", headers={"if-none-match": response["ETag"]}).status_code == 304


def test_the_language_comes_from_the_address_alone():
    client = Client(headers={"accept-language": "en"})
    client.cookies["django_language"] = "en"

    assert client.get("/ceremonies/")["Content-Language"] == "th"
    assert client.get("/en/ceremonies/")["Content-Language"] == "en"


def test_what_is_only_like_a_language_is_a_missing_page_in_thai(client):
    missing = client.get("/EN/")

    assert (missing.status_code, missing["Content-Language"]) == (404, "th")
    assert '<html lang="th">' in missing.content.decode()


def test_a_public_page_says_the_same_to_staff(client, admin_client):
    assert client.get("/ceremonies/").content == admin_client.get("/ceremonies/").content


@pytest.mark.parametrize("address", ["/", "/ceremonies/", "/admin/login/", "/nothing-here/"])
def test_every_page_forbids_what_is_not_its_own(client, address):
    policy = client.get(address)["Content-Security-Policy"]

    assert "script-src 'self';" in policy + ";"
    assert "style-src 'self';" in policy + ";"
    assert "unsafe" not in policy


def test_the_health_pages_answer_and_are_never_cached(client):
    for address, text in [("/healthz", b"ok"), ("/readyz", b"ready")]:
        response = client.get(address)
        assert (response.status_code, response.content) == (200, text)
        assert "no-store" in response["Cache-Control"]


def test_the_page_of_a_thousand_winners_is_sent_in_less_than_60_kb_and_is_the_same_page(client):
    category = make_category(make_ceremony(2020, release_at=YESTERDAY))
    for _winner in range(1000):
        make_winner(category)

    plain = client.get("/ceremonies/2020/")
    small = client.get("/ceremonies/2020/", headers={"accept-encoding": "gzip"})
    again = client.get(
        "/ceremonies/2020/", headers={"accept-encoding": "gzip", "if-none-match": small["ETag"]}
    )

    assert gzip.decompress(small.content) == plain.content
    assert len(small.content) < 60_000
    assert (small["Vary"], again.status_code) == ("Accept-Encoding", 304)


def test_a_photo_is_not_compressed_again(client):
    photo = make_photo(make_ceremony(2020, release_at=YESTERDAY))

    answer = client.get(photo.address(photo.width), headers={"accept-encoding": "gzip"})

    assert (answer.status_code, answer.get("Content-Encoding")) == (200, None)


def test_a_page_that_holds_a_secret_is_not_compressed(client):
    answer = client.get("/admin/login/", headers={"accept-encoding": "gzip"})

    assert (answer.status_code, answer.get("Content-Encoding")) == (200, None)
