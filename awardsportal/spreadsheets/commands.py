"""The import from the command line: the same as in the admin."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from .columns import counted, labels
from .importing import Refused, confirm, discard, preview, receive
from .limits import UnreadableFile
from .resource import SheetResource


class ImportCommand(BaseCommand):
    """Imports a file through its `resource_class`; exit code 1 when anything is refused."""

    resource_class: type[SheetResource]

    def add_arguments(self, parser):
        """The file, and what the admin asks for on its pages."""
        parser.add_argument("file", help="CSV or XLSX")
        parser.add_argument("--dry-run", action="store_true", help="only show the preview")
        parser.add_argument(
            "--sheet", default="", help="the sheet's name; else the first with known headings"
        )
        parser.add_argument("--as", dest="user", help="the username that the history will name")

    def handle(self, *, file, dry_run, sheet, user, **options):
        """Receive, preview and confirm."""
        by = self.user(user)
        try:
            with Path(file).open("rb") as opened:
                record = receive(File(opened, file), resource_class=self.resource_class, by=by, sheet=sheet)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from None
        except UnreadableFile as error:
            raise CommandError(f"{file}: {error}") from None
        try:
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
            raise CommandError(_("There is no account “%s”.") % name) from None

    def go_through(self, record, by, dry_run):
        """Show the preview and, unless it is only for show, confirm it."""
        seen = preview(record, self.resource_class)
        self.show(seen)
        if seen.outcome.problems:
            raise CommandError(_("Nothing was saved. Problems: %d.") % len(seen.outcome.problems))
        if seen.outcome.changes_nothing:
            self.stdout.write(_("All of this is in the portal already. Nothing to save."))
        elif dry_run:
            self.stdout.write(_("Only a preview: nothing was saved."))
        else:
            try:
                confirm(
                    record,
                    self.resource_class,
                    by=by,
                    promise=seen.outcome.promise,
                    progress=self.progress if self.stdout.isatty() else None,
                )
            except Refused as error:
                raise CommandError(str(error)) from None
            self.stdout.write(_("Saved."))

    def progress(self, done, total):
        """Draw how far it has come, a step each hundredth."""
        if done * 100 // total > (done - 1) * 100 // total:
            bar = "#" * (done * 40 // total)
            self.stdout.write(f"\r[{bar:40}] {done * 100 // total} %", ending="\n" if done == total else "")

    def show(self, seen):
        """Print the counts, what was left out, what else is made, and every problem."""
        for remark in seen.table.remarks:
            self.stdout.write(remark)
        for heading in seen.outcome.unread:
            self.stdout.write(_("Column not read: %s") % heading)
        for other in seen.outcome.also:
            self.stdout.write(f"{labels()[other.kind]}: {other.name}")
        for problem in seen.outcome.problems:
            self.stderr.write(located(problem))
        counts = counted(seen.outcome.counts)
        self.stdout.write(", ".join(f"{label} {number}" for label, _kind, number in counts))


def located(problem):
    """A problem on one line: row, column, value and message."""
    place = _("Row %(row)s, column %(column)s") if problem.row else _("Column %(column)s")
    value = f" “{problem.value}”" if problem.value else ""
    return f"{place % {'row': problem.row, 'column': problem.column}}{value}: {problem.message}"
