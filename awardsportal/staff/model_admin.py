"""What every admin of the portal does: Thai dates and numbers, guarded forms, and no answer 500."""

import re
from copy import deepcopy
from functools import cache

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import IntegrityError, models
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awardsportal.audit.models import Event
from awardsportal.staff.forms import (
    EchoedInput,
    ThaiDateField,
    ThaiDecimalField,
    ThaiNumberInput,
    ThaiWholeField,
)
from awardsportal.staff.stale import DIGEST, StaleGuard, StaleGuardFormSet, is_key, last_saved, who_and_when
from awardsportal.thai.text import fold
from awardsportal.values import in_words

MOST_ROWS = 300
FILTERS_END = re.compile(r"(__id)?(__exact|__isnull)?$")
SHOWN_EVENTS = 100
ONLY_LOOK = gettext_lazy("Your account may look at this, and not change it.")


@cache
def column_in_words(model, name):
    """A read-only column with the value of a field as staff know it, its date or year in their calendar."""
    field = model._meta.get_field(name)

    @admin.display(description=field.verbose_name, ordering=name)
    def column(row):
        return in_words(field, getattr(row, name))

    column.__name__ = name
    return column


def is_dated(model, name):
    """Whether Django would show the field in the Common Era, whatever the language."""
    if not isinstance(name, str) or name not in {field.name for field in model._meta.get_fields()}:
        return False
    return name == "year" or isinstance(model._meta.get_field(name), models.DateField)


def each_name(names, change):
    """The names of a fieldset, each changed; names on one line stay on one line."""
    return [
        [change(each) for each in name] if isinstance(name, list | tuple) else change(name) for name in names
    ]


class SureAutocomplete(AutocompleteSelect):
    """A box that completes what is typed; what is no key chooses nothing, where Django's own breaks."""

    def optgroups(self, name, value, attr=None):
        """The chosen row."""
        model = self.field.remote_field.model
        return super().optgroups(name, [each for each in value if is_key(model, each)], attr)


class PortalFields:
    """Forms that read Thai dates and numbers, and refuse to overwrite what was saved since they were made."""

    form = StaleGuard
    formfield_overrides = {
        models.DateField: {"form_class": ThaiDateField, "widget": EchoedInput("date")},
        models.IntegerField: {"form_class": ThaiWholeField, "widget": ThaiNumberInput},
        models.DecimalField: {"form_class": ThaiDecimalField, "widget": ThaiNumberInput},
        models.URLField: {"assume_scheme": "https"},
    }

    def get_fieldsets(self, request, obj=None):
        """The fields of the form: for a stored row with its digest, for a reader with readable dates."""
        fieldsets = deepcopy(list(super().get_fieldsets(request, obj)))
        if obj is None:
            return fieldsets
        if self.has_change_permission(request, obj):
            fieldsets[0][1]["fields"] = [*fieldsets[0][1]["fields"], DIGEST]
            return fieldsets
        for _heading, options in fieldsets:
            options["fields"] = each_name(options["fields"], self.readable)
        return fieldsets

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """A choice; where there are many, a box that completes what is typed."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SureAutocomplete(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A field; beside a choice nothing that changes or deletes what others use as well."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if hasattr(getattr(field, "widget", None), "can_change_related"):
            field.widget.can_change_related = field.widget.can_delete_related = False
        return field

    def readable(self, name):
        """The field's name, or for a date or year a column that shows it in the calendar of the page."""
        return column_in_words(self.model, name) if is_dated(self.model, name) else name


