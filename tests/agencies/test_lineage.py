"""The line of agencies: what came before and after, what an agency is today, and the rules of successions."""

from datetime import date, timedelta
from functools import cache

import pytest
from django.utils import timezone, translation

from agencies import lineage
from agencies.models import How, Succession
from tests.factories import make_agency

pytestmark = pytest.mark.django_db

DAY, LATER = date(2015, 4, 1), date(2019, 5, 2)


def succeed(predecessor, successor, how=How.REPLACED, on=None):
    return Succession.objects.create(predecessor=predecessor, successor=successor, how=how, took_effect_on=on)


def make_line(*pairs):
    """Agencies by their letters, and a succession for each pair of letters."""
    agencies = {letter: make_agency(letter) for letter in dict.fromkeys("".join(pairs))}
    for earlier, later in pairs:
        succeed(agencies[earlier], agencies[later])
    return agencies


def names(agencies):
    return [agency.name_th for agency in agencies]


def test_the_line_goes_through_all_generations_the_nearest_first():
    line = make_line("กข", "ขค", "งค", "คจ", "จฉ", "จช")

    assert names(lineage.before(line["จ"])) == ["ค", "ข", "ง", "ก"]
    assert names(lineage.after(line["ก"])) == ["ข", "ค", "จ", "ฉ", "ช"]


def test_an_agency_that_two_ways_lead_to_is_met_once():
    line = make_line("กข", "กค", "ขง", "คง")

    assert names(lineage.before(line["ง"])) == ["ข", "ค", "ก"]
    assert names(lineage.today(line["ก"])) == ["ง"]


def test_an_agency_is_today_what_stands_at_the_end_of_its_line():
    line = make_line("กข", "ขค", "คง", "คจ")

    assert names(lineage.today(line["ก"])) == ["ง", "จ"]
    assert names(lineage.today(line["จ"])) == ["จ"]


def test_what_was_dissolved_is_nothing_today_and_what_is_to_be_dissolved_still_stands():
    gone, ending = make_agency(dissolved_on=date(2019, 5, 2)), make_agency(dissolved_on=date(2099, 1, 1))

    assert lineage.today(gone) == []
    assert lineage.today(ending) == [ending]


def test_a_succession_that_is_still_to_come_changes_nothing_today():
    old, new = make_agency(), make_agency()
    succeed(old, new, on=timezone.localdate() + timedelta(days=1))

    assert lineage.today(old) == [old]
    assert lineage.after(old) == [new]


def test_a_circle_that_somebody_wrote_past_the_rules_does_not_hold_up_a_page():
    line = make_line("กข", "ขก")

    assert names(lineage.before(line["ก"])) == ["ข"]
    assert lineage.today(line["ก"]) == []


def test_the_line_takes_one_query_however_long_it_is(django_assert_num_queries):
    line = make_line("กข", "ขค", "คง", "งจ", "จฉ", "จช")

    for question, agency in ((lineage.before, "ช"), (lineage.after, "ก"), (lineage.today, "ก")):
        with django_assert_num_queries(1):
            question(line[agency])


def problems(*rows):
    """What the rules say of successions like "ก→ข", each with how and perhaps the day."""
    agency_called = cache(make_agency)
    steps = []
    for pair, how, *on in rows:
        earlier, later = map(agency_called, pair.split("→"))
        steps.append(
            Succession(predecessor=earlier, successor=later, how=how, took_effect_on=on[0] if on else None)
        )
    with translation.override("en"):
        return [problem.message for problem in lineage.problems_with(steps)]


@pytest.mark.parametrize(
    "rows",
    [
        [("ก→ข", How.RENAMED, DAY), ("ข→ค", How.RENAMED, DAY)],
        [("ก→ค", How.MERGED), ("ข→ค", How.MERGED)],
        [("ก→ข", How.RENAMED, DAY), ("ค→ข", How.MERGED, LATER)],
        [("ก→ข", How.SPLIT), ("ก→ค", How.SPLIT)],
        [("ก→ข", How.REPLACED), ("ก→ค", How.REPLACED)],
        [("ก→ข", How.SPLIT, DAY), ("ก→ค", How.SPLIT, DAY), ("ข→ง", How.MERGED, LATER), ("ค→ง", How.MERGED)],
    ],
)
def test_a_line_as_agencies_go_through_it_breaks_no_rule(rows):
    assert problems(*rows) == []


def test_a_circle_is_told_once_with_its_agencies():
    assert problems(("ง→ก", How.RENAMED), ("ก→ข", How.RENAMED), ("ข→ค", How.MERGED), ("ค→ก", How.MERGED)) == [
        "The successions are a circle: ก → ข → ค → ก. Delete the row that is wrong."
    ]


def test_an_agency_does_not_come_after_itself():
    assert problems(("ก→ก", How.RENAMED)) == [
        "The successions are a circle: ก → ก. Delete the row that is wrong."
    ]


def test_an_agency_takes_over_before_it_goes_on_itself_also_across_steps_without_a_day():
    expected = [
        (
            "“ก” → “ข” (2 May 2019) took effect after “ค” → “ง” (1 Apr 2015), when “ค” had already ended. "
            "Put the wrong day right."
        )
    ]

    assert problems(("ก→ข", How.RENAMED, LATER), ("ข→ค", How.RENAMED), ("ค→ง", How.RENAMED, DAY)) == expected


def test_nothing_comes_to_an_agency_after_it_was_dissolved():
    earlier, later = make_agency("ก"), make_agency("ข", dissolved_on=DAY)
    step = Succession(predecessor=earlier, successor=later, how=How.MERGED, took_effect_on=LATER)

    with translation.override("en"):
        assert [problem.message for problem in lineage.problems_with([step])] == [
            (
                "“ก” → “ข” (2 May 2019) took effect after “ข” was dissolved (1 Apr 2015). "
                "Put the wrong day right."
            )
        ]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            [("ก→ข", How.RENAMED), ("ก→ค", How.RENAMED)],
            (
                "“ก”, renamed or merged, becomes one agency and not several: Renamed → ข, Renamed → ค. "
                "Choose “Split” in each row, or delete the wrong one."
            ),
        ),
        (
            [("ก→ข", How.MERGED), ("ก→ค", How.MERGED)],
            (
                "“ก”, renamed or merged, becomes one agency and not several: Merged → ข, Merged → ค. "
                "Choose “Split” in each row, or delete the wrong one."
            ),
        ),
        (
            [("ก→ข", How.SPLIT)],
            (
                "A split has at least two later agencies, but “ก” has one: Split → ข. "
                "Add the others on the page of “ก”, or choose another way."
            ),
        ),
        (
            [("ก→ข", How.RENAMED), ("ก→ค", How.SPLIT), ("ก→ง", How.SPLIT)],
            (
                "“ก” ends once, not in several ways: Renamed → ข, Split → ค, Split → ง. "
                "Choose the same in each row."
            ),
        ),
        (
            [("ก→ค", How.RENAMED), ("ข→ค", How.RENAMED)],
            (
                "“ค” is the new name of one agency only, not of several: ก, ข. "
                "Choose “Merged” in each row, or delete the wrong one."
            ),
        ),
    ],
)
def test_how_an_agency_ends_decides_how_many_come_after_it(rows, message):
    assert problems(*rows) == [message]
