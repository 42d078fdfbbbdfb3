"""The form of the public search: what its address may ask, and how each part of that is read."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agencies import directory
from agencies.lineage import kept
from agencies.models import Agency
from awards.models import Level
from awards.search.orders import Order
from awards.search.search import Search, View
from awardsportal.thai.dates import UnreadableDate, read_year, years_among

# The years CE from one to another, as in 2019-2023.
YEARS_OF_LINK = r"\A(?:19|20|21)[0-9]{2}-(?:19|20|21)[0-9]{2}\Z"
UNKNOWN = {"invalid_choice": directory.UNKNOWN_CHOICE}


class YearField(forms.ChoiceField):
    """A year with a released ceremony, typed or chosen in either era."""

    def to_python(self, value):
        """The year CE as text, or what was typed when that is no year."""
        try:
            return str(read_year(value) or "")
        except UnreadableDate:
            return value

    prepare_value = to_python

    def clean(self, value):
        """The year CE as text; one that is not there is named as it was typed."""
        try:
            return super().clean(value)
        except ValidationError:
            raise ValidationError(directory.UNKNOWN_CHOICE, params={"value": value}) from None


class KnownField(forms.CharField):
    """The code of one of some things, which are read when it is needed."""

    def __init__(self, things):
        super().__init__(required=False)
        self.things = things

    def clean(self, value):
        """The thing with the code, if there is one."""
        if code := super().clean(value):
            if code not in self.things():
                raise ValidationError(directory.UNKNOWN_CHOICE, params={"value": code})
            return self.things()[code]
        return None


class SearchForm(directory.DirectoryForm):
    """The words and the filters of the search; one that cannot be read says so and leaves everything in."""

    level = forms.ChoiceField(choices=Level.choices, required=False, error_messages=UNKNOWN)
    # These two come with links to the wins behind a figure.
    agency = directory.LocalChoiceField(Agency.with_merged.all())
    years = forms.RegexField(
        YEARS_OF_LINK, required=False, error_messages={"invalid": directory.UNKNOWN_CHOICE}
    )
    order = forms.ChoiceField(choices=Order.choices, required=False, error_messages=UNKNOWN)
    view = forms.ChoiceField(choices=View.choices, required=False, error_messages=UNKNOWN)

    def __init__(self, query, programme):
        super().__init__(query)
        self.fields["q"].label = _("Agency, person, award or year")
        # Here and not above, because what is released changes while the portal runs.
        years = [(year, year) for year in map(str, programme.years)]
        self.fields["year"] = YearField(choices=years, required=False, error_messages=UNKNOWN)
        self.fields["award"] = KnownField(lambda: programme.awards)
        self.fields["ministry"] = KnownField(lambda: programme.ministries)

    def clean_agency(self):
        """The agency, or the one that it was merged into as a duplicate."""
        agency = self.cleaned_data["agency"]
        return agency and kept(agency)

    def clean_years(self):
        """The first and the last year CE."""
        return tuple(map(int, filter(None, self.cleaned_data["years"].split("-"))))

    def search(self):
        """The search that was asked for; a year among the words was typed after any was chosen."""
        asked = self.asked()
        words, typed = years_among(asked.pop("q", ""))
        chosen = asked.pop("year", None)
        if len(set(typed)) > 1:
            return Search(words=words, **asked | {"years": (min(typed), max(typed))})
        return Search(words=words, year=typed[0] if typed else chosen and int(chosen), **asked)
