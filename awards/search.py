"""The public search: what it can be asked, and what it finds."""

import re
from dataclasses import dataclass, fields

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies import directory, matching
from agencies.lineage import kept
from agencies.models import Agency
from awards.models import Award, Category, Ceremony, Level, Winner
from awardsportal.shown import year as year_of_the_page
from awardsportal.thai.dates import UnreadableDate, read_year
from awardsportal.thai.text import fold

# The years CE from one to another, as in 2019-2023.
YEARS_OF_LINK = r"\A(?:19|20|21)[0-9]{2}-(?:19|20|21)[0-9]{2}\Z"
YEAR_IN_WORDS = re.compile(r"(?<!\d)\d{4}(?!\d)")


class YearField(forms.ChoiceField):
    """A year with a released ceremony, typed or chosen in either era."""

    def to_python(self, value):
        """The year CE as text, or what was typed when that is no year."""
        try:
            return str(read_year(value) or "")
        except UnreadableDate:
            return value

    prepare_value = to_python


def years_to_choose():
    """The years with a released ceremony, the latest first, in the era of the page."""
    years = Ceremony.objects.published().values_list("year", flat=True)
    return [("", _("All years")), *((str(year), year_of_the_page(year)) for year in years)]


class SearchForm(directory.DirectoryForm):
    """The words and the filters of the search; one that cannot be read says so and leaves everything in."""

    year = YearField(
        label=_("Year"),
        choices=years_to_choose,
        required=False,
        error_messages={"invalid_choice": directory.UNKNOWN_CHOICE},
    )
    level = forms.ChoiceField(
        label=_("Level"),
        choices=[("", _("All levels")), *Level.choices],
        required=False,
        error_messages={"invalid_choice": directory.UNKNOWN_CHOICE},
    )
    # These two come with links to the wins behind a figure: nobody chooses among 36,000 agencies.
    agency = directory.LocalChoiceField(Agency.with_merged.all(), widget=forms.HiddenInput)
    years = forms.RegexField(
        YEARS_OF_LINK,
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": directory.UNKNOWN_CHOICE},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Agency, person, award or year")
        # Here and not above, because what is published changes while the portal runs.
        self.fields["award"] = directory.LocalChoiceField(
            Award.objects.published(), label=_("Award"), empty_label=_("All awards")
        )
        self.order_fields(["q", "year", "award", "level", "kind", "ministry"])

    def clean_agency(self):
        """The agency, or the one that it was merged into as a duplicate."""
        agency = self.cleaned_data["agency"]
        return agency and kept(agency)

    def clean_years(self):
        """The first and the last year CE."""
        return tuple(map(int, filter(None, self.cleaned_data["years"].split("-"))))

    def search(self):
        """The search that was asked for."""
        asked = self.asked()
        words, year = part_year(asked.pop("q", ""), asked.pop("year", None))
        return Search(words=words, year=year, **asked)


def part_year(words, year):
    """Take the year out of the words, where it is typed among them and not chosen already."""
    if year:
        return words, int(year)
    for typed in YEAR_IN_WORDS.finditer(words):
        try:
            found = read_year(typed[0])
        except UnreadableDate:
            continue
        return f"{words[: typed.start()]} {words[typed.end() :]}".strip(), found
    return words, None


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

    def asks(self):
        """The names of the parts that were asked for."""
        return {field.name for field in fields(self) if getattr(self, field.name)}

    def concerns(self, *parts):
        """Whether something was asked, and nothing but these parts."""
        return bool(self.asks()) and self.asks() <= set(parts)

    def winners(self):
        """The winners that fit everything asked, the latest first."""
        if not self.asks():
            return Winner.objects.none()
        found = Winner.objects.published().filter(self._fits())
        return found.for_listing().latest_first()

    def _fits(self):
        """The condition that a winner fits everything asked."""
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
        return condition & self._named() if self.words else condition

    def _named(self):
        """The condition that the words are in a name of the winner, its agency or its award."""
        return Q(pk__in=Winner.objects.named_like(self.words).values("pk")) | Q(
            category__in=categories_named_like(self.words).values("pk")
        )

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


def categories_named_like(words):
    """The categories whose title of the year, or whose award's name, contains the words, folded."""
    folded = fold(words)
    if not folded:
        return Category.objects.none()
    return Category.objects.filter(Q(title_fold__contains=folded) | Q(award__fold__contains=folded))
