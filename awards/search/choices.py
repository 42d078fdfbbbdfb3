"""What can be chosen from a search on: how many winners each choice would leave, and which is in use."""

from collections import Counter
from typing import Any, NamedTuple

from django.db.models import Case, Count, When
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Kind
from awards.models import Award, Level
from awards.search.search import FACETS, Search, View
from awardsportal.shown import from_to, local, year

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
    """Something to choose, as a link: what it is called, where it leads, and how many winners it leaves."""

    label: Any
    address: str
    is_chosen: bool = False
    leaves: int | None = None


class Facet(NamedTuple):
    """A part that shares out what was found, with its options."""

    name: str
    label: Any
    options: list[Option]


class Spread:
    """How the winners of a search are spread over its facets.

    A facet's own choice is left out of its counts, so that they say what another choice would leave.
    """

    def __init__(self, search: Search):
        self.search, self.total = search, 0
        self.counts: dict[str, Counter] = {name: Counter() for name in FACETS}
        chosen = {name: getattr(search, name) for name in FACETS if getattr(search, name)}
        wanted = {name: getattr(value, "pk", value) for name, value in chosen.items()}
        for parts, count in cells(search.unshared().found()):
            missed = [name for name, value in wanted.items() if value not in parts[name]]
            if not missed:
                self.total += count
            if len(missed) <= 1:
                self._add(parts, count, to=missed or FACETS)

    def _add(self, parts, count, *, to):
        for name in to:
            for value in parts[name]:
                self.counts[name][value] += count

    def facets(self):
        """The facets with a choice to make, each option with the number of winners that it leaves."""
        facets = [Facet(name, LABELS[name], self._options(name)) for name in FACETS]
        return [facet for facet in facets if facet.options]

    def _options(self, name):
        chosen, counts = getattr(self.search, name), self.counts[name]
        return [
            Option(label(name, value), self.search.address(**{name: value}), value == chosen, counts[key])
            for key, value in values_in_order(name, counts)
        ]


def cells(winners):
    """The winners' numbers for each mix of facets they have, as ({facet: its values}, number)."""
    line = {f"ministry_{path}": ministry_at(path) for path in ("", "parent__", "parent__parent__")}
    of = ("category__ceremony__year", "category__award", "category__level", "agency__kind")
    rows = winners.annotate(**line).values_list(*of, *line).annotate(Count("pk"))
    for *single, own, above, far_above, count in rows:
        ministries = {own, above, far_above} - {None}
        yield dict(zip(FACETS, [*([value] for value in single), ministries], strict=True)), count


def ministry_at(path):
    """The key of the winner's agency, or of one in the line above it, if that is a ministry."""
    return Case(When(**{f"agency__{path}kind": Kind.MINISTRY}, then=f"agency__{path}pk"))


def values_in_order(name, counts):
    """The facet's values that winners have, with their keys, in the order in which they are offered."""
    if name == "year":
        return [(key, key) for key in sorted(counts, reverse=True)]
    if name in ("award", "ministry"):
        model = Award if name == "award" else Agency
        return [(thing.pk, thing) for thing in model.objects.filter(pk__in=counts)]
    known = Level if name == "level" else Kind
    return [(value, value) for value in known.values if value in counts]


def label(name, value):
    """What a value of a part of the search is called on the page."""
    match name:
        case "year":
            return year(value)
        case "years":
            return from_to(value)
        case "level":
            return Level(value).label
        case "kind":
            return Kind(value).label
    return local(value, "name")


def chosen(search):
    """What was chosen beside the words, as options that lead to the search without it."""
    return [
        Option(label(name, value), search.address(**{name: None}))
        for name in LABELS
        if (value := getattr(search, name))
    ]


def orders(search):
    """The orders to choose from."""
    in_use = search.order_in_use()
    return [Option(order.label, search.address(order=order), order == in_use) for order in search.orders()]


def views(search):
    """The views to choose from."""
    in_use = search.view or View.LIST
    return [Option(view.label, search.address(view=view), view == in_use) for view in View]
