"""What belongs to an approved ceremony is read-only in the admin, and the page says why."""

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import connection
from django.http import HttpResponseRedirect
from django.urls import reverse

from awards.models import Ceremony
from awards.publishing import Frozen, refuse_if_frozen
from awardsportal.stale import StaleGuard, stored_row


def locked(ceremony):
    """The ceremony as it is now, which nobody approves before we are done."""
    ceremonies = Ceremony.objects.filter(pk=ceremony.pk)
    return (ceremonies.select_for_update() if connection.in_atomic_block else ceremonies).first() or ceremony


class OpenCeremonyForm(StaleGuard):
    """A form that puts a row into a ceremony only while that may be changed."""

    def clean(self):
        """Refuse a chosen ceremony, or a category of one, that was approved."""
        super().clean()
        for name in ("ceremony", "category"):
            chosen = self.cleaned_data.get(name)
            if chosen and isinstance(self.fields[name], forms.ModelChoiceField):
                try:
                    refuse_if_frozen(locked(getattr(chosen, "ceremony", chosen)))
                except ValidationError as refusal:
                    self.add_error(name, refusal)
        return self.cleaned_data


class FreezesWithCeremony:
    """An admin of what belongs to a ceremony, reached from a row by the names in `way`."""

    form = OpenCeremonyForm
    way = ("ceremony",)

    def frozen_ceremony(self, request, obj):
        """The approved ceremony that the row belongs to, or None; locked when something is being saved."""
        # A version from the history may say that it belonged elsewhere.
        obj = stored_row(obj) if hasattr(obj, "_history") else obj
        try:
            for name in self.way:
                obj = getattr(obj, name)
        except ObjectDoesNotExist:
            return None
        if obj is None or obj.pk is None:
            return None
        ceremony = locked(obj) if request.method == "POST" else obj
        return ceremony if ceremony.is_frozen else None

    def has_change_permission(self, request, obj=None):
        """Who may change rows: nobody once the ceremony is approved."""
        allowed = super().has_change_permission(request, obj)
        return allowed and not (obj and self.frozen_ceremony(request, obj))

    def has_delete_permission(self, request, obj=None):
        """Who may delete rows: nobody once the ceremony is approved."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and not (obj and self.frozen_ceremony(request, obj))

    def reason_against(self, request, object_id):
        """Why the row cannot be changed at all: it is gone, or its ceremony was approved."""
        if reason := super().reason_against(request, object_id):
            return reason
        ceremony = self.frozen_ceremony(request, self.get_object(request, unquote(object_id)))
        return Frozen(ceremony).messages[0] if ceremony else ""

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The form, with the reason when it is read-only."""
        if obj is not None and (ceremony := self.frozen_ceremony(request, obj)):
            context["why_read_only"] = Frozen(ceremony).messages[0]
        return super().render_change_form(request, context, add, change, form_url, obj)

    def delete_view(self, request, object_id, extra_context=None):
        """The question whether to delete; of what is frozen, the reason why not."""
        obj = self.get_object(request, unquote(object_id))
        if obj is not None and (ceremony := self.frozen_ceremony(request, obj)):
            self.message_user(request, Frozen(ceremony).messages[0], messages.ERROR)
            opts = self.opts
            return HttpResponseRedirect(
                reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[obj.pk])
            )
        return super().delete_view(request, object_id, extra_context)

    def get_deleted_objects(self, objs, request):
        """What deleting would take along; rows of approved ceremonies protect themselves, with the reason."""
        to_delete, counts, needed, protected = super().get_deleted_objects(objs, request)
        frozen = {ceremony.pk: ceremony for obj in objs if (ceremony := self.frozen_ceremony(request, obj))}
        if frozen:
            reasons = [Frozen(ceremony).messages[0] for ceremony in frozen.values()]
            return to_delete, counts, set(), [*reasons, *protected]
        return to_delete, counts, needed, protected
