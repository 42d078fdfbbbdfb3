"""What a search finds beside winners: ceremonies, awards, agencies; and agencies that may have been meant."""

from dataclasses import replace
from typing import Any, NamedTuple

from django.db.models import Count, Value, Window

from agencies import directory, matching
from awards.models import Winner
from awards.models.winners import ways_to_be_named
from awardsportal.fields import some_of_either
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
    return found.programme.awards_named_like(found.search.words)


def agencies(found):
    """The agencies that fit, unless something was asked that only winners have."""
    search = found.search
    if not search.concerns("words", "kind", "ministry"):
        return Agencies([], 0)
    fitting = directory.find("", search.kind, search.ministry)
    if len(found.agencies) > found.MOST:
        # Of too many only those whose very name or abbreviation it is.
        called_so = fitting.filter(directory.is_called(search.words))
        return Agencies(list(called_so[:SHOWN]), found.MOST, is_many=True)
    if search.words:
        fitting = directory.best_first(fitting.filter(pk__among=found.agencies), search.words)
    first = list(fitting.annotate(total=Window(Count("pk")))[:SHOWN])
    return Agencies(first, first[0].total if first else 0)


def near(found):
    """The agencies with a name like the words; none where the words are in a name already."""
    if not found.search.words or found.agencies:
        return []
    return matching.meant(found.search.words)


def parted(found):
    """The searches that find something by some of the words as a name, and the others as an award's."""
    words, searches = found.search.words.split(), []
    for cut in range(1, len(words)):
        for name, title in ((words[:cut], words[cut:]), (words[cut:], words[:cut])):
            awards = found.programme.awards_named_like(" ".join(title))
            searches += [replace(found.search, words=" ".join(name), award=award) for award in awards]
    if not searches:
        return []
    first, *others = (found_at(place, search) for place, search in enumerate(searches[:SHOWN]))
    return [searches[place] for place in sorted(first.union(*others))]


def found_at(place, search):
    """The place of a search among others, if it finds a winner by a name; to be asked for together."""
    winners = Winner.objects.published().filter(search.fits())
    some = some_of_either(winners, ways_to_be_named(search.words), 1)
    return some.annotate(place=Value(place)).values_list("place", flat=True)
