"""A form that was opened before somebody else saved never overwrites what they saved.

Each form carries a digest of the row as it was when the form was made. When it comes back the row is read
again under lock; if it is another by now, the form is refused and shows both versions.
"""

import hashlib
import json

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import UniqueConstraint
from django.forms.models import BaseInlineFormSet, model_to_dict
from django.utils.translation import gettext as _

from awardsportal.shown import moment
from awardsportal.values import EMPTY, in_words

DIGEST = "stored_digest"
LARGEST_KEY = 2**63


class DigestField(forms.CharField):
    """The hidden digest; that it differs is not a change that somebody typed."""

    def __init__(self):
        super().__init__(widget=forms.HiddenInput, required=False)

    def has_changed(self, initial, data):
        """Never: staff do not type it."""
        return False


def stored_row(instance, *, lock=False):
    """The row as the database has it now, or None."""
    rows = type(instance)._base_manager.filter(pk=instance.pk)
    return (rows.select_for_update() if lock else rows).first()


def copy_row(source, target):
    """Give the target every stored value of the source."""
    for field in source._meta.concrete_fields:
        setattr(target, field.attname, getattr(source, field.attname))


def is_key(model, text):
    """Whether the text can be a key of the model, in any database."""
    try:
        return abs(model._meta.pk.to_python(text)) < LARGEST_KEY
    except (ValidationError, TypeError):
        return False


def last_saved(model, pk):
    """The history's last entry on a row, or None where there is none."""
    if not hasattr(model, "history") or not is_key(model, pk):
        return None
    return model.history.filter(**{model._meta.pk.attname: pk}).first()


def who_and_when(entry):
    """By whom and when the entry was made: "สมศรี, 3 ธ.ค. 2563 09:30 น."."""
    if entry is None:
        return _("somebody else")
    who = (
        entry.history_user.get_full_name() or entry.history_user.get_username() if entry.history_user else ""
    )
    return f"{who or _('somebody else')}, {moment(entry.history_date)}"


