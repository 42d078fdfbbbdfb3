"""The import from the command line: the same as in the admin."""

import json
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from .columns import counted, labels
from .decisions import leave_out
from .importing import Refused, confirm, discard, preview, receive
from .limits import UnreadableFile
from .resource import SheetResource

PROBLEMS, UNREADABLE = 1, 2


class ImportCommand(BaseCommand):
    """Imports a file through its `resource_class`; exit status 1 where anything is refused, 2 unreadable."""

    resource_class: type[SheetResource]
    drawn = -1

    def add_arguments(self, parser):
        """The file, and what the admin asks for on its pages."""
        parser.add_argument("file", help="a spreadsheet: CSV, XLSX, XLS or ODS")
        parser.add_argument("--dry-run", action="store_true", help="only show the preview")
        parser.add_argument("--sheet", default="", help="the sheet's name; else the likeliest")
        parser.add_argument("--as", dest="user", help="the username that the history will name")
        parser.add_argument("--skip-errors", action="store_true", help="leave out the rows with problems")
        parser.add_argument("--json", action="store_true", help="print one JSON document instead of text")

    def handle(self, *, file, dry_run, sheet, user, skip_errors, **options):
        """Receive, preview and confirm."""
        self.as_json = options["json"]
        by = self.user(user)
        try:
            with Path(file).open("rb") as opened:
                record = receive(File(opened, file), resource_class=self.resource_class, by=by, sheet=sheet)
        except OSError as error:
            self.refuse(f"{file}: {error.strerror}", UNREADABLE)
        except UnreadableFile as error:
            self.refuse(f"{file}: {error}", UNREADABLE)
        try:
            if skip_errors:
                leave_out(record, errors=True)
                record.refresh_from_db()
            self.go_through(record, by, dry_run)
        finally:
            discard(record)

    def user(self, name):
        """The account to import as, or None."""
        if not name:
            return None
        users = get_user_model().objects
        try:
            return users.get_by_natural_key(name)
        except get_user_model().DoesNotExist:
            self.refuse(_("There is no account “%s”.") % name, PROBLEMS)

    def refuse(self, message, status, told=None):
        """Say why nothing was saved, and stop with an exit status."""
        if self.as_json:
            self.stdout.write(
                json.dumps({"saved": False, "message": message, **(told or {})}, ensure_ascii=False)
            )
        raise CommandError(message, returncode=status)

    def go_through(self, record, by, dry_run):
        """Show the preview and, unless it is only for show, confirm it."""
        promise, told, changes_nothing = self.looked_at(record)
        if errors := [each for each in told["problems"] if each["severity"] == "error"]:
            self.refuse(_("Nothing was saved. Problems: %d.") % len(errors), PROBLEMS, told)
        if changes_nothing:
            message = _("All of this is in the portal already. Nothing to save.")
        elif dry_run:
            message = _("Only a preview: nothing was saved.")
        else:
            self.save(record, by, promise, told)
            message = _("Saved.")
        saved = not (changes_nothing or dry_run)
        if self.as_json:
            self.stdout.write(json.dumps({"saved": saved, "message": message, **told}, ensure_ascii=False))
        else:
            self.stdout.write(message)

    def looked_at(self, record):
        """The preview's promise, what it tells, and whether it changes nothing; the rest is let go of."""
        seen = preview(record, self.resource_class)
        if not self.as_json:
            self.show(seen)
        return seen.outcome.promise, told(seen), seen.outcome.changes_nothing

    def save(self, record, by, promise, told):
        """Confirm the import."""
        progress = self.progress if self.stdout.isatty() and not self.as_json else None
        try:
            confirm(record, self.resource_class, by=by, promise=promise, progress=progress)
        except Refused as error:
            self.refuse(str(error), PROBLEMS, told)

    def progress(self, done, total):
        """Draw how far it has come, a step each hundredth."""
        percent = done * 100 // total
        if percent != self.drawn:
            self.drawn, bar = percent, "#" * (done * 40 // total)
            self.stdout.write(f"\r[{bar:40}] {percent} %", ending="\n" if done == total else "")

    def show(self, seen):
        """Print what was left out, what else is made, every problem and warning, and the counts."""
        for remark in seen.table.remarks:
            self.stdout.write(remark)
        for heading in seen.outcome.unread:
            self.stdout.write(_("Column not read: %s") % heading)
        for other in seen.outcome.also:
            self.stdout.write(f"{labels()[other.kind]}: {other.name}")
        for problem in (*seen.outcome.problems, *seen.outcome.left_out, *seen.outcome.warnings):
            self.stderr.write(located(problem))
        counts = counted(seen.outcome.counts)
        self.stdout.write(", ".join(f"{label} {number}" for label, _kind, number in counts))


def told(seen):
    """What a preview tells, for a program to read."""
    by_severity = {
        "error": seen.outcome.problems,
        "left out": seen.outcome.left_out,
        "warning": seen.outcome.warnings,
    }
    return {
        "file": seen.record.file_name,
        "sheet": seen.table.sheet,
        "counts": seen.outcome.counts,
        "remarks": seen.table.remarks,
        "problems": [
            {
                "row": problem.row,
                "column": problem.column,
                "value": problem.value,
                "message": problem.message,
                "severity": severity,
            }
            for severity, problems in by_severity.items()
            for problem in problems
        ],
    }


def located(problem):
    """A problem on one line: row, column, value and message."""
    place = _("Row %(row)s, column %(column)s") if problem.row else _("Column %(column)s")
    value = f" “{problem.value}”" if problem.value else ""
    return f"{place % {'row': problem.row, 'column': problem.column}}{value}: {problem.message}"
