"""Winners in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from awards.admin.anonymising import Anonymising
from awards.admin.english import EnglishWithMedia
from awards.admin.freezing import FreezesWithCeremony, OpenCeremonyForm
from awards.admin.media import HasMedia
from awards.admin.withdrawing import CorrectingWinners
from awards.models import Award, Ceremony, Level, Recipient, Winner
from awards.publishing import WAYS
from awards.sheets.templates import WinnerTemplate
from awards.sheets.winners import WinnerResource
from awardsportal.shown import year
from awardsportal.spreadsheets.admin import SpreadsheetMixin
from awardsportal.staff.history import KeptModelAdmin
from awardsportal.staff.model_admin import PortalTabularInline, column_in_words
from awardsportal.staff.stale import StaleGuardFormSet
from awardsportal.thai.text import fold

MOST_EMPTY_ROWS, FEWEST_EMPTY_ROWS = 10, 3
PERSON = ["person_title_th", "person_given_th", "person_family_th", "position_th", "acting"]
WITHDRAWAL = ["withdrawn_at", "withdrawn_why_th", "withdrawn_why_en"]


class WinnerForm(OpenCeremonyForm):
    """A winner, whose place in the list may be left to the order of entry."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "order" in self.fields:
            self.fields["order"].required = False

    def clean_order(self):
        """The place in the list, 0 where none was typed."""
        return self.cleaned_data["order"] or 0


class WinnerFormSet(StaleGuardFormSet):
    """The winners of a category; new ones come last, in the order of entry."""

    def save_new(self, form, commit=True):
        """Save a new winner after those that are there."""
        form.instance.stand_last()
        return super().save_new(form, commit=commit)


class WinnerInline(PortalTabularInline):
    """The winners of a category, with room for those still to come."""

    model = Winner
    form = WinnerForm
    formset = WinnerFormSet
    autocomplete_fields = ["agency"]
    show_change_link = True

    def get_fields(self, request, obj=None):
        """What is typed for a winner: of an award for persons also the person."""
        for_person = obj and obj.award_id and obj.award.recipient == Recipient.PERSON
        return ["agency", *(PERSON if for_person else ["agency_name_th"]), "rank", "score", "order"]

    def get_extra(self, request, obj=None, **kwargs):
        """As many empty rows as winners are missing, within reason."""
        missing = (obj.quota or 0) - obj.winners.count() if obj and obj.pk else 0
        return min(max(missing, FEWEST_EMPTY_ROWS), MOST_EMPTY_ROWS)

    def get_queryset(self, request):
        """The winners as they are listed."""
        return super().get_queryset(request).select_related("agency").in_order()


class YearFilter(admin.SimpleListFilter):
    """By the year of the ceremony that rows belong to."""

    title = _("year")
    parameter_name = "year"

    def lookups(self, request, model_admin):
        """The ceremonies' years in the era of the page, the latest first."""
        return [(slug, year(number)) for slug, number in Ceremony.objects.values_list("slug", "year")]

    def queryset(self, request, queryset):
        """Those of the chosen year."""
        way = WAYS.get(queryset.model, ("ceremony",))
        return queryset.filter(**{"__".join((*way, "slug")): self.value()}) if self.value() else queryset


class ByCode(admin.SimpleListFilter):
    """A filter of winners and categories by something of which there are few."""

    field = ""

    def queryset(self, request, queryset):
        """Those of the chosen value."""
        prefix = "category__" if queryset.model is Winner else ""
        return queryset.filter(**{f"{prefix}{self.field}": self.value()}) if self.value() else queryset


class LevelFilter(ByCode):
    """By level."""

    title = _("level")
    parameter_name = "level"
    field = "level"

    def lookups(self, request, model_admin):
        """The levels."""
        return Level.choices


class AwardFilter(ByCode):
    """By award, whatever its title of the year."""

    title = _("award")
    parameter_name = "award"
    field = "award__code"

    def lookups(self, request, model_admin):
        """The awards."""
        return list(Award.objects.values_list("code", "name_th"))


