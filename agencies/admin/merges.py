"""The merged duplicates in the admin: what moved with each, and undoing it."""

from django.contrib import admin, messages
from django.contrib.admin.utils import label_for_field
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies import merging
from agencies.admin.merging import address_of, told
from agencies.models import Agency, AgencyName, Merge
from agencies.objections import links
from awardsportal.shown import moment
from awardsportal.staff.model_admin import PortalModelAdmin, ReadOnly
from awardsportal.values import EMPTY

SHOWN_ROWS = 100


def moved(record):
    """What moved with a merge, kind by kind: how many, and the first of those that are still there."""
    for field in links():
        if keys := record.moved.get(str(field)):
            rows = field.model._base_manager.filter(pk__in=keys[:SHOWN_ROWS]).select_related().order_by("pk")
            label = capfirst(field.model._meta.verbose_name_plural)
            yield {"label": label, "count": len(keys), "rows": [told(row) for row in rows]}


def when_and_who(at, user):
    """When something was done, and by whom."""
    return f"{moment(at)} · {user.get_full_name() or user.get_username()}" if at and user else moment(at)


@admin.register(Merge)
class MergeAdmin(ReadOnly, PortalModelAdmin):
    """The merged duplicates, to look at and to undo."""

    list_display = ["gone", "kept", "merged", "undone"]
    list_select_related = ["gone", "kept", "merged_by", "undone_by"]
    search_fields = ["gone__name_th"]
    search_help_text = gettext_lazy("The name or code of either agency.")
    fold_fields = ["gone__fold_th", "kept__fold_th", "gone__code", "kept__code"]
    fields = ["gone", "kept", "merged", "filled_in", "names_added", "undone"]
    readonly_fields = fields

    def get_urls(self):
        """The address at which a merge is undone, before those of the rows."""
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<int:pk>/undo/", view, name="agencies_merge_undo"), *super().get_urls()]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The page of a merge, with what moved, and whether it may be undone."""
        record = self.get_object(request, object_id) if object_id else None
        extra = {
            "moved": list(moved(record)) if record else [],
            "may_undo": record and not record.undone_at and request.user.has_perm("agencies.merge_agency"),
        }
        return super().changeform_view(request, object_id, form_url, extra | (extra_context or {}))

    def undo_view(self, request, pk):
        """Undo a merge, and lead to the agency that is there again; what did not go back is said."""
        if not request.user.has_perm("agencies.merge_agency"):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        record = get_object_or_404(Merge, pk=pk)
        try:
            left = merging.undo(record, by=request.user)
        except merging.Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, reason.text)
            return redirect(address_of(record))
        messages.success(request, _("Undone: “%s” is an agency of its own again.") % record.gone)
        for reason in left:
            messages.warning(request, reason.text)
        return redirect(address_of(record.gone))

    @admin.display(description=gettext_lazy("merged"), ordering="merged_at")
    def merged(self, record):
        """When it was merged, and by whom."""
        return when_and_who(record.merged_at, record.merged_by)

    @admin.display(description=gettext_lazy("undone"), ordering="undone_at")
    def undone(self, record):
        """When it was undone, and by whom."""
        return when_and_who(record.undone_at, record.undone_by) or EMPTY

    @admin.display(description=gettext_lazy("what was filled in"))
    def filled_in(self, record):
        """The fields of the kept one that were empty."""
        return ", ".join(str(label_for_field(name, Agency)) for name in record.filled) or EMPTY

    @admin.display(description=gettext_lazy("names added"))
    def names_added(self, record):
        """The names of the duplicate that the kept one goes by as well."""
        return ", ".join(name.name for name in AgencyName.objects.filter(pk__in=record.learnt)) or EMPTY
