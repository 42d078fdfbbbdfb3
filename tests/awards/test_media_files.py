"""The files of photos and documents: from their release on for everybody, before for nobody."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from tests.factories import (
    YESTERDAY,
    make_attachment,
    make_category,
    make_ceremony,
    make_photo,
    make_winner,
)

pytestmark = pytest.mark.django_db


def coming():
    """A time that has not come."""
    return timezone.now() + timedelta(days=1)


def body(response):
    """All that a response sends."""
    return b"".join(response) if response.streaming else response.content


def told(response):
    """What a response says to a browser or cache about itself."""
    names = ["Content-Type", "Content-Length", "Cache-Control", "ETag", "X-Content-Type-Options"]
    return {name: response.headers.get(name) for name in names}


def one_of_each(ceremony):
    """The addresses of photos and documents of a ceremony and of its winner."""
    winner = make_winner(make_category(ceremony))
    photos = [make_photo(thing) for thing in (ceremony, winner)]
    documents = [make_attachment(thing) for thing in (ceremony, winner)]
    return [
        *(photo.address(width) for photo in photos for width in photo.widths()),
        *(document.get_absolute_url() for document in documents),
    ]


def test_a_photo_is_served_in_each_of_its_widths(client):
    photo = make_photo(make_ceremony(release_at=YESTERDAY), size=(1200, 800))

    for width in (480, 960, 1200):
        stored = default_storage.open(f"photos/{photo.key}/{width}.webp").read()
        response = client.get(f"/photos/{photo.key}/{width}.webp")

        assert response.status_code == 200
        assert body(response) == stored
        assert told(response) == {
            "Content-Type": "image/webp",
            "Content-Length": str(len(stored)),
            "Cache-Control": "public, max-age=3600",
            "ETag": f'"{photo.key}-{width}"',
            "X-Content-Type-Options": "nosniff",
        }


def test_a_document_is_a_download_under_its_caption_that_may_run_nothing(client):
    data = b"%PDF-1.4\nhello\n%%EOF"
    document = make_attachment(
        make_ceremony(release_at=YESTERDAY), data=data, caption_th='รายงาน: 2563/"สรุป"'
    )

    response = client.get(f"/attachments/{document.key}.pdf")

    assert body(response) == data
    assert told(response) == {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(data)),
        "Cache-Control": "public, max-age=3600",
        "ETag": f'"{document.key}"',
        "X-Content-Type-Options": "nosniff",
    }
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    name = quote("รายงาน  2563 สรุป.pdf")
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"


@pytest.mark.parametrize("address", ["photo", "attachment"])
def test_what_a_browser_has_is_not_sent_again(client, address):
    ceremony = make_ceremony(release_at=YESTERDAY)
    address = (
        make_photo(ceremony).address(480)
        if address == "photo"
        else make_attachment(ceremony).get_absolute_url()
    )
    first = client.get(address)

    again = client.get(address, headers={"if-none-match": first["ETag"]})
    other = client.get(address, headers={"if-none-match": '"another"'})

    assert (again.status_code, again.content) == (304, b"")
    assert told(again) | {"Content-Type": None, "Content-Length": None} == told(first) | {
        "Content-Type": None,
        "Content-Length": None,
    }
    assert body(other) == body(first)


def test_asking_for_the_head_only_answers_as_asking_for_all(client):
    for address in one_of_each(make_ceremony(release_at=YESTERDAY)):
        assert told(client.head(address)) == told(client.get(address))
        assert client.post(address).status_code == 405


@pytest.mark.parametrize("state", ["APPROVED", "IN_REVIEW", "DRAFT"])
def test_before_its_release_a_file_answers_as_one_that_never_was(client, state):
    hidden = one_of_each(make_ceremony(state=state, release_at=coming()))
    never = client.get(f"/photos/{32 * '0'}/480.webp")

    for address in [*hidden, f"/attachments/{32 * '0'}.pdf", "/nothing/"]:
        response = client.get(address, headers={"if-none-match": "*"})
        assert (response.status_code, response.content, response.headers) == (
            404,
            never.content,
            never.headers,
        )


def test_at_its_release_a_file_is_there(client):
    ceremony = make_ceremony(release_at=coming())
    addresses = one_of_each(ceremony)
    assert {client.get(address).status_code for address in addresses} == {404}

    type(ceremony).objects.update(release_at=YESTERDAY)

    assert {client.get(address).status_code for address in addresses} == {200}


@pytest.mark.parametrize("width", ["481", "960", "0", "-480", "9" * 5000, "480.0"])
def test_a_photo_has_no_other_widths(client, width):
    photo = make_photo(make_ceremony(release_at=YESTERDAY))

    assert client.get(f"/photos/{photo.key}/{width}.webp").status_code == 404


def test_what_was_uploaded_has_no_address(client):
    photo = make_photo(make_ceremony(release_at=YESTERDAY))

    for address in (
        f"/private/photos/{photo.key}/480.webp",
        f"/media/photos/{photo.key}/480.webp",
        f"/photos/{photo.key}/",
        f"/photos/{photo.pk}/480.webp",
        f"/photos/{photo.key}/..%2f{photo.key}/480.webp",
        f"/en/photos/{photo.key}/480.webp",
    ):
        assert client.get(address).status_code == 404


def test_a_file_that_was_lost_is_not_there(client):
    ceremony = make_ceremony(release_at=YESTERDAY)
    photo, document = make_photo(ceremony), make_attachment(ceremony)
    default_storage.delete(photo.file_name(480))
    default_storage.delete(document.file_name)

    assert client.get(photo.address(480)).status_code == 404
    assert client.get(document.get_absolute_url()).status_code == 404


def test_keys_cannot_be_guessed():
    ceremony = make_ceremony()
    keys = {make_photo(ceremony, size=(1, 1)).key for _n in range(20)}

    assert {len(key) for key in keys} == {32}
    assert len(keys) == 20
