"""What the statistics count of what is released and was not withdrawn, as rows to draw and as tables."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from heapq import nlargest
from typing import NamedTuple

from django.db.models import Count
from django.utils.translation import gettext as _

from agencies.models import Agency, Province
from awards.models import Award, Category, Finding, Level, Survey, Winner
from awards.statistics.tally import years_of
from awards.streaks import Streak, is_incomplete, streaks
from awardsportal.shown import plain, year

MOST = 10


@dataclass(frozen=True)
class Figure:
    """Rows to be drawn in their order, and the same as a table; rows of a table may begin with a thing."""

    rows: list
    headings: list[str]
    table: list[list]


class Edition(NamedTuple):
    """A year of the awards: how many are known, and whether others are missing here."""

    year: int
    awards: int
    is_incomplete: bool


class OfAward(NamedTuple):
    """An award by edition; None where it was not offered."""

    award: Award
    counts: list[int | None]


class OfAgency(NamedTuple):
    """An agency with its awards."""

    agency: Agency
    awards: int
    years: int


class OfMinistry(NamedTuple):
    """A ministry with the awards of what belongs to it; None for what belongs to none."""

    ministry: Agency | None
    awards: int
    agencies: int


class OfStreak(NamedTuple):
    """An agency with its longest streak of any award."""

    agency: Agency
    streak: Streak


class OfProvince(NamedTuple):
    """A province with the awards of the agencies that sit there."""

    province: Province
    awards: int


@dataclass(frozen=True)
class Awards(Figure):
    """The awards by edition, which stand beside each other as columns."""

    editions: list[Edition]


@dataclass(frozen=True)
class Streaks(Figure):
    """The longest streaks, along the years in which awards were given."""

    years: list[int]


def by_award(tally):
    """How often each award was given at each edition, as far as is known."""
    ceremonies = sorted(tally.editions.ceremonies, key=lambda ceremony: ceremony.year)
    counts = counts_by_award()
    rows = [OfAward(award, [given.get(each.pk) for each in ceremonies]) for award, given in counts.items()]
    columns = [
        Edition(each.year, sum(given[each.pk] for given in counts.values()), is_incomplete(each))
        for each in ceremonies
    ]
    sums = [column.awards for column in columns]
    headings = [_("Award"), *(year(column.year) for column in columns), _("Sum")]
    if not sum(sums):
        return Awards([], headings, [], columns)
    table = [[award, *given, sum(filter(None, given))] for award, given in rows]
    return Awards(rows, headings, [*table, [_("All awards"), *sums, sum(sums)]], columns)


def counts_by_award():
    """How many of each award are known, by the keys of the ceremonies that offered it."""
    standing = Winner.objects.published().standing().order_by()
    known = dict(standing.values_list("category").annotate(Count("pk")))
    counts = defaultdict(Counter)
    for category in Category.objects.published().select_related("award").order_by("award"):
        counts[category.award][category.ceremony_id] += known.get(category.pk, 0)
    return counts


def most_awarded(tally):
    """The agencies with the most awards; those with equally many in Thai order."""
    won = tally.won
    first = nlargest(MOST, won, key=lambda key: won[key].awards)
    rows = [OfAgency(tally.agency(key), won[key].awards, won[key].years.bit_count()) for key in first]
    return Figure(rows, [_("Agency"), _("Awards"), _("Years with awards")], [list(row) for row in rows])


def by_ministry(tally):
    """The awards by ministry, the most first, and last those of agencies that belong to none."""
    awards, agencies = Counter(), Counter()
    for key, won in tally.won.items():
        ministry = tally.ministry(key)
        awards[ministry] += won.awards
        agencies[ministry] += 1
    # In Thai order where they have equally many.
    keys = sorted((key for key in tally.known if key in awards), key=lambda key: -awards[key])
    rows = [OfMinistry(tally.agency(key), awards[key], agencies[key]) for key in keys]
    if None in awards:
        rows.append(OfMinistry(None, awards[None], agencies[None]))
    outside = _("Under no ministry")
    table = [[ministry or outside, *counted] for ministry, *counted in rows]
    return Figure(rows, [_("Ministry"), _("Awards"), _("Agencies awarded")], table)


def longest_streaks(tally):
    """The agencies with the longest streak of any award; of equal ones first that which lasts to this day."""
    known = tally.editions.of(None)
    longest = {years: longest_in(known, years) for years in {won.years for won in tally.won.values()}}
    told = {key: streak for key, won in tally.won.items() if (streak := longest[won.years])}
    first = nlargest(MOST, told, key=lambda key: length(told[key]))
    rows = [OfStreak(tally.agency(key), told[key]) for key in first]
    headings = [_("Agency"), _("Editions in a row"), _("First year"), _("Last year"), _("Note")]
    table = [
        [agency, len(streak.years), year(streak.years[0]), year(streak.years[-1]), note_on(streak)]
        for agency, streak in rows
    ]
    return Streaks(rows, headings, table, sorted(known))


def longest_in(known, years):
    """The longest streak in years that are the bits of a number, or None; known is by year."""
    return max(streaks(None, known, years_of(years)), key=length, default=None)


def length(streak):
    """What the longest streak is told by; the later one where two are equally long."""
    return len(streak.years), streak.years[-1]


def note_on(streak):
    """What is not known of a streak."""
    return _("May be longer: not all winners are known") if streak.may_be_longer else ""


def by_province(tally):
    """The awards of the agencies that sit in each of the provinces, the most first."""
    counted = Counter()
    for key, won in tally.won.items():
        counted[tally.known[key].province] += won.awards
    provinces = sorted(Province.objects.all(), key=lambda province: -counted[province.pk])
    rows = [OfProvince(province, counted[province.pk]) for province in provinces]
    table = [[province, plain(province, "abbreviation"), awards] for province, awards in rows]
    is_empty = not any(row.awards for row in rows)
    headings = [_("Province"), _("Abbreviation"), _("Awards")]
    return Figure([], headings, []) if is_empty else Figure(rows, headings, table)


def by_indicator(_tally):
    """How each level did on the indicators of each survey, the latest first: places and scores as known."""
    surveys = Survey.objects.published()
    findings = Finding.objects.filter(indicator__survey__in=surveys)
    known = findings.exclude(place=None, score=None).select_related("indicator__survey__ceremony")
    rows = sorted(known, key=in_order)
    headings = [_("Year"), _("Level"), _("Indicator"), _("Place"), _("Score"), _("Note")]
    return Figure(rows, headings, [cells_of(finding) for finding in rows])


def in_order(finding):
    """Where a finding stands: by year, level and place, and by score where places are not known."""
    unplaced = finding.place is None
    rank = (unplaced, -finding.score if unplaced else finding.place)
    return (
        -finding.indicator.survey.ceremony.year,
        Level.values.index(finding.level),
        *rank,
        finding.indicator.order,
    )


def cells_of(finding):
    """A finding as a row of its table."""
    indicator = finding.indicator
    note = _("Order only") if finding.score is None else ""
    shown = year(indicator.survey.ceremony.year), finding.get_level_display(), plain(indicator, "title")
    return [*shown, finding.place, finding.score, note]
