"""Files that are no spreadsheets, whatever they are called: known by how they begin, and named."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .limits import UnreadableFile

_BEGINNINGS = {
    b"%PDF": gettext_lazy("a PDF document"),
    b"{\\rtf": gettext_lazy("a text document"),
    b"\x89PNG": gettext_lazy("a picture"),
    b"\xff\xd8\xff": gettext_lazy("a picture"),
    b"GIF8": gettext_lazy("a picture"),
    b"SQLite format 3\0": gettext_lazy("a database"),
    b"\x1f\x8b": gettext_lazy("a packed file"),
    b"7z\xbc\xaf": gettext_lazy("a packed file"),
    b"Rar!": gettext_lazy("a packed file"),
}
_MEMBERS = {
    "word/document.xml": gettext_lazy("a text document"),
    "ppt/presentation.xml": gettext_lazy("a presentation"),
    "xl/workbook.bin": gettext_lazy("a binary workbook"),
}
_OPEN_DOCUMENTS = {"text": gettext_lazy("a text document"), "presentation": gettext_lazy("a presentation")}
_TEXTS = {
    re.compile(r"<(!doctype html|html|head|body|table|div|meta|style)\b", re.IGNORECASE): gettext_lazy(
        "a web page"
    ),
    re.compile(r"MIME-Version:", re.IGNORECASE): gettext_lazy("a web page"),
    re.compile(r"<[?!\w]"): gettext_lazy("an XML file"),
    re.compile(r'[{[]\s*[{["\]}]'): gettext_lazy("a JSON file"),
}


def not_a_spreadsheet(what=""):
    """The refusal of a file that is something else, named if that is known."""
    if not what:
        return UnreadableFile(
            _("This is not a spreadsheet. Save it as XLSX, or as CSV UTF-8, and upload that.")
        )
    message = _(
        "This is not a spreadsheet. It is %s: save the table as XLSX, or as CSV UTF-8, and upload that."
    )
    return UnreadableFile(message % what)


def refuse_bytes(data):
    """Refuse what begins like another kind of file."""
    for beginning, what in _BEGINNINGS.items():
        if data.startswith(beginning):
            raise not_a_spreadsheet(what)


def refuse_text(text):
    """Refuse text that is written for programs."""
    for beginning, what in _TEXTS.items():
        if beginning.match(text.lstrip()[:100]):
            raise not_a_spreadsheet(what)


def other_archive(members, kind=""):
    """The refusal of a zip file that is no workbook, by the names of its members or its kind of document."""
    known = [what for name, what in _MEMBERS.items() if name in members]
    return not_a_spreadsheet(known[0] if known else _OPEN_DOCUMENTS.get(kind, _("a packed file")))
