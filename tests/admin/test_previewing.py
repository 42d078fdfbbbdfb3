"""Staff see the pages of a ceremony before its release, and make and revoke the links of the press."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from awards.models import Ceremony, PreviewLink, State
from awards.previews import make_link, revoke
from awards.roles import ADMINISTRATOR, APPROVER, DATA_ENTRY, READER, ROLES
from awardsportal.audit.models import Event, What
from awardsportal.shown import day, moment
from tests.admin.pages import fields_of, text_of
from tests.factories import (
    make_attachment,
    make_category,
    make_ceremony,
    make_photo,
    make_user,
    make_winner,
)
from tests.pages import texts

pytestmark = pytest.mark.django_db

MISSING = "/en/admin/awards/ceremony/99999/preview/"


@pytest.fixture
def release():
    return timezone.now().replace(second=0, microsecond=0) + timedelta(days=1)


@pytest.fixture
def held(release):
    """An approved ceremony that is not released."""
    return make_winner(
        make_category(make_ceremony(2021, release_at=release)), ref="first222"
    ).category.ceremony


@pytest.fixture
def office(client):
    """The approver's browser."""
    client.user = make_user(APPROVER, first_name="สมศรี", last_name="ใจดี")
    client.force_login(client.user)
    return client


def preview_of(ceremony, below=""):
    return f"/en/admin/awards/ceremony/{ceremony.pk}/preview/{below}"


def links_of(ceremony):
    return f"/en/admin/awards/ceremony/{ceremony.pk}/links/"


def answer(response):
    return response.status_code, sorted(response.headers.items()), response.content


# Staff


@pytest.mark.parametrize("role", ROLES)
def test_whoever_may_see_a_draft_previews_its_pages_and_files(client, held, role):
    photo, document = make_photo(held), make_attachment(held)
    client.force_login(make_user(role))
    pages = [client.get(preview_of(held, below)) for below in ("", "winners/first222/")]
    files = [client.get(preview_of(held, name)) for name in (photo.file_name(480), document.file_name)]

    assert [texts(page, "h1") for page in pages] == [
        [held.name_en],
        [held.categories.get().winners.get().agency_name_th],
    ]
    assert [file["Content-Type"] for file in files] == ["image/webp", "application/pdf"]
    for response in [*pages, *files]:
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]
        assert (response["X-Robots-Tag"], response["Referrer-Policy"]) == ("noindex", "no-referrer")


def test_every_page_of_a_preview_says_when_it_may_be_published_once_that_is_known(office, held, release):
    draft = make_winner(make_category(make_ceremony(2022)), ref="second22").category.ceremony
    with translation.override("en"):
        until = f"Do not publish before {moment(release)}, Thailand time"

    for ceremony, ref, mark in ((held, "first222", until), (draft, "second22", "Preview: do not publish")):
        for below in ("", f"winners/{ref}/"):
            (shown,) = texts(office.get(preview_of(ceremony, below)), ".preview")
            assert shown == f"{mark} The public cannot see this page before its release."


def test_a_preview_leads_to_itself_in_the_other_language(office, held):
    html = text_of(office.get(preview_of(held)))

    assert f'<a href="/admin/awards/ceremony/{held.pk}/preview/"' in html
    assert f'href="{preview_of(held)}winners/first222/"' in html


@pytest.mark.parametrize("method", ["get", "head", "post"])
@pytest.mark.parametrize("below", ["", "winners/first222/", "photos/a/480.webp", "attachments/a.pdf"])
def test_nobody_else_learns_that_there_is_a_preview(client, held, method, below):
    client.force_login(make_user())
    ask = getattr(client, method)

    assert answer(ask(preview_of(held, below))) == answer(ask(MISSING))
    assert ask(MISSING).status_code == 404


def test_a_preview_is_only_looked_at(office, held):
    assert office.post(preview_of(held)).status_code == 405


