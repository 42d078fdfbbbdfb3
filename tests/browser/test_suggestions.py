"""What a search box suggests while it is typed in, by keyboard, mouse, touch and ear."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.test_access import DESKTOP, LANGUAGES, PHONE

pytestmark = pytest.mark.usefixtures("editions")

SCRIPT = Path(__file__).parents[2] / "awardsportal" / "static" / "portal" / "suggest.js"
SEC = {
    "th": "สำนักงานคณะกรรมการกำกับหลักทรัพย์และตลาดหลักทรัพย์ หน่วยงาน",
    "en": "Securities and Exchange Commission, Thailand Agency",
}


@pytest.fixture
def search_box(page):
    """Open a page, and give its search box with what was typed there letter by letter."""

    def search_box(address, words=""):
        page.goto(address)
        box = page.locator("[name=q]")
        box.press_sequentially(words, delay=20)
        if words:
            expect(box).to_have_attribute("aria-expanded", "true")
        return box

    return search_box


def options(page):
    """What is suggested, option by option."""
    return [" ".join(text.split()) for text in page.get_by_role("option").all_inner_texts()]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("address", ["/", "/search/?year=2020"])
def test_what_may_be_meant_is_shown_and_axe_finds_nothing(page, axe, search_box, language, size, address):
    page.set_viewport_size(size)
    search_box(LANGUAGES[language] + address, "ก.ล.")

    assert options(page)[0] == SEC[language]
    assert len(options(page)) == 8
    assert min(option.bounding_box()["height"] for option in page.get_by_role("option").all()) >= 24
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
    page.keyboard.press("ArrowDown")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert axe(page) == [], scheme


def test_the_keyboard_chooses_and_goes_there(page, search_box):
    box = search_box("/en/", "ก.ล.")
    assert box.get_attribute("aria-activedescendant") is None
    seen = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown", "ArrowDown"):
        box.press(key)
        chosen = page.locator("[role=option][aria-selected=true]")
        named = [option.get_attribute("id") for option in chosen.all()]
        assert named == [name for name in [box.get_attribute("aria-activedescendant")] if name]
        seen += [int(name.split("-")[-1]) for name in named] or [None]

    assert seen == [0, 1, 0, None, 7, None, 0]
    expect(box).to_have_value("ก.ล.")
    expect(box).to_be_focused()
    box.press("Enter")
    page.wait_for_url("**/en/agencies/sec/")


def test_enter_without_a_choice_searches_as_ever(page, search_box):
    search_box("/en/", "Data Gov").press("Enter")

    page.wait_for_url("**/en/search/?q=Data+Gov")


def test_escape_closes_and_the_arrow_opens_again(page, search_box):
    box = search_box("/en/", "ก.ล.")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("ก.ล.")

    box.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_text(SEC["en"])
    box.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()


@pytest.mark.parametrize("has_touch", [False, True])
def test_a_click_or_a_tap_goes_there(browser, live_server, has_touch):
    context = browser.new_context(base_url=live_server.url, viewport=PHONE, has_touch=has_touch)
    page = context.new_page()
    page.goto("/")
    page.locator("[name=q]").press_sequentially("รื่น")
    option = page.get_by_role("option", name="นางสาวรื่นวดี สุวรรณมงคล บุคคล")
    option.tap() if has_touch else option.click()

    page.wait_for_url("**/winners/*/")
    assert page.locator("h1").inner_text() == "นางสาวรื่นวดี สุวรรณมงคล"
    context.close()


def test_how_many_there_are_is_said_and_thai_is_marked(page, search_box):
    box = search_box("/en/", "ก.ล.")
    expect(page.get_by_role("status")).to_have_text("8 suggestions")
    box.fill("xyzxyz")
    expect(page.get_by_role("status")).to_have_text("0 suggestions")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.fill("กลุ่มจังหวัด")
    expect(page.locator("[role=option] [lang=th]")).to_have_count(8)
    box.fill("ก")
    expect(page.get_by_role("status")).to_have_text("")


def test_the_keys_of_a_keyboard_that_puts_letters_together_are_its_own(page, search_box):
    box = search_box("/en/", "ก.ล.")
    told = box.evaluate(
        """box => ["ArrowDown", "Enter", "Escape"].map(key => box.dispatchEvent(
            new KeyboardEvent("keydown", {key, isComposing: true, bubbles: true, cancelable: true})))"""
    )

    assert told == [True, True, True]
    expect(page.get_by_role("option", selected=True)).to_have_count(0)
    expect(page.get_by_role("listbox")).to_be_visible()


def test_letters_that_are_being_put_together_are_looked_up_already(page, search_box):
    box = search_box("/en/")
    box.focus()
    page.context.new_cdp_session(page).send(
        "Input.imeSetComposition", {"text": "ก.ล.", "selectionStart": 4, "selectionEnd": 4}
    )

    expect(page.get_by_role("option").first).to_have_text(SEC["en"])


def test_an_overtaken_answer_is_not_shown_nor_one_that_cannot_be_read(page, search_box):
    # Never answered.
    page.route("**/suggestions.json?q=reven", lambda _route: None)
    page.route("**/suggestions.json?q=broken", lambda route: route.fulfill(status=200, body="<html>"))
    box = search_box("/en/")
    with page.expect_request("**/suggestions.json?q=reven"):
        box.fill("reven")
    box.fill("excise")
    expect(page.get_by_role("option")).to_have_text(["Excise Department Agency"])
    for words in ("broken", "excise", "broken"):
        box.fill(words)
        expect(page.get_by_role("listbox")).to_be_visible(visible=words == "excise")


def test_only_the_last_of_quickly_typed_letters_is_asked_for(page, search_box):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "suggestions" in request.url else None)
    search_box("/en/", "reven")

    assert [address.partition("?q=")[2] for address in asked if ".json" in address] == ["reven"]


def test_nothing_moves_and_colours_of_the_device_show_the_choice(page, search_box):
    page.emulate_media(forced_colors="active")
    before = search_box("/en/") and page.locator("footer").bounding_box()
    search_box("/en/", "ก.ล.").press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)

    assert page.locator("footer").bounding_box() == before
    assert chosen.evaluate("option => getComputedStyle(option).outlineStyle") == "solid"


def test_without_scripts_the_box_is_a_search_box_and_the_script_is_small(browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/en/")
    page.get_by_role("searchbox").fill("ก.ล.ต.")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url("**/en/search/?q=*")

    assert page.get_by_role("listbox").count() == 0
    assert page.get_by_role("link", name="Securities and Exchange Commission").count() > 0
    assert SCRIPT.stat().st_size <= 4096
    context.close()
