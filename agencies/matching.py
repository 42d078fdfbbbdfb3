"""Recognising an agency from what was typed."""

from collections import Counter, defaultdict
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _

from agencies.models import Agency, AgencyName, Kind, NameKind
from awardsportal.thai.text import clean, fold, has_thai, skeleton

LOCAL = {Kind.PAO, Kind.CITY, Kind.TOWN, Kind.SUBDISTRICT_MUNICIPALITY, Kind.SAO, Kind.SPECIAL_LOCAL}
CODE, EXACT, OTHER_NAME, FOLD = "code", "exact", "other name", "fold"


class Match(NamedTuple):
    """What a text led to: the agency, or None with the candidates; by which step, and which of its names."""

    agency: Agency | None
    step: str = ""
    name: str = ""
    candidates: tuple = ()


class Recogniser:
    """Recognises agencies by code, name, other name or fold; sure only where exactly one agency answers.

    Built once for many texts. An agency is one and the same object wherever it turns up.
    """

    def __init__(self):
        self.saved = {agency.pk: agency for agency in Agency.objects.select_related("province")}
        self.steps = {step: defaultdict(dict) for step in (CODE, EXACT, OTHER_NAME, FOLD)}
        for agency in self.saved.values():
            agency.parent = self.saved[agency.parent_id] if agency.parent_id else None
            self.learn(agency)
        names = AgencyName.objects.filter(agency__merged_into=None)
        for pk, kind, name in names.values_list("agency", "kind", "name"):
            agency = self.saved[pk]
            announced = name if kind == NameKind.FORMER and has_thai(name) else agency.name_th
            self._note(OTHER_NAME, name, agency, announced)
            self._note(FOLD, fold(name), agency, announced)

    def learn(self, agency):
        """Let the agency, saved or not, be recognised by its code and by what it is called today."""
        self._note(CODE, agency.code, agency, agency.name_th)
        self._note(EXACT, agency.name_th, agency, agency.name_th)
        self._note(OTHER_NAME, agency.name_en, agency, agency.name_th)
        for text in (agency.name_th, agency.name_en, *spellings(agency)):
            self._note(FOLD, fold(text), agency, agency.name_th)

    def learn_name(self, agency, name):
        """Let the agency be recognised by one more name, as if it were its own."""
        self._note(EXACT, clean(name), agency, name)
        self._note(FOLD, fold(name), agency, name)

    def _note(self, step, text, agency, name):
        if text:
            # By identity: an agency that is not saved yet has no hash.
            self.steps[step][text].setdefault(id(agency), (agency, name))

    def recognise(self, text):
        """The Match of what was typed."""
        text = clean(text)
        for step, known in self.steps.items():
            answers = list(known.get(fold(text) if step == FOLD else text, {}).values())
            if len(answers) == 1:
                return Match(answers[0][0], step, answers[0][1])
            if answers:
                return Match(None, step, candidates=tuple(agency for agency, _name in answers))
        return Match(None)

    def nearest(self, text, count=3):
        """The agencies whose names look most like the text, best first."""
        wanted = skeleton(text)
        shared = Counter()
        for pair in pairs(wanted):
            shared.update(self._by_pair.get(pair, ()))
        alike = sorted(
            (
                (SequenceMatcher(None, wanted, self._skeletons[place][0]).ratio(), place)
                for place, _n in shared.most_common(20)
            ),
            reverse=True,
        )
        best = {
            id(agency): agency
            for ratio, place in alike
            if ratio > 0.6
            for agency in [self._skeletons[place][1]]
        }
        return list(best.values())[:count]

    @cached_property
    def _skeletons(self):
        """Each name without its marks, and the agency that it leads to."""
        return [
            (skeleton(folded), agency)
            for folded, answers in self.steps[FOLD].items()
            for agency, _name in answers.values()
        ]

    @cached_property
    def _by_pair(self):
        """The places of the names that hold each pair of neighbouring letters."""
        places = defaultdict(list)
        for place, (bare, _agency) in enumerate(self._skeletons):
            for pair in pairs(bare):
                places[pair].append(place)
        return places


def pairs(text):
    """The different pairs of neighbouring letters in a text."""
    return {text[place : place + 2] for place in range(len(text) - 1)}


def spellings(agency):
    """Other ways of writing where an agency is: a province without its title, a local body with it."""
    if agency.kind == Kind.PROVINCE:
        bare = agency.name_th.removeprefix("จังหวัด")
        return [bare, f"จ.{bare}", f"จังหวัด{bare}"]
    if agency.kind in LOCAL and agency.province:
        return [f"{agency.name_th} {title}{agency.province.name_th}" for title in ("จังหวัด", "จ.")]
    return []


def named(agency):
    """An agency as a message names it, with its code."""
    return f"{agency.name_th} ({agency.code})"


def refusal(text, match, recogniser):
    """Why a text that led to no single agency is refused, and the cure."""
    if match.candidates:
        names = ", ".join(sorted(map(named, match.candidates)))
        return _("This may be %s. Type the full name or the code.") % names
    if near := recogniser.nearest(text):
        names = ", ".join(map(named, near))
        return (
            _("No agency has this name. Did you mean %s? Type its name or code, or add the agency first.")
            % names
        )
    return _("No agency has this name. Type the official name in full, or add the agency first.")


def provinces_by_name(provinces):
    """The provinces by each folded name that staff type for one, and by code."""
    known = {}
    for province in provinces:
        thai, english = province.name_th, province.name_en
        for name in (thai, f"จังหวัด{thai}", f"จ.{thai}", english, province.code):
            known[fold(name)] = province
    return known