def test_a_preview_shows_nothing_of_another_ceremony(office, held):
    other = make_winner(make_category(make_ceremony(2022)))
    photo = make_photo(other)

    for below in (f"winners/{other.ref}/", photo.file_name(480), "winners/never222/"):
        assert office.get(preview_of(held, below)).status_code == 404


def test_once_released_a_preview_leads_to_the_public_pages(office, held):
    Ceremony.objects.update(release_at=timezone.now())

    for below, public in (("", "/en/ceremonies/2021/"), ("winners/first222/", "/en/winners/first222/")):
        response = office.get(preview_of(held, below))
        assert (response.status_code, response["Location"]) == (302, public)


def test_who_sees_a_preview_is_logged(office, held):
    for below in ("", "winners/first222/"):
        office.get(preview_of(held, below))

    seen = Event.objects.filter(what=What.SAW, by=office.user, model="awards.ceremony", key=str(held.pk))
    assert sorted(event.details["page"] for event in seen) == ["preview/", "preview/winners/first222/"]


# The links of the press


def add(browser, ceremony, **typed):
    page = browser.get(links_of(ceremony))
    return browser.post(links_of(ceremony), fields_of(page) | typed, follow=True)


def test_an_approver_makes_a_link_that_lasts_until_the_release(office, held, release):
    with translation.override("en"):
        proposed = fields_of(office.get(links_of(held)))
        assert (proposed["day"], proposed["time"]) == (day(release), f"{timezone.localtime(release):%H:%M}")

    page = add(office, held, name="ไทยรัฐ")
    link = PreviewLink.objects.get()

    assert (link.name, link.expires_at, link.made_by) == ("ไทยรัฐ", release, office.user)
    assert f'value="http://testserver/en/preview/{link.token}/"' in text_of(page)
    assert texts(page, ".portal-state") == ["Opens the preview"]


def test_a_link_expires_when_it_is_typed_in_thai(office, held):
    add(office, held, name="ไทยรัฐ", day="๓๑ ธ.ค. ๒๕๙๙", time="๑๘.๓๐ น.")

    assert f"{timezone.localtime(PreviewLink.objects.get().expires_at):%Y-%m-%d %H:%M}" == "2056-12-31 18:30"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": " "}, "This field is required."),
        ({"day": "3 ธ.ค. 2563", "time": "09:30"}, "A link cannot expire in the past."),
        ({"day": "พรุ่งนี้"}, "“พรุ่งนี้” is not a date."),
        ({"time": "25:00"}, "“25:00” is not a time."),
        ({"day": "", "time": ""}, "This field is required."),
        ({"name": "ก" * 201}, "at most 200 characters"),
        ({"name": "a\0"}, "Null characters are not allowed."),
    ],
)
def test_what_makes_no_link_is_said_at_its_place(office, held, typed, said):
    page = add(office, held, **({"name": "ไทยรัฐ"} | typed))

    assert any(said in text for text in texts(page, ".errorlist"))
    assert not PreviewLink.objects.exists()


def test_a_link_tells_how_often_and_when_it_was_opened(office, held, release):
    link = make_link(held, name="ไทยรัฐ", expires_at=release, by=office.user)
    assert texts(office.get(links_of(held)), "dd")[1] == "0 times"

    for _time in range(2):
        office.get(f"/preview/{link.token}/")
    with translation.override("en"):
        last = moment(Event.objects.filter(what=What.LINK_USED).first().at)

    assert texts(office.get(links_of(held)), "dd")[1] == f"2 times (last on {last})"


def test_a_revoked_link_leads_nowhere_on_the_next_request(client, office, held, release):
    link = make_link(held, name="ไทยรัฐ", expires_at=release, by=office.user)
    address = f"/en/preview/{link.token}/"
    assert client.get(address).status_code == 200

    page = office.post(links_of(held), {"revoke": link.pk}, follow=True)

    assert answer(client.get(address)) == answer(client.get("/en/nothing/"))
    assert texts(page, ".success") == ["The link for ไทยรัฐ is revoked and leads nowhere any more."]
    assert [text.startswith("Revoked by สมศรี ใจดี on") for text in texts(page, ".portal-state")] == [True]
    assert link.token not in text_of(page)


