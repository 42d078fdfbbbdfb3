"""The record that an agency boasts of, counted from what is released and was not withdrawn."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count

from agencies import lineage
from agencies.directory import within
from agencies.models import Agency, How
from awards.models import Winner
from awards.streaks import Editions, Streak, streaks_in

# More agencies than these do not stand out among the others.
FEW = 3


@dataclass(frozen=True)
class Rank:
    """The place of an agency among those of its kind with an award, by how many they have."""

    place: int
    is_shared: bool
    among: int


@dataclass(frozen=True)
class Wins:
    """What an agency won, and persons in an office of it, the latest first; withdrawn ones do not count."""

    agency: Agency
    listed: list[Winner]

    @property
    def standing(self):
        """Those that count."""
        return [winner for winner in self.listed if not winner.withdrawn_at]

    @property
    def total(self):
        """How many count."""
        return len(self.standing)

    @property
    def years(self):
        """The years of those that count, in order."""
        return sorted({winner.category.ceremony.year for winner in self.standing})

    @property
    def first(self):
        """Those of its first year."""
        first = min(self.years, default=None)
        return [winner for winner in self.standing if winner.category.ceremony.year == first]

    @property
    def persons(self):
        """All that persons in an office of it won."""
        return [winner for winner in self.listed if winner.person_given_th]

    @property
    def to_persons(self):
        """How many of those that count persons won."""
        return sum(bool(winner.person_given_th) for winner in self.standing)


@dataclass(frozen=True)
class Record:
    """What an agency won, and told apart from it what the agencies won that it came from."""

    own: Wins
    earlier: list[Wins]
    rank: Rank | None = None
    streaks: list[Streak] = field(default_factory=list)
    streaks_across_names: list[Streak] = field(default_factory=list)

    @property
    def total_with_earlier(self):
        """How many awards count, its own and the earlier ones."""
        return self.own.total + sum(wins.total for wins in self.earlier)

    @property
    def may_be_longer(self):
        """Whether any of its streaks may be longer than is known."""
        return any(streak.may_be_longer for streak in (*self.streaks, *self.streaks_across_names))

    @property
    def longest(self):
        """The longest streak of any award, or None."""
        return next((streak for streak in self.streaks if streak.award is None), None)


def record_of(agency, line=None):
    """The record of an agency, in a number of queries that does not grow."""
    line = line or lineage.Line()
    earlier = lineage.before(agency, line)
    wins = Winner.objects.published().filter(agency__in=[agency, *earlier]).for_listing().latest_first()
    listed = defaultdict(list)
    for winner in wins:
        listed[winner.agency_id].append(winner)
    own = Wins(agency, listed[agency.pk])
    told_apart = [Wins(each, listed[each.pk]) for each in earlier if listed[each.pk]]
    if not own.standing:
        return Record(own, told_apart)
    editions = Editions({winner.category.award_id for winner in own.standing})
    streaks = streaks_in(own.standing, editions)
    with_other_names = streaks_in([*own.standing, *under_other_names(agency, told_apart, line)], editions)
    across = [each for each in with_other_names if each not in streaks and set(each.years) & set(own.years)]
    return Record(own, told_apart, rank_of(agency, own.total), streaks, across)


def under_other_names(agency, earlier, line):
    """The wins that count of those earlier agencies that are the same body, which only was renamed."""
    renamed = [each for each in line.successions if each.how == How.RENAMED]
    before = {each.successor_id: each.predecessor_id for each in renamed}
    key, same = agency.pk, set()
    while key := before.pop(key, None):
        same.add(key)
    return [winner for wins in earlier for winner in wins.standing if wins.agency.pk in same]


def rank_of(agency, total):
    """The place of an agency with this many awards; equal numbers share a place."""
    standing = Winner.objects.published().standing().filter(agency__kind=agency.kind)
    counted = standing.order_by().values("agency").annotate(awards=Count("pk"))
    totals = list(counted.values_list("awards", flat=True))
    return Rank(1 + sum(other > total for other in totals), totals.count(total) > 1, len(totals))


def total_within(ministry):
    """How many awards count of a ministry and of what belongs to it."""
    agencies = Agency.with_merged.filter(within(ministry)).values("pk")
    return Winner.objects.published().standing().filter(agency__in=agencies).count()


@dataclass(frozen=True)
class Given:
    """How often an award was given, in which years, and to whom most often; withdrawn ones do not count."""

    total: int
    years: list[int]
    times: int
    most_often: list[Agency]


def given_of(categories):
    """How often the award of these categories was given; takes them with their winners."""
    standing = [each for category in categories for each in category.winners.all() if not each.withdrawn_at]
    years = {winner.category.ceremony.year for winner in standing}
    counts = Counter(winner.agency for winner in standing)
    times = max(counts.values(), default=0)
    most_often = [agency for agency, count in counts.items() if count == times > 1]
    return Given(len(standing), sorted(years), times, most_often if len(most_often) <= FEW else [])


def by_award_and_year(wins):
    """How often each award was won each year from the first to the last, as a table with its sums."""
    by_award = defaultdict(Counter)
    for winner in wins:
        by_award[winner.category.award][winner.category.ceremony.year] += 1
    won = {year for counts in by_award.values() for year in counts}
    years = range(min(won), max(won) + 1) if won else []
    rows = [
        {"award": award, "counts": [(year, counts[year]) for year in years], "sum": counts.total()}
        for award, counts in sorted(by_award.items(), key=lambda row: (row[0].order, row[0].pk))
    ]
    sums = [(year, sum(counts[year] for counts in by_award.values())) for year in years]
    return {"years": [*years], "rows": rows, "sums": sums, "sum": len(wins), "columns": len(years) + 1}
