"""Who changed what, when, and through which import."""

from django.db import connection, models
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record

KEYS_AT_ONCE = 2000


class ImportTrace(models.Model):
    """What our versions hold beyond django-simple-history's: the import that made or unmade the change."""

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
    """The history of a model, without its derived columns; a reason may be as long as a correction's."""
    # One of its own for each model: a field belongs to one.
    reason = models.TextField(_("reason"), null=True)
    return HistoricalRecords(
        bases=[ImportTrace], excluded_fields=list(derived), history_change_reason_field=reason
    )


@receiver(pre_create_historical_record)
def note_the_import(history_instance, instance, **kwargs):
    """Carry the import that a row says it is being changed by into its history."""
    history_instance.spreadsheet_import = getattr(instance, "changed_by_import", None)


def signed(row, by, why=None):
    """The row, whose history will say who saved or deleted it, and why."""
    row._history_user = by
    if why is not None:
        row._change_reason = why
    return row


def change(row, *, by, **values):
    """Save some values of a row, with who did it in its history."""
    for name, value in values.items():
        setattr(row, name, value)
    signed(row, by).save(update_fields=list(values))


def keep_versions(model, keys, kind, *, by=None, record=None, is_undo=False):
    """Write a version of each of these rows as it is stored: "+" made, "~" changed, "-" deleted next.

    The database copies the rows itself, which is many times quicker than making each of them here again.
    """
    version = model.history.model
    made = {
        "history_date": timezone.now(),
        "history_type": kind,
        "history_user": by and by.pk,
        "spreadsheet_import": record and record.pk,
        "is_undo": is_undo,
    }
    fields = [version._meta.get_field(name) for name in made]
    told = [field.get_db_prep_save(made[field.name], connection) for field in fields]
    quote = connection.ops.quote_name
    copied = [quote(field.column) for field in version.tracked_fields]
    pk = quote(model._meta.pk.column)
    with connection.cursor() as cursor:
        for some in (keys[start : start + KEYS_AT_ONCE] for start in range(0, len(keys), KEYS_AT_ONCE)):
            cursor.execute(
                f"INSERT INTO {quote(version._meta.db_table)} "  # noqa: S608
                f"({', '.join([*copied, *(quote(field.column) for field in fields)])}) "
                f"SELECT {', '.join([*copied, *('%s' for _ in fields)])} FROM {quote(model._meta.db_table)} "
                f"WHERE {pk} IN ({', '.join('%s' for _ in some)}) ORDER BY {pk}",
                [*told, *some],
            )
