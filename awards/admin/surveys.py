"""The surveys behind the ceremonies in the admin."""

from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from awards.admin.correcting import Correcting
from awards.admin.freezing import FreezesWithCeremony
from awards.admin.winners import YearFilter
from awards.models import Finding, Indicator, Survey
from awards.sheets.findings import FindingResource
from awards.sheets.templates import FindingTemplate
from awardsportal.shown import year
from awardsportal.spreadsheets.admin import SpreadsheetMixin
from awardsportal.staff.english import EnglishFilter
from awardsportal.staff.history import KeptModelAdmin
from awardsportal.staff.model_admin import PortalTabularInline
from awardsportal.values import EMPTY


class IndicatorInline(PortalTabularInline):
    """The indicators of a survey, each with the way to its findings."""

    model = Indicator
    fields = ["order", "code", "title_th", "title_en", "findings"]
    readonly_fields = ["findings"]
    extra = 1

    def get_queryset(self, request):
        """The indicators with the number of their findings."""
        return super().get_queryset(request).annotate(known=Count("findings"))

    @admin.display(description=_("findings"))
    def findings(self, indicator):
        """The way to the page on which its findings are entered."""
        if not indicator.pk:
            return EMPTY
        address = reverse("admin:awards_indicator_change", args=[indicator.pk])
        text = _("Findings (%(count)s)") % {"count": indicator.known}
        return format_html('<a class="portal-go" href="{}">{}</a>', address, text)


class FindingInline(PortalTabularInline):
    """How each level did on an indicator."""

    model = Finding
    fields = ["level", "place", "score", "text_th", "text_en"]
    extra = 2


@admin.register(Survey)
class SurveyAdmin(Correcting, FreezesWithCeremony, KeptModelAdmin):
    """Surveys."""

    list_display = ["ceremony", "year", "population", "answers", "response"]
    list_filter = [YearFilter, EnglishFilter]
    list_select_related = ["ceremony"]
    search_fields = ["ceremony__name_th"]
    fold_fields = ["ceremony__fold"]
    set_once = ["ceremony"]
    autocomplete_fields = ["ceremony"]
    inlines = [IndicatorInline]
    fieldsets = [
        (None, {"fields": ["ceremony", ("population", "answers"), "text_th", "source_url"]}),
        (_("In English"), {"classes": ["collapse"], "fields": ["text_en"]}),
    ]

    @admin.display(description=_("year"), ordering="ceremony__year")
    def year(self, survey):
        """The year of its ceremony."""
        return year(survey.ceremony.year)

    @admin.display(description=_("answered, percent"))
    def response(self, survey):
        """The share of bodies that answered."""
        return EMPTY if survey.response_percent is None else survey.response_percent


@admin.register(Indicator)
class IndicatorAdmin(Correcting, FreezesWithCeremony, KeptModelAdmin):
    """Indicators, reached from their survey."""

    telling_page = gettext_noop("an indicator and its findings")
    set_once = ["survey"]
    list_display = ["title_th", "code", "survey"]
    list_filter = [YearFilter, EnglishFilter]
    list_select_related = ["survey__ceremony"]
    search_fields = ["title_th"]
    inlines = [FindingInline]
    fieldsets = [(None, {"fields": ["survey", "code", "title_th", "title_en", "order"]})]

    def get_model_perms(self, request):
        """None on the start page: staff come from the survey."""
        return {}


@admin.register(Finding)
class FindingAdmin(Correcting, FreezesWithCeremony, SpreadsheetMixin, KeptModelAdmin):
    """Findings of all surveys, and the way to import them."""

    telling_list, telling_page = gettext_noop("the list of findings"), gettext_noop("a finding")
    resource_class = FindingResource
    template_class = FindingTemplate
    set_once = ["indicator"]
    list_display = ["indicator", "level", "place", "score", "year"]
    list_select_related = ["indicator__survey__ceremony"]
    list_filter = [YearFilter, "level", EnglishFilter]
    search_fields = ["indicator__title_th", "indicator__title_en"]
    autocomplete_fields = ["indicator"]
    fieldsets = [(None, {"fields": ["indicator", "level", ("place", "score"), "text_th", "text_en"]})]

    @admin.display(description=_("year"), ordering="indicator__survey__ceremony__year")
    def year(self, finding):
        """The year of its ceremony."""
        return year(finding.indicator.survey.ceremony.year)
