"""The record of each spreadsheet that was read in."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awardsportal.limits import small_number

from .limits import ROWS

FOLDER = "spreadsheets"


def private_path(instance, file_name):
    """Where an upload is kept: under its hash, so that no name a person typed reaches the disk."""
    return f"{FOLDER}/{timezone.now():%Y}/{instance.sha256}{Path(file_name).suffix.lower()[:5]}"


class SpreadsheetImport(models.Model):
    """One uploaded spreadsheet: waiting on its preview until confirmed, then the record of what it did."""

    kind = models.CharField(_("what it holds"), max_length=30)
    file = models.FileField(_("file"), upload_to=private_path)
    file_name = models.CharField(_("file name"), max_length=255)
    sha256 = models.CharField(_("SHA-256"), max_length=64, db_index=True)
    sheet = models.CharField(_("sheet"), max_length=255, blank=True)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    headings_key = models.CharField(
        _("what its headings look like"), max_length=64, blank=True, db_index=True
    )
    # {folded heading: name of the column, or "" to leave it out}
    mapping = models.JSONField(_("headings mapped by hand"), default=dict, blank=True)
    # {name of the column: {folded text: what it stands for}}
    decisions = models.JSONField(_("decisions"), default=dict, blank=True)
    leaves_out_errors = models.BooleanField(_("rows with problems are left out"), default=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("uploaded by"),
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), default=timezone.now)
    saving_since = models.DateTimeField(_("being saved since"), null=True, blank=True)
    refused_why = models.TextField(_("why it was not saved"), blank=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    counts = models.JSONField(_("what it did"), default=dict, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("undone by"),
    )
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("spreadsheet import")
        verbose_name_plural = _("spreadsheet imports")
        constraints = [
            small_number("rows", name="import_rows_possible", lowest=0, highest=ROWS),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True)
                | Q(confirmed_at__isnull=False, undone_at__gte=F("confirmed_at")),
                name="import_undone_after_confirmed",
                violation_error_message=_("Only a confirmed import can be undone."),
            ),
        ]

    def __str__(self):
        return f"{self.file_name} (#{self.pk})"

    def in_log(self):
        """What the audit log calls it, where nothing can be changed: a file may be named after a person."""
        return f"{self._meta.verbose_name} {self.pk}"
