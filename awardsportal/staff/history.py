"""The history of a row in the admin: who changed what, from what to what, and through which import."""

from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import BadRequest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from simple_history.admin import SimpleHistoryAdmin

from awardsportal.staff.model_admin import ONLY_LOOK, PortalModelAdmin
from awardsportal.staff.stale import is_key
from awardsportal.values import in_words


def changes_between(older, newer):
    """Each field in which two versions differ: its name, and both values in words."""
    return [
        {
            "field": capfirst(field.verbose_name),
            "old": in_words(field, getattr(older, field.attname)),
            "new": in_words(field, getattr(newer, field.attname)),
        }
        for field in type(newer).tracked_fields
        if getattr(older, field.attname) != getattr(newer, field.attname)
    ]


class KeptModelAdmin(PortalModelAdmin, SimpleHistoryAdmin):
    """The admin of a model whose history is kept."""

    object_history_list_template = "admin/_history_list.html"
    object_history_form_template = "admin/history_form.html"

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The form of a row; the page of a version asks for it without saying that the row is stored."""
        return super().get_form(request, obj, change=change or obj is not None, **kwargs)

    def get_readonly_fields(self, request, obj=None):
        """What nobody, or this person, may change; the page of a version asks nothing else."""
        if obj is not None and not self.has_change_permission(request, obj):
            return flatten_fieldsets(self.get_fieldsets(request, obj))
        return super().get_readonly_fields(request, obj)

    def history_view(self, request, object_id, extra_context=None):
        """The versions of a row, the latest first."""
        if self.get_object(request, unquote(object_id)) is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return super().history_view(request, object_id, extra_context)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """One version of a row, from which it can be restored by whoever may change the row today."""
        row = self.get_object(request, unquote(object_id))
        if row is None or not is_key(self.model.history.model, version_id):
            raise Http404
        # Django's answer to a box of its own asks for an address that the page of a version has not.
        if IS_POPUP_VAR in request.POST:
            raise BadRequest("A version is restored on a page, not in a box.")
        reason = ""
        if not self.has_change_permission(request, row):
            reason = self.reason_against(request, object_id) or ONLY_LOOK
            if request.method == "POST":
                self.refuse(request, reason)
        shown = {"why_read_only": reason, **(extra_context or {})}
        try:
            with transaction.atomic():
                return super().history_form_view(request, object_id, version_id, shown)
        except IntegrityError:
            return self.not_saved(request, _("What this version belongs to is no longer there."))

    def get_history_queryset(self, request, history_manager, pk_name, object_id):
        """The versions, each with the import that made it."""
        versions = super().get_history_queryset(request, history_manager, pk_name, object_id)
        return versions.select_related("spreadsheet_import", "history_user")

    def set_history_delta_changes(self, request, historical_records, foreign_keys_are_objs=True):
        """Give each version what it changed against the one before."""
        versions = list(historical_records)
        older = [*versions[1:], versions[-1].prev_record] if versions else []
        for version, before in zip(versions, older, strict=True):
            version.changes = changes_between(before, version) if before else []
