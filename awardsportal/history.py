"""Who changed what, when, and through which import."""

from django.db import models
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record


class ImportTrace(models.Model):
    """What our history rows hold beyond django-simple-history's: the import that made or unmade the change."""

    spreadsheet_import = models.ForeignKey(
        "spreadsheets.SpreadsheetImport",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("import"),
    )
    is_undo = models.BooleanField(_("by undoing the import"), default=False)

    class Meta:
        abstract = True


def history(*derived):
    """The history of a model, without its derived columns."""
    return HistoricalRecords(bases=[ImportTrace], excluded_fields=list(derived))


@receiver(pre_create_historical_record)
def note_the_import(history_instance, instance, **kwargs):
    """Carry the import that a row says it is being changed by, or by the undoing of, into its history."""
    history_instance.spreadsheet_import = getattr(instance, "changed_by_import", None)
    history_instance.is_undo = getattr(instance, "changed_by_undo", False)
