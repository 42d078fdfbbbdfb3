"""Which agencies are probably one and the same, entered twice."""

import re
from collections import defaultdict
from itertools import chain, combinations
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rapidfuzz.distance import OSA, Prefix

from agencies.models import Agency, AgencyName, DistinctPair, NameKind, Province, Succession
from awardsportal.thai.collation import sort_key
from awardsportal.thai.text import fold

NAME, SKELETON, NEAR = STEPS = ("name", "skeleton", "near")
# A text that more agencies share tells none of them from the others.
MOST_SHARING = 5
# How many names onward in the order of letters a name is compared with.
WINDOW = 4
MOST_EDITS = 2
# So many names that begin or end alike are a family, told apart by the letters that each has of its own.
FAMILY = 5
OWN_LETTERS_AN_EDIT = 2
LEAST_ALIKE_IN_ENGLISH = 0.7
DIRECTIONS = ("ตอนบน", "ตอนกลาง", "ตอนล่าง", "เหนือ", "ใต้", "ตะวันออก", "ตะวันตก")
LEGAL_FORM = "องค์การมหาชน"


class Named(NamedTuple):
    """What is compared of an agency."""

    pk: int
    name: str
    english: str
    fold: str
    fold_english: str
    skeleton: str
    province: int | None


class Pair(NamedTuple):
    """Two agencies, the older row first; by which step they were found, and what that says of them."""

    first: Named
    second: Named
    step: str
    name: str = ""
    edits: int = 0

    @property
    def keys(self):
        """The keys of the two."""
        return self.first.pk, self.second.pk

    def reason(self):
        """Why they may be one and the same, in words."""
        if self.step == NAME:
            return _("Both answer to the name “%s”.") % self.name
        if self.step == SKELETON:
            return _("Only marks above and below the letters differ.")
        return ngettext("%d letter differs.", "%d letters differ.", self.edits) % self.edits


def likely():
    """The pairs that are probably one agency, the surest first, without those that somebody told apart."""
    fields = ("pk", "name_th", "name_en", "fold_th", "fold_en", "skeleton_th", "province")
    agencies = {row[0]: Named(*row) for row in Agency.objects.order_by("pk").values_list(*fields)}
    pairs = {}
    for pair in chain(sharing_a_name(agencies), alike_without_marks(agencies), near(agencies)):
        pairs.setdefault(pair.keys, pair)
    for keys in told_apart():
        pairs.pop(keys, None)
    found = not_apart(pairs.values())
    # What has a surer twin is hardly the twin of something else that is only near.
    sure = {key for pair in found if pair.step != NEAR for key in pair.keys}
    found = [pair for pair in found if pair.step != NEAR or sure.isdisjoint(pair.keys)]
    return sorted(found, key=lambda pair: (STEPS.index(pair.step), sort_key(pair.first.name)))


def alike(agencies):
    """The pairs with almost the same name, among agencies by key, saved or not."""
    return not_apart(chain(alike_without_marks(agencies), near(agencies)))


def not_apart(pairs):
    """The pairs that neither a number nor a place tells apart."""
    places = [fold(name) for name in Province.objects.order_by().values_list("name_th", flat=True)]
    return [pair for pair in pairs if not differ(pair.first, pair.second, places)]


def told_apart():
    """The keys of the pairs that are known to be two: told apart by somebody, or one came after the other."""
    successions = Succession.objects.order_by().values_list("predecessor", "successor")
    yield from DistinctPair.objects.order_by().values_list("first", "second")
    yield from (tuple(sorted(keys)) for keys in successions)


def differ(one, other, places):
    """Whether a number or a place tells the two apart, however alike the rest of their names is."""
    if one.province and other.province and one.province != other.province:
        return True
    if sorted(re.findall(r"\d+", one.fold)) != sorted(re.findall(r"\d+", other.fold)):
        return True
    here, there = ({place for place in (*places, *DIRECTIONS) if place in each.fold} for each in (one, other))
    return bool(here and there and here != there)


# The steps


def sharing_a_name(agencies):
    """The pairs of which both have the same name, be it today's, a former one or another spelling."""
    answering = defaultdict(dict)
    for agency in agencies.values():
        for text in (agency.fold, agency.fold.removesuffix(LEGAL_FORM)):
            answering[text].setdefault(agency, agency.name)
        answering[agency.fold_english].setdefault(agency, agency.english)
    names = AgencyName.objects.filter(agency__merged_into=None).exclude(kind=NameKind.ABBREVIATION)
    for key, text, name in names.order_by().values_list("agency", "fold", "name"):
        # An agency may have been made a moment ago.
        if key in agencies:
            answering[text].setdefault(agencies[key], name)
    answering.pop("", None)
    return pairs_in(answering.values(), NAME)


def alike_without_marks(agencies):
    """The pairs whose names are the same once the marks above and below are dropped."""
    bare = defaultdict(dict)
    for agency in agencies.values():
        bare[agency.skeleton][agency] = ""
    return pairs_in(bare.values(), SKELETON)


def pairs_in(groups, step):
    """The pairs within each group that is small enough to mean something."""
    for group in groups:
        if 1 < len(group) <= MOST_SHARING:
            for first, second in combinations(sorted(group), 2):
                yield Pair(first, second, step, group[second])


def near(agencies):
    """The pairs of which few letters differ, and many that other names do not share are the same."""
    by_fold = {agency.fold: agency for agency in agencies.values()}
    onward, backward = sorted(by_fold), sorted(text[::-1] for text in by_fold)
    head, tail = shared_beginnings(onward), shared_beginnings(backward)
    found = {frozenset(pair): edits for *pair, edits in neighbours(onward)}
    found |= {frozenset((a[::-1], b[::-1])): edits for a, b, edits in neighbours(backward)}
    for texts, edits in found.items():
        own = max(len(text) - head[text] - tail[text[::-1]] for text in texts)
        first, second = sorted(by_fold[text] for text in texts)
        if own >= edits * OWN_LETTERS_AN_EDIT and not in_english_apart(first, second):
            yield Pair(first, second, NEAR, edits=edits)


def in_english_apart(one, other):
    """Whether both English names are known, and say different things."""
    names = one.fold_english, other.fold_english
    return all(names) and OSA.normalized_similarity(*names) < LEAST_ALIKE_IN_ENGLISH


def neighbours(ordered):
    """The texts of which few letters differ, as (one, other, edits), among those that begin most alike."""
    for step in range(1, WINDOW + 1):
        for one, other in zip(ordered, ordered[step:], strict=False):
            edits = OSA.distance(one, other, score_cutoff=MOST_EDITS)
            if edits <= MOST_EDITS:
                yield one, other, edits


def shared_beginnings(ordered):
    """How many letters each text begins with that a family of the texts begins with."""
    rest = [0] * (FAMILY - 1)
    families = zip(ordered, ordered[FAMILY - 1 :], strict=False)
    shared = [*rest, *(Prefix.similarity(first, last) for first, last in families), *rest]
    return {text: max(shared[place : place + FAMILY]) for place, text in enumerate(ordered)}
