"""What stands first among the winners that a search finds."""

from django.db import models
from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.translation import gettext_lazy as _

from agencies.models import AgencyName
from awards.models.winners import IN_CATEGORIES, LATEST_FIRST
from awardsportal.fields import in_thai_order
from awardsportal.thai.persons import split_person
from awardsportal.thai.text import fold


class Order(models.TextChoices):
    """What stands first among what was found."""

    BEST = "best", _("Best match")
    NEWEST = "newest", _("Newest first")
    OLDEST = "oldest", _("Oldest first")
    AGENCY = "agency", _("By agency")


def in_order(winners, order, words=""):
    """The winners in an order; of the best match, to these words."""
    match order:
        case Order.BEST:
            return closest_first(winners, words)
        case Order.OLDEST:
            return earliest_first(winners)
        case Order.AGENCY:
            return agencies_in_order(winners)
    return winners.latest_first()


def earliest_first(winners):
    """From the first ceremony on, each ceremony's as its page lists them."""
    return winners.order_by("category__ceremony__year", *IN_CATEGORIES)


def agencies_in_order(winners):
    """By the agency's name as announced, as in a Thai dictionary; each agency's from the latest back."""
    return winners.order_by(in_thai_order("agency_name_th"), "agency", *LATEST_FIRST)


def closest_first(winners, words):
    """Those whose very name the words are, or their agency's; then those that begin so; the latest first."""
    _title, given, family = split_person(words)
    folded, person = fold(words), fold(f"{given}{family}")
    called_so = AgencyName.objects.filter(fold=folded).values("agency")
    is_it = Q(agency__fold_th=folded) | Q(agency__fold_en=folded) | Q(agency__in=called_so)
    begins = Q(agency_fold__startswith=folded) | Q(agency__fold_en__startswith=folded)
    if person:
        is_it |= Q(person_key=person)
        begins |= Q(person_fold__startswith=person)
    closeness = Case(
        When(is_it, Value(0)), When(begins, Value(1)), default=Value(2), output_field=IntegerField()
    )
    return winners.order_by(closeness, *LATEST_FIRST)
