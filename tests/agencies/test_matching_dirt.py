"""Every name of an agency in every kind of dirt, and in every two of them, among thousands of others."""

import random
from collections import Counter
from itertools import combinations, islice

import pytest
from django.core.management import call_command
from django.db import transaction
from rapidfuzz.distance import OSA

from agencies.matching import Recogniser, recognise
from agencies.models import Agency
from awardsportal.thai.text import fold
from tests.agencies import dirt
from tests.bench.invented import bodies

pytestmark = pytest.mark.django_db
INVENTED = 7000
OF_EACH_PAIR = 15
CUT, TYPO, TYPOS = "cut by ฯ", "a typo", "two typos"
# Letters were lost, so a person decides. All else is the same name.
PROPOSED = {CUT, TYPO, TYPOS, "ำ as า", "marks lost", "marks lost and ำ as า", "some marks lost"}


class Known:
    """The real agencies by name, a recogniser that knows invented ones as well, and the kinds of dirt."""

    def __init__(self):
        self.real = {agency.name_th: agency for agency in Agency.objects.all()}
        self.recogniser, names = Recogniser(), list(self.real)
        for name, kind in bodies(INVENTED, taken=names):
            self.recogniser.learn(Agency(name_th=name, kind=kind))
            names.append(name)
        self.name_of = {fold(name): name for name in names}
        self.kinds = {CUT: dirt.cutting(names)} | dirt.KINDS

    def variants(self, *kinds):
        """The real names in which each of the kinds changes something, without those that are another's."""
        names, chance = list(self.real), random.Random(" ".join(kinds))  # noqa: S311
        chance.shuffle(names)
        for name in names:
            steps = [name]
            for kind in kinds:
                steps.append(self.kinds[kind](steps[-1], chance))
            if len(set(steps)) > len(kinds) and self.name_of.get(fold(steps[-1]), name) == name:
                yield name, steps[-1]

    def outcomes(self, *kinds, most=None):
        """What came of the variants of these kinds, counted."""
        return Counter(self.outcome(*each) for each in islice(self.variants(*kinds), most))

    def outcome(self, name, variant):
        """Whether the agency is sure, or first, or another is as near; or else what went wrong."""
        match = self.recogniser.recognise(variant)
        if match.agency:
            return "sure" if match.agency == self.real[name] else f"wrong: {variant}"
        first = match.candidates[0].agency if match.candidates else Agency()
        if first == self.real[name]:
            return "first"
        near = slips(variant, first.name_th) <= slips(variant, name)
        return "another is as near" if near else f"missed: {variant}"


def slips(variant, name):
    """How many letters a variant is away from a name."""
    return OSA.distance(fold(variant), fold(name))


@pytest.fixture(scope="module")
def known(django_db_setup, django_db_blocker):
    """All that is known; the fixtures are in one transaction that is undone at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("loaddata", "provinces", "agencies", "agency_names", verbosity=0)
        yield Known()
        transaction.set_rollback(True)


@pytest.mark.parametrize("kind", [kind for kind in dirt.KINDS if kind not in PROPOSED])
def test_what_is_only_typed_differently_is_recognised(known, kind):
    assert set(known.outcomes(kind)) <= {"sure"}


@pytest.mark.parametrize("kind", sorted(PROPOSED - {TYPO, TYPOS}))
def test_what_lost_marks_or_was_cut_is_proposed_first(known, kind):
    assert set(known.outcomes(kind)) == {"first"}


@pytest.mark.parametrize(("kind", "share"), [(TYPO, 0.998), (TYPOS, 0.99)])
def test_a_name_with_typos_is_proposed_first_unless_another_is_as_near(known, kind, share):
    outcomes = known.outcomes(kind)

    assert set(outcomes) <= {"sure", "first", "another is as near"}
    assert good(outcomes) >= share


def test_two_kinds_at_once_hide_hardly_any_name(known):
    pairs = [pair for pair in combinations(known.kinds, 2) if pair not in {(CUT, TYPO), (CUT, TYPOS)}]
    outcomes = sum((known.outcomes(*pair, most=OF_EACH_PAIR) for pair in pairs), Counter())

    assert [outcome for outcome in outcomes if outcome.startswith("wrong")] == []
    assert good(outcomes) >= 0.998


@pytest.mark.parametrize(("kind", "share"), [(TYPO, 0.95), (TYPOS, 0.9)])
def test_what_is_left_of_a_cut_name_may_be_mistyped_too(known, kind, share):
    outcomes = known.outcomes(CUT, kind)

    assert [outcome for outcome in outcomes if outcome.startswith("wrong")] == []
    assert good(outcomes) >= share


def good(outcomes):
    """The share of variants whose agency is sure or proposed first."""
    return (outcomes["sure"] + outcomes["first"]) / outcomes.total()


def test_one_text_leads_to_the_same_as_many(known):
    many = Recogniser()
    variants = [variant for kind in known.kinds for _name, variant in islice(known.variants(kind), 4)]

    assert [recognise(variant) for variant in variants] == [many.recognise(variant) for variant in variants]