class StaleGuard(forms.ModelForm):
    """A form of one row that refuses, with both versions, to overwrite what was saved since it was opened."""

    stored_digest = DigestField()
    # Set by the formset on a row that was there when the form was made, and is no more.
    gone = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Before a formset adds its own: the key, the parent and the mark for deletion.
        self.shown_fields = [name for name in self.fields if name != DIGEST]
        if self.instance.pk and not self.is_bound:
            # A form that restores an old version stands on the old values, and still replaces today's row.
            restoring = hasattr(self.instance, "_history")
            row = stored_row(self.instance) if restoring else self.instance
            self.initial[DIGEST] = self.digest(row) if row else ""

    def stored_values(self, row):
        """The row's values of the fields that this form shows."""
        return model_to_dict(row, self.shown_fields)

    def digest(self, row):
        """A short text that is another as soon as any of the row's shown values is another."""
        values = {
            name: sorted(str(each.pk) for each in value) if isinstance(value, list) else str(value)
            for name, value in self.stored_values(row).items()
        }
        return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:32]

    def clean(self):
        """Compare the row as it is now with the row that the form was made from."""
        cleaned = super().clean()
        if self.gone is not None:
            self._errors.pop(self._meta.model._meta.pk.name, None)
            raise ValidationError(self.deleted_message(self.gone), code="deleted")
        if self.instance.pk and not self.instance._state.adding:
            self.refuse_if_stale()
        return cleaned

    def refuse_if_stale(self):
        """Raise the refusal when what was typed would overwrite what was saved since."""
        row = stored_row(self.instance, lock=True)
        if row is None:
            raise ValidationError(self.deleted_message(self.instance.pk), code="deleted")
        copy_row(row, self.instance)
        self.stand_on(row)
        digest = self.digest(row)
        if self.data.get(self.add_prefix(DIGEST), "") == digest:
            return
        # Shown again, the form knows of the newer version, so that saving once more is deliberate.
        self.data = self.data.copy()
        self.data[self.add_prefix(DIGEST)] = digest
        if changed := [name for name in self.changed_data if name in self.shown_fields]:
            raise ValidationError(self.both_versions(row, changed), code="stale")

    def stand_on(self, row):
        """Count as changed what differs from this row, not from the row read before the lock."""
        self.initial = {**self.initial, **self.stored_values(row)}
        self._bound_fields_cache.clear()
        self.__dict__.pop("changed_data", None)

    def both_versions(self, row, changed):
        """Who saved in between, and each differing field with the stored and the typed value."""
        messages = [
            _("%(who)s saved this after you opened it. Yours is not saved yet; saving again replaces it.")
            % {"who": who_and_when(last_saved(type(row), row.pk))}
        ]
        stored = self.stored_values(row)
        for name in changed:
            field = self._meta.model._meta.get_field(name)
            messages.append(
                _("%(field)s — saved: “%(stored)s”; typed by you: “%(typed)s”.")
                % {
                    "field": self.fields[name].label or field.verbose_name,
                    "stored": in_words(field, stored.get(name)),
                    "typed": self.typed(name),
                }
            )
        return messages

    def deleted_message(self, pk):
        """Who deleted the row, and what was typed into it."""
        typed = "; ".join(f"{label}: {value}" for label, value in self.typed_values())
        return _("This was deleted after you opened it (%(who)s). You had typed: %(typed)s") % {
            "who": who_and_when(last_saved(self._meta.model, pk)),
            "typed": typed or EMPTY,
        }

    def typed(self, name):
        """What was typed into a field, in words; letter by letter when it could not be read."""
        typed = self[name].data
        try:
            return in_words(self._meta.model._meta.get_field(name), self.fields[name].clean(typed))
        except ValidationError:
            return str(typed or EMPTY)

    def typed_values(self):
        """The label and the typed value of each model field of the form that was not left empty."""
        for name in self.shown_fields:
            if self[name].data:
                yield self.fields[name].label, self.typed(name)

    def add_error(self, field, error):
        """Show an error on a field that this form leaves out above the form, instead of failing on it."""
        if hasattr(error, "error_dict"):
            for name, errors in error.error_dict.items():
                super().add_error(name if name in self.fields else None, errors)
        else:
            super().add_error(field if field in self.fields or field == NON_FIELD_ERRORS else None, error)


class GoneRow:
    """What stands for a deleted row beside what was typed into it."""

    def __init__(self, pk):
        self.pk = pk or None

    def __str__(self):
        return _("Deleted meanwhile")


class StaleGuardFormSet(BaseInlineFormSet):
    """Inline rows, each of which refuses to overwrite what was saved since the page was opened."""

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        if self.is_bound and i < self.initial_form_count() and form.instance.pk is None:
            form.gone = self.data.get(f"{self.add_prefix(i)}-{self.model._meta.pk.name}", "")
        return form

    def get_queryset(self):
        """The stored rows; once the posted forms stand, their rows, so that each is shown beside its own."""
        if self.is_bound and "forms" in self.__dict__:
            return [form.instance if form.gone is None else GoneRow(form.gone) for form in self.initial_forms]
        return super().get_queryset()

    def clean(self):
        """Refuse a row that is there already, on the page or stored."""
        super().clean()
        seen = set()
        for form in self.forms:
            if form.is_valid() and form.has_changed() and not self._should_delete_form(form):
                for constraint in self.uniqueness():
                    self.refuse_twice(form, constraint, seen)

    def uniqueness(self):
        """The constraints on a row among its parent's; a form by itself leaves them out, as Django has it."""
        constraints = self.model._meta.constraints
        return [
            each for each in constraints if isinstance(each, UniqueConstraint) and self.fk.name in each.fields
        ]

    def refuse_twice(self, form, constraint, seen):
        """Put the constraint's message on a row that is on the page before, or stored."""
        attributes = [self.model._meta.get_field(name).attname for name in constraint.fields]
        key = (constraint.name, *(getattr(form.instance, name) for name in attributes))
        if key in seen:
            form.add_error(None, constraint.get_violation_error_message())
            return
        seen.add(key)
        try:
            constraint.validate(self.model, form.instance)
        except ValidationError as refusal:
            form.add_error(None, refusal)
