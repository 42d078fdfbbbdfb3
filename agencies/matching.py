"""Recognising an agency from what was typed: a ladder of steps, each tried where those above do not answer.

A code, an official name, another name, a name by its fold: these are sure where one agency answers. What
has only its skeleton in common with a name, or is merely close to one, is proposed, and a person decides.
"""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _
from rapidfuzz.distance import Prefix

from agencies.known import TODAY, Asked, Read
from agencies.models import Agency, Kind, NameKind
from agencies.nearness import CUT, Near
from agencies.readings import alone, readings, written_out
from awardsportal.thai.text import clean, fold

CODE, EXACT, OTHER_NAME, FOLD, SKELETON, CLOSE = "code", "exact", "other name", "fold", "skeleton", "close"
# The score of what is sure, the highest of what is not, of what leaves little doubt, and of what is no guess.
SURE, NEARLY, GOOD, LIKELY = 1, 0.99, 0.8, 0.75
LONGEST = 300


class Candidate(NamedTuple):
    """An agency that a text may mean, by which step, how surely from 0 to 1, and by which name.

    The name is the official Thai one, of today or former, that the text stands for; empty where an
    abbreviation, an alias or a code was typed, or it is not known.
    """

    agency: Agency
    step: str
    score: float
    name: str = ""


class Match(NamedTuple):
    """What a text led to: the agencies that it may mean, the likeliest first."""

    candidates: tuple[Candidate, ...] = ()

    @property
    def agency(self):
        """The agency that the text surely means, or None."""
        is_sure = len(self.candidates) == 1 and self.candidates[0].score == SURE
        return self.candidates[0].agency if is_sure else None

    @property
    def step(self):
        """The step that answered, or an empty text."""
        return self.candidates[0].step if self.candidates else ""

    @property
    def name(self):
        """The official Thai name that the text surely stands for, or an empty text."""
        return self.candidates[0].name if self.agency else ""


class Ladder:
    """The steps, down from the surest."""

    def __init__(self, known):
        self.known = known

    def recognise(self, text):
        """The Match of what was typed."""
        text = clean(text)[:LONGEST]
        sure = self.by_code(text) or self.by_name(text)
        read = [] if sure else self.by_reading(text)
        sure = sure or [candidate for candidate in read if candidate.score == SURE]
        return Match(best_of(sure or read + self.by_likeness(text)))

    def by_code(self, text):
        """The agency with this code, even if it is the code of a duplicate that was merged into it."""
        agency = self.known.coded(text)
        return [Candidate(agency, CODE, SURE)] if agency else []

    def by_name(self, text):
        """The agencies with exactly this official name, or else another name, or else a name of this fold."""
        names = self.known.folded({fold(text)}).get(fold(text), []) if fold(text) else []
        exact = [name for name in names if name.text == text]
        official = [name for name in exact if name.kind == TODAY]
        alike = [name for name in names if may_be_said(name, text)]
        for step, answers in ((EXACT, official), (OTHER_NAME, exact), (FOLD, alike)):
            if answers:
                return [self.candidate(name, step) for name in answers]
        return []

    def by_reading(self, text):
        """The agencies whose name is in the text; sure where all that stands beside it is true of them."""
        read = readings(text)
        answers = self.known.folded({form for reading in read for form in reading.forms})
        if not answers:
            return []
        found = [
            (reading, name)
            for reading in read
            for form in reading.forms
            for name in answers.get(form, ())
            if may_be_said(name, reading.name)
        ]
        sure = [self.is_true(*pair, other_names=answers) for pair in found]
        return [
            self.candidate(name, FOLD) if is_sure else self.candidate(name, CLOSE, min(reading.share, NEARLY))
            for (reading, name), is_sure in zip(found, sure, strict=True)
        ] + self.put_together(found)

    def is_true(self, reading, name, other_names):
        """Whether all that stands beside a name in the text is true of its agency."""
        agency = self.known.agency(name.agency)
        facts = sorted(map(re.escape, self.facts(agency)), key=len, reverse=True)
        true = re.compile(f"(?:{'|'.join(facts)})*+").fullmatch
        begun = Prefix.similarity(reading.ahead, fold(agency.name_th))
        # สำนักงาน ก.ล.ต.: what its official name begins with, unless that is a name by itself.
        begins = begun > 2 and reading.ahead not in other_names and true(reading.ahead[begun:])
        return bool(true(reading.behind) and (begins or true(reading.ahead)))

    def facts(self, agency):
        """The folds of what may stand beside an agency's name: other names, those above it, its province."""
        facts = {"สังกัด", "ในพื้นที่"}
        for body in agency.line():
            facts |= {body.name_th, body.name_en, *self.known.other_names(body)}
        if agency.province:
            facts |= {agency.province.name_th, f"จังหวัด{agency.province.name_th}"}
        return {fold(fact) for fact in facts if fact}

    def put_together(self, found):
        """The agencies whose name ends with that of another, typed as its abbreviation: สำนักงานปลัด พม."""
        whole = {
            each.ahead + fold(self.known.agency(name.agency).name_th)
            for each, name in found
            if each.ahead and not each.behind and name.kind == NameKind.ABBREVIATION
        }
        answers = self.known.folded(whole) if whole else {}
        return [
            self.candidate(name, FOLD) for names in answers.values() for name in names if name.kind == TODAY
        ]

    def by_likeness(self, text):
        """The agencies with a name of the same letters, or close to it, or going on where the text ends."""
        written = written_out(text)
        near = self.known.near(written)
        if not near or near[0].score < GOOD:
            longer = [found for found in self.known.near(f"{written}ฯ") if found.score >= GOOD]
            near = [
                *near,
                *self.known.near(alone(written)),
                *(Near(key, GOOD * score) for key, score in longer),
            ]
        return [
            Candidate(agency, SKELETON if score == SURE else CLOSE, min(score, NEARLY))
            for agency, score in self.known.agencies(near)
        ]

    def candidate(self, name, step, score=SURE):
        """The agency with a name. An abbreviation of a province is never sure: ส.ส. is no province."""
        agency = self.known.agency(name.agency)
        is_weak = name.kind == NameKind.ABBREVIATION and agency.kind == Kind.PROVINCE
        return Candidate(agency, step, min(score, NEARLY) if is_weak else score, name.official)


