"""What counts as a streak: in a row are the editions that gave the award, as far as they are known."""

import pytest

from awards.streaks import Known, Streak, streaks

ALL, SOME, NOTHING = Known.ALL, Known.SOME, Known.NOTHING


def found(known, won):
    """The streaks among the years that were won, each as (years, is running, may be longer)."""
    return [
        (streak.years, streak.is_running, streak.may_be_longer) for streak in streaks(None, known, set(won))
    ]


@pytest.mark.parametrize(
    ("years", "won", "expected"),
    [
        ([2019, 2020, 2021], [2019, 2020, 2021], [((2019, 2020, 2021), True, False)]),
        ([2019, 2020, 2021], [2019, 2020], [((2019, 2020), False, False)]),
        ([2019, 2020, 2021], [2019, 2021], []),
        ([2019, 2020, 2021], [2021], []),
        ([2019, 2020, 2021], [], []),
        ([2019, 2021, 2022], [2019, 2021], [((2019, 2021), False, False)]),
        ([2018, 2019, 2021, 2022], [2018, 2019, 2022], [((2018, 2019), False, False)]),
    ],
)  # fmt: skip
def test_a_streak_runs_over_the_editions_that_gave_the_award(years, won, expected):
    assert found(dict.fromkeys(years, ALL), won) == expected


@pytest.mark.parametrize(
    ("known", "may_be_longer"),
    [
        ({2019: ALL, 2020: ALL, 2021: ALL, 2022: ALL}, False),
        ({2019: SOME, 2020: ALL, 2021: ALL, 2022: ALL}, True),
        ({2019: ALL, 2020: ALL, 2021: ALL, 2022: SOME}, True),
        ({2018: SOME, 2019: ALL, 2020: ALL, 2021: ALL, 2022: ALL, 2023: SOME}, False),
        ({2019: ALL, 2020: SOME, 2021: SOME, 2022: ALL}, False),
        ({2020: ALL, 2021: ALL}, False),
    ],
)
def test_a_streak_may_be_longer_where_an_edition_next_to_it_is_not_known_in_full(known, may_be_longer):
    assert found(known, [2020, 2021]) == [((2020, 2021), max(known) == 2021, may_be_longer)]


def test_a_year_that_perhaps_gave_the_award_breaks_no_streak_but_leaves_its_end_open():
    between = {2019: ALL, 2020: NOTHING, 2021: ALL, 2022: ALL}
    after = {2019: ALL, 2020: ALL, 2021: NOTHING}

    assert found(between, [2019, 2021]) == [((2019, 2021), False, True)]
    assert found(after, [2019, 2020]) == [((2019, 2020), False, True)]


@pytest.mark.parametrize(
    ("years", "is_yearly"), [((2019, 2020, 2021), True), ((2019, 2021), False), ((2019, 2020, 2022), False)]
)
def test_a_streak_is_yearly_where_no_year_is_left_out(years, is_yearly):
    assert Streak(None, years, is_running=False, may_be_longer=False).is_yearly == is_yearly
