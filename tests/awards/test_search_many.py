"""A search that finds too much to count and to sort: it shows the first, and how to narrow it down."""

import pytest

from agencies.models import Kind
from awards.models import Level, Winner
from awards.search.choices import facets
from awards.search.form import SearchForm
from awards.search.found import Found
from awards.search.orders import earliest_first
from awards.search.programme import Programme
from tests.factories import (
    LATER,
    YESTERDAY,
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_name,
    make_winner,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """Three winners are already as many as can be sorted."""
    monkeypatch.setattr(Found, "MOST", 3)


@pytest.fixture
def editions():
    """Three editions with two winners each, all of agencies named alike; the last is not released."""
    finance = make_agency("กระทรวงการคลัง", code="mof", kind=Kind.MINISTRY)
    agencies = [make_agency(f"กรมที่ {n}", parent=finance if n % 2 else None) for n in range(5)]
    award = make_award(code="data", name_th="ข้อมูล")
    for year, release in ((2020, YESTERDAY), (2021, YESTERDAY), (2022, LATER)):
        category = make_category(make_ceremony(year, release_at=release), award=award)
        for place, agency in enumerate(agencies[:2]):
            make_winner(category, agency=agency, order=place)
    return agencies


def found(**query):
    """What a query finds."""
    programme = Programme()
    return Found(SearchForm(query, programme).search(), programme)


def numbers(answer):
    """The numbers of each facet's options."""
    return {facet.name: [option.leaves for option in facet.options] for facet in facets(answer)}


@pytest.mark.parametrize("query", [{"q": "กรม"}, {"q": "กร"}, {"q": "ข้อมูล"}, {}, {"years": "2020-2021"}])
def test_of_too_many_the_first_in_the_order_can_be_paged_through(editions, query):
    latest = list(Winner.objects.published().latest_first())
    earliest = list(earliest_first(Winner.objects.published()))

    newest, oldest = found(**query), found(**query, order="oldest")

    assert (newest.is_many, newest.count()) == (True, 3)
    assert [newest[0:2], newest[2:4]] == [latest[:2], latest[2:4]]
    assert oldest[0:3] == earliest[:3]


def test_winners_are_read_from_as_many_categories_as_it_takes(editions):
    for year in range(2003, 2020):
        make_category(make_ceremony(year, release_at=YESTERDAY))
    last = make_winner(make_category(make_ceremony(2002, release_at=YESTERDAY)), agency=editions[0])

    assert found(q="กรม", order="oldest")[0:2] == [
        last,
        Winner.objects.published().get(agency=editions[0], category__ceremony__year=2020),
    ]


def test_few_by_a_name_stand_in_their_order_among_many_by_their_category(editions):
    named = make_agency("กรมข้อมูล")
    others = [make_category(make_ceremony(year, release_at=YESTERDAY)) for year in (2019, 2023)]
    first, last = (make_winner(category, agency=named) for category in others)
    make_winner(others[0], agency=editions[0])

    assert found(q="ข้อมูล").is_many
    assert found(q="ข้อมูล")[0:9] == [
        last,
        *Winner.objects.filter(category__ceremony__year__in=(2020, 2021)).latest_first(),
        first,
    ]


def test_numbers_that_are_not_known_are_not_given_until_enough_is_chosen(editions):
    assert numbers(found(q="กรม")) == {
        "year": [None, None],
        "award": [None],
        "level": [None] * len(Level),
        "kind": [None] * len(Kind),
        "ministry": [None],
    }
    assert numbers(found(q="กรม", year="2021")) == {
        "year": [None, None],
        "award": [2],
        "level": [2],
        "kind": [2],
        "ministry": [1],
    }


def test_what_is_too_much_is_said_with_the_orders_that_there_are(client, editions):
    page = client.get("/en/search/?q=กรม&order=agency")

    assert "more than 3" in page.content.decode()
    assert [(option.address[-13:], option.is_chosen) for option in page.context["orders"]] == [
        ("&order=newest", True),
        ("&order=oldest", False),
    ]


def test_of_too_many_agencies_those_are_shown_whose_very_name_it_is(client, editions):
    make_name(editions[4], "กรม")
    page = client.get("/en/search/?q=กรม")

    assert [agency.name_th for agency in page.context["agencies"].first] == ["กรมที่ 4"]
    assert "See all: more than 3 agencies" in page.content.decode()


def test_winners_are_found_though_most_agencies_of_that_name_have_won_nothing(editions):
    for winner in Winner.objects.all():
        winner.delete()
    only = make_winner(
        make_category(make_ceremony(2001, release_at=YESTERDAY)), agency=editions[4], agency_name_th="อื่น"
    )

    assert found(q="กรม")[0:9] == [only]
    assert not found(q="กรม").is_many


def test_a_former_name_is_found_among_too_many(editions):
    make_name(make_agency("สำนัก"), "กรมเก่า")
    make_winner(make_category(make_ceremony(2023, release_at=YESTERDAY)), agency=editions[0])

    assert found(q="กรม")[0:3] == list(Winner.objects.published().latest_first()[:3])


def test_one_or_two_letters_are_not_looked_for_in_names_as_announced():
    winner = make_winner(
        make_category(make_ceremony(2020, release_at=YESTERDAY)),
        agency=make_agency("กรม"),
        agency_name_th="สำนักงาน",
    )

    assert [found(q=words)[0:9] for words in ("สำนัก", "สำ", "กร")] == [[winner], [], [winner]]
