"""The audit log as a file."""

from django.utils import timezone
from django.utils.translation import gettext as _

from awardsportal.audit.words import in_words_of, who
from awardsportal.shown import moment
from awardsportal.spreadsheets.cells import harmless
from awardsportal.spreadsheets.exporting import ROWS_AT_ONCE, csv_file


def to_csv(events):
    """The events as an open file: CSV in the language of the page, with no cell that would run."""
    headings = [
        _("When"),
        _("Date and time (ISO 8601)"),
        _("Who"),
        _("What"),
        _("About"),
        _("Details"),
        _("Network address"),
    ]
    return csv_file(headings, map(row_of, events.iterator(chunk_size=ROWS_AT_ONCE)))


def row_of(event):
    """An event as a row of the file."""
    details = "; ".join(f"{label}: {text}" for label, text in in_words_of(event))
    at = timezone.localtime(event.at)
    shown = [moment(at), at.isoformat(timespec="seconds"), who(event), event.get_what_display()]
    return list(map(harmless, [*shown, event.about, details, event.ip_address or ""]))
