"""What a search finds among the winners: all of it while that is little, else its beginning."""

from functools import cache, cached_property
from typing import Any, NamedTuple

from django.db.models import Q

from agencies.directory import LINE
from agencies.models import Agency, Kind
from awards.models import Winner
from awards.models.winners import ways_to_be_named
from awards.search import many
from awards.search.orders import in_order
from awardsportal.fields import some_of_either

COLUMNS = ["pk", "category", *(f"agency__{step}{part}" for step in LINE for part in ("pk", "kind"))]


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
        self.search, self.programme, self.is_many = search, programme, False
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
            return self._listed(many.first(self, part.stop)[part.start :])
        keys = self.keys[part]
        winners = Winner.objects.published().filter(pk__among=keys).select_related("agency")
        return self._listed(sorted(winners, key=lambda winner: keys.index(winner.pk)))

    def everything(self):
        """All winners that fit, however many, in the order in use."""
        winners, words = self.fitting(self.search), self.search.words
        if words:
            winners = winners.named_like(words, Q(category__in=self.categories_named))
        return in_order(winners, self.order(), words)

    def fitting(self, search):
        """The winners that fit everything asked, but the words."""
        return Winner.objects.published().filter(search.fits())

    def some_named_like(self, winners, *others):
        """Of the winners one more than MOST with the words in a name, or that fit one of the others."""
        # Of too many agencies the first may have won little: it takes all of them.
        of_agency = Q(agency__among=self.agencies) if len(self.agencies) <= self.MOST else None
        ways = ways_to_be_named(self.search.words, of_agency)
        return some_of_either(winners, [*ways, *others], self.MOST + 1)

    @cached_property
    def categories_named(self):
        """The keys of the categories with the words in their name."""
        return [category.pk for category in self.programme.named_like(self.search.words)]

    def _read(self, search):
        """The columns of the winners that fit, in the order in use; of too many, more than MOST."""
        fitting = self.fitting(search)
        # What is too much is mostly so by the agencies alone, whose winners an index holds.
        winners = fitting.filter(agency__among=self.agencies) if self.agencies else self._with_words(fitting)
        keys = list(winners.order_by().values_list("pk", flat=True)[: self.MOST + 1])
        if len(keys) > self.MOST:
            return [(key,) for key in keys]
        winners = self._with_words(fitting) if self.agencies else Winner.objects.filter(pk__among=keys)
        return list(in_order(winners, self.order(), search.words).values_list(*COLUMNS)[: self.MOST + 1])

    def _with_words(self, winners):
        """Of the winners one more than MOST that have the words."""
        if not self.search.words:
            return winners
        return self.some_named_like(winners, Q(category__in=self.categories_named))

    def _rows(self, found):
        """The winners that were read, with their values in each facet."""
        categories, of_agency = self.programme.categories, cache(parts_of_agency)
        of_category = cache(lambda key: parts_of_category(categories[key]))
        return [Row(pk, of_category(key) | of_agency(*line)) for pk, key, *line in found]

    def _listed(self, winners):
        """The winners with their categories, which were read before."""
        for winner in winners:
            winner.category = self.programme.categories[winner.category_id]
        return winners


def parts_of_category(category):
    """The values of its winners in the facets that a category decides."""
    return {"year": [category.ceremony.year], "award": [category.award_id], "level": [category.level]}


def parts_of_agency(*line):
    """The values in the other facets of a winner whose agency this is; `line` goes up from it."""
    kinds = line[1::2]
    ministries = {key for key, kind in zip(line[::2], kinds, strict=True) if kind == Kind.MINISTRY}
    return {"kind": [kinds[0]], "ministry": ministries}
