"""A search: what was asked, what of it fits, and the address to ask it by."""

from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies import directory, matching
from agencies.models import Agency
from awards.models import Award, Category, Ceremony, Winner
from awards.search.orders import agencies_in_order, closest_first, earliest_first
from awardsportal.thai.text import fold

# The parts that share out what was found, each of which can be chosen from what the others leave.
FACETS = ("year", "award", "level", "kind", "ministry")


class Order(models.TextChoices):
    """What stands first among what was found."""

    BEST = "best", _("Best match")
    NEWEST = "newest", _("Newest first")
    OLDEST = "oldest", _("Oldest first")
    AGENCY = "agency", _("By agency")


class View(models.TextChoices):
    """How what was found is laid out."""

    LIST = "list", _("List")
    TABLE = "table", _("Table")


@dataclass(frozen=True)
class Search:
    """What was asked for; an empty part leaves everything in."""

    words: str = ""
    year: int | None = None
    award: Award | None = None
    level: str = ""
    kind: str = ""
    ministry: Agency | None = None
    agency: Agency | None = None
    years: tuple[int, ...] = ()
    order: str = ""
    view: str = ""

    def asks(self):
        """The names of the parts that were asked for, of those that decide what is found."""
        return {field.name for field in fields(self) if getattr(self, field.name)} - {"order", "view"}

    def concerns(self, *parts):
        """Whether something was asked, and nothing but these parts."""
        return bool(self.asks()) and self.asks() <= set(parts)

    def query(self):
        """What was asked, as the form reads it from an address; without what was left empty."""
        asked = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {"q" if part == "words" else part: in_address(value) for part, value in asked if value}

    def address(self, **changes):
        """The query of the address that asks this, with some parts changed; its first page."""
        return f"?{urlencode(replace(self, **changes).query())}"

    def orders(self):
        """The orders that there are: nothing is the best match where no words were typed."""
        return [order for order in Order if self.words or order != Order.BEST]

    def order_in_use(self):
        """The order that was chosen; else the best match, or the newest where no words were typed."""
        chosen = self.order or Order.BEST
        return Order(chosen if chosen in self.orders() else Order.NEWEST)

    def unshared(self):
        """The search without any part that shares out what was found."""
        return replace(self, year=None, award=None, level="", kind="", ministry=None)

    def found(self):
        """The winners that fit everything asked, in no order."""
        found = Winner.objects.published().filter(self._fits()).order_by()
        if not self.words:
            return found
        categories = categories_named_like(self.words).values("pk")
        return found.named_like(self.words, Q(category__in=categories))

    def winners(self):
        """The winners that fit everything asked, with all that a list shows, in the order in use."""
        found = self.found().for_listing()
        match self.order_in_use():
            case Order.BEST:
                return closest_first(found, self.words)
            case Order.OLDEST:
                return earliest_first(found)
            case Order.AGENCY:
                return agencies_in_order(found)
        return found.latest_first()

    def _fits(self):
        """The condition that a winner fits everything asked, but the words."""
        wanted = {
            "category__ceremony__year": self.year,
            "category__ceremony__year__range": self.years,
            "category__award": self.award,
            "category__level": self.level,
            "agency__kind": self.kind,
            "agency": self.agency,
        }
        condition = Q(**{part: value for part, value in wanted.items() if value})
        if self.ministry:
            condition &= directory.within(self.ministry, "agency__")
        return condition

    def agencies(self):
        """The agencies that fit, unless something was asked that only winners have."""
        if not self.concerns("words", "kind", "ministry"):
            return Agency.objects.none()
        return directory.find(self.words, self.kind, self.ministry)

    def near(self):
        """The agencies with a name like the words; none where the words are in a name already."""
        if not self.words or Agency.objects.named_like(self.words).exists():
            return []
        return [candidate.agency for candidate in matching.propose(self.words, count=3)]

    def ceremonies(self):
        """The ceremonies that fit, unless something was asked that only winners have."""
        if not self.concerns("words", "year"):
            return Ceremony.objects.none()
        found = Ceremony.objects.published().filter(fold__contains=fold(self.words))
        return found.filter(year=self.year) if self.year else found

    def awards(self):
        """The awards with such a name, then or now, unless something was asked that only winners have."""
        if not self.concerns("words"):
            return Award.objects.none()
        offered = categories_named_like(self.words) & Category.objects.published()
        return Award.objects.published().filter(pk__in=offered.values("award"))


def in_address(value):
    """A part of a search as it stands in an address."""
    return "-".join(map(str, value)) if isinstance(value, tuple) else str(getattr(value, "code", value))


def categories_named_like(words):
    """The categories whose title of the year, or whose award's name, contains the words, folded."""
    folded = fold(words)
    if not folded:
        return Category.objects.none()
    return Category.objects.filter(Q(title_fold__contains=folded) | Q(award__fold__contains=folded))
