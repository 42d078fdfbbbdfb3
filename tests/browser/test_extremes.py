"""That no name is so long, and no edition so large, that a page does not hold it."""

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect

from agencies.models import How, Kind, NameKind, Succession
from awards.models import Award, Ceremony, Recipient, Winner
from tests.factories import (
    YESTERDAY,
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_correction,
    make_finding,
    make_name,
    make_winner,
)

WIDTHS = [320, 390, 1280]
LONGEST = 300
# Words without spaces, words with them, and what is no word at all and can be broken nowhere.
NAMES = ["คณะกรรมการส่งเสริมและพัฒนาระบบบริหาร", "Office of the Commission ", "ก", "Incomprehensibilities"]
TOO_WIDE = """() => [
    document.documentElement.scrollWidth - innerWidth,
    ...[...document.querySelectorAll("main *")]
        .filter(each => !each.closest(".unseen, .sideways, textarea, pre"))
        .filter(each => each.getBoundingClientRect().right > innerWidth + 1)
        .map(each => each.outerHTML.slice(0, 80)),
]"""


def long(name, length=LONGEST):
    """The name again and again, as long as it may be."""
    return (name * length)[:length].strip()


@pytest.fixture
def addresses(transactional_db):
    """The pages of a ceremony, awards, agencies and winners with the longest names that there can be."""
    awards = [
        make_award(
            name_th=long(f"{each}{name}"), name_en=long(name), recipient=each, code=f"{each}{n}".lower()
        )
        for n, name in enumerate(NAMES)
        for each in Recipient
    ]
    texts = {f"{field}_th": long(NAMES[0]) for field in ("name", "venue", "presider", "presider_position")}
    whole = make_agency(long(NAMES[0]), kind=Kind.MINISTRY, code="ministry", website=f"https://{'a' * 190}/")
    for year, name in enumerate(NAMES, 2040):
        told = texts | {"name_th": long(name), "name_en": long(name)}
        ceremony = make_ceremony(year, release_at=YESTERDAY, organiser=whole, **told)
        agency = make_agency(long(f"กรม{name}"), name_en=long(name), parent=whole, code=f"long-{year}")
        make_name(agency, long(name), kind=NameKind.FORMER)
        Succession.objects.create(predecessor=agency, successor=whole, how=How.MERGED)
        make_finding(ceremony, long(name), text_th=long(name))
        for award in awards:
            titles = {"title_th": long(f"{award.pk}{name}"), "title_en": long(name), "heading_th": long(name)}
            category = make_category(ceremony, award=award, form="PLAQUE", quota=9, **titles)
            person = {"person_given_th": long(name, 100), "person_family_th": long(name, 100)}
            person |= {"position_th": long(name), "acting": True}
            is_person = award.recipient == Recipient.PERSON
            winner = make_winner(category, agency=agency, rank=1, score=99, **(person if is_person else {}))
            make_correction(winner, note_th=long(name))
    with translation.override("en"):
        lists = ["home", "ceremonies", "awards", "corrections", "statistics"]
        return [
            *(reverse(f"awards:{name}") for name in lists),
            f"{reverse('awards:search')}?q={NAMES[2]}",
            f"{reverse('awards:search')}?q={NAMES[2]}&view=table",
            reverse("agencies:agencies"),
            whole.get_absolute_url(),
            *(each.agency.get_absolute_url() for each in Winner.objects.filter(category__award=awards[0])),
            *(each.get_absolute_url() for each in Ceremony.objects.all()),
            *(each.get_absolute_url() for each in Award.objects.all()),
            *(each.get_absolute_url() for each in Winner.objects.filter(category__award__in=awards[-2:])),
        ]


def too_wide(page, address):
    """By how much a page is wider than the screen, and what reaches out of it; by the width of the screen."""
    page.goto(address)
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found[width] = page.evaluate(TOO_WIDE)
    return {width: wide for width, wide in found.items() if wide != [0]}


def test_the_longest_names_stay_inside_of_every_page(page, addresses):
    asked = [*addresses, *(address.removeprefix("/en") for address in addresses)]
    found = {address: too_wide(page, address) for address in asked}

    assert {address: wide for address, wide in found.items() if wide} == {}


def test_a_thousand_winners_stay_inside_of_their_page_and_can_be_reached(page, transactional_db):
    ceremony = make_ceremony(2040, release_at=YESTERDAY)
    for order, count in enumerate((600, 300, 60, 39, 1)):
        category = make_category(ceremony, title_en=f"Award of {count}", order=order)
        for _winner in range(count):
            make_winner(category)

    assert too_wide(page, "/en/ceremonies/2040/") == {}

    page.get_by_role("navigation", name="Categories").get_by_role("link", name="Award of 39").click()
    expect(page.get_by_role("heading", name="Award of 39")).to_be_in_viewport()
    expect(page.locator(".winners > li")).to_have_count(1000)
