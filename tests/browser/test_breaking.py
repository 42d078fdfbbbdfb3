"""That no line of a page ends in the middle of a word of official names, nor of a person's name."""

import pytest

from awardsportal.thai.breaking import WORDS
from tests.factories import YESTERDAY, make_agency, make_award, make_category, make_ceremony, make_winner

WIDTHS = [320, 390, 1280]
ADDRESSES = [
    "/",
    "/ceremonies/2020/",
    "/awards/data-governance/",
    "/agencies/sec/",
    "/statistics/",
    "/search/?q=ธรรมาภิบาล",
    "/winners/h7ng68nr/",
]
# Which of the words stand in two lines somewhere: parts of them begin at different heights.
BROKEN = """words => {
    const range = document.createRange(), found = [];
    const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const text = texts.currentNode;
        if (text.parentElement.closest(".unseen, svg, pre, textarea, option")) continue;
        for (const word of words) for (const { index } of text.data.matchAll(word)) {
            range.setStart(text, index);
            range.setEnd(text, index + word.length);
            if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) found.push(word);
        }
    }
    return found;
}"""
# A flex box would part the words of a text that lie in it.
PARTED = """() => [...document.querySelectorAll(".whole")].map(({ parentElement }) => parentElement)
    .filter(each => /flex|grid/.test(getComputedStyle(each).display)).map(each => each.outerHTML)"""

WIDE = """() => [...document.querySelectorAll("main .whole")]
    .filter(each => !each.closest(".unseen, .sideways"))
    .filter(each => each.getBoundingClientRect().right > innerWidth)
    .map(each => each.parentElement.outerHTML)"""


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_line_ends_within_a_word_of_an_official_name(page, editions, address):
    # And the name of the person who won in 2020.
    words = [*WORDS, "รื่นวดี", "สุวรรณมงคล"]
    page.goto(address)
    broken = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        broken[width] = page.evaluate(BROKEN, words)

    assert page.locator("main .whole").count() > 0
    assert (broken, page.evaluate(PARTED)) == ({width: [] for width in WIDTHS}, [])


def test_the_longest_name_that_is_kept_whole_stays_inside_of_a_narrow_page(page, transactional_db):
    given, family = "ณ" * 9, "ฒ" * 15
    ceremony = make_ceremony(2040, release_at=YESTERDAY, presider_th=family)
    category = make_category(ceremony, award=make_award(recipient="PERSON"))
    person = {"person_title_th": "นางสาว", "person_given_th": given, "person_family_th": family}
    winner = make_winner(category, agency=make_agency(f"เทศบาลเมือง{'ณ' * 11}"), **person)
    page.set_viewport_size({"width": 320, "height": 800})

    wide = {}
    for thing in (ceremony, winner, winner.agency):
        page.goto(thing.get_absolute_url())
        wide[thing] = page.evaluate(WIDE)

    assert wide == {ceremony: [], winner: [], winner.agency: []}