class PortalModelAdmin(PortalFields, admin.ModelAdmin):
    """The admin of a model."""

    view_on_site = False
    list_per_page = 50
    # Columns of folded text; the words are folded before they are looked for.
    fold_fields = ()
    # Chosen when a row is made, and kept from then on.
    set_once = ()

    def get_urls(self):
        """The addresses of the rows; without the nameless one that leads on before it asks who may see it."""
        return [each for each in super().get_urls() if each.name]

    def get_readonly_fields(self, request, obj=None):
        """What nobody may change; of a stored row also what is set once."""
        readonly = super().get_readonly_fields(request, obj)
        return [*readonly, *self.set_once] if obj else readonly

    def lookup_allowed(self, lookup, value, request):
        """Whether a list may be asked for it: in the ways of filters, for the database fails on others."""
        return "__" not in FILTERS_END.sub("", lookup) and super().lookup_allowed(lookup, value, request)

    def get_search_results(self, request, queryset, search_term):
        """The rows in whose folded columns the folded words stand."""
        if not self.fold_fields or not search_term.strip():
            return super().get_search_results(request, queryset, search_term)
        words = fold(search_term)
        found = models.Q(
            *((f"{field}__contains", words) for field in self.fold_fields), _connector=models.Q.OR
        )
        return (queryset.filter(found) if words else queryset.none()), False

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form of a row; what could not be saved is still on the page that says why."""
        if request.method == "POST" and object_id:
            if not self.has_change_permission(request):
                self.refuse(request)
            if reason := self.reason_against(request, object_id):
                return self.not_saved(request, reason)
        try:
            return twice(super().changeform_view, request, object_id, form_url, extra_context)
        except IntegrityError:
            return self.not_saved(
                request, _("Somebody saved the same at the same moment. Look, and try again.")
            )

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """The way back from a row that is gone, for those who may see such rows: Django asks too late."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)

    def refuse(self, request, reason=""):
        """Refuse a change: with the reason to those who may see the rows, to others as if there were none."""
        if self.has_view_permission(request):
            raise PermissionDenied(reason or ONLY_LOOK)
        raise PermissionDenied

    def tools(self, request, obj):
        """What else there is to do with a row, as (label, address), beside its form."""
        return []

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The form, and what else there is to do with the row."""
        context["tools"] = self.tools(request, obj) if obj is not None and obj.pk else []
        return super().render_change_form(request, context, add, change, form_url, obj)

    def delete_view(self, request, object_id, extra_context=None):
        """The question whether to delete."""
        return twice(super().delete_view, request, object_id, extra_context)

    def changelist_view(self, request, extra_context=None):
        """The list, and its actions."""
        return twice(super().changelist_view, request, extra_context)

    def history_view(self, request, object_id, extra_context=None):
        """What the audit log says of a row of which no versions are kept, the latest first."""
        events = Event.objects.concerning(self.model, unquote(object_id))
        shown = {"events": events.select_related("by")[:SHOWN_EVENTS], **(extra_context or {})}
        return super().history_view(request, object_id, shown)

    def log_nothing(self, request, *told):
        """Write nothing into Django's own log, which would keep names that have to be forgotten."""

    log_addition = log_change = log_deletions = log_nothing

    def response_action(self, request, queryset):
        """Carry out an action; keys that are no keys were not sent by our page."""
        if not all(is_key(self.model, key) for key in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            raise BadRequest("Not a key of this list.")
        return super().response_action(request, queryset)

    def reason_against(self, request, object_id):
        """Why the row cannot be changed at all, in words; empty when it can."""
        if self.get_object(request, unquote(object_id)) is not None:
            return ""
        entry = last_saved(self.model, unquote(object_id))
        return _("This was deleted after you opened it (%(who)s).") % {"who": who_and_when(entry)}

    def not_saved(self, request, reason):
        """The page that says why nothing was saved, and lists what was typed so that it is not lost."""
        context = {
            **self.admin_site.each_context(request),
            "title": _("Nothing was saved"),
            "opts": self.opts,
            "reason": reason,
            "typed": list(self.typed_forms(request)),
            "is_popup": IS_POPUP_VAR in request.POST,
        }
        return TemplateResponse(request, "admin/not_saved.html", context, status=409)

    def typed_forms(self, request):
        """For the form and each filled row on it: the labels and the values that were typed."""
        form = self.get_form(request, self.model())(request.POST)
        yield list(form.typed_values())
        for inline in self.get_inline_instances(request, self.model()):
            formset_class = inline.get_formset(request, self.model())
            prefix = formset_class.get_default_prefix()
            for row in formset_class(request.POST, instance=self.model(), prefix=prefix).forms:
                if row.has_changed():
                    yield list(row.typed_values())


class ReadOnly:
    """An admin of rows to look at: nobody adds, changes or deletes them there."""

    def has_add_permission(self, request):
        """Nobody."""
        return False

    def has_change_permission(self, request, obj=None):
        """Nobody."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Nobody."""
        return False


class PortalInline(PortalFields):
    """Rows on the page of what they belong to; who may not change that may not change them."""

    formset = StaleGuardFormSet
    view_on_site = False
    extra = 0
    max_num = MOST_ROWS

    def get_formset(self, request, obj=None, **kwargs):
        """The rows' forms; no page is made to hold more than so many."""
        # Columns in words are no fields of a form.
        fields = [
            name for name in flatten_fieldsets(self.get_fieldsets(request, obj)) if isinstance(name, str)
        ]
        return super().get_formset(request, obj, **{"absolute_max": MOST_ROWS, "fields": fields, **kwargs})

    @property
    def parent_admin(self):
        """The admin of what the rows belong to."""
        return self.admin_site.get_model_admin(self.parent_model)

    def parent_is_open(self, request, obj):
        """Whether what the rows belong to may be changed; true while it is being made."""
        return obj is None or self.parent_admin.has_change_permission(request, obj)

    def has_add_permission(self, request, obj):
        """Who may add rows."""
        return super().has_add_permission(request, obj) and self.parent_is_open(request, obj)

    def has_change_permission(self, request, obj=None):
        """Who may change rows; `obj` is what they belong to."""
        return super().has_change_permission(request, obj) and self.parent_is_open(request, obj)

    def has_delete_permission(self, request, obj=None):
        """Who may delete rows; `obj` is what they belong to."""
        return super().has_delete_permission(request, obj) and self.parent_is_open(request, obj)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A field of a row; beside a choice only the sign that adds one, for want of room."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if hasattr(getattr(field, "widget", None), "can_view_related"):
            field.widget.can_view_related = False
        return field


class PortalTabularInline(PortalInline, admin.TabularInline):
    """Rows as a table."""


def twice(view, *args):
    """The view's answer; once more when the database refused, for by then validation sees what it refused."""
    try:
        return view(*args)
    except IntegrityError:
        return view(*args)
