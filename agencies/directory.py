"""What the public and staff look for agencies by."""

from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase
from typing import Any

from django import forms
from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, Value, When
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from agencies.matching import meant
from agencies.models import Agency, AgencyName, Kind, Province
from awardsportal.fields import either, in_thai_order
from awardsportal.shown import language_of, page_language, plain
from awardsportal.thai.collation import sort_key
from awardsportal.thai.text import THAI_LETTERS, fold

UNKNOWN_CHOICE = _("There is no “%(value)s” to choose here, so it was left out.")
# What names are filed under, in the order of the page: the Thai ones, or the English ones.
LETTERS = {
    "th": [*map(chr, range(ord("ก"), ord("ฮ") + 1)), *ascii_uppercase, "#"],
    "en": ["#", *ascii_uppercase, THAI_LETTERS],
}
INITIAL = {"th": "initial", "en": "initial_en"}
# The way to an agency itself, to what it belongs to, and to what that belongs to: one is its ministry.
LINE = ("", "parent__", "parent__parent__")


def place_on_page(thing):
    """What to sort things by so that they stand in the order of the names that the page shows."""
    return language_of(thing, "name") != page_language(), sort_key(plain(thing, "name"))


class LocalSelect(forms.Select):
    """Choices of which on an English page those are marked that are in Thai."""

    def create_option(self, name, value, label, *args, **kwargs):
        """An option in its language."""
        option = super().create_option(name, value, label, *args, **kwargs)
        if instance := getattr(value, "instance", None):
            option["attrs"] |= {"lang": "th"} if language_of(instance, "name") != page_language() else {}
        return option


class LocalChoiceField(forms.ModelChoiceField):
    """A choice among rows with a code and a bilingual name, shown in the language of the page."""

    widget = LocalSelect

    def __init__(self, queryset, **kwargs):
        super().__init__(
            queryset,
            to_field_name="code",
            required=False,
            error_messages={"invalid_choice": UNKNOWN_CHOICE},
            **kwargs,
        )

    def label_from_instance(self, thing):
        """The name in the language of the page."""
        return plain(thing, "name")


class Listed(ModelChoiceIterator):
    """Few rows to choose from, by the names shown, read once, however often they are gone through."""

    def __iter__(self):
        yield ("", self.field.empty_label)
        yield from map(self.choice, sorted(self.queryset, key=place_on_page))


class ListedChoiceField(LocalChoiceField):
    """A choice among few rows, all of which are shown: the one that was chosen is not read again."""

    iterator = Listed

    def to_python(self, value):
        """The row that was chosen, or None."""
        if value in self.empty_values:
            return None
        for row in self.queryset or ():
            if row.code == value:
                return row
        raise forms.ValidationError(UNKNOWN_CHOICE, code="invalid_choice", params={"value": value})


