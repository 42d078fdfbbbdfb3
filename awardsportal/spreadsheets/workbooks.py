"""XLSX: bytes to sheets, with everything measured before the reader sees it.

No reader stops a zip bomb or a cell in a far corner, so the parts are unpacked and measured here, and packed
again for the reader: what it gets is what was measured.
"""

import io
import re
import zipfile
import zlib
from typing import NamedTuple
from xml.parsers import expat

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from .limits import CELLS, UNPACKED_BYTES, ZIP_MEMBERS, UnreadableFile, refuse_tall, refuse_wide

ZIP_MARK = b"PK\x03\x04"
OLE2_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ERROR_CELL = re.compile(rb"(<(?:\w+:)?c\b[^<>]*\bt=)([\"'])e\2")
_CELL_NAME = re.compile(r"([A-Za-z]{1,7})([0-9]{1,9})")


class Grid(NamedTuple):
    """One sheet: its cells from A1 on, and its merged ranges as ((row, column), (row, column)) from 0."""

    rows: list
    merged: list


class Workbook:
    """A workbook that was measured and can be read sheet by sheet."""

    def __init__(self, data):
        refuse_ole2(data)
        try:
            parts = unpack(data)
            for name, xml in parts.items():
                if name.endswith(".xml"):
                    measure(xml)
            self.calamine = CalamineWorkbook.from_filelike(io.BytesIO(pack(parts)))
        except (CalamineError, expat.ExpatError, *_BAD_ZIP):
            raise damaged() from None
        sheets = [sheet for sheet in self.calamine.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        self.names = [sheet.name for sheet in sheets]
        # Excel allows 31 letters; the record of an import keeps 255.
        if not all(0 < len(name) <= 255 for name in self.names):
            raise damaged()
        self.hidden = [sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible]

    def read(self, name):
        """The cells of the sheet."""
        try:
            sheet = self.calamine.get_sheet_by_name(name)
            return Grid(sheet.to_python(skip_empty_area=False), sheet.merged_cell_ranges or [])
        except CalamineError:
            raise damaged() from None


_BAD_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)


def damaged():
    """The refusal of a file that breaks off or contradicts itself."""
    return UnreadableFile(_("The file is damaged. Open it in Excel, save it again as XLSX, and upload that."))


def refuse_ole2(data):
    """Refuse files with a password, and those of Excel 2003 and before, which come in the same wrapping."""
    if not data.startswith(OLE2_MARK):
        return
    if _ENCRYPTED in data:
        raise protected()
    raise UnreadableFile(_("This is an old Excel file. Open it in Excel and save it as XLSX."))


def protected():
    """The refusal of a file with a password."""
    return UnreadableFile(_("The file has a password. Remove it in Excel (File > Info) and save again."))


def unpack(data):
    """The XML parts of a workbook by name; raises UnreadableFile before anything large is unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        refuse_members(members)
        return {
            member.filename: archive.read(member)
            for member in members
            if member.filename.endswith((".xml", ".rels"))
        }


def refuse_members(members):
    """Refuse by the table of contents: too many, too large, not a workbook, macros, a password."""
    if len(members) > ZIP_MEMBERS:
        raise UnreadableFile(_("The file holds more than 200 parts. Keep only the sheet to import."))
    if sum(member.file_size for member in members) > UNPACKED_BYTES:
        raise UnreadableFile(_("The file unpacks to more than 50 MB. Keep only the sheet to import."))
    names = {member.filename for member in members}
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        raise UnreadableFile(_("This is not an Excel workbook. Save it as XLSX, or as CSV UTF-8."))
    if any("vbaproject" in name.lower() for name in names):
        raise UnreadableFile(_("The file holds macros. Save it as XLSX, which has none."))
    if any(member.flag_bits & 1 for member in members):
        raise protected()


def pack(parts):
    """The parts as an archive again; cells in error as the text they show, which the reader leaves out."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, xml in parts.items():
            archive.writestr(name, _ERROR_CELL.sub(rb'\1"str"', xml))
    return packed.getvalue()


def measure(xml):
    """Refuse a part whose cells lie too far out, whatever it says of its dimensions, or that is not plain."""
    if b"\0" in xml:
        raise damaged()
    extent = Extent()
    extent.parser.Parse(xml, True)
    refuse_wide(extent.width)
    refuse_tall(extent.height)
    if extent.width * extent.height > CELLS:
        raise UnreadableFile(
            _("The sheet is too large. Delete what lies to the right of the table and below it.")
        )


class Extent:
    """How far the cells of a sheet reach that hold something, counted as the reader counts them."""

    def __init__(self):
        self.width = self.height = 0
        self.row = self.column = 0
        self.may_be_empty = self.unfinished = False
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.StartDoctypeDeclHandler = self.doctype

    def start(self, tag, attributes):
        """Follow a row or a cell to its place; note what the cell holds."""
        tag = tag.rpartition(":")[2]
        if tag == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif tag == "c":
            self.follow(attributes.get("r"))
            self.may_be_empty = attributes.get("t") == "str"
        elif tag == "f":
            self.unfinished = not self.may_be_empty
        elif tag in ("v", "is"):
            self.parser.CharacterDataHandler = self.text if self.unfinished else None
            self.width, self.height = max(self.width, self.column), max(self.height, self.row)

    def follow(self, name):
        """Go to the cell of this name, or to the next one."""
        if name is None:
            self.column += 1
            return
        match = _CELL_NAME.fullmatch(name)
        if not match:
            raise damaged()
        self.row, self.column = int(match[2]), 0
        for letter in match[1].upper():
            self.column = self.column * 26 + ord(letter) - ord("A") + 1

    def end(self, tag):
        """Refuse a formula that was never worked out: its cell would be read as empty."""
        if self.unfinished and tag.rpartition(":")[2] == "c":
            raise UnreadableFile(
                _("The file holds formulas without results. Open it in Excel, save it, and upload that.")
            )

    def text(self, text):
        """Note that a formula has its result."""
        self.unfinished, self.parser.CharacterDataHandler = False, None

    def doctype(self, *declaration):
        """Refuse what may define entities; no spreadsheet program writes it."""
        raise damaged()
