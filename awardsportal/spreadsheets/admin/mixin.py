"""Importing and exporting where rows are listed in the admin: upload, preview, confirm, result."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from awardsportal.spreadsheets import background, decisions, importing, mapping, previews
from awardsportal.spreadsheets.admin.files import FilesMixin
from awardsportal.spreadsheets.admin.working import start
from awardsportal.spreadsheets.columns import counted, labels
from awardsportal.spreadsheets.forms import UploadForm
from awardsportal.spreadsheets.limits import UnreadableFile
from awardsportal.spreadsheets.models import SpreadsheetImport
from awardsportal.spreadsheets.resource import SheetResource

SHOWN_ROWS = 200
ROWS_A_PAGE = 100


class SpreadsheetMixin(FilesMixin):
    """A ModelAdmin whose rows are imported and exported through its `resource_class`, a SheetResource.

    The permissions are import_<model> and export_<model>; without them no address here exists.
    """

    resource_class: type[SheetResource]
    change_list_template = "admin/spreadsheets/change_list.html"

    def get_urls(self):
        """The addresses of import and export, before those of the rows."""
        views = {
            "import/": (self.import_view, "import"),
            "import/template/": (self.template_view, "import_template"),
            "import/samples/<str:name>": (self.sample_view, "import_sample"),
            "import/<int:pk>/": (self.preview_view, "import_preview"),
            "import/<int:pk>/marked/": (self.marked_view, "import_marked"),
            "import/<int:pk>/result/": (self.result_view, "import_result"),
            "export/": (self.export_view, "export"),
        }
        return [
            *(
                path(address, self.admin_site.admin_view(view), name=self.address_name(name))
                for address, (view, name) in views.items()
            ),
            *super().get_urls(),
        ]

    def address_name(self, name):
        """The name of one of the addresses, without its namespace."""
        return f"{self.opts.app_label}_{self.opts.model_name}_{name}"

    def address(self, name, *args):
        """One of the addresses."""
        return reverse(f"{self.admin_site.name}:{self.address_name(name)}", args=args)

    def has_spreadsheet_permission(self, request, action):
        """Whether the user may "import" or "export"."""
        return request.user.has_perm(f"{self.opts.app_label}.{action}_{self.opts.model_name}")

    def require(self, request, action):
        """Answer as if there were no page to who may not "import" or "export"."""
        if not self.has_spreadsheet_permission(request, action):
            raise PermissionDenied

    def changelist_view(self, request, extra_context=None):
        """The list, with the buttons that the user may press."""
        buttons = {
            f"{action}_address": self.address(action)
            for action in ("import", "export")
            if self.has_spreadsheet_permission(request, action)
        }
        return super().changelist_view(request, {**buttons, **(extra_context or {})})

    def note_import_seen(self, request, record):
        """Note who sees what an import did, where that is nothing for everybody."""

    def page(self, request, template, title, **context):
        """A page of the import."""
        context |= {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "import_address": self.address("import"),
        }
        return TemplateResponse(request, f"admin/spreadsheets/{template}.html", context)

    def import_view(self, request):
        """The upload; a file that cannot be read is refused here, with the reason."""
        self.require(request, "import")
        form = UploadForm(request.POST or None, request.FILES or None)
        if form.is_valid():
            try:
                record = importing.receive(
                    form.cleaned_data["file"], resource_class=self.resource_class, by=request.user
                )
                return redirect(self.address("import_preview", record.pk))
            except UnreadableFile as error:
                form.add_error("file", str(error))
        columns = self.resource_class.fields.values()
        title = _("Import %(things)s") % {"things": self.opts.verbose_name_plural}
        return self.page(request, "upload", title, form=form, columns=columns, **self.files())

    def upload_of(self, request, pk):
        """The user's own upload; anybody else's is not there."""
        return get_object_or_404(
            SpreadsheetImport, pk=pk, uploaded_by=request.user, kind=self.resource_class.kind
        )

    def preview_view(self, request, pk):
        """What would come of the file; from here it is confirmed, or another sheet is chosen."""
        self.require(request, "import")
        record = self.upload_of(request, pk)
        if record.confirmed_at:
            return redirect(self.address("import_result", pk))
        if request.method == "POST":
            return self.confirm_or_choose(request, record)
        if "anew" in request.GET:
            previews.forget(record)
            return redirect(request.path)
        try:
            seen = previews.preview_of(record, self.resource_class)
        except UnreadableFile as error:
            messages.error(request, str(error))
            return redirect(self.address("import"))
        if seen is None:
            return start(record, background.PREVIEW, by=request.user)
        return self.page(
            request,
            "preview",
            _("Preview of %(file)s") % {"file": record.file_name},
            seen=seen,
            headings=mapping.asked(record, seen.table, self.resource_class.fields),
            **shown(seen.outcome, request.GET),
        )

    def confirm_or_choose(self, request, record):
        """Save the import, or keep what was decided: the sheet, its headings, what texts stand for."""
        try:
            if "sheet" in request.POST:
                importing.choose_sheet(record, self.resource_class, request.POST["sheet"])
            elif "mapping" in request.POST:
                table = importing.read_kept(record, self.resource_class)
                mapping.decide(record, table, self.resource_class.fields, request.POST)
            elif "decide" in request.POST:
                decisions.decide(record, request.POST)
            elif {"leave-out", "keep"} & set(request.POST):
                decisions.leave_out(record, errors="leave-out" in request.POST)
            elif background.is_large(record):
                return start(record, background.SAVE, by=request.user, promise=request.POST.get("promise"))
            else:
                promise = request.POST.get("promise", "")
                importing.confirm(record, self.resource_class, by=request.user, promise=promise)
        except (importing.Refused, UnreadableFile) as error:
            messages.error(request, str(error))
        return redirect(self.address("import_preview", record.pk))

    def result_view(self, request, pk):
        """What the import did."""
        self.require(request, "import")
        record = self.upload_of(request, pk)
        if not record.confirmed_at:
            return redirect(self.address("import_preview", pk))
        return self.page(
            request,
            "result",
            _("Imported from %s.") % record.file_name,
            record=record,
            counts=counted(record.counts),
            list_address=reverse(
                f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_changelist"
            ),
        )


def shown(outcome, asked):
    """What the preview shows of an outcome: the rows of the kind and page asked for, the first problems."""
    show = asked.get("show", "")
    kinds = {"errors": {"error"}, "": {"new", "changed", "unchanged", "absent"}}.get(show, {show})
    problems = [*(problem for problem in outcome.problems if not problem.asks), *outcome.left_out]
    rows = [row for row in outcome.rows if row.kind in kinds]
    return {
        "counts": counted(outcome.counts),
        "echoes": sorted(outcome.echoes.items(), key=lambda echo: echo[0][0])[:SHOWN_ROWS],
        "problems": problems[:SHOWN_ROWS],
        "problems_count": len(problems),
        "warnings": outcome.warnings[:SHOWN_ROWS],
        "show": show if show in labels() else "",
        "page": Paginator(rows, ROWS_A_PAGE).get_page(asked.get("page")),
    }