class WithdrawnFilter(admin.SimpleListFilter):
    """By whether the award was taken back."""

    title = _("withdrawn")
    parameter_name = "withdrawn"

    def lookups(self, request, model_admin):
        """Withdrawn or standing."""
        return [("yes", _("Withdrawn")), ("no", _("Standing"))]

    def queryset(self, request, queryset):
        """Those that were or were not withdrawn."""
        if self.value() not in ("yes", "no"):
            return queryset
        return queryset.filter(withdrawn_at__isnull=self.value() == "no")


@admin.register(Winner)
class WinnerAdmin(
    Anonymising,
    CorrectingWinners,
    FreezesWithCeremony,
    SpreadsheetMixin,
    HasMedia,
    KeptModelAdmin,
):
    """Winners, one by one."""

    form = WinnerForm
    telling_list, telling_page = gettext_noop("the list of winners"), gettext_noop("a winner")
    resource_class = WinnerResource
    template_class = WinnerTemplate
    list_display = [
        "recipient",
        "category_title",
        "level",
        "year",
        "rank",
        "score",
        column_in_words(Winner, "withdrawn_at"),
    ]
    list_filter = [YearFilter, LevelFilter, AwardFilter, WithdrawnFilter, EnglishWithMedia]
    search_fields = ["agency_name_th"]
    search_help_text = _("The name as announced, any name or abbreviation of the agency, or the person.")
    autocomplete_fields = ["category", "agency"]
    fieldsets = [
        (None, {"fields": ["category", "agency", "agency_name_th", ("rank", "score", "order")]}),
        (_("Person"), {"fields": [tuple(PERSON[:3]), ("position_th", "acting")]}),
        (_("More"), {"fields": ["citation_th", "received_by", "source"]}),
        (
            _("In English"),
            {
                "classes": ["collapse"],
                "fields": [
                    "agency_name_en",
                    ("person_title_en", "person_given_en", "person_family_en"),
                    "position_en",
                    "citation_en",
                ],
            },
        ),
    ]

    def get_queryset(self, request):
        """The winners with all that the list shows."""
        return super().get_queryset(request).for_listing()

    def get_search_results(self, request, queryset, search_term):
        """The winners found by their own name, their person's, or any name of their agency."""
        if not fold(search_term):
            return (queryset.none() if search_term.strip() else queryset), False
        return queryset.filter(pk__in=Winner.objects.named_like(search_term).values("pk")), False

    def get_fieldsets(self, request, obj=None):
        """The form; of a withdrawn award also since when and why."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not obj.withdrawn_at:
            return fieldsets
        return [(_("Withdrawn"), {"fields": WITHDRAWAL}), *fieldsets]

    def get_readonly_fields(self, request, obj=None):
        """Nobody withdraws in the form."""
        return [*super().get_readonly_fields(request, obj), *WITHDRAWAL]

    def tools(self, request, winner):
        """The way to the public page, once there is one."""
        is_public = winner.category.ceremony.is_released
        found = [(_("Public page"), winner.get_absolute_url())] if is_public else []
        return [*found, *super().tools(request, winner)]

    @admin.display(description=_("winner"), ordering="agency_name_th")
    def recipient(self, winner):
        """The agency, or the person and the agency."""
        return f"{winner.person_th} · {winner.agency_name_th}" if winner.person_th else winner.agency_name_th

    @admin.display(description=_("category"), ordering="category__order")
    def category_title(self, winner):
        """The title of the year, without the year."""
        return winner.category.title_th

    @admin.display(description=_("level"), ordering="category__level")
    def level(self, winner):
        """The level that it competed in."""
        return winner.category.get_level_display()

    @admin.display(description=_("year"), ordering="category__ceremony__year")
    def year(self, winner):
        """The year of the ceremony."""
        return year(winner.category.ceremony.year)
