"""That everybody can use the public pages: by axe, by keyboard, enlarged, spaced, in colours of their own."""

from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import expect

from agencies.models import Agency
from awards.correcting import corrections
from awards.models import Ceremony, Winner
from awards.roles import APPROVER
from tests.factories import make_agency, make_attachment, make_photo, make_user, make_winner

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
# 1280 by 1024 CSS pixels at 400 %.
ENLARGED = {"width": 320, "height": 256}
LANGUAGES = {"th": "", "en": "/en"}
LONG = "สำนักงานคณะกรรมการ" + "พัฒนาระบบ" * 31


@pytest.fixture
def addresses(editions):
    """Each kind of public page: of the real editions, and of what they have no example yet."""
    edition = Ceremony.objects.get(slug="2020")
    person, first, second = winners_of(edition)
    make_photo(edition, alt_th="หมู่ผู้รับรางวัล", alt_en="The winners", caption_th="หน้าสโมสรทหารบก")
    make_photo(edition, alt_th="เวที")
    make_attachment(edition, caption_th="คำประกาศ")
    make_winner(first.category, agency=make_agency(LONG[:300], code="long"), ref="long2222")
    approver = make_user(APPROVER)
    corrections.withdraw(first, note_th="พบว่าข้อมูลไม่ครบถ้วน", by=approver)
    corrections.correct(second, values={"rank": 7}, note_th="แก้อันดับ", note_en="Rank", by=approver)
    return [
        "/",
        "/ceremonies/",
        "/ceremonies/2020/",
        "/ceremonies/2021/",
        *(winner.get_absolute_url() for winner in (person, first, second)),
        "/winners/long2222/",
        "/awards/",
        "/awards/digital-government/",
        "/agencies/",
        "/agencies/?q=กรมสรรพกรรม",
        "/agencies/sec/",
        f"/agencies/{Agency.objects.filter(wins=None, parent=None).first().code}/",
        "/agencies/nrct/",
        "/agencies/trf/",
        "/search/",
        "/search/?q=2563",
        "/search/?q=2563&view=table",
        "/search/?q=กรมสรรพกรรม",
        "/statistics/",
        "/corrections/",
        "/privacy/",
        "/accessibility/",
        "/nothing/",
    ]


def winners_of(edition):
    """A person that won, and two agencies."""
    winners = Winner.objects.filter(category__ceremony=edition)
    return winners.exclude(person_given_th="").first(), *winners.filter(person_given_th="")[:2]


@pytest.fixture
def look(page):
    """Asks the page that is open something by look.js."""
    page.add_init_script(path=Path(__file__).with_name("look.js"))
    return lambda question: page.evaluate(f"look.{question}()")


def found(checks):
    """What is wrong with a page, by the name of the check that found it."""
    return {name: wrong for name, wrong in checks.items() if wrong}


def misplaced(headings):
    """The levels of a page's headings, where there is not one first or one skips a level."""
    skips = any(below - above > 1 for above, below in pairwise(headings))
    return headings if skips or headings[:1] != [1] or headings.count(1) > 1 else []


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_headings_and_languages_are_right(page, look, axe, addresses, language):
    wrong = {}
    for address in addresses:
        page.set_viewport_size(PHONE)
        page.emulate_media(color_scheme="light")
        answer = page.goto(LANGUAGES[language] + address)
        on_phone = axe(page)
        page.set_viewport_size(DESKTOP)
        page.emulate_media(color_scheme="dark")
        checks = {
            "answer": answer.status != (404 if address == "/nothing/" else 200),
            "phone by day": on_phone,
            "desktop by night": axe(page),
            "headings": misplaced(look("headings")),
            "language": page.locator("html").get_attribute("lang") != language,
            "unmarked Thai": look("unmarkedThai"),
        }
        wrong |= {address: found(checks)} if found(checks) else {}

    assert wrong == {}


