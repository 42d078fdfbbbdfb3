"""The log of what people did and saw: it only grows."""

from django.apps import apps
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class What(models.TextChoices):
    """What somebody did."""

    SIGNED_IN = "SIGNED_IN", _("Signed in")
    SIGN_IN_FAILED = "SIGN_IN_FAILED", _("Failed to sign in")
    ACCOUNT_CHANGED = "ACCOUNT_CHANGED", _("Changed an account")
    SAW = "SAW", _("Saw what is not released")
    EXPORTED = "EXPORTED", _("Exported")
    IMPORTED = "IMPORTED", _("Imported")
    UNDID_IMPORT = "UNDID_IMPORT", _("Undid an import")
    MERGED = "MERGED", _("Merged a duplicate")
    UNDID_MERGE = "UNDID_MERGE", _("Undid a merge")
    UPLOADED = "UPLOADED", _("Uploaded photos or documents")
    SENT_FOR_REVIEW = "SENT_FOR_REVIEW", _("Sent for review")
    SENT_BACK = "SENT_BACK", _("Sent back to draft")
    ACCEPTED = "ACCEPTED", _("Accepted a problem")
    APPROVED = "APPROVED", _("Approved")
    RESCHEDULED = "RESCHEDULED", _("Changed the release")
    CORRECTED = "CORRECTED", _("Corrected")
    WITHDREW = "WITHDREW", _("Withdrew an award")
    REINSTATED = "REINSTATED", _("Took a withdrawal back")
    ANONYMISED = "ANONYMISED", _("Removed a person’s name")
    LINK_MADE = "LINK_MADE", _("Made a preview link")
    LINK_REVOKED = "LINK_REVOKED", _("Revoked a preview link")
    LINK_USED = "LINK_USED", _("Opened a preview link")


class OnlyGrows(Exception):
    """Somebody tried to change or delete what was logged."""


class EventQuerySet(models.QuerySet):
    """Events, none of which is changed or deleted; the database refuses it as well."""

    def concerning(self, model, key):
        """The events about a row."""
        return self.filter(model=model._meta.label_lower, key=key)

    def update(self, **values):
        """Never."""
        raise OnlyGrows("Events are never changed.")

    def delete(self):
        """Never."""
        raise OnlyGrows("Events are never deleted.")


class Event(models.Model):
    """One thing that somebody did or saw, which nobody changes or deletes."""

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    what = models.CharField(_("what"), max_length=20, choices=What, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("account"),
    )
    # As it was then, or as it was typed where nobody could sign in; for the press the name of the link.
    who = models.CharField(_("who"), max_length=200, blank=True)
    ip_address = models.GenericIPAddressField(_("network address"), null=True)
    # What it was done to: "awards.ceremony", the key, and what it was called.
    model = models.CharField(max_length=100, blank=True)
    key = models.CharField(max_length=40, blank=True)
    about = models.TextField(_("about"), blank=True)
    details = models.JSONField(_("details"), default=dict, encoder=DjangoJSONEncoder)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        default_permissions = ["view"]
        permissions = [("export_event", _("Can export the audit log"))]
        indexes = [models.Index(fields=["model", "key"])]

    def __str__(self):
        return f"{self.get_what_display()}: {self.about}" if self.about else self.get_what_display()

    def save(self, **options):
        """Write the event, once."""
        if not self._state.adding:
            raise OnlyGrows("Events are never changed.")
        super().save(**{**options, "force_insert": True})

    def delete(self, using=None, keep_parents=False):
        """Never."""
        raise OnlyGrows("Events are never deleted.")

    def model_class(self):
        """The model of the row that it is about; None where that is no more, or never was."""
        try:
            return apps.get_model(self.model) if self.model else None
        except LookupError:
            return None
