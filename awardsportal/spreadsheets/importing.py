"""Receiving a file, showing what would come of it, and saving it: all or nothing, once."""

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path, PurePath

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from awardsportal.audit import log
from awardsportal.audit.models import What
from awardsportal.thai.text import clean

from . import decisions, kept_files
from .limits import UnreadableFile, refuse_long
from .mapping import take_over
from .models import FOLDER, SpreadsheetImport
from .outcomes import Outcome
from .reading import Table, read_table
from .tracked import keep_unrecorded
from .transactions import alone, snapshot
from .workbooks import ZIP_MARK

logger = logging.getLogger(__name__)
KEPT_UNCONFIRMED = timedelta(days=7)


@dataclass
class Preview:
    """What would come of a file, were it confirmed now."""

    record: SpreadsheetImport
    table: Table
    outcome: Outcome
    # Of a large file, whose preview is kept for a while.
    worked_out_at: datetime | None = None

    @property
    def can_be_confirmed(self):
        """Whether nothing is wrong and something would change."""
        return not self.outcome.problems and not self.outcome.changes_nothing

    @property
    def may_leave_out(self):
        """Whether the rows with problems could be left out: only rows have problems, and not all of them."""
        bad = {problem.row for problem in (*self.outcome.problems, *self.outcome.left_out)}
        return bool(bad) and None not in bad and len(bad) < len(self.table.rows)

    def earlier(self):
        """When the same file was imported before, the records of that."""
        same = SpreadsheetImport.objects.filter(kind=self.record.kind, sha256=self.record.sha256)
        return same.filter(confirmed_at__isnull=False, undone_at__isnull=True).exclude(pk=self.record.pk)


class Refused(Exception):
    """An import that was not saved; its message says why."""


def receive(file, *, resource_class, by, sheet=""):
    """Keep an uploaded file for its preview; raises UnreadableFile. A command may have nobody as `by`."""
    discard_abandoned()
    refuse_long(file.size)
    data = file.read()
    table = read_table(data, known=resource_class.knows, sheet=sheet)
    record = SpreadsheetImport(
        kind=resource_class.kind,
        file_name=clean(PurePath(file.name.replace("\\", "/")).name)[-255:],
        sha256=hashlib.sha256(data).hexdigest(),
        sheet=table.sheet,
        rows=len(table.rows),
        uploaded_by=by,
    )
    take_over(record, table.headings)
    decisions.take_over(record)
    ending = "xlsx" if data.startswith(ZIP_MARK) else "csv"
    record.file.save(f"upload.{ending}", ContentFile(data))
    return record


def discard_abandoned():
    """Delete the uploads that nobody confirmed within a week, and what lies about without a record."""
    limit = timezone.now() - KEPT_UNCONFIRMED
    for record in SpreadsheetImport.objects.filter(confirmed_at__isnull=True, uploaded_at__lt=limit):
        discard(record)
    for path in orphans():
        if path.stat().st_mtime < limit.timestamp():
            path.unlink(missing_ok=True)


def discard(record):
    """Delete an upload and its files, unless it has been confirmed."""
    with transaction.atomic():
        # Whoever is just confirming it holds the lock; only then is it read again.
        waiting = SpreadsheetImport.objects.select_for_update().filter(confirmed_at__isnull=True)
        if not (locked := waiting.filter(pk=record.pk).first()):
            return
        locked.delete()
    kept_files.delete(record)


def orphans():
    """The files in the folder of uploads that are neither an upload with a record nor kept beside one."""
    known = {
        Path(settings.MEDIA_ROOT, name) for name in SpreadsheetImport.objects.values_list("file", flat=True)
    }
    found = [path for path in Path(settings.MEDIA_ROOT, FOLDER).rglob("*") if path.is_file()]
    return [path for path in found if not known & {path, path.with_suffix("")}]


def preview(record, resource_class, *, progress=None):
    """What would come of an upload; raises UnreadableFile. Saves nothing."""
    table = read_kept(record, resource_class)
    with snapshot():
        resource = resource_class(record=record, by=record.uploaded_by, progress=progress)
        outcome = resource.load(table)
    return Preview(record, table, outcome)


def choose_sheet(record, resource_class, sheet):
    """Take another sheet of the file, unless it is being saved or was; raises UnreadableFile."""
    record.sheet = sheet
    table = read_kept(record, resource_class)
    take_over(record, table.headings)
    told = {"headings_key": record.headings_key, "mapping": record.mapping}
    decisions.keep(record, sheet=sheet, rows=len(table.rows), **told)


def read_kept(record, resource_class):
    """The table in an upload's file."""
    try:
        with record.file.open("rb") as file:
            data = file.read()
    except FileNotFoundError:
        raise UnreadableFile(_("The uploaded file is no longer there. Upload it again.")) from None
    return read_table(data, known=resource_class.knows, sheet=record.sheet)


def confirm(record, resource_class, *, by, promise, progress=None):
    """Save an upload as its preview promised; confirming again does nothing more. Raises Refused.

    Everything is read and checked anew, so that what changed since the preview is not overwritten.
    """
    try:
        with alone():
            locked = SpreadsheetImport.objects.select_for_update().get(pk=record.pk)
            if not locked.confirmed_at:
                keep_unrecorded()
                _save(locked, resource_class(record=locked, by=by, progress=progress), promise)
            return locked
    except SpreadsheetImport.DoesNotExist:
        raise Refused(_("This upload is no longer there. Upload the file again.")) from None
    except UnreadableFile as error:
        raise Refused(str(error)) from None
    except DatabaseError:
        logger.exception("import %s was rolled back", record.pk)
        raise Refused(
            _("Somebody else was saving the same just now. Nothing was saved; look at the preview again.")
        ) from None


def _save(record, resource, promise):
    outcome = resource.load(read_kept(record, resource), to_save=True)
    if outcome.promise != promise:
        raise Refused(
            _("The portal has changed since this preview. Nothing was saved; look at the preview again.")
        )
    if outcome.problems:
        raise Refused(_("The file has problems. Nothing was saved."))
    resource.save()
    record.counts, record.confirmed_at, record.saving_since = outcome.counts, timezone.now(), None
    record.save(update_fields=["counts", "confirmed_at", "saving_since"])
    log.record(What.IMPORTED, by=resource.by, about=record, counts=outcome.counts)
