"""The names that agencies are known by: asked of the database for one text, or read at once for many."""

import gc
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property, lru_cache
from operator import attrgetter, itemgetter
from typing import NamedTuple

from django.db.models import DateTimeField, Q, Subquery, Value
from django.db.models.functions import Cast

from agencies.lineage import kept
from agencies.models import Agency, AgencyName, NameKind, Province
from agencies.nearness import Nearness
from awardsportal.fields import either
from awardsportal.thai.text import fold, has_thai, skeleton

TODAY, ENGLISH = "TODAY", "ENGLISH"
# What cannot be a code need not be looked for among them.
CODE = re.compile(r"[a-z0-9-]+")


class Named(NamedTuple):
    """That an agency, given as itself or by its key, has a name; the kind is a NameKind, TODAY or ENGLISH."""

    agency: Agency | int
    text: str
    kind: str

    @property
    def official(self):
        """The name, if it is or once was an official Thai one, in full."""
        is_one = self.kind == TODAY or (self.kind == NameKind.FORMER and has_thai(self.text))
        return self.text if is_one and not self.text.endswith(".") else ""


class Asked:
    """The names in the database, asked through its indexes for what one text needs."""

    def coded(self, code):
        """The agency with this code, or the one that it was merged into."""
        if not CODE.fullmatch(code):
            return None
        agency = Agency.with_merged.filter(code=code).first()
        return agency and kept(agency)

    def folded(self, folds):
        """The names with these folds, by fold."""
        found = defaultdict(list)
        for name in names_folded(folds):
            found[fold(name.text)].append(name)
        return found

    def near(self, text):
        """The names that look like the text."""
        return self.nearby.near(text)

    @cached_property
    def nearby(self):
        """The names of all agencies, to find those that look like a text."""
        return names_nearby()

    def agency(self, agency):
        """The agency of a name."""
        return agency

    def agencies(self, near):
        """The agencies of names nearby that are still there, with how alike their names are."""
        found = Agency.objects.select_related("parent", "province").in_bulk({key for key, _score in near})
        return [(found[key], score) for key, score in near if key in found]

    def other_names(self, agency):
        """What else the agency is called."""
        return [name.name for name in agency.names.all()]


def names_folded(folds):
    """The names of agencies whose name has one of these folds, and such other names; not of merged ones."""
    english = {folded for folded in folds if not has_thai(folded)}
    keys = either(Agency, Q(fold_th__in=folds), Q(fold_en__in=english), Q(names__fold__in=folds))
    found = Agency.with_merged.filter(pk__in=keys).order_by("pk").select_related("parent", "province")
    # Left out here: SQLite would rather read all that are not merged than use the index of the names.
    agencies = [agency for agency in found.prefetch_related("names") if not agency.merged_into_id]
    for agency in agencies:
        if agency.fold_th in folds or agency.fold_en in english:
            yield Named(agency, agency.name_th, TODAY)
            yield Named(agency, agency.name_en, ENGLISH)
    others = [name for agency in agencies for name in agency.names.all() if name.fold in folds]
    for other in sorted(others, key=attrgetter("pk")):
        yield Named(other.agency, other.name, other.kind)


