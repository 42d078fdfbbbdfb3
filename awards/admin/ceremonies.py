"""Ceremonies, their categories and the recurring awards in the admin."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from awards.admin.correcting import Correcting
from awards.admin.english import EnglishWithMedia, Meter
from awards.admin.freezing import FreezesWithCeremony, OpenCeremonyForm
from awards.admin.links import Links
from awards.admin.media import HasMedia
from awards.admin.previewing import Previewing
from awards.admin.reviewing import Reviewing
from awards.admin.winners import WinnerInline, YearFilter
from awards.admin.withdrawing import CorrectingCategories
from awards.models import Award, Category, Ceremony, Survey, Winner
from awardsportal.shown import moment, year
from awardsportal.staff.english import EnglishFilter
from awardsportal.staff.forms import ThaiYearField
from awardsportal.staff.history import KeptModelAdmin
from awardsportal.staff.model_admin import PortalTabularInline, column_in_words
from awardsportal.values import EMPTY


def of(known, given):
    """How many are known of how many: 8/10, or 8/? where the number is not known."""
    return f"{known}/{given or '?'}"


class CategoryInline(PortalTabularInline):
    """The categories of a ceremony, each with the way to its winners."""

    model = Category
    form = OpenCeremonyForm
    fields = ["order", "title_th", "winners", "quota", "award", "level", "mission", "form"]
    readonly_fields = ["winners"]
    extra = 1

    def get_queryset(self, request):
        """The categories with the number of their winners."""
        return super().get_queryset(request).select_related("ceremony").with_known()

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """A choice that is read from the database once, not once a row."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "award":
            field.choices = list(field.choices)
        return field

    @admin.display(description=_("winners"))
    def winners(self, category):
        """The way to the page on which its winners are entered, with how many are known."""
        if not category.pk:
            return EMPTY
        address = reverse("admin:awards_category_change", args=[category.pk])
        text = _("Winners (%(count)s)") % {"count": of(category.known, category.quota)}
        return format_html('<a class="portal-go" href="{}">{}</a>', address, text)


class CeremonyForm(OpenCeremonyForm):
    """A ceremony, whose address is its year where none was typed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self):
        """The address, or the year CE."""
        return self.cleaned_data["slug"] or str(self.cleaned_data.get("year") or "")


@admin.register(Ceremony)
class CeremonyAdmin(
    Meter, Reviewing, Links, Previewing, Correcting, FreezesWithCeremony, HasMedia, KeptModelAdmin
):
    """Ceremonies: what staff start from."""

    form = CeremonyForm
    list_display = [
        "name_th",
        column_in_words(Ceremony, "year"),
        column_in_words(Ceremony, "held_on"),
        "state",
        "known",
        "release",
    ]
    list_filter = ["state", YearFilter, EnglishWithMedia]
    search_fields = ["name_th"]
    fold_fields = ["fold", "slug"]
    autocomplete_fields = ["organiser"]
    readonly_fields = ["state", "release"]
    inlines = [CategoryInline]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "year",
                    "slug",
                    "edition",
                    "name_th",
                    ("held_on", "announced_on"),
                    ("state", "release"),
                ]
            },
        ),
        (_("Place and people"), {"fields": ["venue_th", "presider_th", "presider_position_th", "organiser"]}),
        (_("As announced"), {"fields": [("awards_given", "agencies_awarded"), "text_th", "source_url"]}),
        (
            _("In English"),
            {
                "classes": ["collapse"],
                "fields": ["name_en", "venue_en", "presider_en", "presider_position_en", "text_en"],
            },
        ),
    ]

    def get_queryset(self, request):
        """The ceremonies with how much of them is known."""
        return super().get_queryset(request).with_counts()

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A year is read in either era."""
        if db_field.name == "year":
            return db_field.formfield(form_class=ThaiYearField)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def tools(self, request, ceremony):
        """What else there is to do with a ceremony."""
        found = [(_("All its winners"), f"{reverse('admin:awards_winner_changelist')}?year={ceremony.slug}")]
        if request.user.has_perm("awards.import_winner") and not ceremony.is_frozen:
            found.append((_("Import winners"), reverse("admin:awards_winner_import")))
        if ceremony.is_released:
            found.append((_("Public page"), ceremony.get_absolute_url()))
        if survey := Survey.objects.filter(ceremony=ceremony).first():
            found.append((_("Survey"), reverse("admin:awards_survey_change", args=[survey.pk])))
        elif request.user.has_perm("awards.add_survey") and not ceremony.is_frozen:
            found.append(
                (_("Add the survey"), f"{reverse('admin:awards_survey_add')}?ceremony={ceremony.pk}")
            )
        return [*found, *super().tools(request, ceremony)]

    @admin.display(description=_("awards known"))
    def known(self, ceremony):
        """How many winners are known of how many awards."""
        return of(ceremony.known_awards, ceremony.awards_given)

    @admin.display(description=_("release"), ordering="release_at")
    def release(self, ceremony):
        """When the public sees it, or saw it first."""
        return moment(ceremony.release_at) or EMPTY


@admin.register(Category)
class CategoryAdmin(CorrectingCategories, FreezesWithCeremony, KeptModelAdmin):
    """Categories: the page on which winners are entered."""

    telling_page = gettext_noop("a category and its winners")
    list_display = ["title_th", "year", "level", "award", "known"]
    list_filter = [YearFilter, "level", "award", EnglishFilter]
    search_fields = ["title_th"]
    fold_fields = ["title_fold", "award__fold"]
    set_once = ["ceremony"]
    autocomplete_fields = ["ceremony"]
    fieldsets = [
        (None, {"fields": ["ceremony", "award", "title_th", "heading_th", ("level", "mission")]}),
        (_("As announced"), {"fields": [("quota", "form", "order")]}),
        (_("In English"), {"classes": ["collapse"], "fields": ["title_en", "heading_en"]}),
    ]

    def get_queryset(self, request):
        """The categories, the latest ceremony first, with the number of their winners."""
        categories = super().get_queryset(request).select_related("ceremony", "award").with_known()
        return categories.order_by("-ceremony__year", "order", "pk")

    def get_inlines(self, request, obj):
        """The winners, once the award says whether they are persons."""
        return [WinnerInline] if obj else []

    def tools(self, request, category):
        """The way back to the ceremony."""
        address = reverse("admin:awards_ceremony_change", args=[category.ceremony_id])
        return [(_("To the ceremony"), address), *super().tools(request, category)]

    def suggestion(self, category):
        """The title with its level and year."""
        return f"{category.title_th} · {category.get_level_display()} · {year(category.ceremony.year)}"

    @admin.display(description=_("year"), ordering="ceremony__year")
    def year(self, category):
        """The year of its ceremony."""
        return year(category.ceremony.year)

    @admin.display(description=_("winners known"), ordering="known")
    def known(self, category):
        """How many winners are known of how many."""
        return of(category.known, category.quota)


@admin.register(Award)
class AwardAdmin(KeptModelAdmin):
    """The recurring awards."""

    list_display = ["name_th", "name_en", "code", "recipient", "order"]
    list_filter = ["recipient", EnglishFilter]
    search_fields = ["name_th"]
    fold_fields = ["fold"]
    fieldsets = [(None, {"fields": ["name_th", "name_en", "code", "recipient", "order"]})]

    def get_readonly_fields(self, request, obj=None):
        """Whom it is given to stays once it was given."""
        readonly = super().get_readonly_fields(request, obj)
        given = obj is not None and obj.pk and Winner.objects.filter(category__award=obj.pk).exists()
        return [*readonly, "recipient"] if given else readonly
