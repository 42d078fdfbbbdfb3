"""What can be chosen from a search on, and how many winners each choice would leave."""

import pytest
from django.utils import translation

from agencies.models import Agency, Kind
from awards.models import Award, Level
from awards.search.choices import facets, orders, views
from awards.search.form import SearchForm
from awards.search.found import Found
from awards.search.programme import Programme
from awards.search.search import Search
from tests.factories import (
    LATER,
    YESTERDAY,
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_winner,
)
from tests.pages import texts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions")]


@pytest.fixture
def editions():
    """Two editions with awards to agencies of two ministries; and a third that is not released."""
    finance, energy = (
        make_agency(name, code=code, kind=Kind.MINISTRY)
        for name, code in (("กระทรวงการคลัง", "mof"), ("กระทรวงพลังงาน", "energy"))
    )
    revenue = make_agency("กรมสรรพากร", parent=finance)
    branch = make_agency("กรมสาขา", parent=revenue, kind=Kind.OTHER)
    fuel = make_agency("กรมเชื้อเพลิง", parent=energy)
    alone = make_agency("กองทุนลำพัง", kind=Kind.FUND)
    data, main = make_award(code="data", name_th="ข้อมูล"), make_award(code="main", name_th="หลัก")
    for year, release in ((2020, YESTERDAY), (2021, YESTERDAY), (2022, LATER)):
        edition = make_ceremony(year, release_at=release)
        category = make_category(edition, award=data)
        for agency in (revenue, branch, finance):
            make_winner(category, agency=agency)
        make_winner(make_category(edition, award=main, level=Level.LOCAL), agency=fuel)
    make_winner(make_category(edition, award=make_award(name_th="ลับ"), level=Level.PERSON), agency=alone)
    make_winner(category, agency=alone, agency_name_th="กองทุนที่จะมาถึง")


def offered(**query):
    """Each facet's options of a search, with their numbers; the chosen ones in brackets."""
    with translation.override("en"):
        return {
            facet.name: [
                f"[{option.label}] {option.leaves}" if option.is_chosen else f"{option.label} {option.leaves}"
                for option in facet.options
            ]
            for facet in facets(found(query))
        }


def found(query):
    """What a query finds."""
    programme = Programme()
    return Found(SearchForm(query, programme).search(), programme)


def plain(facets):
    """The options without the marks of their language."""
    return {
        name: [text.replace('<span lang="th">', "").replace("</span>", "") for text in texts]
        for name, texts in facets.items()
    }


def test_all_winners_that_are_released_are_spread_over_all_facets():
    assert plain(offered()) == {
        "year": ["2021 4", "2020 4"],
        "award": ["ข้อมูล 6", "หลัก 2"],
        "level": ["Department level 6", "Local government level 2"],
        "kind": ["Department or equivalent 4", "Ministry 2", "Other 2"],
        "ministry": ["กระทรวงการคลัง 6", "กระทรวงพลังงาน 2"],
    }


def test_a_choice_is_left_out_of_the_numbers_of_its_own_facet_alone():
    assert plain(offered(year="2021", ministry="mof")) == {
        "year": ["[2021] 3", "2020 3"],
        "award": ["ข้อมูล 3"],
        "level": ["Department level 3"],
        "kind": ["Department or equivalent 1", "Ministry 1", "Other 1"],
        "ministry": ["[กระทรวงการคลัง] 3", "กระทรวงพลังงาน 1"],
    }


def test_choices_that_find_nothing_together_leave_each_other_choice():
    assert plain(offered(kind=Kind.MINISTRY, ministry="energy")) == {
        "kind": ["Department or equivalent 2"],
        "ministry": ["กระทรวงการคลัง 2"],
    }


def test_words_that_find_nothing_leave_nothing_to_choose():
    assert offered(q="xyz") == {}


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"q": "กรม"},
        {"q": "ข้อมูล", "year": "2563"},
        {"award": "data", "kind": Kind.DEPARTMENT},
        {"ministry": "mof", "level": Level.LOCAL},
        {"years": "2020-2020", "q": "กรม"},
    ],
)
def test_each_number_is_that_of_the_winners_behind_the_link(client, query):
    answer = found(query)
    options = [option for facet in facets(answer) for option in facet.options]

    assert answer.count() == answer.everything().count()
    assert [option.leaves for option in options] == [
        client.get(f"/search/{option.address}").context["page"].paginator.count for option in options
    ]


def test_nothing_of_a_ceremony_to_come_is_counted_or_offered(client):
    shown = client.get("/search/").content.decode() + client.get("/search/?q=กองทุน").content.decode()

    assert "2565" not in shown
    assert "ลับ" not in shown
    assert offered(q="กองทุน") == {}


def test_an_address_says_all_that_was_asked_and_asks_the_same_again():
    query = {"q": "กรม", "year": "2021", "award": "data", "level": "DEPARTMENT", "kind": "DEPARTMENT"}
    query |= {"ministry": "mof", "agency": "mof", "years": "2020-2021", "order": "oldest", "view": "table"}
    search = found(query).search

    assert search.query() == query
    assert found(search.query()).search == search
    assert Search(words="a & b", award=Award.objects.get(code="data")).address(year=2021) == (
        "?q=a+%26+b&year=2021&award=data"
    )


def test_the_best_match_is_offered_only_where_words_were_typed():
    search, wordless = Search(words="กรม"), Search(order="best")

    assert [(option.address, option.is_chosen) for option in orders(search)] == [
        ("?q=%E0%B8%81%E0%B8%A3%E0%B8%A1&order=best", True),
        ("?q=%E0%B8%81%E0%B8%A3%E0%B8%A1&order=newest", False),
        ("?q=%E0%B8%81%E0%B8%A3%E0%B8%A1&order=oldest", False),
        ("?q=%E0%B8%81%E0%B8%A3%E0%B8%A1&order=agency", False),
    ]
    assert [(option.address, option.is_chosen) for option in orders(wordless)] == [
        ("?order=newest", True),
        ("?order=oldest", False),
        ("?order=agency", False),
    ]


def test_a_list_can_be_seen_as_a_table(client):
    table = client.get("/en/search/?award=main&view=table")

    assert [(option.address, option.is_chosen) for option in views(Search(view="table"))] == [
        ("?view=list", False),
        ("?view=table", True),
    ]
    assert texts(table, "tr") == [
        "Year Winner Award Level Rank",
        *(f"{year} กรมเชื้อเพลิง {title} Local government level –" for year, title in titles("main")),
    ]
    assert texts(client.get("/en/search/?award=main"), "tr") == []


def test_a_table_takes_no_more_queries_the_more_there_is_in_it(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(8) as few:
        client.get("/search/?q=กรม&view=table&order=agency")
    for _more in range(9):
        make_winner(Award.objects.get(code="main").categories.first(), agency=make_agency())

    with django_assert_max_num_queries(len(few)):
        client.get("/search/?q=กรม&view=table&order=agency")


def titles(code):
    """The years and titles of an award's released categories, the latest first."""
    found = Award.objects.get(code=code).categories.published().order_by("-ceremony__year")
    return found.values_list("ceremony__year", "title_th")


def test_ministries_stand_in_the_order_of_the_language_of_the_page():
    Agency.objects.filter(code="mof").update(name_en="Ministry of Finance")
    Agency.objects.filter(code="energy").update(name_en="Ministry of Energy")

    assert offered()["ministry"] == ["Ministry of Energy 2", "Ministry of Finance 6"]
    with translation.override("th"):
        assert list(Programme().ministries) == ["mof", "energy"]