class DirectoryForm(forms.Form):
    """What agencies are looked for by; what cannot be read says so and leaves everything in."""

    q = forms.CharField(label=_("Name"), max_length=200, required=False, widget=forms.SearchInput)
    kind = forms.ChoiceField(
        label=_("Kind of agency"),
        choices=[("", _("All kinds")), *Kind.choices],
        required=False,
        error_messages={"invalid_choice": UNKNOWN_CHOICE},
    )
    ministry = ListedChoiceField(
        Agency.objects.ministries(), label=_("Ministry"), empty_label=_("All ministries")
    )

    def clean_q(self):
        """The words, or nothing where only such signs were typed as no name is compared by."""
        words = self.cleaned_data["q"]
        return words if fold(words) else ""

    def asked(self):
        """What was asked for, without what was left empty or cannot be read."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class FullDirectoryForm(DirectoryForm):
    """The filters and the order of the directory."""

    province = ListedChoiceField(Province.objects.all(), label=_("Province"), empty_label=_("All provinces"))
    order = forms.ChoiceField(
        label=_("Order"),
        choices=[("", _("By name")), ("awards", _("Most awards first"))],
        required=False,
        error_messages={"invalid_choice": UNKNOWN_CHOICE},
    )
    letter = forms.ChoiceField(
        choices=lambda: [(letter, letter) for letter in LETTERS[page_language()]],
        required=False,
        error_messages={"invalid_choice": UNKNOWN_CHOICE},
        widget=forms.HiddenInput,
    )

    def directory(self):
        """The part of the directory that was asked for."""
        return Directory(**self.asked())


@dataclass(frozen=True)
class Directory:
    """A part of the directory, as a list to read pages of; what is empty leaves everything in."""

    q: str = ""
    kind: str = ""
    ministry: Agency | None = None
    province: Province | None = None
    letter: str = ""
    order: str = ""

    @cached_property
    def filed(self):
        """How many agencies are filed under each letter, whichever is chosen."""
        return dict(self._found().order_by().values_list(INITIAL[page_language()]).annotate(Count("pk")))

    def letters(self):
        """The letters that agencies are filed under, and the chosen one, in the order of the page."""
        letters = LETTERS[page_language()]
        return [letter for letter in letters if letter in self.filed or letter == self.letter]

    def count(self):
        """How many agencies there are: under the chosen letter, or under all."""
        return self.filed.get(self.letter, 0) if self.letter else sum(self.filed.values())

    def near(self):
        """The agencies that the words may mean, where none fits."""
        return [] if self.count() or not self.q else meant(self.q)

    def __getitem__(self, page):
        """The agencies of a page."""
        found = self._found().in_order_of_page()
        if self.letter:
            found = found.filter(**{INITIAL[page_language()]: self.letter})
        keys = (
            most_awarded_first(found, page)
            if self.order == "awards"
            else list(found.values_list("pk", flat=True)[page])
        )
        # Read apart, so that the pages before need no more than the index.
        agencies = Agency.objects.select_related("parent", "province").in_bulk(keys)
        return [agencies[key] for key in keys if key in agencies]

    def _found(self):
        found = find(self.q, self.kind, self.ministry)
        return found.filter(province=self.province) if self.province else found


def most_awarded_first(agencies, page):
    """The keys of a page of agencies: by the number of their released awards, then those without, by name."""
    # The awards' app gives agencies their `wins`, and says itself which of them count.
    winners: Any = Agency.wins.rel.related_model
    wins = winners.objects.published().standing().order_by()
    held = dict(wins.values_list("agency").annotate(Count("pk")))
    keys, awarded = agencies.values_list("pk", flat=True), Q(pk__in=wins.values("agency"))
    first = sorted(keys.filter(awarded), key=lambda key: -held[key])
    rest = slice(max(page.start - len(first), 0), max(page.stop - len(first), 0))
    return [*first[page], *keys.exclude(awarded)[rest]]


def find(q="", kind="", ministry=None):
    """The agencies with such a name, of the kind and within the ministry; all when nothing is asked."""
    agencies = Agency.objects.named_like(q) if q else Agency.objects.all()
    if kind:
        agencies = agencies.filter(kind=kind)
    if ministry:
        agencies = agencies.filter(within(ministry))
    return agencies.select_related("parent")


def within(ministry, prefix=""):
    """The condition that an agency is the ministry, belongs to it, or belongs to what belongs to it."""
    return Q.create([(f"{prefix}{step}pk", ministry.pk) for step in LINE], connector=Q.OR)


def in_given_order(agencies, keys):
    """The agencies with these keys, in the order of the keys."""
    place = Case(*(When(pk=key, then=Value(place)) for place, key in enumerate(keys)), default=Value(0))
    return agencies.filter(pk__in=keys).order_by(place)


def is_called(words):
    """The condition that the words are an agency's very name or abbreviation, folded."""
    folded = fold(words)
    names = AgencyName.objects.filter(fold=folded).values("agency")
    return Q(pk__in=either(Agency, Q(fold_th=folded), Q(fold_en=folded), Q(pk__in=names)))


def best_first(agencies, words):
    """The agencies whose very name or abbreviation it is, then those that begin so, each in Thai order."""
    folded = fold(words)
    names = AgencyName.objects.filter(agency=OuterRef("pk"))
    is_it = Q(fold_th=folded) | Q(fold_en=folded) | Exists(names.filter(fold=folded))
    begins = Q(fold_th__startswith=folded) | Q(fold_en__startswith=folded)
    begins |= Exists(names.filter(fold__startswith=folded))
    closeness = Case(
        When(is_it, Value(0)), When(begins, Value(1)), default=Value(2), output_field=IntegerField()
    )
    return agencies.order_by(closeness, in_thai_order("name_th"), "pk")
