"""What the admin lets a process of its own do for a large file."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.utils import translation

from awardsportal.spreadsheets import background, importing, previews, undoing
from awardsportal.spreadsheets.admin.kinds import admin_of
from awardsportal.spreadsheets.limits import UnreadableFile
from awardsportal.spreadsheets.models import SpreadsheetImport


class Command(BaseCommand):
    """Previews, saves or undoes an upload; why it was refused is kept with its record."""

    help = "Previews, saves or undoes the upload of a large file. The admin calls this; nobody else needs to."

    def add_arguments(self, parser):
        """The step, the upload, and what the user said on the page."""
        parser.add_argument("step", choices=[background.PREVIEW, background.SAVE, background.UNDO])
        parser.add_argument("file", help="the kept file of the upload")
        parser.add_argument("--by", type=int, required=True, help="the key of the user")
        parser.add_argument("--language", default="th", help="the language of the page")
        parser.add_argument("--promise", default="", help="what the preview promised")
        parser.add_argument("--also", action="append", default=[], help="an edited row to undo as well")

    def handle(self, *, step, file, by, language, promise, also, **options):
        """Take the step."""
        record = SpreadsheetImport.objects.get(file=file)
        user = get_user_model().objects.get(pk=by)
        resource_class = admin_of(record.kind).resource_class
        # A resource counts on being saved as well.
        progress = background.Progress(record, share=0.5 if step == background.PREVIEW else 1)
        told = {"by": user, "progress": progress}
        try:
            with translation.override(language):
                if step == background.PREVIEW:
                    previews.work_out(record, resource_class, progress=progress)
                elif step == background.SAVE:
                    importing.confirm(record, resource_class, promise=promise, **told)
                else:
                    undoing.undo(record, also=also, **told)
            why = ""
        except (importing.Refused, UnreadableFile) as error:
            previews.forget(record)
            why = str(error)
        SpreadsheetImport.objects.filter(pk=record.pk).update(saving_since=None, refused_why=why)
        progress.end()
