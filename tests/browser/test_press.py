"""The press reads an approved ceremony in a browser of its own, until its link is revoked."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from awards.models import PreviewLink
from awards.roles import APPROVER
from awardsportal.shown import moment
from tests.factories import make_category, make_ceremony, make_photo, make_winner


@pytest.fixture
def press(browser, live_server):
    """A page in another browser, on a telephone."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.fixture
def held(transactional_db):
    """An approved ceremony that is released tomorrow."""
    ceremony = make_ceremony(2030, release_at=timezone.now() + timedelta(days=1), venue_th="ตึกสันติไมตรี")
    make_winner(make_category(ceremony), ref="first222")
    make_photo(ceremony, alt_th="หมู่ผู้รับรางวัล", alt_en="The winners")
    return ceremony


def test_the_press_reads_what_it_was_sent_until_the_link_is_revoked(page, press, sign_in, axe, held):
    with translation.override("en"):
        mark = f"Do not publish before {moment(held.release_at)}, Thailand time"

    sign_in(APPROVER)
    page.goto(f"/en/admin/awards/ceremony/{held.pk}/change/")
    page.get_by_role("link", name="Links for the press").click()
    page.get_by_label("For whom").fill("Somchai, Thai Rath")
    page.get_by_role("button", name="Make the link").click()
    address = page.get_by_label("Address to copy").input_value()

    press.goto(address)
    assert press.locator(".preview").inner_text().startswith(mark)
    assert press.locator("h1").inner_text() == held.name_en
    for image in press.locator("main img").all():
        # Below the fold they are fetched when one comes near.
        image.scroll_into_view_if_needed()
    press.wait_for_function("[...document.images].every(image => image.complete && image.naturalWidth)")
    assert axe(press) == []
    press.locator(".winner .name").click()
    assert press.url == f"{address}winners/first222/"
    assert press.locator(".preview").inner_text().startswith(mark)
    press.get_by_role("link", name="ไทย").click()
    assert press.url == f"{address.replace('/en/', '/')}winners/first222/"
    assert press.context.cookies() == []

    page.reload()
    assert "3 times" in page.locator(".press-link").inner_text()
    page.get_by_role("button", name="Revoke Somchai, Thai Rath").click()
    page.locator(".messagelist .success").wait_for()
    assert PreviewLink.objects.get().revoked_at

    press.reload()
    assert press.locator("h1").inner_text() == "ไม่พบหน้าที่ต้องการ"
    assert press.goto(address).status == 404