class Read:
    """All names, read at once for many texts, and those learnt since."""

    def __init__(self):
        self.saved, self.learnt = Agencies(), []
        self.codes, self.today, self.folds, self.others = {}, {}, defaultdict(list), defaultdict(list)
        columns = self.saved.columns("id", "code", "name_th", "name_en", "fold_th", "fold_en")
        for key, code, name_th, name_en, fold_th, fold_en in columns:
            self.codes[code] = key
            if self.today.setdefault(fold_th, key) != key:
                self.folds[fold_th].append(Named(key, name_th, TODAY))
            if name_en:
                self.folds[fold_en].append(Named(key, name_en, ENGLISH))
        names = AgencyName.objects.filter(agency__merged_into=None).order_by("pk")
        for key, name, kind, folded in names.values_list("agency", "name", "kind", "fold"):
            self.folds[folded].append(Named(key, name, kind))
            self.others[key].append(name)
        for merged in Agency.with_merged.exclude(merged_into=None):
            self.codes[merged.code] = kept(merged).pk

    def learn(self, agency, text, kind):
        """Add a name of an agency, saved or not."""
        self.folds[fold(text)].append(Named(agency, text, kind))
        self.learnt.append((agency, fold(text), skeleton(text)))
        self.__dict__.pop("nearby", None)

    def coded(self, code):
        """The agency with this code, or the one that it was merged into."""
        return self.agency(self.codes[code]) if code in self.codes else None

    def folded(self, folds):
        """The names with these folds, by fold."""
        found = {folded: list(self.folds[folded]) for folded in folds if folded in self.folds}
        for folded in folds:
            if folded in self.today:
                agency = self.saved[self.today[folded]]
                found.setdefault(folded, []).insert(0, Named(agency, agency.name_th, TODAY))
        return found

    def near(self, text):
        """The names that look like the text."""
        near = [found for names in self.nearby for found in names.near(text)]
        return sorted(near, key=attrgetter("score"), reverse=True)

    @cached_property
    def nearby(self):
        """The names of all agencies, and those learnt, to find those that look like a text."""
        return [names_nearby(), Nearness(self.learnt)] if self.learnt else [names_nearby()]

    def agency(self, agency):
        """The agency of a name."""
        return agency if isinstance(agency, Agency) else self.saved[agency]

    def agencies(self, near):
        """The agencies of names nearby that were read or learnt, with how alike their names are."""
        return [
            (self.agency(key), score) for key, score in near if isinstance(key, Agency) or key in self.saved
        ]

    def other_names(self, agency):
        """What else the agency is called."""
        return self.others.get(agency.pk, [])


class Agencies(Mapping):
    """All agencies by key, read in one query; each is made when it is first asked for, and only once."""

    def __init__(self):
        self.fields = [field.attname for field in Agency._meta.concrete_fields]
        self.rows = {row[0]: row for row in Agency.objects.order_by("pk").values_list("pk", *self.fields)}
        self.provinces = Province.objects.in_bulk()
        self.made = {}

    def __getitem__(self, key):
        if key not in self.made:
            agency = self.made[key] = Agency.from_db(Agency.objects.db, self.fields, self.rows[key][1:])
            if agency.parent_id in self.rows:
                agency.parent = self[agency.parent_id]
            if agency.province_id:
                agency.province = self.provinces[agency.province_id]
        return self.made[key]

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)

    def columns(self, *names):
        """These columns of all agencies, row by row."""
        return map(itemgetter(*(1 + self.fields.index(name) for name in names)), self.rows.values())


def names_nearby():
    """The names of all agencies, to find those that look like a text; kept until an agency changes."""
    no_day = Cast(Value(None), DateTimeField())
    first, *others = (
        rows.filter(pk=Subquery(rows.order_by("-pk").values("pk")[:1])).order_by().values_list("pk", *columns)
        for model, names in ((Agency, ("name_th", "name_en")), (AgencyName, ("name", "kind")))
        for rows, columns in (
            (model._base_manager.all(), (*names, no_day)),
            (model.history.all(), (*names, "history_date")),
        )
    )
    return names_as_of(frozenset(first.union(*others)))


@lru_cache(maxsize=1)
def names_as_of(_latest_rows):
    """The names of all agencies as they are now, which are those of these latest rows."""
    nearby = Nearness(names_in_full())
    # So much that is kept would hold up each full collection of garbage, and with it a request.
    gc.collect()
    gc.freeze()
    return nearby


def names_in_full():
    """The key of each agency with the fold and the skeleton of each of its names, without abbreviations."""
    columns = "pk", "name_th", "fold_th", "skeleton_th", "fold_en"
    for key, name, folded, bare, english in Agency.objects.order_by("pk").values_list(*columns):
        yield key, folded, bare
        if english:
            yield key, english, english
        # Staff leave out (องค์การมหาชน), and mistype the rest.
        if "(" in name:
            short = name.partition("(")[0]
            yield key, fold(short), skeleton(short)
    others = AgencyName.objects.filter(agency__merged_into=None).exclude(kind=NameKind.ABBREVIATION)
    yield from others.order_by("pk").values_list("agency", "fold", "skeleton")
