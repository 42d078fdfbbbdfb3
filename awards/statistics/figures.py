"""What the statistics count of what is released and was not withdrawn, as rows to draw and as tables."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Case, Count, F, Q, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from agencies.models import Agency, Kind, Province
from awards.models import Award, Category, Finding, Level, Survey, Winner
from awards.streaks import Streak, is_incomplete, streaks
from awardsportal.fields import in_thai_order
from awardsportal.shown import plain, year

MOST = 10
# Where the ministry of an agency is looked for: itself, what it belongs to, and what that belongs to.
LINE = ("agency", "agency__parent", "agency__parent__parent")


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


def standing():
    """The awards that count, in no order."""
    return Winner.objects.published().standing().order_by()


def by_award(editions):
    """How often each award was given at each edition, as far as is known."""
    ceremonies = sorted(editions.ceremonies, key=lambda ceremony: ceremony.year)
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
    counted = Count("winners", filter=Q(winners__in=standing().values("pk")))
    offered = Category.objects.published().annotate(standing=counted).select_related("award")
    counts = defaultdict(Counter)
    for category in offered.order_by("award"):
        counts[category.award][category.ceremony_id] += category.standing
    return counts


def most_awarded(_editions):
    """The agencies with the most awards; those with equally many in Thai order."""
    agencies = Agency.objects.filter(wins__in=standing()).annotate(
        wins_count=Count("wins"), years_count=Count("wins__category__ceremony", distinct=True)
    )
    first = agencies.order_by("-wins_count", in_thai_order("name_th"), "pk")[:MOST]
    rows = [OfAgency(agency, agency.wins_count, agency.years_count) for agency in first]
    return Figure(rows, [_("Agency"), _("Awards"), _("Years with awards")], [list(row) for row in rows])


def by_ministry(_editions):
    """The awards by ministry, the most first, and last those of agencies that belong to none."""
    names = {name: of_ministry(name) for name in ("code", "name_th", "name_en")}
    counts = standing().annotate(**{f"ministry_{name}": value for name, value in names.items()})
    counts = counts.values(*(f"ministry_{name}" for name in names))
    counts = counts.annotate(awards=Count("pk"), agencies=Count("agency", distinct=True))
    rows = [
        OfMinistry(ministry_in(count), count["awards"], count["agencies"])
        for count in counts.order_by("-awards", in_thai_order("ministry_name_th"))
    ]
    rows.sort(key=lambda row: row.ministry is None)
    outside = _("Under no ministry")
    table = [[ministry or outside, *counted] for ministry, *counted in rows]
    return Figure(rows, [_("Ministry"), _("Awards"), _("Agencies awarded")], table)


def of_ministry(field):
    """A field of the nearest ministry above a winner's agency, or of the agency itself where it is one."""
    return Coalesce(
        *(Case(When(**{f"{step}__kind": Kind.MINISTRY}, then=F(f"{step}__{field}"))) for step in LINE)
    )


def ministry_in(count):
    """The ministry that was counted, by what the page shows of it; None for no ministry."""
    fields = {name: count[f"ministry_{name}"] for name in ("code", "name_th", "name_en")}
    return Agency(**fields) if fields["code"] else None


def longest_streaks(editions):
    """The agencies with the longest streak of any award; of equal ones first that which lasts to this day."""
    won = defaultdict(set)
    in_years = standing().order_by(in_thai_order("agency__name_th"), "agency")
    for agency, year_won in in_years.values_list("agency", "category__ceremony__year").distinct():
        won[agency].add(year_won)
    known = editions.of(None)
    longest = [
        (agency, max(streaks(None, known, years), key=length, default=None)) for agency, years in won.items()
    ]
    told = [(agency, streak) for agency, streak in longest if streak]
    first = sorted(told, key=lambda row: length(row[1]), reverse=True)[:MOST]
    agencies = Agency.objects.in_bulk([key for key, _streak in first])
    rows = [OfStreak(agencies[key], streak) for key, streak in first]
    headings = [_("Agency"), _("Editions in a row"), _("First year"), _("Last year"), _("Note")]
    table = [
        [agency, len(streak.years), year(streak.years[0]), year(streak.years[-1]), note_on(streak)]
        for agency, streak in rows
    ]
    return Streaks(rows, headings, table, sorted(known))


def length(streak):
    """What the longest streak is told by; the later one where two are equally long."""
    return len(streak.years), streak.years[-1]


def note_on(streak):
    """What is not known of a streak."""
    return _("May be longer: not all winners are known") if streak.may_be_longer else ""


def by_province(_editions):
    """The awards of the agencies that sit in each of the provinces, the most first."""
    counted = Count("agencies__wins", filter=Q(agencies__wins__in=standing().values("pk")))
    provinces = Province.objects.annotate(awards=counted).order_by("-awards", in_thai_order("name_th"))
    rows = [OfProvince(province, province.awards) for province in provinces]
    table = [[province, plain(province, "abbreviation"), awards] for province, awards in rows]
    is_empty = not any(row.awards for row in rows)
    headings = [_("Province"), _("Abbreviation"), _("Awards")]
    return Figure([], headings, []) if is_empty else Figure(rows, headings, table)


def by_indicator(_editions):
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
