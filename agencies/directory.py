"""What the public and staff look for agencies by."""

from django import forms
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, AgencyName, Kind
from awardsportal.fields import in_thai_order
from awardsportal.shown import plain
from awardsportal.thai.text import fold

UNKNOWN_CHOICE = _("There is no “%(value)s” to choose here, so it was left out.")


class LocalChoiceField(forms.ModelChoiceField):
    """A choice among rows with a code and a bilingual name, shown in the language of the page."""

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


class DirectoryForm(forms.Form):
    """The filters of the directory; one that cannot be read says so and leaves everything in."""

    q = forms.CharField(label=_("Name"), max_length=200, required=False, widget=forms.SearchInput)
    kind = forms.ChoiceField(
        label=_("Kind of agency"),
        choices=[("", _("All kinds")), *Kind.choices],
        required=False,
        error_messages={"invalid_choice": UNKNOWN_CHOICE},
    )
    ministry = LocalChoiceField(
        Agency.objects.ministries(), label=_("Ministry"), empty_label=_("All ministries")
    )

    def clean_q(self):
        """The words, or nothing where only signs were typed, which no name is compared by."""
        words = self.cleaned_data["q"]
        return words if fold(words) else ""

    def asked(self):
        """What was asked for, without what was left empty or cannot be read."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


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
    line = ("", "parent__", "parent__parent__")
    return Q.create([(f"{prefix}{step}pk", ministry.pk) for step in line], connector=Q.OR)


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
