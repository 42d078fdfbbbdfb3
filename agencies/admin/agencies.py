"""Agencies in the admin: their names then and now, and a search that finds them by any."""

from django.contrib import admin
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from agencies.admin.merging import MergingMixin
from agencies.admin.successions import PrecessionInline, SuccessionInline
from agencies.directory import best_first, in_given_order, within
from agencies.matching import propose
from agencies.models import Agency, AgencyName, NameKind
from agencies.resources import AgencyResource
from agencies.template import AgencyTemplate
from awardsportal.fields import in_thai_order
from awardsportal.spreadsheets.admin import SpreadsheetMixin
from awardsportal.staff.english import EnglishFilter
from awardsportal.staff.history import KeptModelAdmin
from awardsportal.staff.model_admin import PortalTabularInline
from awardsportal.values import EMPTY


class MinistryFilter(admin.SimpleListFilter):
    """By the ministry that agencies belong to, as in the public directory."""

    title = _("ministry")
    parameter_name = "ministry"

    def lookups(self, request, model_admin):
        """The ministries in Thai order."""
        return [(ministry.code, str(ministry)) for ministry in Agency.objects.ministries()]

    def queryset(self, request, queryset):
        """Those that belong to the ministry."""
        if not self.value():
            return queryset
        ministry = Agency.objects.ministries().filter(code=self.value()).first()
        return queryset.filter(within(ministry)) if ministry else queryset.none()


class WonFilter(admin.SimpleListFilter):
    """By whether an agency holds an award."""

    title = _("awards")
    parameter_name = "won"

    def lookups(self, request, model_admin):
        """With or without."""
        return [("yes", _("With awards")), ("no", _("Without awards"))]

    def queryset(self, request, queryset):
        """Those that hold one, or none."""
        if self.value() == "yes":
            return queryset.filter(held__gt=0)
        return queryset.filter(held=0) if self.value() == "no" else queryset


class NameInline(PortalTabularInline):
    """The other names of an agency."""

    model = AgencyName
    fields = ["kind", "name", "used_from_on", "used_until_on"]
    extra = 1


@admin.register(Agency)
class AgencyAdmin(MergingMixin, SpreadsheetMixin, KeptModelAdmin):
    """Agencies."""

    resource_class = AgencyResource
    template_class = AgencyTemplate
    list_display = ["name_th", "abbreviations", "code", "kind", "ministry", "awards_count"]
    list_filter = ["kind", MinistryFilter, WonFilter, EnglishFilter]
    actions = ["merge_two"]
    # Its public address, for ever.
    set_once = ["code"]
    search_fields = ["name_th"]
    search_help_text = _("Any name, abbreviation or part of one, in Thai or English.")
    autocomplete_fields = ["parent", "province"]
    inlines = [NameInline, SuccessionInline, PrecessionInline]
    fieldsets = [
        (None, {"fields": ["name_th", "name_en", "code", "kind"]}),
        (_("Where it belongs"), {"fields": ["parent", "province"]}),
        (_("More"), {"fields": ["website", "dissolved_on"]}),
    ]

    def get_queryset(self, request):
        """The agencies with their line of parents, their names, and how many awards they hold."""
        # The awards' app adds `wins`; withdrawn ones do not count.
        held = Count("wins", filter=Q(wins__withdrawn_at__isnull=True))
        agencies = super().get_queryset(request).select_related("province", "parent__parent__parent")
        agencies = agencies.prefetch_related("names").annotate(held=held)
        return agencies.order_by(in_thai_order("name_th"), "pk")

    def get_search_results(self, request, queryset, search_term):
        """The agencies that any name of leads to, the best match first; if none, those that may be meant."""
        if not search_term.strip():
            return queryset, False
        found = queryset.filter(pk__in=Agency.objects.named_like(search_term).values("pk"))
        if not found.exists():
            return in_given_order(queryset, [near.agency.pk for near in propose(search_term)]), False
        return (found if "o" in request.GET else best_first(found, search_term)), False

    def suggestion(self, agency):
        """The name with what tells it from its namesakes: abbreviations, ministry, province."""
        above = agency.province if agency.province_id else self.ministry(agency)
        told = [self.abbreviations(agency), str(above)]
        known = " · ".join(text for text in told if text != EMPTY)
        return f"{agency} ({known})" if known else str(agency)

    @admin.display(description=_("abbreviations"))
    def abbreviations(self, agency):
        """Its abbreviations in Thai and English."""
        short = [name.name for name in agency.names.all() if name.kind == NameKind.ABBREVIATION]
        return ", ".join(short) or EMPTY

    @admin.display(description=_("ministry"))
    def ministry(self, agency):
        """The ministry that it belongs to."""
        return str((agency.parent and agency.parent.ministry()) or EMPTY)

    @admin.display(description=_("awards"), ordering="held")
    def awards_count(self, agency):
        """How many awards it holds."""
        return agency.held
