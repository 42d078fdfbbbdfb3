"""The record of an agency: what it won, how often in a row, its rank, and who won in its offices."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agencies.models import How, Kind, Succession
from awards.models import Recipient
from awards.records import Rank, by_award_and_year, record_of
from tests.factories import YESTERDAY, make_agency, make_award, make_category, make_ceremony, make_winner
from tests.pages import elements, texts

pytestmark = pytest.mark.django_db

MAY_BE_LONGER = (
    "As far as is known: not all winners of the editions before or after it are known here,"
    " so it may be longer."
)
WITHDRAWN = {"withdrawn_at": YESTERDAY, "withdrawn_why_th": "ขาดคุณสมบัติ"}


@pytest.fixture
def agency():
    return make_agency("กองทุนหนึ่ง", name_en="Fund One", code="one", kind=Kind.FUND)


@pytest.fixture
def main():
    return make_award(code="main", name_th="รางวัลหลัก", name_en="Main Award", order=1)


@pytest.fixture
def editions():
    """The ceremonies of 2019 to 2023, all of whose winners are known: so far one of another award each."""
    ceremonies = {
        year: make_ceremony(year, release_at=YESTERDAY, awards_given=1) for year in range(2019, 2024)
    }
    for ceremony in ceremonies.values():
        make_winner(make_category(ceremony))
    return ceremonies


def win(agency, award, ceremony, **fields):
    """A win of the award at the ceremony."""
    category = ceremony.categories.filter(award=award).first() or make_category(
        ceremony, award=award, title_th=f"{award} {ceremony.year}"
    )
    return make_winner(category, agency=agency, **fields)


def streaks_of(agency):
    """The streaks of an agency, each as (award's code or "", years, is running, may be longer)."""
    return [
        (streak.award.code if streak.award else "", streak.years, streak.is_running, streak.may_be_longer)
        for streak in record_of(agency).streaks
    ]


def test_streaks_are_told_of_any_award_first_and_then_of_each(agency, main, editions):
    data = make_award(code="data")
    for year in (2019, 2020, 2021):
        win(agency, main, editions[year])
    for year in (2021, 2022):
        win(agency, data, editions[year])

    assert streaks_of(agency) == [
        ("", (2019, 2020, 2021, 2022), False, False),
        ("main", (2019, 2020, 2021), True, False),
        ("data", (2021, 2022), True, False),
    ]


def test_a_year_without_the_award_neither_breaks_a_streak_nor_counts(client, agency, main, editions):
    for year in (2019, 2020, 2022):
        win(agency, main, editions[year])

    assert streaks_of(agency) == [
        ("", (2019, 2020), False, False),
        ("main", (2019, 2020, 2022), True, False),
    ]
    assert [text for text in texts(client.get("/en/agencies/one/"), "dd") if "row" in text] == [
        "2 years in a row 2019–2020 Any award",
        "3 times in a row 2019–2022 Main Award · up to the latest edition",
    ]


@pytest.mark.parametrize(
    ("given", "quota", "may_be_longer"),
    [
        ({"awards_given": 1}, None, False),
        ({"awards_given": 2}, None, True),
        ({"awards_given": 2}, 1, False),
        ({"awards_given": 2}, 2, True),
        ({"agencies_awarded": 1}, None, False),
        ({}, None, True),
        ({}, 1, False),
    ],
)
def test_a_streak_may_be_longer_where_the_next_winners_are_not_all_known(
    agency, main, editions, given, quota, may_be_longer
):
    for year in (2019, 2020, 2021, 2022, 2023):
        win(agency, main, editions[year])
    after = make_ceremony(2024, release_at=YESTERDAY, **given)
    make_winner(make_category(after, award=main, quota=quota))

    assert ("main", (2019, 2020, 2021, 2022, 2023), False, may_be_longer) in streaks_of(agency)


def test_a_streak_that_may_be_longer_is_marked_and_the_mark_explained(client, agency, main, editions):
    for year in (2022, 2023):
        win(agency, main, editions[year])
    sure = texts(client.get("/en/agencies/one/"), "dd")[:2]
    make_ceremony(2024, release_at=YESTERDAY)

    assert sure == [
        "2 years in a row 2022–2023 Any award · up to the latest edition",
        "2 years in a row 2022–2023 Main Award · up to the latest edition",
    ]
    assert texts(client.get("/en/agencies/one/"), "dd")[:3] == [
        "2 years in a row 2022–2023 Any award · as far as is known",
        "2 years in a row 2022–2023 Main Award · as far as is known",
        MAY_BE_LONGER,
    ]


def test_a_withdrawn_award_is_listed_but_counts_nowhere(client, agency, main, editions):
    other = make_agency(kind=Kind.FUND)
    for year in (2019, 2020, 2021):
        win(agency, main, editions[year], **(WITHDRAWN if year == 2020 else {}))
        win(other, main, editions[year])

    record = record_of(agency)

    assert (len(record.own.listed), record.own.total, record.own.years) == (3, 2, [2019, 2021])
    assert (record.streaks, record.rank) == ([], Rank(place=2, is_shared=False, among=2))
    assert texts(client.get("/en/agencies/one/"), ".mark") == ["Withdrawn"]


@pytest.mark.parametrize(
    ("others", "rank", "said"),
    [
        ([], Rank(1, False, 1), "The only agency of its kind with an award"),
        ([1, 1], Rank(1, False, 3), "No. 1 of 3 agencies"),
        ([3, 2, 1], Rank(2, True, 4), "No. 2 (shared) of 4 agencies"),
        ([3, 3, 3], Rank(4, False, 4), "No. 4 of 4 agencies"),
    ],
)
def test_the_rank_is_by_the_number_of_awards_among_the_kind(client, agency, editions, others, rank, said):
    for count, each in [(2, agency), *((count, make_agency(kind=Kind.FUND)) for count in others)]:
        for _award in range(count):
            win(each, make_award(), editions[2020])
    win(make_agency(kind=Kind.DEPARTMENT), make_award(), editions[2020])
    make_agency(kind=Kind.FUND)

    assert record_of(agency).rank == rank
    assert f"{said} Fund with legal personality · among the winners known here" in texts(
        client.get("/en/agencies/one/"), "dd"
    )


def test_the_table_counts_each_award_by_year_with_its_sums(client, agency, main, editions):
    data = make_award(code="data", name_en="Data Award", order=2)
    wins = [
        win(agency, main, editions[2019]),
        win(agency, main, editions[2021]),
        win(agency, data, editions[2021]),
    ]

    assert by_award_and_year(wins) == {
        "years": [2019, 2020, 2021],
        "rows": [
            {"award": main, "counts": [(2019, 1), (2020, 0), (2021, 1)], "sum": 2},
            {"award": data, "counts": [(2019, 0), (2020, 0), (2021, 1)], "sum": 1},
        ],
        "sums": [(2019, 1), (2020, 0), (2021, 2)],
        "sum": 3,
        "columns": 4,
    }
    assert texts(client.get("/en/agencies/one/"), "tr") == [
        "2019 2020 2021 Sum",
        "Main Award",
        "1 – 1 2",
        "Data Award",
        "– – 1 1",
        "All awards",
        "1 – 2 3",
    ]


def test_each_figure_leads_to_the_wins_behind_it(client, agency, main, editions):
    for year in (2019, 2020):
        win(agency, main, editions[year])
    win(agency, make_award(code="data"), editions[2020])
    win(make_agency(), main, editions[2020])

    html = client.get("/agencies/one/").content.decode()

    for query, count in [
        ("agency=one", 3),
        ("agency=one&years=2019-2020", 3),
        ("agency=one&award=main&years=2019-2020", 2),
        ("agency=one&year=2019", 1),
        ("agency=one&year=2020", 2),
        ("agency=one&award=main", 2),
        ("agency=one&award=main&year=2020", 1),
    ]:
        assert f'"/search/?{query.replace("&", "&amp;")}"' in html
        assert client.get(f"/search/?{query}").context["page"].paginator.count == count
    assert '"/agencies/?kind=FUND&amp;order=awards"' in html


def test_persons_in_an_office_are_listed_with_it_and_count_for_the_agency_told_apart(
    client, agency, editions
):
    leader = make_award(recipient=Recipient.PERSON)
    category = make_category(editions[2020], award=leader, title_th="ผู้นำ", title_en="Leader")
    person = {"agency": agency, "person_title_th": "นาย", "person_family_th": "ดี", "position_th": "เลขาธิการ"}
    make_winner(category, person_given_th="หนึ่ง", **person)
    make_winner(category, person_given_th="สอง", **person, acting=True, order=1)
    make_winner(category, person_given_th="สาม", **person, order=2, **WITHDRAWN)

    record, page = record_of(agency), client.get("/en/agencies/one/")

    assert (record.own.total, record.own.to_persons) == (2, 2)
    assert "2 awards Counted among its awards" in texts(page, "dd")
    assert " ".join(texts(page, ".plain-rows")) == (
        "นายหนึ่ง ดี เลขาธิการ Leader · 2020"
        " นายสอง ดี Acting เลขาธิการ Leader · 2020"
        " นายสาม ดี เลขาธิการ Leader · 2020 Withdrawn"
    )


def test_what_came_before_an_agency_is_counted_apart_and_in_sum(client, agency, main, editions):
    fund, older = make_agency("กองทุนเดิม", name_en="Old Fund", code="old"), make_agency(name_en="Older Fund")
    Succession.objects.create(predecessor=older, successor=fund, how=How.MERGED)
    Succession.objects.create(predecessor=fund, successor=agency, how=How.REPLACED)
    for year in (2021, 2022, 2023):
        win(agency, main, editions[year])
    win(fund, main, editions[2020])
    win(fund, main, editions[2019], **WITHDRAWN)

    record, page = record_of(agency), client.get("/en/agencies/one/")

    assert record.total_with_earlier == 4
    assert texts(page, ".lead") == ["3 awards in 3 years"]
    assert texts(page, ".sum") == ["This agency: 3 awards Old Fund, before it: 1 award Together: 4 awards"]
    assert texts(page, "h2")[-2] == "Awards of Old Fund, which came before"
    assert (
        texts(page, ".wins")[1]
        == "2020 รางวัลหลัก 2020 Department level 2019 รางวัลหลัก 2019 Department level Withdrawn"
    )
    assert streaks_of(agency)[1] == ("main", (2021, 2022, 2023), True, False)
    assert record.streaks_across_names == []


def test_an_agency_without_an_award_of_its_own_still_shows_those_from_before(client, agency, main, editions):
    older = make_agency(name_en="Old Fund", code="old")
    Succession.objects.create(predecessor=older, successor=agency, how=How.REPLACED)
    win(older, main, editions[2020])

    page = client.get("/en/agencies/one/")

    assert texts(page, ".empty") == ["No award of this agency is known here."]
    assert texts(page, ".sum") == ["This agency: 0 awards Old Fund, before it: 1 award Together: 1 award"]


def test_a_streak_that_goes_on_through_a_rename_is_told_apart(client, agency, main, editions):
    older = make_agency(name_en="Old Fund")
    Succession.objects.create(
        predecessor=older, successor=agency, how=How.RENAMED, took_effect_on=date(2021, 1, 1)
    )
    for year in (2019, 2020):
        win(older, main, editions[year])
    for year in (2021, 2022):
        win(agency, main, editions[year])

    record, page = record_of(agency), client.get("/en/agencies/one/")

    assert [(streak.award, streak.years) for streak in record.streaks] == [
        (None, (2021, 2022)),
        (main, (2021, 2022)),
    ]
    assert [(streak.award, streak.years) for streak in record.streaks_across_names] == [
        (None, (2019, 2020, 2021, 2022)),
        (main, (2019, 2020, 2021, 2022)),
    ]
    assert (
        "4 years in a row 2019–2022 Main Award · up to the latest edition"
        " Counted with the agency that it was before it was renamed"
    ) in " ".join(texts(page, "dd"))


def test_a_ceremony_that_is_not_released_changes_nothing_byte_for_byte(client, agency, main, editions):
    other = make_agency(kind=Kind.FUND)
    older = make_agency()
    Succession.objects.create(predecessor=older, successor=agency, how=How.RENAMED)
    for year in (2020, 2021):
        win(agency, main, editions[year])
    win(other, main, editions[2020])
    win(older, main, editions[2019])
    pages = [
        f"{language}{page}"
        for language in ("", "/en")
        for page in (
            "/agencies/one/",
            "/agencies/one/badge.svg",
            "/search/?agency=one",
            "/search/?agency=one&award=main&years=2018-2026",
        )
    ]
    before = [client.get(page).content for page in pages]

    tomorrow = timezone.now() + timedelta(days=1)
    for hidden in (
        make_ceremony(2018, release_at=tomorrow),
        make_ceremony(2024),
        make_ceremony(2025, release_at=tomorrow),
    ):
        for each in (agency, other, other, older):
            make_winner(make_category(hidden, award=main), agency=each)
        make_winner(make_category(hidden), agency=agency)
    make_winner(
        make_category(make_ceremony(2026), award=make_award(recipient=Recipient.PERSON)), agency=agency
    )

    assert [client.get(page).content for page in pages] == before


@pytest.mark.parametrize("address", ["/agencies/one/", "/agencies/one/badge.svg", "/search/?agency=one"])
def test_the_queries_do_not_grow_with_the_wins(client, agency, main, address):
    older, leader = make_agency(), make_award(recipient=Recipient.PERSON)
    Succession.objects.create(predecessor=older, successor=agency, how=How.RENAMED)

    def fill(rows):
        for _row in range(rows):
            ceremony = make_ceremony(release_at=YESTERDAY)
            win(agency, main, ceremony)
            win(agency, make_award(), ceremony)
            win(agency, leader, ceremony, position_th="เลขาธิการ")
            win(older, main, ceremony)

    fill(1)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    fill(29)
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert [query["sql"] for query in many][len(few) :] == []
    assert len(few) <= 16


def test_the_headings_of_a_full_record_are_in_order(client, agency, main, editions):
    older = make_agency(name_en="Old Fund")
    Succession.objects.create(predecessor=older, successor=agency, how=How.REPLACED)
    win(older, main, editions[2019])
    win(agency, main, editions[2020])
    win(agency, make_award(recipient=Recipient.PERSON), editions[2021])

    assert elements(client.get("/en/agencies/one/"), "h2", "h3") == [
        ("h2", "Awards won"),
        ("h3", "By award and year"),
        ("h2", "Through the years"),
        ("h2", "Persons awarded in its offices"),
        ("h2", "Awards of Old Fund, which came before"),
        ("h2", "A badge for its own site"),
    ]
