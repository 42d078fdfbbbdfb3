"""Undoing an import: what it made is deleted, what it changed or deleted is as it was before."""

import logging

from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from awardsportal.audit import log
from awardsportal.audit.models import What
from awardsportal.bulk import overwrite
from awardsportal.history import keep_versions

from .importing import Refused
from .models import SpreadsheetImport
from .plans import Plan
from .traces import batches
from .tracked import tracked_fields
from .transactions import alone

logger = logging.getLogger(__name__)


def undo(record, *, by, also=(), progress=None):
    """Undo an import but for its conflicts, and return the Plan that was carried out; raises Refused.

    `also` are the keys of edited rows to restore all the same, `progress` is told how many rows are done.
    """
    try:
        with alone():
            locked = SpreadsheetImport.objects.select_for_update().get(pk=record.pk)
            refuse(locked)
            plan = Plan(locked, also=also, lock=True)
            if plan.conflicts and not plan.doing:
                raise Refused(_("Nothing can be undone: every row was changed since, or is needed."))
            Undoing(plan, by, progress).carry_out()
            locked.undone_by, locked.undone_at, locked.saving_since = by, timezone.now(), None
            locked.save(update_fields=["undone_by", "undone_at", "saving_since"])
            told = {"rows": len(plan.doing), "left": len(plan.conflicts)}
            log.record(What.UNDID_IMPORT, by=by, about=locked, **told)
            return plan
    except DatabaseError:
        logger.exception("undoing import %s was rolled back", record.pk)
        raise Refused(
            _("Somebody else was saving the same just now. Nothing was undone; look at this page again.")
        ) from None


def refuse(record):
    """Refuse an import that is not there to be undone; raises Refused."""
    if not record.confirmed_at:
        raise Refused(_("This import was never saved, so there is nothing to undo."))
    if record.undone_at:
        raise Refused(_("This import was undone already."))


class Undoing:
    """A plan on its way into the database, in bulk and with history."""

    def __init__(self, plan, by, progress):
        self.plan, self.progress, self.done = plan, progress, 0
        self.trace = {"by": by, "record": plan.record, "is_undo": True}

    def carry_out(self):
        """Delete first, which makes room for what is restored."""
        # The database checks foreign keys at the end of the transaction only, whatever the order.
        for model, traces in self.plan.to_delete.items():
            for some in batches(traces):
                self.delete(model, [trace.pk for trace in some])
        for model, traces in self.plan.to_restore.items():
            # Backwards, so that each row finds free what it had before.
            for some in batches(sorted(traces, key=lambda trace: -trace.after)):
                self.restore(model, some)

    def delete(self, model, keys):
        """Delete rows; what refers to them is deleted or restored as well, so nothing has to be collected."""
        keep_versions(model, keys, "-", **self.trace)
        rows = model._base_manager.filter(pk__in=keys)
        rows._raw_delete(rows.db)
        self.tell(len(keys))

    def restore(self, model, traces):
        """Give rows the values of their versions before, whether they are there or not."""
        names = [field.attname for field in tracked_fields(model)]
        versions = model.history.in_bulk([trace.before for trace in traces])
        rows = [model(**{name: getattr(versions[trace.before], name) for name in names}) for trace in traces]
        fields = [field.name for field in model._meta.concrete_fields if not field.primary_key]
        overwrite(model, rows, fields)
        for kind, there in (("~", True), ("+", False)):
            keep_versions(model, [each.pk for each in traces if each.is_there is there], kind, **self.trace)
        self.tell(len(traces))

    def tell(self, count):
        """Tell how many rows are done."""
        self.done += count
        if self.progress:
            self.progress(self.done, len(self.plan.doing))
