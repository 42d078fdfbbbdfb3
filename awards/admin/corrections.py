"""The corrections that were published, to look at: nobody changes or deletes them, not even a superuser."""

from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from awards.admin.winners import YearFilter
from awards.correcting.words import with_changes
from awards.models import Correction
from awardsportal.shown import year
from awardsportal.staff.history import KeptModelAdmin
from awardsportal.staff.model_admin import ReadOnly, column_in_words
from awardsportal.values import EMPTY


@admin.register(Correction)
class CorrectionAdmin(ReadOnly, KeptModelAdmin):
    """The corrections."""

    list_display = [
        "note_th",
        "kind",
        "of",
        "changes_in_words",
        column_in_words(Correction, "corrected_at"),
        "corrected_by",
    ]
    list_filter = ["kind", YearFilter]
    list_select_related = ["ceremony", "winner", "corrected_by"]
    search_fields = ["note_th", "note_en", "subject_th", "winner__agency_name_th"]
    fieldsets = [
        (None, {"fields": ["kind", "of", "changes_in_words", "note_th", "note_en"]}),
        (_("For the record"), {"fields": ["why", "corrected_at", "corrected_by"]}),
    ]
    readonly_fields = ["of", "changes_in_words"]

    def get_changelist_instance(self, request):
        """The list, with the changes of all its rows read together."""
        changelist = super().get_changelist_instance(request)
        for correction, changes in with_changes(changelist.result_list):
            correction.told = changes
        return changelist

    def tools(self, request, correction):
        """Where the public reads of it."""
        return [(_("Public page"), correction.get_absolute_url()), *super().tools(request, correction)]

    @admin.display(description=_("correction of"))
    def of(self, correction):
        """The ceremony or winner that was put right, and what of it."""
        winner, ceremony = correction.winner, correction.ceremony
        named = [winner, year(ceremony.year)] if winner else [ceremony]
        return " · ".join(str(each) for each in (*named, correction.subject_th) if each)

    @admin.display(description=_("what changed"))
    def changes_in_words(self, correction):
        """Each field with its old and new value."""
        changes = correction.told if hasattr(correction, "told") else with_changes([correction])[0][1]
        rows = [(change.label, change.old.words, change.new.words) for change in changes]
        return format_html_join("", "<div>{}: <del>{}</del> → <ins>{}</ins></div>", rows) or EMPTY