@pytest.mark.parametrize(("language", "size"), [("th", ENLARGED), ("en", DESKTOP)])
def test_the_keyboard_alone_walks_each_page_in_its_order(page, look, addresses, language, size):
    page.set_viewport_size(size)
    wrong = {}
    for address in addresses:
        page.goto(LANGUAGES[language] + address)
        steps = []
        for _step in range(look("count")):
            page.keyboard.press("Tab")
            steps.append(look("focus"))
        page.keyboard.press("Tab")
        checks = {
            "order": [place for place, _wrong in steps] != list(range(len(steps))),
            "focus": [wrong for _place, wrongs in steps for wrong in wrongs],
            "trap": look("focus")[0] > 0,
        }
        wrong |= {address: found(checks)} if found(checks) else {}

    assert wrong == {}


def test_the_first_key_leads_past_the_menu_and_what_is_folded_opens_and_closes(page, addresses):
    page.set_viewport_size(PHONE)
    for address in ("/ceremonies/2020/", "/agencies/sec/", "/statistics/", "/search/?q=2563"):
        page.goto(address)
        page.keyboard.press("Tab")
        assert page.locator(".skip:focus").bounding_box()["height"] >= 24
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.locator("main :focus")).to_have_count(1)
        for details in page.locator("main details").all():
            is_open = []
            details.locator("summary").focus()
            for key in ("Enter", "Enter", "Space"):
                page.keyboard.press(key)
                is_open.append(details.evaluate("details => details.open"))
            assert is_open == [True, False, True], address


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_loses_anything_when_it_is_enlarged_or_spaced(page, look, addresses, language):
    wrong = {}
    for address in addresses:
        page.goto(LANGUAGES[language] + address)
        checks = {}
        for size in (DESKTOP, ENLARGED):
            page.set_viewport_size(size)
            checks |= {(size["width"], check): look(check) for check in ("wider", "cut", "stuck", "small")}
        look("space")
        checks |= {("spaced", check): look(check) for check in ("wider", "cut")}
        wrong |= {address: found(checks)} if found(checks) else {}

    assert wrong == {}


def test_a_key_leads_past_the_choices_of_a_search(page, editions):
    page.goto("/en/search/?q=2563")
    page.get_by_role("link", name="Remove").focus()
    for key in ("Tab", "Enter", "Tab"):
        page.keyboard.press(key)

    expect(page.locator(".results :focus")).to_have_count(1)


def test_a_page_obeys_who_asks_for_less_motion_or_for_colours_of_their_own(page, look, addresses):
    page.emulate_media(reduced_motion="reduce", forced_colors="active")
    for address in ("/", "/ceremonies/2020/", "/statistics/"):
        page.goto(address)
        unseen = []
        for _step in range(look("count")):
            page.keyboard.press("Tab")
            unseen += look("focus")[1]
        page.locator(".site-nav a").last.click()
        assert (look("moving"), unseen) == ([], []), address


@pytest.mark.parametrize("has_scripts", [True, False])
def test_an_award_is_found_with_and_without_scripts(browser, live_server, editions, has_scripts):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=has_scripts)
    page = context.new_page()
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        page.goto("/en/")
        page.locator("[name=q]").fill("ก.ล.ต.")
        page.locator("[name=q]").press("Enter")
        page.wait_for_url("**/en/search/?q=*")
        if size == PHONE:
            page.get_by_text("Narrow down").click()
        page.get_by_role("link", name="2020", exact=True).click()
        page.get_by_role("link", name="Table").click()
        expect(page.get_by_role("region", name="Winners").get_by_role("row")).to_have_count(5)
        page.get_by_role("rowheader").get_by_role("link").first.click()
        page.get_by_text("Cite this page").click()
        expect(page.get_by_text("@misc")).to_be_visible()
        page.get_by_role("link", name="ไทย").click()
        expect(page.locator("html")).to_have_attribute("lang", "th")
    context.close()
