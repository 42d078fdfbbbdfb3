"""A ceremony from its draft to the public: entered by one person, approved by another, awaited by a third."""

from datetime import timedelta

import pytest
from django.utils import timezone

from awards.models import Ceremony
from awards.roles import APPROVER, DATA_ENTRY
from tests.factories import make_agency, make_category, make_ceremony, make_user, make_winner

PASSWORD = "a long enough word"
AHEAD = timedelta(seconds=12)


@pytest.fixture
def draft(transactional_db):
    """A draft that lacks its venue, and whose winners are known."""
    told = {"presider_th": "นายกรัฐมนตรี", "presider_en": "The Prime Minister"}
    ceremony = make_ceremony(2026, held_on=timezone.localdate(), **told)
    category = make_category(ceremony, title_th="ธรรมาภิบาลข้อมูล", title_en="Data Governance", quota=1)
    make_winner(category, agency=make_agency("กรมสรรพากร", name_en="Revenue Department"), source="มติ")
    return ceremony


@pytest.fixture
def somebody(browser, live_server):
    """A browser of somebody's own, signed in where they have a role."""
    contexts = []

    def somebody(role=None):
        contexts.append(browser.new_context(base_url=live_server.url))
        page = contexts[-1].new_page()
        page.set_default_timeout(15_000)
        if role:
            user = make_user(role, password=PASSWORD)
            page.goto("/en/admin/")
            page.locator("#id_username").fill(user.username)
            page.locator("#id_password").fill(PASSWORD)
            page.locator("[type=submit]").click()
        return page

    yield somebody
    for context in contexts:
        context.close()


def answer(page, address):
    """The status of a page and what stands on it."""
    return page.goto(address).status, page.locator("body").inner_text()


def test_a_ceremony_goes_from_draft_to_the_public_before_the_eyes_of_who_awaits_it(somebody, draft):
    public, journalist = draft.get_absolute_url(), somebody()
    nothing = answer(somebody(), "/ceremonies/2027/")
    assert answer(journalist, public) == nothing

    entry = somebody(DATA_ENTRY)
    entry.goto(f"/en/admin/awards/ceremony/{draft.pk}/change/")
    entry.get_by_role("link", name="Review and release").click()
    entry.get_by_role("button", name="Send for review").click()
    entry.get_by_text("The venue is missing.").first.wait_for()
    entry.locator("summary", has_text="Accept as it is").click()
    entry.get_by_label("Why it is right as it is").fill("จัดพิธีแบบออนไลน์")
    entry.get_by_role("button", name="Accept as it is").click()
    entry.get_by_role("button", name="Send for review").click()
    entry.get_by_text("Until it is sent back nobody can change it.").wait_for()

    approver = somebody(APPROVER)
    approver.locator(".portal-card", has_text="Waiting for your approval").get_by_role("link").click()
    release_at = timezone.localtime() + AHEAD
    approver.get_by_label("Day of the release").fill(f"{release_at:%d/%m}/{release_at.year + 543}")
    approver.get_by_label("Time of the release").fill(f"{release_at:%H.%M.%S} น.")
    approver.get_by_label("Time of the release").press("Tab")
    approver.locator("output", has_text=f"{release_at:%H:%M:%S}").wait_for()
    approver.get_by_role("button", name="Approve").click()
    approver.get_by_text("It is public from its release on").wait_for()

    release_at = Ceremony.objects.get().release_at
    seen = []
    while not seen or (seen[-1][0] == 404 and timezone.now() < release_at + AHEAD):
        asked = timezone.now()
        status, text = answer(journalist, public)
        seen.append((status, asked, timezone.now(), text))

    *before, (status, _asked, answered, text) = seen
    assert before
    assert {(status, text) for status, _asked, _answered, text in before} == {nothing}
    assert all(asked < release_at for _status, asked, _answered, _text in before)
    assert (status, answered >= release_at, "กรมสรรพากร" in text) == (200, True, True)
