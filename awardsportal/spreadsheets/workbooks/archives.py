"""Zip files, of which XLSX and ODS are kinds: checked by their table of contents, counted while unpacked."""

import io
import zipfile
import zlib

from django.utils.translation import gettext as _

from awardsportal.spreadsheets.limits import (
    ZIP_MEMBERS,
    UnreadableFile,
    damaged,
    protected,
    refuse_unpacked,
    too_large,
    with_macros,
)

ENCRYPTED = 1
# Others can be told to take gigabytes of memory for unpacking.
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
CHUNK = 64 * 1024
# The beginnings and ends of elements, each of which takes its time.
TAGS = 8_000_000
_BAD_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)


class Archive:
    """The members of a zip file by name; what is unpacked over its life counts against one limit."""

    def __init__(self, data):
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
        except _BAD_ZIP:
            raise damaged() from None
        # Some programs write Windows' separators.
        self.members = {member.filename.replace("\\", "/"): member for member in self.zip.infolist()}
        self.unpacked = self.tags = 0
        self.refuse_members()

    def refuse_members(self):
        """Refuse by the table of contents: too many, too large, a password, macros."""
        members = self.zip.infolist()
        if len(members) > ZIP_MEMBERS:
            raise UnreadableFile(_("The file holds more than 200 parts. Keep only the sheet to import."))
        refuse_unpacked(sum(member.file_size for member in members))
        if any(member.flag_bits & ENCRYPTED for member in members):
            raise protected()
        if any(is_macro(name) for name in self.members):
            raise with_macros()
        if any(member.compress_type not in METHODS for member in members):
            raise damaged()

    def chunks(self, name):
        """The bytes of a member, a piece at a time; raises UnreadableFile where they break off."""
        if name not in self.members:
            raise damaged()
        try:
            with self.zip.open(self.members[name]) as member:
                while chunk := member.read(CHUNK):
                    self.count(chunk)
                    yield chunk
        except _BAD_ZIP:
            raise damaged() from None

    def count(self, chunk):
        """Count what was unpacked, which may be more than was announced, or the same again and again."""
        self.unpacked += len(chunk)
        refuse_unpacked(self.unpacked)
        self.tags += chunk.count(b"<") + chunk.count(b"/>")
        if self.tags > TAGS:
            raise too_large()

    def read(self, name):
        """All bytes of a member, none where there is no such member."""
        return b"".join(self.chunks(name)) if name in self.members else b""


def is_macro(name):
    """Whether a member of a workbook holds a program, in Excel's way or in LibreOffice's."""
    folder, _slash, file = name.partition("/")
    if folder in ("Basic", "Scripts"):
        # LibreOffice lists the libraries, of which there may be none, in files of these names.
        return bool(file) and not file.endswith(("/", "script-lc.xml", "script-lb.xml"))
    return "vbaproject" in name.lower() or name.startswith("xl/macrosheets/")