class Recogniser(Ladder):
    """Recognises many texts: all names are read once, and those of agencies not saved yet may be added.

    An agency is one and the same object wherever it turns up; `saved` has them all by key.
    """

    def __init__(self):
        super().__init__(Read())
        self.saved = self.known.saved

    def coded(self, code):
        """The agency with this code, even if it is that of a duplicate merged into it, or None."""
        return self.known.coded(code)

    def learn(self, agency):
        """Let a new agency be recognised by its code and by what it is called."""
        if agency.code:
            self.known.codes[agency.code] = agency
        self.learn_name(agency, agency.name_th)

    def learn_name(self, agency, name):
        """Let the agency be recognised by one more name, as if it were its own."""
        self.known.learn(agency, clean(name), TODAY)


def recognise(text):
    """The Match of one text, without reading all agencies."""
    return Ladder(Asked()).recognise(text)


def propose(text, count=3):
    """The likeliest Candidates for one text: what somebody may have meant."""
    return list(recognise(text).candidates[:count])


def meant(text):
    """The agencies, at most three, that somebody may well have meant."""
    return [candidate.agency for candidate in propose(text) if candidate.score >= LIKELY]


def may_be_said(name, text):
    """Whether a name may be meant by a text of its fold: where one was cut by ฯ, both must be."""
    is_cut, was_cut = bool(CUT.search(text)), bool(CUT.search(name.text))
    # An official name may have its own ฯ, which is easily left out.
    return is_cut == was_cut or (was_cut and name.kind == TODAY)


def best_of(candidates):
    """Each agency once, by its best candidate; the likeliest first, and as they came where equally likely."""
    best = {}
    for candidate in sorted(candidates, key=lambda candidate: -candidate.score):
        best.setdefault(candidate.agency.pk or id(candidate.agency), candidate)
    return tuple(best.values())


def named(agency):
    """An agency as a message names it, with its code."""
    return f"{agency.name_th} ({agency.code})"


def refusal(match):
    """Why a text is refused that led to no single agency, and the cure."""
    agencies = [named(candidate.agency) for candidate in match.candidates]
    if match.step in {OTHER_NAME, FOLD, EXACT}:
        return _("This may be %s. Type the full name or the code.") % ", ".join(agencies)
    if agencies:
        return _(
            "No agency has this name. Did you mean %s? Type its name or code, or add the agency first."
        ) % ", ".join(agencies[:3])
    return _("No agency has this name. Type the official name in full, or add the agency first.")


def provinces_by_name(provinces):
    """The provinces by each folded name that staff type for one, and by code."""
    known = {}
    for province in provinces:
        thai, english = province.name_th, province.name_en
        for name in (thai, f"จังหวัด{thai}", f"จ.{thai}", english, province.code):
            known[fold(name)] = province
    return known
