"""What every agency won, counted once for all figures that tell of agencies."""

from functools import cached_property
from typing import NamedTuple

from django.db.models import Aggregate, BigIntegerField, Count, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast

from agencies.directory import LINE
from agencies.models import Agency, Kind
from awards.models import Winner
from awards.streaks import Editions
from awardsportal.fields import in_thai_order

# The years that a ceremony can be of, in spans of as many as a number of the database has bits for.
SPAN, SPANS = 50, (2000, 2050)


class Known(NamedTuple):
    """What figures say of an agency, and what it belongs to."""

    code: str
    name_th: str
    name_en: str
    kind: str
    parent: int | None
    province: int | None


class Won(NamedTuple):
    """How many awards an agency has that count, and in which years: as the bits of a number."""

    awards: int
    years: int


class Tally:
    """The editions, the agencies, and what they won; each is read when it is first asked for."""

    @cached_property
    def editions(self):
        """The editions, and how much is known of each."""
        return Editions([])

    @cached_property
    def known(self):
        """What figures say of each agency that may have an award, or others belonging to it, by its key."""
        # No models: there may be a hundred thousand. Whether an award counts is asked where they are counted.
        may_have_won = Exists(Winner.objects.filter(agency=OuterRef("pk")))
        others = Agency.with_merged.exclude(parent=None).values("parent")
        agencies = Agency.with_merged.filter(may_have_won | Q(pk__in=others))
        columns = agencies.order_by(in_thai_order("name_th"), "pk").values_list("pk", *Known._fields)
        return {key: Known(*row) for key, *row in columns}

    @cached_property
    def won(self):
        """What each agency won that has an award, by its key, in Thai order."""
        counted = Winner.objects.published().standing().order_by().values_list("agency").annotate(Count("pk"))
        rows = counted.annotate(**{f"since_{first}": bits_of_years(first) for first in SPANS})
        won = {key: Won(awards, (early or 0) | (late or 0) << SPAN) for key, awards, early, late in rows}
        return {key: won[key] for key in self.known if key in won}

    @cached_property
    def awards(self):
        """How many awards count."""
        return sum(won.awards for won in self.won.values())

    def agency(self, key):
        """An agency by its key, with no more than its name and address."""
        return Agency(pk=key, **dict(zip(Known._fields[:3], self.known[key], strict=False)))

    def ministry(self, key):
        """The key of the nearest ministry above an agency, itself if it is one, or None."""
        for _step in LINE:
            if key is None or self.known[key].kind == Kind.MINISTRY:
                return key
            key = self.known[key].parent
        return None


class AnyBit(Aggregate):
    """The bits that are set in any of the numbers, each of which has but one."""

    distinct: bool
    function = "BIT_OR"
    output_field = BigIntegerField()

    def as_sqlite(self, compiler, connection, **context):
        """The sum of the different numbers, which is the same."""
        summed = self.copy()
        summed.function, summed.distinct = "SUM", True
        return summed.as_sql(compiler, connection, **context)


def bits_of_years(first):
    """The years of winners in the span that begins with the first, as the bits of a number."""
    year = F("category__ceremony__year")
    bit = Cast(Value(1), BigIntegerField()).bitleftshift(year - first)
    return AnyBit(bit, filter=Q(category__ceremony__year__range=(first, first + SPAN - 1)))


def years_of(bits):
    """The years that are the bits of a number, in order."""
    return [SPANS[0] + place for place in range(bits.bit_length()) if bits >> place & 1]
