"""The records of imports in the admin: what each was, and what it did."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awardsportal.shown import moment
from awardsportal.spreadsheets.columns import labels
from awardsportal.spreadsheets.models import SpreadsheetImport
from awardsportal.spreadsheets.touched import touched_rows
from awardsportal.staff.model_admin import PortalModelAdmin, ReadOnly

from .mixin import SHOWN_ROWS, SpreadsheetMixin


def kinds():
    """What each kind of import holds, in the language of the page."""
    admins = admin.site._registry.values()
    return {
        each.resource_class.kind: each.opts.verbose_name_plural
        for each in admins
        if isinstance(each, SpreadsheetMixin)
    }


class KindFilter(admin.SimpleListFilter):
    """By what an import holds."""

    title = gettext_lazy("what it holds")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        """The kinds."""
        return list(kinds().items())

    def queryset(self, request, queryset):
        """Those of the chosen kind."""
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(SpreadsheetImport)
class SpreadsheetImportAdmin(ReadOnly, PortalModelAdmin):
    """The records of imports, to look at: imports are made where their rows are listed."""

    list_display = ["file_name", "holds", "uploaded_by", "uploaded", "confirmed", "did"]
    list_filter = [KindFilter]
    list_select_related = ["uploaded_by"]
    search_fields = ["file_name", "sha256"]
    change_form_template = "admin/spreadsheets/record.html"
    fields = ["file_name", "holds", "sheet", "sha256", "uploaded_by", "uploaded", "confirmed", "did"]
    readonly_fields = fields

    def get_urls(self):
        """The address of the kept file, before those of the rows."""
        view = self.admin_site.admin_view(self.download_view)
        return [path("<int:pk>/file/", view, name="spreadsheets_spreadsheetimport_file"), *super().get_urls()]

    @admin.display(description=gettext_lazy("what it holds"), ordering="kind")
    def holds(self, record):
        """What it holds, in words."""
        return kinds().get(record.kind, record.kind)

    @admin.display(description=gettext_lazy("uploaded at"), ordering="uploaded_at")
    def uploaded(self, record):
        """When it was uploaded."""
        return moment(record.uploaded_at)

    @admin.display(description=gettext_lazy("confirmed at"), ordering="confirmed_at")
    def confirmed(self, record):
        """When it was confirmed."""
        return moment(record.confirmed_at) or _("Not confirmed yet")

    @admin.display(description=gettext_lazy("what it did"))
    def did(self, record):
        """How many rows were new, changed and unchanged."""
        counts = [
            f"{label} {record.counts[kind]}" for kind, label in labels().items() if record.counts.get(kind)
        ]
        return ", ".join(counts)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The page of one import, with the rows it touched."""
        record = self.get_object(request, object_id) if object_id else None
        rows = touched_rows(record, SHOWN_ROWS + 1) if record else []
        extra = {"touched": rows[:SHOWN_ROWS], "more": len(rows) > SHOWN_ROWS, **(extra_context or {})}
        return super().changeform_view(request, object_id, form_url, extra)

    def download_view(self, request, pk):
        """The file as it was uploaded, for its uploader and for those who may see imports."""
        record = get_object_or_404(SpreadsheetImport, pk=pk)
        if record.uploaded_by != request.user and not self.has_view_permission(request, record):
            raise PermissionDenied
        try:
            return FileResponse(record.file.open("rb"), as_attachment=True, filename=record.file_name)
        except FileNotFoundError:
            raise Http404 from None
