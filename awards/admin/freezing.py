"""What belongs to a frozen ceremony is read-only in the admin, and says why; who sees it is noted."""

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.http import HttpResponseRedirect
from django.urls import reverse

from awards.models import Ceremony
from awards.publishing import WAYS, ceremony_of, why_frozen
from awards.watching import note_all_seen, note_seen
from awardsportal.staff.stale import StaleGuard, stored_row


def locked(ceremony):
    """The ceremony as it is now, which nobody approves before we are done."""
    ceremonies = Ceremony.objects.filter(pk=ceremony.pk)
    return (ceremonies.select_for_update() if connection.in_atomic_block else ceremonies).first() or ceremony


class OpenCeremonyForm(StaleGuard):
    """A form that puts a row into a ceremony only while that may be changed."""

    def clean(self):
        """Refuse a chosen ceremony that may not be changed, or whatever belongs to one."""
        super().clean()
        for name, chosen in list(self.cleaned_data.items()):
            if type(chosen) not in WAYS or not isinstance(self.fields[name], forms.ModelChoiceField):
                continue
            if reason := why_frozen(locked(ceremony_of(chosen))):
                self.add_error(name, reason)
        return self.cleaned_data


class FreezesWithCeremony:
    """An admin of ceremonies, or of what belongs to one."""

    form = OpenCeremonyForm
    # What the list and the page of a row are called in the log, where they show who won or how levels did:
    # whoever opens them before the release is noted.
    telling_list = telling_page = ""

    def ceremony_of(self, obj):
        """The ceremony that the row belongs to, None where it has none yet."""
        # A version from the history may say that it belonged elsewhere.
        obj = stored_row(obj) if hasattr(obj, "_history") else obj
        try:
            ceremony = ceremony_of(obj)
        except (ObjectDoesNotExist, AttributeError):
            return None
        return ceremony if ceremony and ceremony.pk else None

    def why_frozen(self, request, obj):
        """Why nobody may change the row, empty when somebody may; asked under lock when it is to be saved."""
        if (ceremony := self.ceremony_of(obj)) is None:
            return ""
        return why_frozen(locked(ceremony) if request.method == "POST" else ceremony)

    def changelist_view(self, request, extra_context=None):
        """The list; who sees what is not released is noted."""
        page = super().changelist_view(request, extra_context)
        shown = getattr(page, "context_data", None) or {}
        # The page that asks whether to delete what was ticked has no list.
        rows = shown["cl"].result_list if "cl" in shown else shown.get("queryset", ())
        if self.telling_list:
            ceremonies = {ceremony_of(row) for row in rows}
            note_all_seen(ceremonies, by=request.user, page=self.telling_list)
        return page

    def note_import_seen(self, request, record):
        """Note who sees what an import did to rows that are not released."""
        touched = self.model.history.filter(spreadsheet_import=record).values("id")
        rows = self.model.objects.filter(pk__in=touched)
        ceremonies = Ceremony.objects.filter(pk__in=rows.values("__".join(WAYS[self.model])))
        note_all_seen(ceremonies, by=request.user, page=self.telling_list)

    def note_seen(self, request, obj):
        """Note who sees a row that is not released."""
        if self.telling_page and (ceremony := self.ceremony_of(obj)):
            note_seen(ceremony, by=request.user, page=self.telling_page)

    def render_history_view(self, request, template, context, **kwargs):
        """The versions of a row, or one of them; who sees what is not released is noted."""
        self.note_seen(request, context.get("object") or context["original"])
        return super().render_history_view(request, template, context, **kwargs)

    def render_delete_form(self, request, context):
        """The question whether to delete a row; who sees what is not released is noted."""
        self.note_seen(request, context["object"])
        return super().render_delete_form(request, context)

    def has_change_permission(self, request, obj=None):
        """Who may change rows: nobody once the ceremony is frozen."""
        allowed = super().has_change_permission(request, obj)
        return allowed and not (obj and self.why_frozen(request, obj))

    def has_delete_permission(self, request, obj=None):
        """Who may delete rows: nobody once the ceremony is frozen."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and not (obj and self.why_frozen(request, obj))

    def reason_against(self, request, object_id):
        """Why the row cannot be changed at all: it is gone, or its ceremony is frozen."""
        gone = super().reason_against(request, object_id)
        return gone or self.why_frozen(request, self.get_object(request, unquote(object_id)))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The form, with the reason when it is read-only; who sees what is not released is noted."""
        if obj is not None:
            self.note_seen(request, obj)
            context["why_read_only"] = self.why_frozen(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def delete_view(self, request, object_id, extra_context=None):
        """The question whether to delete; of what is frozen, the reason why not."""
        obj = self.get_object(request, unquote(object_id))
        may_otherwise = obj is not None and self.has_delete_permission(request)
        if may_otherwise and (reason := self.why_frozen(request, obj)):
            self.message_user(request, reason, messages.ERROR)
            opts = self.opts
            return HttpResponseRedirect(
                reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[obj.pk])
            )
        return super().delete_view(request, object_id, extra_context)

    def get_deleted_objects(self, objs, request):
        """What deleting would take along; rows of frozen ceremonies protect themselves, with the reason."""
        to_delete, counts, needed, protected = super().get_deleted_objects(objs, request)
        reasons = dict.fromkeys(filter(None, (self.why_frozen(request, obj) for obj in objs)))
        if reasons:
            return to_delete, counts, set(), [*reasons, *protected]
        return to_delete, counts, needed, protected
