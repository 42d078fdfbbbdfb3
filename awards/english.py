"""How much of what the portal says in Thai it does not say in English, sort by sort and year by year."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count, F, Model, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agencies.models import Agency
from awards.models import Attachment, Award, Ceremony, Photo, Winner
from awards.publishing import WAYS
from awardsportal.english import lacking, said, texts_of

ROWS = "rows_lacking"


@dataclass(frozen=True)
class Gap:
    """A text: in how many rows it is there in Thai, and how many of these lack the English."""

    name: str
    label: str
    said: int
    lacking: int

    @property
    def known(self):
        """In how many rows the English is there."""
        return self.said - self.lacking


@dataclass(frozen=True)
class Sort:
    """Things of one sort.

    `slug` is the way of each to the slug of its ceremony, where it belongs to one. Staff find them in the
    list of the model `listed`, asked for what is in `asked`; a `medium` with the rows that have it.
    """

    label: str
    rows: QuerySet
    listed: type[Model]
    slug: str = ""
    asked: dict[str, str] = field(default_factory=dict)
    medium: str = ""

    @cached_property
    def counts(self):
        """By the slug of each ceremony, how many rows say each text, and how many lack its English."""
        model = self.rows.model
        wanted = {ROWS: lacking(model)}
        for name in texts_of(model):
            wanted |= {f"{name}_said": said(name), f"{name}_lacking": lacking(model, name)}
        sums = {name: Count("pk", filter=condition) for name, condition in wanted.items()}
        if not self.slug:
            return {"": self.rows.aggregate(**sums)}
        rows = self.rows.order_by().values(at=F(self.slug)).annotate(**sums)
        return {row.pop("at"): row for row in rows}

    @cached_property
    def total(self):
        """The same of all."""
        return sum(map(Counter, self.counts.values()), Counter())

    @property
    def lacking(self):
        """How many rows lack some English."""
        return self.total[ROWS]

    def lacking_at(self, slug):
        """How many of them belong to a ceremony."""
        return self.counts.get(slug, {}).get(ROWS, 0)

    def gaps(self):
        """The texts that are there in Thai at all."""
        gaps = (
            Gap(name, capfirst(text.verbose_name), self.total[f"{name}_said"], self.total[f"{name}_lacking"])
            for name, text in texts_of(self.rows.model).items()
        )
        return [gap for gap in gaps if gap.said]


def sorts():
    """All things with texts in both languages; but no corrections, which stay as they were made."""
    awarded = Winner.objects.standing().values("agency")
    return [
        *(
            Sort(plural(model), model._default_manager.all(), model, slug_of(way))
            for model, way in WAYS.items()
        ),
        media(_("photos of ceremonies"), Photo, Ceremony),
        media(_("photos of winners"), Photo, Winner),
        media(_("documents of ceremonies"), Attachment, Ceremony),
        media(_("documents of winners"), Attachment, Winner),
        Sort(plural(Award), Award.objects.all(), Award),
        Sort(_("agencies with awards"), Agency.objects.filter(pk__in=awarded), Agency, asked={"won": "yes"}),
        Sort(_("other agencies"), Agency.objects.exclude(pk__in=awarded), Agency, asked={"won": "no"}),
    ]


def plural(model):
    """What things of a model are called."""
    return model._meta.verbose_name_plural


def slug_of(way):
    """How a row that leads to its ceremony on this way leads to its slug."""
    return "__".join((*way, "slug"))


def media(label, medium, thing):
    """The photos or documents of ceremonies or winners, which are found with these."""
    name = thing._meta.model_name
    rows = medium.objects.filter(**{f"{name}__isnull": False})
    return Sort(label, rows, thing, slug_of((name, *WAYS[thing])), medium=medium._meta.model_name)
