"""What was put right after the public had seen it."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.models.ceremonies import Ceremony
from awards.models.winners import Winner
from awardsportal.fields import CleanCharField, CleanTextField
from awardsportal.history import history


class CorrectionKind(models.TextChoices):
    """What happened to what had been released."""

    CORRECTED = "CORRECTED", _("Corrected")
    ADDED = "ADDED", _("Added")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")
    REINSTATED = "REINSTATED", _("Withdrawal taken back")


class CorrectionQuerySet(models.QuerySet):
    """Corrections."""

    def published(self, at=None):
        """Corrections the public may see: those of a released ceremony."""
        return self.filter(ceremony__in=Ceremony.objects.published(at))


class Correction(models.Model):
    """A public note that a released fact of a ceremony, or of a winner there, was put right, and how."""

    kind = models.CharField(
        _("what happened"), max_length=20, choices=CorrectionKind, default=CorrectionKind.CORRECTED
    )
    ceremony = models.ForeignKey(
        Ceremony, on_delete=models.PROTECT, related_name="corrections", verbose_name=_("ceremony")
    )
    winner = models.ForeignKey(
        Winner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("winner"),
    )
    # What else of the ceremony it concerns, as it was called: a category, an indicator, a photo.
    subject_th = CleanCharField(_("concerns, in Thai"), max_length=300, blank=True)
    subject_en = CleanCharField(_("concerns, in English"), max_length=300, blank=True)
    # [{"model": "awards.winner", "field": "rank", "old": 1, "new": 2}]: values as the columns hold them.
    changes = models.JSONField(_("changes"), default=list, blank=True, encoder=DjangoJSONEncoder)
    note_th = CleanTextField(_("note in Thai"), help_text=_("What the public reads beside the new value."))
    note_en = CleanTextField(_("note in English"), blank=True)
    why = CleanTextField(
        _("reason"), blank=True, help_text=_("For the record, and never public: who asked, by which letter.")
    )
    corrected_at = models.DateTimeField(_("corrected at"), default=timezone.now)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("corrected by"),
    )

    objects = CorrectionQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["-corrected_at", "-pk"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=CorrectionKind.values),
                name="correction_kind_known",
                violation_error_message=_("This kind of correction is not known."),
            ),
        ]

    def __str__(self):
        return self.note_th

    def get_absolute_url(self):
        """Its place on the page of what it concerns, in the language in use.

        There it stays; in the list of all it moves on from page to page.
        """
        return f"{(self.winner or self.ceremony).get_absolute_url()}#correction-{self.pk}"

    def in_log(self):
        """What the audit log calls it, where nothing can be changed: without words that may name a person."""
        return f"{self._meta.verbose_name} {self.pk}"
