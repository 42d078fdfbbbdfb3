"""The files that are handed out: the template, the samples, the user's own with marks, and the export."""

from pathlib import PurePath

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from awardsportal.audit import log
from awardsportal.audit.models import What
from awardsportal.spreadsheets import exporting, importing, marking, previews
from awardsportal.spreadsheets.limits import UnreadableFile
from awardsportal.spreadsheets.samples import samples_of
from awardsportal.spreadsheets.template_file import Template, template_file


class FilesMixin:
    """The files of a SpreadsheetMixin; `template_class` says what the template offers beside the columns."""

    template_class: type[Template] = Template

    def files(self):
        """What the upload page offers to download."""
        template = self.template_class()
        return {
            "template_address": self.address("import_template"),
            "made_for": template.made_for,
            "occasions": template.occasions(),
            "samples": [
                (name, self.address("import_sample", name)) for name in samples_of(self.resource_class.kind)
            ],
        }

    def template_view(self, request):
        """The template, as it is or for what the address says, as in ?ceremony=2026."""
        self.require(request, "import")
        template = self.template_class()
        occasion = request.GET.get(template.made_for, "")
        try:
            file = template_file(template, self.resource_class, occasion)
        except LookupError:
            raise Http404 from None
        name = "-".join(filter(None, [self.resource_class.kind, "template", occasion]))
        return download(file, f"{name}.xlsx", exporting.XLSX_TYPE)

    def sample_view(self, request, name):
        """One of the sample spreadsheets."""
        self.require(request, "import")
        samples = samples_of(self.resource_class.kind)
        if name not in samples:
            raise Http404
        return download(samples[name].open("rb"), name)

    def marked_view(self, request, pk):
        """The user's own file with its problems marked; with ?only=failed only the rows in error."""
        self.require(request, "import")
        record = self.upload_of(request, pk)
        look = importing.preview if record.confirmed_at else previews.preview_of
        try:
            seen = look(record, self.resource_class)
        except UnreadableFile as error:
            messages.error(request, str(error))
            return redirect(self.address("import"))
        if seen is None:
            return redirect(self.address("import_preview", pk))
        only_failed = request.GET.get("only") == "failed"
        file = marking.marked(record, seen.table, seen.outcome, only_failed=only_failed)
        name = _("%s, rows with problems") if only_failed else _("%s with messages")
        return download(file, f"{name % PurePath(record.file_name).stem}.xlsx", exporting.XLSX_TYPE)

    def export_view(self, request):
        """The rows of the list as it is filtered, as ?format=csv or xlsx."""
        self.require(request, "export")
        asked = request.GET.copy()
        wanted = asked.pop("format", ["xlsx"])[-1]
        if wanted not in ("csv", "xlsx"):
            raise Http404
        request.GET = asked
        try:
            rows = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            raise Http404 from None
        resource, name = self.resource_class(), f"{self.resource_class.kind}.{wanted}"
        told = {"file": name, "rows": rows.count(), "filter": log.filter_in_log(asked)}
        log.record(What.EXPORTED, by=request.user, **told)
        if wanted == "csv":
            return download(exporting.to_csv(resource, rows), name, exporting.CSV_TYPE)
        title = capfirst(self.opts.verbose_name_plural)
        return download(exporting.to_xlsx(resource, rows, title), name, exporting.XLSX_TYPE)


def download(file, name, content_type=""):
    """The open file as a download under this name."""
    return FileResponse(file, as_attachment=True, filename=name, content_type=content_type or None)
