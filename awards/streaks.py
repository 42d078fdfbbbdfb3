"""Streaks: successive editions of an award that an agency won, as far as their winners are known."""

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from awards.models import Award, Category, Ceremony


class Known(Enum):
    """What is known of an award at an edition: all its winners, some, or not even whether it was given."""

    ALL = 1
    SOME = 2
    NOTHING = 3


@dataclass(frozen=True)
class Streak:
    """Two or more successive editions of an award, or of any where none is named, that an agency won."""

    award: Award | None
    years: tuple[int, ...]
    is_running: bool
    may_be_longer: bool

    @property
    def is_yearly(self):
        """Whether it has every year from its first to its last."""
        return self.years[-1] - self.years[0] == len(self.years) - 1


def streaks_in(wins, editions):
    """The streaks in wins that count: of any award first, then of one, and the longest first."""
    won = defaultdict(set)
    for winner in wins:
        for award in (None, winner.category.award):
            won[award].add(winner.category.ceremony.year)
    found = [streak for award, years in won.items() for streak in streaks(award, editions.of(award), years)]
    return sorted(found, key=lambda streak: (bool(streak.award), -len(streak.years), -streak.years[-1]))


def streaks(award, known, won):
    """The streaks of an award: known says what is known of it by year, won are the years it was won.

    A year without the award is not among the known and neither breaks a streak nor counts. A streak may be
    longer than told where winners of an edition next to it are missing here.
    """
    years = sorted(known)
    given = [year for year in years if known[year] is not Known.NOTHING]
    runs = [tuple(run) for was_won, run in groupby(given, won.__contains__) if was_won]
    for run in runs:
        first, last = years.index(run[0]), years.index(run[-1])
        around = set(years[max(first - 1, 0) : last + 2]) - set(run)
        if len(run) > 1:
            yield Streak(
                award=award,
                years=run,
                is_running=last == len(years) - 1,
                may_be_longer=any(known[year] is not Known.ALL for year in around),
            )


class Editions:
    """The released editions, and what is known at each of some awards, which are given by their keys."""

    def __init__(self, awards):
        self.ceremonies = Ceremony.objects.published().with_counts()
        self.known = defaultdict(dict)
        offered = Category.objects.published().with_known()
        for category in offered.filter(award__in=awards).select_related("ceremony"):
            is_full = bool(category.quota and category.known >= category.quota)
            at = self.known[category.award_id]
            at[category.ceremony.year] = at.get(category.ceremony.year, True) and is_full

    def of(self, award):
        """What is known of the award, or of any where None, by the year of each edition that may count."""
        found = {ceremony.year: self.at(ceremony, award) for ceremony in self.ceremonies}
        return {year: known for year, known in found.items() if known}

    def have_all(self, award):
        """Whether all winners of the award are known, at every edition that may count."""
        return all(known is Known.ALL for known in self.of(award).values())

    def at(self, ceremony, award):
        """What is known of the award at an edition; None where it surely was not given."""
        offered = self.known[award.pk] if award else {ceremony.year: False} if ceremony.known_awards else {}
        if ceremony.year not in offered:
            return Known.NOTHING if is_incomplete(ceremony) else None
        return Known.ALL if offered[ceremony.year] or not is_incomplete(ceremony) else Known.SOME


def known_and_given(ceremony):
    """How many of what was counted are known, and how many were given, or None where no source says it."""
    if ceremony.awards_given is None and ceremony.agencies_awarded is not None:
        return ceremony.known_agencies, ceremony.agencies_awarded
    return ceremony.known_awards, ceremony.awards_given


def is_incomplete(ceremony):
    """Whether winners of a ceremony with counts are missing here, or may be."""
    known, given = known_and_given(ceremony)
    return given is None or known < given
