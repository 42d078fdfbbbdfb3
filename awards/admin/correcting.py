"""What approvers do in the admin after the release: correct, add, withdraw, reinstate.

Each is typed, then looked at with all that it changes, then done.
"""

from functools import partial

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms.models import modelform_factory
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.admin.freezing import locked
from awards.correcting import corrections
from awards.correcting.fields import changes_between, correctable
from awards.correcting.words import with_changes
from awards.models import Category, Correction
from awards.publishing import Refused, ceremony_of
from awardsportal.staff.model_admin import twice
from awardsportal.staff.stale import DIGEST, StaleGuard, stored_row

RIGHT = "awards.correct_ceremony"


class NoteForm(forms.ModelForm):
    """What the public reads of it, and the reason for the record."""

    class Meta:
        model = Correction
        fields = ["note_th", "note_en", "why"]
        labels = {"why": gettext_lazy("For the record")}
        widgets = {
            name: forms.Textarea({"rows": 3, "class": "vLargeTextField"})
            for name in ("note_th", "note_en", "why")
        }

    def clean(self):
        """Refuse what no public note says."""
        cleaned = super().clean()
        corrections.refuse_contacts(corrections.public_notes(cleaned.get("note_th"), cleaned.get("note_en")))
        return cleaned


def may_correct(user, ceremony):
    """Whether this person corrects what belongs to the ceremony."""
    return bool(ceremony) and ceremony.is_released and user.has_perm(RIGHT)


class Correcting:
    """The admin of something that may be corrected once it is released."""

    def get_urls(self):
        """The admin's addresses, and those of what is done after the release."""
        name = f"awards_{self.opts.model_name}"
        return [
            *(
                path(f"<int:pk>/{action}/", self.corrects(view), name=f"{name}_{action}")
                for action, (_label, view) in self.corrections().items()
            ),
            *super().get_urls(),
        ]

    def corrections(self):
        """What may be done with a released row: by its address the label and the view of the row."""
        return {"correct": (_("Correct"), self.correct_view)}

    def fitting(self, row):
        """Which of these can be done with the row as it is."""
        return ["correct"]

    def tools(self, request, row):
        """The ways to what may be done with the row."""
        labels = {action: label for action, (label, _view) in self.corrections().items()}
        found = [
            (labels[action], reverse(f"admin:awards_{self.opts.model_name}_{action}", args=[row.pk]))
            for action in self.fitting(row)
            if may_correct(request.user, self.ceremony_of(row))
        ]
        return [*found, *super().tools(request, row)]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The form; where it is read-only, with the way to correct it for who may."""
        if obj is not None and may_correct(request.user, self.ceremony_of(obj)):
            context["correct_address"] = reverse(
                f"admin:awards_{self.opts.model_name}_correct", args=[obj.pk]
            )
        return super().render_change_form(request, context, add, change, form_url, obj)

    def corrects(self, view):
        """The view of a row for who may correct it; sent, in one transaction and with the ceremony locked."""

        def guarded(request, pk, *asked):
            if not (request.user.has_perm(RIGHT) and self.has_view_permission(request)):
                raise PermissionDenied
            row = get_object_or_404(self.model, pk=pk)
            if reason := corrections.why_not(locked(ceremony_of(row))):
                raise PermissionDenied(reason)
            return view(request, row, *asked)

        def answered(request, **asked):
            answer = transaction.atomic(guarded) if request.method == "POST" else guarded
            return twice(answer, request, *asked.values())

        return self.admin_site.admin_view(answered)

    def correct_view(self, request, row):
        """Correct fields of the row."""
        return self.correct(request, row, back=row)

    def correct(self, request, row, back):
        """Correct fields of a row, which is the one that we are the admin of, or belongs to that one."""
        form = self.correcting_form(request, row, correctable(row))

        def values():
            return {name: form.cleaned_data[name] for name in form.shown_fields}

        return self.in_two_steps(
            request,
            back,
            [form, note_form(request)],
            title=_("Correct: %s") % row,
            look=lambda: changes_between(stored_row(row), corrections.corrected(row, values())),
            take=lambda **note: corrections.correct(row, values=values(), by=request.user, **note),
        )

    def correcting_form(self, request, row, names):
        """The row's form with these fields, as its change form has them."""
        form_class = modelform_factory(
            type(row),
            form=StaleGuard,
            fields=names,
            formfield_callback=partial(self.formfield_for_dbfield, request=request),
        )
        form = form_class(request.POST or None, instance=row)
        if field := form.fields.get("category"):
            self.offer_categories(field, ceremony_of(row))
        return form

    def offer_categories(self, field, ceremony):
        """Let the field choose among the categories of the ceremony, told apart by level."""
        field.widget = forms.Select()
        field.label_from_instance = self.admin_site.get_model_admin(Category).suggestion
        field.queryset = Category.objects.filter(ceremony=ceremony).select_related("ceremony")

    # Typed, looked at, done

    def in_two_steps(self, request, back, typed, *, title, look, take, says=""):
        """The page of some forms, the page with all that they change, or the way back once that is done.

        The last form is the note. `look` gives the changes, `take` does it and gives the Correction; what
        either refuses is said above the forms, with what was typed.
        """
        page = {"title": title, "back": back, "typed": typed, "says": says}
        if (
            request.method == "POST"
            and "_edit" not in request.POST
            and all(form.is_valid() for form in typed)
        ):
            try:
                if "_confirm" in request.POST:
                    return self.done(request, back, take(**typed[-1].cleaned_data))
                return self.correcting_page(request, "confirm", note=typed[-1], changes=look(), **page)
            except Refused as refusal:
                typed[0].add_error(None, list(refusal.reasons))
            except ValidationError as refusal:
                refused(typed, refusal)
        return self.correcting_page(request, "typing", forms=list(map(self.shown_form, typed)), **page)

    def shown_form(self, form):
        """The form as the admin shows forms."""
        names = [*form.Meta.fields, *([DIGEST] if DIGEST in form.fields else [])]
        heading = _("What the public reads, and the record") if isinstance(form, NoteForm) else None
        return AdminForm(form, [(heading, {"fields": names})], {}, (), model_admin=self)

    def correcting_page(self, request, template, *, typed, changes=(), **context):
        """A page of correcting."""
        ((_correction, changes),) = with_changes([Correction(changes=list(changes))])
        context |= {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "typed": typed,
            "changes": changes,
            "media": sum((form.media for form in typed), self.media),
            "has_errors": any(form.errors for form in typed if form.is_bound),
        }
        return TemplateResponse(request, f"admin/awards/correcting/{template}.html", context)

    def done(self, request, back, correction):
        """Lead back to the row, and to where the public reads of it."""
        link = '{}: {} <a href="{}">{}</a>'
        public = correction.get_absolute_url()
        text = format_html(link, correction.get_kind_display(), back, public, _("See it as the public does"))
        messages.success(request, text)
        return redirect(f"admin:awards_{self.opts.model_name}_change", back.pk)


def note_form(request):
    """The form of the note, as it was sent or empty."""
    return NoteForm(request.POST or None)


def refused(typed, refusal):
    """Say above or in the forms why it was refused."""
    names = set(getattr(refusal, "error_dict", ()))
    form = next((form for form in typed if names & set(form.fields)), typed[0])
    form.add_error(None, refusal)
