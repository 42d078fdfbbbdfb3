"""What a search finds among the winners: all of it while that is little, else its beginning."""

from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q

from agencies.directory import LINE
from agencies.models import Agency, AgencyName, Kind
from agencies.readings import wordings
from awards.models import Winner
from awards.models.winners import ways_to_be_named
from awards.search.orders import Order, in_order
from awardsportal.fields import contains, some_of_either

OF_AGENCY = [f"agency__{step}{part}" for step in LINE for part in ("pk", "kind")]


class Row(NamedTuple):
    """A winner that was found, with its values in each facet."""

    pk: int
    parts: dict[str, Any]

    def missed(self, chosen):
        """The facets in which it has not what was chosen."""
        return [name for name, value in chosen.items() if value not in self.parts[name]]


class Found:
    """The winners that a search finds, as a list to read pages of: of too many only the first."""

    # So many are counted and sorted; a search that finds more is to be narrowed down.
    MOST = 1_000

    def __init__(self, search, programme):
        self.search, self.programme = search, programme
        self.agencies = Agency.objects.some_named_like(search.words, self.MOST + 1)
        # Found without its choices too, what others would leave is known; unless that is too much.
        found, chosen = self._read(search.unshared()), search.chosen()
        self.knows_others = len(found) <= self.MOST
        if chosen and not self.knows_others:
            found = self._read(search)
        self.is_many = len(found) > self.MOST
        self.rows = [] if self.is_many else self._rows(found)
        fitting = found[: self.MOST] if self.is_many else [row for row in self.rows if not row.missed(chosen)]
        self.keys = [key for key, *_more in fitting]

    def count(self):
        """How many there are to read pages of."""
        return len(self.keys)

    def order(self):
        """The order in use."""
        return self.search.order_in_use(self.is_many)

    def __getitem__(self, part):
        """The winners of a page, with all that a list shows of them."""
        if self.is_many:
            return self._first(part.stop)[part.start :]
        winners = Winner.objects.published().filter(pk__in=self.keys)
        return self._listed(in_order(winners, self.order(), self.search.words)[part])

    def everything(self):
        """All winners that fit, however many, in the order in use."""
        winners, words = Winner.objects.published().filter(self.search.fits()), self.search.words
        if words:
            winners = winners.named_like(words, Q(category__in=self._categories_named()))
        return in_order(winners, self.order(), words)

    def _listed(self, winners):
        """The winners with their agencies, and with their categories, which were read before."""
        winners = list(winners.select_related("agency"))
        for winner in winners:
            winner.category = self.programme.categories[winner.category_id]
        return winners

    def _read(self, search):
        """The columns of each winner that fits; of too many only the keys, of one more than MOST."""
        winners = Winner.objects.published().filter(search.fits()).order_by()
        if not search.words:
            return self._read_some(winners)
        of_agency = Q(agency__in=self.agencies)
        # What is too much is mostly so by the agencies alone, whose winners an index holds.
        by_agency = self._read_some(winners.filter(of_agency), ["pk"]) if self.agencies else []
        if len(by_agency) > self.MOST:
            return by_agency
        if len(self.agencies) > self.MOST:
            # The first agencies have won little: it takes all of them.
            of_agency = Q(agency__in=Agency.objects.named_like(search.words).values("pk"))
        return self._read_some(some_of_either(winners, self._ways(of_agency), self.MOST + 1))

    def _read_some(self, winners, columns=("pk", "category", *OF_AGENCY)):
        return list(winners.values_list(*columns)[: self.MOST + 1])

    def _rows(self, found):
        """The winners that were read, with their values in each facet."""
        categories = self.programme.categories
        of_category = {key: parts_of_category(categories[key]) for _pk, key, *_agency in found}
        return [Row(pk, of_category[key] | parts_of_agency(*line)) for pk, key, *line in found]

    def _ways(self, of_agency):
        """The conditions of which a winner that has the words fits one, each with an index to itself."""
        return [
            Q(category__in=self._categories_named()),
            *ways_to_be_named(self.search.words, of_agency),
        ]

    def _categories_named(self):
        return [category.pk for category in self.programme.named_like(self.search.words)]

    def _first(self, count):
        """So many of the winners in their order, found by reading one category after another."""
        fitting = Winner.objects.published().filter(self.search.fits())
        if self.search.words:
            fitting = fitting.filter(Q.create(self._ways(self._of_agency_one_by_one()), connector=Q.OR))
        found, fruitless, categories = [], 0, self._categories()
        while categories and len(found) < count:
            # More and more at once, as long as there is nothing in them.
            at_once = 2 ** (fruitless // 10)
            some, categories = categories[:at_once], categories[at_once:]
            winners = fitting.filter(category__in=some)
            # A category's winners stand so in an index.
            winners = winners.in_order() if at_once == 1 else in_order(winners, self.order())
            more = self._listed(winners[: count - len(found)])
            found += more
            fruitless = 0 if more else fruitless + 1
        return found

    def _categories(self):
        """The keys of the categories that fit, in the order in use."""
        fitting = [key for key, each in self.programme.categories.items() if self.search.fits_category(each)]
        if self.order() == Order.OLDEST:
            fitting.sort(key=lambda key: self.programme.categories[key].ceremony.year)
        return fitting

    def _of_agency_one_by_one(self):
        """The condition of the agency for winners that are read in their order, whatever is in an index."""
        if len(self.agencies) <= self.MOST:
            return Q(agency__in=self.agencies)
        typed = wordings(self.search.words)
        names = AgencyName.objects.filter(contains("fold", typed), agency=OuterRef("agency"))
        return contains("agency__fold_th", typed) | contains("agency__fold_en", typed) | Exists(names)


def parts_of_category(category):
    """The values of its winners in the facets that a category decides."""
    return {"year": [category.ceremony.year], "award": [category.award_id], "level": [category.level]}


def parts_of_agency(*line):
    """The values in the other facets of a winner whose agency this is; `line` goes up from it."""
    kinds = line[1::2]
    ministries = {key for key, kind in zip(line[::2], kinds, strict=True) if kind == Kind.MINISTRY}
    return {"kind": [kinds[0]], "ministry": ministries}
