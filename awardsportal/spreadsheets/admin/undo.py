"""The pages of one import in the admin beside its record: how far the work on it is, and undoing it."""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from awardsportal.spreadsheets import background, conflicts, undoing
from awardsportal.spreadsheets.importing import Refused
from awardsportal.spreadsheets.models import SpreadsheetImport
from awardsportal.spreadsheets.plans import Plan

from .kinds import admin_of, may_import
from .working import start

SHOWN_CONFLICTS = 300
KEY = re.compile(r"[a-z_]+\.[a-z_]+:\d+:\d+")
REFRESH_SECONDS = "2"


class UndoMixin:
    """The addresses of the progress and the undoing of an import, for those who may import its kind."""

    def get_urls(self):
        """The addresses, before those of the rows."""
        views = {"progress": self.progress_view, "undo": self.undo_view}
        own = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(view),
                name=f"spreadsheets_spreadsheetimport_{name}",
            )
            for name, view in views.items()
        ]
        return [*own, *super().get_urls()]

    def record_of(self, request, pk):
        """An import that the user may make and undo; an upload that is not confirmed is its user's alone."""
        record = get_object_or_404(SpreadsheetImport, pk=pk)
        if not may_import(request, record.kind):
            raise PermissionDenied
        if not record.confirmed_at and record.uploaded_by != request.user:
            raise Http404
        return record

    def page(self, request, template, title, record, **context):
        """A page about an import."""
        context |= {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "record": record,
        }
        return TemplateResponse(request, f"admin/spreadsheets/{template}.html", context)

    def progress_view(self, request, pk):
        """How far the work on an import is; once it has ended, where it led, or why it was refused."""
        record = self.record_of(request, pk)
        if background.has_died(record):
            background.note_death(record)
        if background.is_running(record):
            percent = background.percent(record)
            page = self.page(
                request, "progress", _("Working on %s") % record.file_name, record, percent=percent
            )
            # The page asks again by itself, without a script.
            page["Refresh"] = REFRESH_SECONDS
            return page
        if record.refused_why:
            back = self.before(record)
            return self.page(request, "progress", _("Nothing was saved"), record, back=back)
        return redirect(self.after(request, record))

    def before(self, record):
        """The page from which the work on an import was started."""
        if record.confirmed_at:
            return reverse("admin:spreadsheets_spreadsheetimport_undo", args=[record.pk])
        return admin_of(record.kind).address("import_preview", record.pk)

    def after(self, request, record):
        """The page to which the work on an import leads."""
        home = admin_of(record.kind)
        if record.uploaded_by == request.user and not record.undone_at:
            return home.address("import_result" if record.confirmed_at else "import_preview", record.pk)
        if self.has_view_permission(request, record):
            return reverse("admin:spreadsheets_spreadsheetimport_change", args=[record.pk])
        return reverse(f"admin:{home.opts.app_label}_{home.opts.model_name}_changelist")

    def undo_view(self, request, pk):
        """What undoing an import would do, and what it would leave alone; from here it is undone."""
        record = self.record_of(request, pk)
        try:
            undoing.refuse(record)
        except Refused as reason:
            messages.info(request, str(reason))
            return redirect(self.after(request, record))
        if request.method == "POST":
            return self.undo(request, record)
        plan = Plan(record)
        left = list(plan.conflicts.values())
        return self.page(
            request,
            "undo",
            _("Undo the import of %s") % record.file_name,
            record,
            to_delete=sum(map(len, plan.to_delete.values())),
            to_restore=sum(map(len, plan.to_restore.values())),
            left=len(left),
            conflicts=conflicts.shown(left[:SHOWN_CONFLICTS]),
        )

    def undo(self, request, record):
        """Undo an import, a large one by a process of its own; when it is refused, show the page again."""
        also = [key for key in request.POST.getlist("also") if KEY.fullmatch(key)]
        if background.is_large(record):
            return start(record, background.UNDO, by=request.user, also=also)
        try:
            left = len(undoing.undo(record, by=request.user, also=also).conflicts)
        except Refused as error:
            messages.error(request, str(error))
            return redirect(request.path)
        message = ngettext(
            "Undone. %(count)d row was left as it is.", "Undone. %(count)d rows were left as they are.", left
        )
        messages.success(
            request, message % {"count": left} if left else _("Undone. All is as it was before.")
        )
        record.refresh_from_db()
        return redirect(self.after(request, record))
