"""The records of imports in the admin: what each was, and what it did."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awardsportal.audit import log
from awardsportal.audit.models import What
from awardsportal.shown import moment
from awardsportal.spreadsheets import kept_files
from awardsportal.spreadsheets.columns import labels
from awardsportal.spreadsheets.models import SpreadsheetImport
from awardsportal.spreadsheets.touched import TouchedRows
from awardsportal.staff.model_admin import PortalModelAdmin, ReadOnly

from .kinds import admin_of, kinds, may_import
from .undo import UndoMixin

ROWS_ON_A_PAGE = 50


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
class SpreadsheetImportAdmin(UndoMixin, ReadOnly, PortalModelAdmin):
    """The records of imports, to look at: imports are made where their rows are listed."""

    list_display = ["file_name", "holds", "uploaded_by", "uploaded", "confirmed", "did"]
    list_filter = [KindFilter]
    list_select_related = ["uploaded_by"]
    search_fields = ["file_name", "sha256"]
    change_form_template = "admin/spreadsheets/record.html"
    fields = [
        "file_name",
        "holds",
        "sheet",
        "sha256",
        "uploaded_by",
        "uploaded",
        "confirmed",
        "headings",
        "decided",
        "did",
        "undone",
    ]
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

    @admin.display(description=gettext_lazy("headings mapped by hand"))
    def headings(self, record):
        """Each heading with the column that somebody said it is."""
        mapped = [(heading, heading_of(record, name)) for heading, name in sorted(record.mapping.items())]
        return "; ".join(f"“{heading}” → {column or _('left out')}" for heading, column in mapped)

    @admin.display(description=gettext_lazy("decisions"))
    def decided(self, record):
        """What somebody said that texts stand for, and whether rows were left out."""
        decisions = [
            f"{heading_of(record, name)} “{text}” → {answer.get('is') or ' '.join(answer['new'].values())}"
            for name, answers in sorted(record.decisions.items())
            for text, answer in sorted(answers.items())
        ]
        left_out = [_("Rows with problems were left out.")] if record.leaves_out_errors else []
        return "; ".join([*decisions, *left_out])

    @admin.display(description=gettext_lazy("undone"), ordering="undone_at")
    def undone(self, record):
        """When it was undone, and by whom."""
        return " · ".join(map(str, filter(None, [moment(record.undone_at), record.undone_by])))

    def get_list_display(self, request):
        """The columns of the list, and where the user may undo an import the way to it."""
        may = {kind for kind in kinds() if may_import(request, kind)}

        @admin.display(description=gettext_lazy("Undo"), ordering="undone_at")
        def undo(record):
            if record.undone_at or not record.confirmed_at or record.kind not in may:
                return self.undone(record)
            address = reverse("admin:spreadsheets_spreadsheetimport_undo", args=[record.pk])
            return format_html('<a href="{}">{}</a>', address, _("Undo"))

        return [*super().get_list_display(request), undo]

    def get_fields(self, request, obj=None):
        """What there is to say of the import."""
        named = {"sheet": obj and obj.sheet, "headings": obj and obj.mapping, "undone": obj and obj.undone_at}
        named["decided"] = obj and (obj.decisions or obj.leaves_out_errors)
        return [name for name in self.fields if named.get(name, True)]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The page of one import, with the rows it touched."""
        record = self.get_object(request, object_id) if object_id else None
        rows = TouchedRows(record) if record else []
        page = Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
        may_undo = (
            record and record.confirmed_at and not record.undone_at and may_import(request, record.kind)
        )
        has_file = record and kept_files.is_there(record)
        extra = {"page": page, "may_undo": may_undo, "has_file": has_file, **(extra_context or {})}
        answer = super().changeform_view(request, object_id, form_url, extra)
        if record and (home := admin_of(record.kind)):
            home.note_import_seen(request, record)
        return answer

    def download_view(self, request, pk):
        """The file as it was uploaded, for its uploader and for those who may see imports; that is noted."""
        record = get_object_or_404(SpreadsheetImport, pk=pk)
        if record.uploaded_by != request.user and not self.has_view_permission(request, record):
            raise PermissionDenied
        try:
            file = record.file.open("rb")
        except FileNotFoundError:
            raise Http404 from None
        log.record(What.EXPORTED, by=request.user, about=record)
        return FileResponse(file, as_attachment=True, filename=record.file_name)


def heading_of(record, name):
    """The heading of one of the columns of an import."""
    home = admin_of(record.kind)
    columns = home.resource_class.fields if home else {}
    return columns[name].column_name if name in columns else name
