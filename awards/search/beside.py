"""What a search finds beside winners: ceremonies, awards, agencies; and agencies that may have been meant."""

from typing import Any, NamedTuple

from agencies import directory, matching
from agencies.readings import wordings
from awardsportal.fields import contains
from awardsportal.thai.text import fold

SHOWN = 5


class Agencies(NamedTuple):
    """The first agencies that fit; and how many there are, unless there are too many to count."""

    first: list[Any]
    total: int
    is_many: bool = False


def ceremonies(found):
    """The ceremonies that fit, unless something was asked that only winners have."""
    search = found.search
    if not search.concerns("words", "year"):
        return []
    of_year = (each for each in found.programme.ceremonies if search.year in (None, each.year))
    return [each for each in of_year if fold(search.words) in each.fold]


def awards(found):
    """The awards with such a name, then or now, unless something was asked that only winners have."""
    if not found.search.concerns("words"):
        return []
    named = {category.award for category in found.programme.named_like(found.search.words)}
    return [award for award in found.programme.awards.values() if award in named]


def agencies(found):
    """The agencies that fit, unless something was asked that only winners have."""
    search = found.search
    if not search.concerns("words", "kind", "ministry"):
        return Agencies([], 0)
    if len(found.agencies) > found.MOST:
        return Agencies(first_of_many(search), found.MOST, is_many=True)
    fitting = directory.find("", search.kind, search.ministry)
    if search.words:
        fitting = directory.best_first(fitting.filter(pk__in=found.agencies), search.words)
    return Agencies(list(fitting[:SHOWN]), fitting.count())


def first_of_many(search):
    """The agencies whose very name or abbreviation it is, then others with it in today's, in Thai order."""
    fitting, typed = directory.find("", search.kind, search.ministry), wordings(search.words)
    called_so = fitting.filter(directory.is_called(search.words))
    named_so = fitting.filter(contains("fold_th", typed) | contains("fold_en", typed))
    return list(dict.fromkeys([*called_so[:SHOWN], *named_so[:SHOWN]]))[:SHOWN]


def near(found):
    """The agencies with a name like the words; none where the words are in a name already."""
    if not found.search.words or found.agencies:
        return []
    return [candidate.agency for candidate in matching.propose(found.search.words, count=3)]
