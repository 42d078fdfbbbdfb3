"""What can be chosen from a search on: how many winners each choice would leave, and which is in use."""

from collections import Counter
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from agencies.models import Kind
from awards.models import Level
from awards.search.search import FACETS, View
from awardsportal.shown import from_to, local, whole, year

LABELS = {
    "year": _("Year"),
    "award": _("Award"),
    "level": _("Level"),
    "kind": _("Kind of agency"),
    "ministry": _("Ministry"),
    "agency": _("Agency"),
    "years": _("Years"),
}


class Option(NamedTuple):
    """Something to choose, as a link: its name, where it leads, and how many winners it would leave."""

    label: Any
    address: str
    is_chosen: bool = False
    leaves: int | None = None


class Facet(NamedTuple):
    """A part that shares out what was found, with its options."""

    name: str
    label: Any
    options: list[Option]


def facets(found):
    """The facets with a choice to make, each option with the number of winners it would leave, if known."""
    if not (found.rows or found.is_many):
        return []
    counts = numbers(found)
    facets = [Facet(name, LABELS[name], options(name, found, counts.get(name))) for name in FACETS]
    return [facet for facet in facets if facet.options]


def options(name, found, counts):
    """The options of a facet: those with a number, or all where none is known."""
    search, chosen = found.search, found.search.chosen().get(name)
    return [
        Option(label(name, value), search.address(**{name: value}), key == chosen, counts and counts[key])
        for key, value in values_in_order(name, found.programme)
        if counts is None or key in counts
    ]


def numbers(found):
    """How many winners each value of a facet would leave; without the facets where that is not known.

    A facet's own choice is left out of its numbers, so that they say what another would leave.
    """
    chosen = found.search.chosen()
    names = [] if found.is_many else [name for name in FACETS if found.knows_others or name not in chosen]
    missed = [set(row.missed(chosen)) for row in found.rows]
    return {
        name: Counter(
            value
            for row, missing in zip(found.rows, missed, strict=True)
            if missing <= {name}
            for value in row.parts[name]
        )
        for name in names
    }


def values_in_order(name, programme):
    """All values of a facet, with what a row has for them, in the order in which they are offered."""
    match name:
        case "year":
            return [(year, year) for year in programme.years]
        case "award":
            return [(award.pk, award) for award in programme.awards.values()]
        case "ministry":
            return [(ministry.pk, ministry) for ministry in programme.ministries.values()]
    known = Level if name == "level" else Kind
    return [(value, value) for value in known.values]


def label(name, value):
    """What a value of a part of the search is called on the page."""
    match name:
        case "year":
            return year(value)
        case "years":
            return from_to(value)
        case "level":
            return whole(Level(value).label)
        case "kind":
            return whole(Kind(value).label)
    return local(value, "name")


def chosen(search):
    """What was chosen beside the words, as options that lead to the search without it."""
    return [
        Option(label(name, value), search.address(**{name: None}))
        for name in LABELS
        if (value := getattr(search, name))
    ]


def orders(search, is_many=False):
    """The orders to choose from, of many winners or of few."""
    in_use = search.order_in_use(is_many)
    return [
        Option(order.label, search.address(order=order), order == in_use) for order in search.orders(is_many)
    ]


def views(search):
    """The views to choose from."""
    in_use = search.view or View.LIST
    return [Option(view.label, search.address(view=view), view == in_use) for view in View]
