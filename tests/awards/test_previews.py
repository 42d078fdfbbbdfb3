"""What the press reads before the release by a link, and that a link which does not work was never there."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from awards.models import Ceremony, PreviewLink, State
from awards.previews import make_link, open_link, revoke, uses_of
from awards.publishing import Refused
from awards.roles import APPROVER
from awardsportal.audit.models import Event, What
from awardsportal.shown import moment
from tests.factories import (
    YESTERDAY,
    make_agency,
    make_attachment,
    make_category,
    make_ceremony,
    make_correction,
    make_photo,
    make_user,
    make_winner,
)
from tests.pages import texts

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def release():
    return timezone.now() + timedelta(days=1)


@pytest.fixture
def approver():
    return make_user(APPROVER, first_name="อนุมัติ")


@pytest.fixture
def ceremony(release):
    """An approved ceremony with all that a page can lead to, beside a released one and a draft."""
    make_winner(make_category(make_ceremony(2020, release_at=YESTERDAY)))
    make_winner(make_category(make_ceremony(2022)))
    organiser = make_agency("สำนักงานพัฒนารัฐบาลดิจิทัล", code="dga")
    ceremony = make_ceremony(2021, release_at=release, organiser=organiser)
    winner = make_winner(make_category(ceremony), agency=organiser, ref="first222")
    make_winner(make_category(ceremony), agency=organiser, ref="second22")
    make_correction(winner)
    return ceremony


@pytest.fixture
def link(ceremony, approver, release):
    return make_link(ceremony, name="ไทยรัฐ", expires_at=release, by=approver)


@pytest.fixture
def home(link):
    return f"/preview/{link.token}/"


def answer(response):
    """All of an answer that somebody could tell from another."""
    return response.status_code, sorted(response.headers.items()), response.content


def pages(home):
    return [home, f"{home}winners/first222/", f"/en{home}", f"/en{home}winners/second22/"]


def test_a_link_opens_the_pages_as_they_will_be_under_their_mark(client, ceremony, home, release):
    opened = [client.get(page) for page in pages(home)]
    agency = "สำนักงานพัฒนารัฐบาลดิจิทัล"

    assert [texts(page, "h1") for page in opened] == [
        [ceremony.name_th],
        [agency],
        [ceremony.name_en],
        [agency],
    ]
    assert [texts(page, ".preview")[0].count(moment(release)) for page in opened[:2]] == [1, 1]
    with translation.override("en"):
        mark = f"Do not publish before {moment(release)}, Thailand time"
    assert [texts(page, ".preview")[0].startswith(mark) for page in opened[2:]] == [True, True]


def test_no_cache_keeps_a_page_and_none_tells_its_address_on(client, home):
    for page in pages(home):
        response = client.get(page)
        html = response.content.decode()

        assert response["Cache-Control"] == "no-store"
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Referrer-Policy"] == "no-referrer"
        assert not response.cookies
        assert "ETag" not in response
        assert "Vary" not in response
        assert '<meta name="robots" content="noindex">' in html
        assert not re.search("<link[^>]*(/preview/|canonical)", html)
        assert "badge" not in html


def test_nothing_on_a_page_leads_nowhere_or_out_of_the_preview(client, ceremony, home):
    make_photo(ceremony)
    make_attachment(ceremony)
    found = set()
    for page in pages(home):
        html = client.get(page).content.decode()
        found.update(re.findall(r'(?:href|src)="(/[^"]*)"', html))
    led = {address: client.get(address).status_code for address in found if "/static/" not in address}

    assert {address for address, status in led.items() if status != 200} == set()
    assert {f"{home}winners/second22/", f"/en{home}", home, "/agencies/dga/", "/ceremonies/2020/"} <= found
    assert not any(
        re.match("(/en)?/(ceremonies/2021|winners|photos|attachments)/", address) for address in found
    )


def test_photos_and_documents_are_read_below_the_link_and_nowhere_else(client, ceremony, home):
    photo = make_photo(ceremony.categories.first().winners.get())
    document = make_attachment(ceremony)
    other = make_photo(make_ceremony(2023))
    files = [client.get(f"{home}{name}") for name in (photo.file_name(480), document.file_name)]

    assert [file["Content-Type"] for file in files] == ["image/webp", "application/pdf"]
    assert [file["Cache-Control"] for file in files] == ["no-store"] * 2
    assert client.get(photo.address(480)).status_code == 404
    assert client.get(document.get_absolute_url()).status_code == 404
    assert client.get(f"{home}{other.file_name(480)}").status_code == 404
    assert client.get(f"{home}{photo.file_name(481)}").status_code == 404


def test_a_link_opens_no_winner_of_another_ceremony(client, home):
    other = make_winner(make_category(make_ceremony(2023)))

    assert client.get(f"{home}winners/{other.ref}/").status_code == 404


@pytest.fixture(params=["revoked", "expired", "in review", "draft", "deleted"])
def broken(request, client, link, home):
    """A link that was opened, and then went."""
    assert client.get(home).status_code == 200
    if request.param == "revoked":
        revoke(link, by=link.made_by)
    elif request.param == "expired":
        PreviewLink.objects.update(expires_at=timezone.now())
    elif request.param == "deleted":
        PreviewLink.objects.all().delete()
    else:
        state = State.DRAFT if request.param == "draft" else State.IN_REVIEW
        Ceremony.objects.filter(pk=link.ceremony_id).update(state=state)
    return home


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_a_link_that_does_not_work_answers_as_one_that_never_was(client, broken, language, method):
    ask = getattr(client, method)
    nothing = answer(ask(f"{language}/nothing/"))

    assert answer(ask(f"{language}/preview/never-was/")) == nothing
    for below in ("", "winners/first222/", "winners/never222/", "photos/abc/480.webp", "attachments/abc.pdf"):
        assert answer(ask(f"{language}{broken}{below}")) == nothing, below


def test_without_its_last_slash_every_token_is_led_on_alike(client, home):
    for token in (home[:-1], "/preview/never-was"):
        response = client.get(token)
        assert (response.status_code, response["Location"]) == (301, f"{token}/")


def test_once_released_a_link_leads_to_what_is_public(client, ceremony, link, home):
    photo, document = make_photo(ceremony), make_attachment(ceremony)
    Ceremony.objects.filter(pk=ceremony.pk).update(release_at=timezone.now())
    PreviewLink.objects.update(expires_at=Ceremony.objects.get(pk=ceremony.pk).release_at)
    public = {
        home: "/ceremonies/2021/",
        f"/en{home}": "/en/ceremonies/2021/",
        f"{home}winners/first222/": "/winners/first222/",
        f"{home}{photo.file_name(480)}": photo.address(480),
        f"{home}{document.file_name}": document.get_absolute_url(),
    }

    for address, led in public.items():
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (302, led)
        assert response["Cache-Control"] == "no-store"
        assert client.get(led).status_code == 200
    assert client.get(f"{home}winners/never222/").status_code == 404


def test_a_link_that_expired_before_the_release_leads_nowhere_after_it(client, ceremony, link, home):
    past = timezone.now() - HOUR
    PreviewLink.objects.update(expires_at=past)
    Ceremony.objects.filter(pk=ceremony.pk).update(release_at=past + HOUR / 2)

    assert client.get(home).status_code == 404


def test_a_link_works_until_the_very_moment_it_expires(link):
    at = link.expires_at

    assert list(PreviewLink.objects.working(at - timedelta(microseconds=1))) == [link]
    Ceremony.objects.update(release_at=at + HOUR)
    assert list(PreviewLink.objects.working(at)) == []


def test_each_page_that_was_opened_is_logged_without_the_secret(client, ceremony, link, home):
    photo, document = make_photo(ceremony), make_attachment(ceremony)
    files = document.file_name, photo.file_name(480)
    for address in (home, f"/en{home}winners/first222/", *(f"{home}{file}" for file in files)):
        client.get(address, REMOTE_ADDR="203.0.113.7")
    client.get("/preview/never-was/")

    events = Event.objects.filter(what=What.LINK_USED).order_by("pk")
    assert [(event.by, event.who, event.ip_address, event.about) for event in events] == [
        (None, "ไทยรัฐ", "203.0.113.7", "ไทยรัฐ")
    ] * 3
    assert [event.details for event in events] == [
        {"ceremony": ceremony.name_th, "page": page}
        for page in ("preview/", "preview/winners/first222/", f"preview/{document.file_name}")
    ]
    assert link.token not in str(list(Event.objects.values()))
    assert uses_of([link]) == {link.pk: (3, events.last().at)}


def test_a_link_is_made_for_what_is_approved_and_not_released_only(approver, release):
    ceremonies = [
        make_ceremony(2021),
        make_ceremony(2022, state=State.IN_REVIEW),
        make_ceremony(2023, release_at=YESTERDAY),
    ]
    for ceremony in ceremonies:
        with pytest.raises(Refused):
            make_link(ceremony, name="ไทยรัฐ", expires_at=release, by=approver)
    with pytest.raises(Refused):
        make_link(make_ceremony(2024, release_at=release), name="ก", expires_at=timezone.now(), by=approver)

    assert not PreviewLink.objects.exists()
    assert not Event.objects.exists()


def test_making_and_revoking_a_link_is_logged_once(approver, link):
    revoke(link, by=approver)
    revoked_at = link.revoked_at
    revoke(PreviewLink.objects.get(), by=make_user())
    link.refresh_from_db()

    assert (link.revoked_by, link.revoked_at) == (approver, revoked_at)
    assert open_link(link.token) is None
    assert [(event.what, event.by, event.key) for event in Event.objects.order_by("pk")] == [
        (What.LINK_MADE, approver, str(link.pk)),
        (What.LINK_REVOKED, approver, str(link.pk)),
    ]


def test_no_two_links_have_the_same_secret_and_none_is_short(ceremony, approver, release):
    links = [make_link(ceremony, name="ก", expires_at=release, by=approver) for _n in range(20)]

    assert len({link.token for link in links}) == 20
    assert {len(link.token) for link in links} == {32}