@pytest.mark.parametrize("key", ["", "abc", "-1", "99999999999999999999", "\0"])
def test_an_odd_key_revokes_nothing(office, held, release, key):
    make_link(held, name="ไทยรัฐ", expires_at=release, by=office.user)

    assert office.post(links_of(held), {"revoke": key}).status_code == 200
    assert not PreviewLink.objects.filter(revoked_at__isnull=False).exists()


def test_a_link_is_revoked_on_the_page_of_its_own_ceremony_only(office, held, release):
    link = make_link(held, name="ไทยรัฐ", expires_at=release, by=office.user)
    office.post(links_of(make_ceremony(2022, release_at=release)), {"revoke": link.pk})

    assert PreviewLink.objects.get().revoked_at is None


def test_links_say_why_they_lead_nowhere(office, held, release):
    links = [make_link(held, name=f"{n}", expires_at=release, by=office.user) for n in range(3)]
    revoke(links[0], by=office.user)
    PreviewLink.objects.filter(pk=links[1].pk).update(expires_at=timezone.now())

    def standing():
        return [text.split(" by ")[0] for text in texts(office.get(links_of(held)), ".portal-state")]

    assert standing() == ["Opens the preview", "Expired", "Revoked"]
    Ceremony.objects.update(state=State.DRAFT)
    assert standing() == ["Rests until the ceremony is approved", "Expired", "Revoked"]
    Ceremony.objects.update(state=State.APPROVED, release_at=timezone.now())
    PreviewLink.objects.filter(pk=links[1].pk).update(expires_at=timezone.now() - timedelta(hours=1))
    assert standing() == ["Leads to the public page", "Expired", "Revoked"]


@pytest.mark.parametrize("fields", [{}, {"state": State.IN_REVIEW}, {"release_at": timezone.now()}])
def test_no_link_is_made_for_a_draft_nor_for_what_is_released(office, fields):
    ceremony = make_ceremony(2022, **fields)
    typed = {"name": "ไทยรัฐ", "day": "31 ธ.ค. 2599", "time": "09:30"}
    page = office.get(links_of(ceremony))

    assert 'name="name"' not in text_of(page)
    assert len(texts(page, ".portal-frozen")) == 1
    assert office.post(links_of(ceremony), typed).status_code == 200
    assert not PreviewLink.objects.exists()


def tools_of(browser, ceremony):
    return text_of(browser.get(f"/en{reverse('admin:awards_ceremony_change', args=[ceremony.pk])}"))


def test_the_form_of_a_ceremony_leads_to_preview_and_links_while_they_are_of_use(office, held):
    draft, released = make_ceremony(2022), make_ceremony(2023, release_at=timezone.now())
    offered = {
        ceremony.year: (preview_of(ceremony) in html, links_of(ceremony) in html)
        for ceremony in (held, draft, released)
        for html in [tools_of(office, ceremony)]
    }

    assert offered == {2021: (True, True), 2022: (True, False), 2023: (False, False)}


@pytest.mark.parametrize("role", [DATA_ENTRY, ADMINISTRATOR, READER, None])
@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_who_is_no_approver_learns_nothing_of_links(client, held, release, role, method):
    link = make_link(held, name="ไทยรัฐ", expires_at=release, by=make_user())
    client.force_login(make_user(role))
    ask = getattr(client, method)

    assert answer(ask(links_of(held))) == answer(ask("/en/admin/awards/ceremony/99999/nothing/"))
    client.post(links_of(held), {"revoke": link.pk})
    assert PreviewLink.objects.get().revoked_at is None
    if role:
        assert "/links/" not in tools_of(client, held)
