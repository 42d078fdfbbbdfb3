"""A search: what was asked, whether a winner fits it, and the address to ask it by."""

from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies import directory
from agencies.models import Agency
from awards.models import Award
from awards.search.orders import Order

# The parts that share out what was found, each of which can be chosen from what the others leave.
FACETS = ("year", "award", "level", "kind", "ministry")


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

    def orders(self, is_many=False):
        """The orders that there are: without words nothing is the best match, and too many are not sorted."""
        if is_many:
            return [Order.NEWEST, Order.OLDEST]
        return [order for order in Order if self.words or order != Order.BEST]

    def order_in_use(self, is_many=False):
        """The order that was chosen; else the best match, or the newest where that is none."""
        orders, chosen = self.orders(is_many), self.order or Order.BEST
        return Order(chosen if chosen in orders else Order.NEWEST)

    def chosen(self):
        """What was chosen in the facets, as a row that was found has it."""
        values = {name: getattr(self, name) for name in FACETS}
        return {name: getattr(value, "pk", value) for name, value in values.items() if value}

    def unshared(self):
        """The search without any part that shares out what was found."""
        return replace(self, year=None, award=None, level="", kind="", ministry=None)

    def fits(self):
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

    def fits_category(self, category):
        """Whether winners of a category may fit everything asked."""
        year, award, level = category.ceremony.year, category.award, category.level
        from_year, to_year = self.years or (year, year)
        return (
            from_year <= year <= to_year
            and self.year in (None, year)
            and self.award in (None, award)
            and self.level in ("", level)
        )


def in_address(value):
    """A part of a search as it stands in an address."""
    return "-".join(map(str, value)) if isinstance(value, tuple) else str(getattr(value, "code", value))
