"""The beginning of what a search finds where that is too much to sort: category by category."""

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from agencies.models import AgencyName
from agencies.readings import wordings
from awards.models.winners import ways_to_be_named
from awards.search.orders import Order, in_order
from awardsportal.fields import contains


def first(found, count):
    """So many of the winners in their order, with their agencies."""
    winners, categories = with_words(found)
    winners, order = winners.select_related("agency"), found.order()
    first, read = [], 0
    while read < len(categories) and len(first) < count:
        # More and more, but no more than will do if they hold as much as those before.
        missing = count - len(first)
        at_once = 1 + min(read // 4, read * missing // max(len(first), 1))
        some = winners.filter(category__in=categories[read : read + at_once])
        # One category's winners stand so in an index.
        first += (some.in_order() if at_once == 1 else in_order(some, order))[:missing]
        read += at_once
    return first


def with_words(found):
    """The winners that fit, and the keys of the categories that may hold one, in their order."""
    winners, words, categories = found.fitting(found.search), found.search.words, in_their_order(found)
    if not words:
        return winners, categories
    named, by_name = found.categories_named, named_like(found)
    if by_name is None:
        winners = winners.alias(announced=Coalesce("agency_fold", Value("")))
        return winners.filter(Q(category__in=named) | by_name_one_by_one(found)), categories
    may_hold = {*named, *by_name.values()}
    winners = winners.filter(Q(category__in=named) | Q(pk__among=by_name))
    return winners, [category for category in categories if category in may_hold]


def named_like(found):
    """The winners with the words in a name, and the category of each; None where there are too many."""
    if len(found.agencies) > found.MOST or not found.categories_named:
        return None
    some = dict(found.some_named_like(found.fitting(found.search)).values_list("pk", "category"))
    return some if len(some) <= found.MOST else None


def by_name_one_by_one(found):
    """The condition of the words in a name, for winners that are read in their order.

    None of it may lead PostgreSQL to read all winners of such a name by their index instead.
    """
    words, of_agency = found.search.words, Q(agency__among=found.agencies)
    if len(found.agencies) > found.MOST:
        typed = wordings(words)
        names = AgencyName.objects.filter(contains("fold", typed), agency=OuterRef("agency"))
        of_agency = contains("agency__fold_th", typed) | contains("agency__fold_en", typed) | Exists(names)
    return Q.create(ways_to_be_named(words, of_agency, "announced"), connector=Q.OR)


def in_their_order(found):
    """The keys of the categories that fit, in the order in use."""
    search, categories = found.search, found.programme.categories
    fitting = [key for key, category in categories.items() if search.fits_category(category)]
    if found.order() == Order.OLDEST:
        fitting.sort(key=lambda key: categories[key].ceremony.year)
    return fitting
