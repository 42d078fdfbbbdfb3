"""What a ceremony still lacks before the public may see it, and what in it looks like a mistake."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Model, Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from agencies.duplicates import likely
from agencies.models import Agency
from awards.models import Attachment, Category, Ceremony, Finding, Indicator, Photo, Survey, Winner
from awards.privacy.contacts import contacts_in
from awardsportal.fields import CleanCharField, CleanTextField
from awardsportal.shown import day

# What has to be said in English as well, wherever it is said in Thai.
IN_ENGLISH: dict[type[Model], tuple[str, ...]] = {
    Ceremony: ("name", "venue", "presider", "presider_position", "text"),
    Category: ("title", "heading"),
    Winner: ("person_given", "person_family", "position", "citation"),
    Agency: ("name",),
    Survey: ("text",),
    Indicator: ("title",),
    Finding: ("text",),
    Photo: ("alt", "caption"),
    Attachment: ("caption",),
}
# Two names of persons so much alike, of 100, may be one mistyped.
ALIKE = 85


@dataclass(frozen=True)
class Problem:
    """Something to be mended before the release, in words, with its rows; it stops, or can be accepted.

    Figures are what makes it another problem with the same rows.
    """

    code: str
    text: str
    rows: tuple[Model, ...] = ()
    stops: bool = False
    figures: tuple = ()

    @property
    def key(self):
        """A short digest, another one as soon as the problem is another; the same in every language."""
        told = [self.code, [(row._meta.label, row.pk) for row in self.rows], self.figures]
        return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()[:32]


class Bundle:
    """All that is released with a ceremony, read in as many queries as there are kinds of things."""

    def __init__(self, ceremony):
        winners = Winner.objects.filter(category__ceremony=ceremony).for_listing().in_order()
        here = Q(ceremony=ceremony) | Q(winner__category__ceremony=ceremony)
        self.ceremony = ceremony
        self.rows: dict[type[Model], list] = {
            Ceremony: [ceremony],
            Category: list(Category.objects.filter(ceremony=ceremony).select_related("ceremony")),
            Winner: list(winners),
            Survey: list(Survey.objects.filter(ceremony=ceremony).select_related("ceremony")),
            Indicator: list(Indicator.objects.filter(survey__ceremony=ceremony)),
            Finding: list(
                Finding.objects.filter(indicator__survey__ceremony=ceremony).select_related("indicator")
            ),
            Photo: list(Photo.objects.filter(here).select_related("ceremony", "winner")),
            Attachment: list(Attachment.objects.filter(here).select_related("ceremony", "winner")),
        }
        self.winners_of = defaultdict(list)
        for winner in self.rows[Winner]:
            self.winners_of[winner.category_id].append(winner)

    def agencies(self):
        """The agencies that win, each once, by key."""
        return {winner.agency_id: winner.agency for winner in self.rows[Winner]}


def problems_with(ceremony):
    """The Problems of a ceremony, those that stop it first; in a number of queries that never grows."""
    bundle = Bundle(ceremony)
    found = [problem for check in CHECKS for problem in check(bundle)]
    return sorted(found, key=lambda problem: not problem.stops)


# The checks, in the order in which staff read them: each yields its problems with a bundle.


def emptiness(bundle) -> Iterator[Problem]:
    """No category, no winner, or a category without one."""
    if not bundle.rows[Category]:
        yield Problem("no_category", _("It has no categories yet."), (bundle.ceremony,), stops=True)
    elif not bundle.rows[Winner]:
        yield Problem("no_winner", _("It has no winners yet."), (bundle.ceremony,), stops=True)
    else:
        for category in bundle.rows[Category]:
            if not bundle.winners_of[category.pk]:
                text = _("“%s” has no winners.") % titled(category)
                yield Problem("empty_category", text, (category,), figures=(category.quota,))


def facts(bundle) -> Iterator[Problem]:
    """The day, the venue or the presider missing."""
    ceremony = bundle.ceremony
    if not ceremony.held_on:
        yield Problem("no_day", _("The day of the ceremony is missing."), (ceremony,), stops=True)
    if not ceremony.venue_th:
        yield Problem("no_venue", _("The venue is missing."), (ceremony,))
    if not ceremony.presider_th:
        yield Problem("no_presider", _("Who presided is missing."), (ceremony,))


def counts(bundle) -> Iterator[Problem]:
    """Fewer or more winners in a category, awards or agencies than were announced."""
    for category in bundle.rows[Category]:
        known = len(bundle.winners_of[category.pk])
        if known and category.quota and known != category.quota:
            text = (
                _("“%(category)s” has fewer winners than announced: %(known)d of %(quota)d.")
                if known < category.quota
                else _("“%(category)s” has more winners than announced: %(known)d, and not %(quota)d.")
            )
            told = {"category": titled(category), "known": known, "quota": category.quota}
            yield Problem("quota", text % told, (category,), figures=(known, category.quota))
    yield from totals(bundle)


def totals(bundle) -> Iterator[Problem]:
    """Other sums of awards or agencies than were announced."""
    ceremony, awards, agencies = bundle.ceremony, len(bundle.rows[Winner]), len(bundle.agencies())
    for code, known, given, text in (
        ("awards_given", awards, ceremony.awards_given, _("Awards announced: %(given)d. Here: %(known)d.")),
        (
            "agencies_awarded",
            agencies,
            ceremony.agencies_awarded,
            _("Agencies announced: %(given)d. Here: %(known)d."),
        ),
    ):
        if known and given and known != given:
            told = {"known": known, "given": given}
            yield Problem(code, text % told, (ceremony,), figures=(known, given))


def missing_english(bundle) -> Iterator[Problem]:
    """What is said in Thai only, one problem for each kind of thing."""
    rows_of = bundle.rows | {Agency: list(bundle.agencies().values())}
    for model, names in IN_ENGLISH.items():
        lacking = {row: [name for name in names if in_thai_only(row, name)] for row in rows_of[model]}
        lacking = {row: lacks for row, lacks in lacking.items() if lacks}
        if not lacking:
            continue
        lacked = {name for lacks in lacking.values() for name in lacks}
        fields = {field.name.removesuffix("_en"): field for field in model._meta.concrete_fields}
        told = {
            "things": capfirst(model._meta.verbose_name_plural),
            "count": len(lacking),
            "fields": ", ".join(str(fields[name].verbose_name) for name in names if name in lacked),
        }
        text = _("%(things)s without English (%(count)d): %(fields)s.") % told
        yield Problem("english", text, tuple(lacking), figures=tuple(lacking.values()))


def sources(bundle) -> Iterator[Problem]:
    """Winners of whom nothing says where they are from."""
    without = tuple(winner for winner in bundle.rows[Winner] if not winner.source)
    if without:
        yield Problem("no_source", _("Winners without a source: %d.") % len(without), without)


def persons_alike(bundle) -> Iterator[Problem]:
    """Persons of one category with almost the same name."""
    for winners in bundle.winners_of.values():
        persons = [winner for winner in winners if winner.person_key and not winner.anonymised_at]
        for one, other in combinations(persons, 2):
            if fuzz.ratio(one.person_key, other.person_key) >= ALIKE:
                # Not who: an accepted problem is told in the log, from which no name can be removed.
                text = _("Two winners of “%s” have almost the same name: they may be one person.")
                text %= titled(one.category)
                yield Problem("persons", text, (one, other), figures=(one.person_key, other.person_key))


def agencies_alike(bundle) -> Iterator[Problem]:
    """Agencies among the winners that are probably one, entered twice."""
    agencies = bundle.agencies()
    for pair in likely() if len(agencies) > 1 else []:
        if agencies.keys() >= {*pair.keys}:
            told = {"one": pair.first.name, "other": pair.second.name, "reason": pair.reason()}
            text = _("“%(one)s” and “%(other)s” may be one agency. %(reason)s") % told
            rows = tuple(agencies[key] for key in pair.keys)
            yield Problem("agencies", text, rows, figures=(pair.first.fold, pair.second.fold))


def dissolved(bundle) -> Iterator[Problem]:
    """Agencies that were no more on the day of the ceremony."""
    held = bundle.ceremony.day()
    for agency in bundle.agencies().values():
        if agency.dissolved_on and agency.dissolved_on < held:
            told = {"agency": agency, "day": day(agency.dissolved_on)}
            text = _("“%(agency)s” was dissolved before the ceremony, on %(day)s.") % told
            yield Problem("dissolved", text, (agency,), figures=(agency.dissolved_on, held))


def photos(bundle) -> Iterator[Problem]:
    """Photos that say nothing to who cannot see them."""
    without = tuple(photo for photo in bundle.rows[Photo] if not photo.alt_th)
    if without:
        text = _("Photos without a description in Thai: %d.") % len(without)
        yield Problem("no_alt", text, without, stops=True)


def contacts(bundle) -> Iterator[Problem]:
    """E-mail addresses and telephone numbers, which are never public."""
    for rows in bundle.rows.values():
        for row in rows:
            for field in row._meta.concrete_fields:
                if isinstance(field, CleanCharField | CleanTextField) and (
                    found := contacts_in(getattr(row, field.attname))
                ):
                    told = {"row": row, "field": field.verbose_name, "contacts": ", ".join(found)}
                    text = _("“%(row)s”, %(field)s: take out %(contacts)s. Contacts are never public.") % told
                    yield Problem("contacts", text, (row,), stops=True, figures=(field.name, *found))


CHECKS = (
    emptiness,
    facts,
    counts,
    photos,
    contacts,
    missing_english,
    sources,
    persons_alike,
    agencies_alike,
    dissolved,
)


def titled(category):
    """The title of a category with its level, for one title may be given at several."""
    return f"{category.title_th} · {category.get_level_display()}"


def in_thai_only(row, name):
    """Whether a bilingual field is filled in in Thai, and empty in English."""
    return bool(getattr(row, f"{name}_th")) and not getattr(row, f"{name}_en")
