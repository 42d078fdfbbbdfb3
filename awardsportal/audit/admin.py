"""The audit log in the admin: to look at, to search, and to take along."""

from datetime import datetime, time, timedelta

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awardsportal.audit import exporting
from awardsportal.audit.log import filter_in_log, record
from awardsportal.audit.models import Event, What
from awardsportal.audit.words import called, in_words_of, who
from awardsportal.shown import moment
from awardsportal.spreadsheets.exporting import CSV_TYPE
from awardsportal.staff.model_admin import PortalModelAdmin, ReadOnly
from awardsportal.staff.stale import is_key
from awardsportal.values import EMPTY

FILE_NAME = "audit-log.csv"


class ByAccount(admin.SimpleListFilter):
    """By who did it, among those who did anything."""

    title = gettext_lazy("account")
    parameter_name = "by"

    def lookups(self, request, model_admin):
        """The accounts with their names."""
        accounts = get_user_model().objects.filter(pk__in=Event.objects.values("by")).order_by("username")
        return [(each.pk, called(each)) for each in accounts]

    def queryset(self, request, queryset):
        """What the chosen one did."""
        if not self.value():
            return queryset
        return queryset.filter(by=self.value()) if is_key(get_user_model(), self.value()) else queryset.none()


class ByPeriod(admin.SimpleListFilter):
    """By how long ago it was."""

    title = gettext_lazy("period")
    parameter_name = "period"

    def lookups(self, request, model_admin):
        """Today, the last days, this month."""
        return [("today", _("Today")), ("week", _("The last 7 days")), ("month", _("This month"))]

    def queryset(self, request, queryset):
        """What happened since then."""
        today = timezone.localdate()
        first = {"today": today, "week": today - timedelta(days=6), "month": today.replace(day=1)}
        if self.value() not in first:
            return queryset
        return queryset.filter(at__gte=timezone.make_aware(datetime.combine(first[self.value()], time.min)))


class EventList(ChangeList):
    """A page of events, each with the address of the row that it is about."""

    def get_results(self, request):
        """The events, and where their rows are, as far as they are there and may be seen."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        for model in {event.model_class() for event in self.result_list} - {None}:
            about = [event for event in self.result_list if event.model == model._meta.label_lower]
            there = self.those_there(request, model, {event.key for event in about})
            for event in about:
                event.address = there.get(event.key)

    def those_there(self, request, model, keys):
        """The addresses of the rows that the reader may see, by their keys."""
        site = self.model_admin.admin_site
        home = site.get_model_admin(model) if site.is_registered(model) else None
        if home is None or not home.has_view_permission(request):
            return {}
        rows = home.get_queryset(request).filter(pk__in=[key for key in keys if is_key(model, key)])
        name = f"{site.name}:{model._meta.app_label}_{model._meta.model_name}_change"
        return {str(pk): reverse(name, args=[pk]) for pk in rows.values_list("pk", flat=True)}


@admin.register(Event)
class EventAdmin(ReadOnly, PortalModelAdmin):
    """The log: nobody changes it, so an event has no page of its own."""

    change_list_template = "admin/audit/change_list.html"
    list_display = ["when", "who_did", "what", "about_row", "in_words", "network"]
    list_display_links = None
    list_filter = ["what", ByAccount, ByPeriod]
    list_select_related = ["by"]
    search_fields = ["who", "by__username", "about"]
    search_help_text = gettext_lazy("Part of a name: of who did it, or of what it was done to.")
    actions = None

    def get_urls(self):
        """The address of the export, before those of the rows."""
        view = self.admin_site.admin_view(self.export_view)
        return [path("export/", view, name="audit_event_export"), *super().get_urls()]

    def no_page(self, request, *args, **kwargs):
        """An event has no page of its own."""
        raise Http404

    add_view = change_view = delete_view = history_view = no_page

    def get_changelist(self, request, **kwargs):
        """The list that knows where the rows are."""
        return EventList

    def changelist_view(self, request, extra_context=None):
        """The list, with its export for those who may."""
        shown = {"title": _("Audit log"), "may_export": request.user.has_perm("audit.export_event")}
        return super().changelist_view(request, {**shown, **(extra_context or {})})

    def export_view(self, request):
        """The events as they are filtered, as CSV; that too is an event."""
        if not request.user.has_perm("audit.export_event"):
            raise PermissionDenied
        try:
            events = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            raise Http404 from None
        file = exporting.to_csv(events)
        told = {"file": FILE_NAME, "rows": events.count(), "filter": filter_in_log(request.GET)}
        record(What.EXPORTED, by=request.user, **told)
        return FileResponse(file, as_attachment=True, filename=FILE_NAME, content_type=CSV_TYPE)

    @admin.display(description=gettext_lazy("when"), ordering="at")
    def when(self, event):
        """When it was, in the calendar of the page."""
        return moment(event.at)

    @admin.display(description=gettext_lazy("who"), ordering="who")
    def who_did(self, event):
        """Who did it."""
        return who(event)

    @admin.display(description=gettext_lazy("about"), ordering="about")
    def about_row(self, event):
        """What it was done to, with the way there."""
        address = getattr(event, "address", None)
        return format_html('<a href="{}">{}</a>', address, event.about) if address else event.about or EMPTY

    @admin.display(description=gettext_lazy("details"))
    def in_words(self, event):
        """All else that there is to say, one a line."""
        return format_html_join(mark_safe("<br>"), "{}: {}", in_words_of(event)) or EMPTY

    @admin.display(description=gettext_lazy("network address"), ordering="ip_address")
    def network(self, event):
        """Where it was done from."""
        return event.ip_address or EMPTY
