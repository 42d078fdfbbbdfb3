"""The parts of an XLSX file beside its sheets: which sheets there are, styles, and texts that cells share."""

import re
from posixpath import join, normpath

from awardsportal.spreadsheets.grids import shown
from awardsportal.spreadsheets.limits import CELL_LETTERS, refuse_full, too_large

from .formats import kind_of
from .xml import XmlReader

TRUE = ("1", "true", "on")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class XlsxReader(XmlReader):
    """Reads a part of a workbook, be it transitional or strict."""

    prefixes = {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "",
        "http://purl.oclc.org/ooxml/spreadsheetml/main": "",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
        "http://purl.oclc.org/ooxml/officeDocument/relationships": "r:",
        "http://schemas.openxmlformats.org/package/2006/relationships": "",
    }


class Book(XlsxReader):
    """The list of sheets."""

    def __init__(self):
        super().__init__()
        self.sheets, self.from_1904 = [], False

    def opened(self, tag, attributes):
        """Take a sheet, or the day from which dates count."""
        if tag == "sheet":
            key = next((value for name, value in attributes.items() if self.names[name] == "r:id"), None)
            self.sheets.append((attributes["name"], attributes.get("state", "visible"), key))
        elif tag == "workbookPr":
            self.from_1904 = attributes.get("date1904") in TRUE


class Relations(XlsxReader):
    """Which part holds what: worksheets by their keys, the others by their kind."""

    def __init__(self):
        super().__init__()
        self.worksheets, self.others = {}, {}

    def opened(self, tag, attributes):
        """Take a part."""
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes["Type"].rpartition("/")[2]
            part = normpath(join("/xl", attributes["Target"])).lstrip("/")
            if kind == "worksheet":
                self.worksheets[attributes["Id"]] = part
            else:
                self.others[kind] = part


class Styles(XlsxReader):
    """What each style makes of a number."""

    def __init__(self):
        super().__init__()
        self.codes, self.kinds, self.of_cells = {}, [], False

    def opened(self, tag, attributes):
        """Take a format, or a style of cells that uses one."""
        if tag == "numFmt":
            self.codes[attributes["numFmtId"]] = attributes["formatCode"]
        elif tag == "cellXfs":
            self.of_cells = True
        elif tag == "xf" and self.of_cells:
            number = attributes.get("numFmtId", "0")
            self.kinds.append(kind_of(int(number), self.codes.get(number, "")))

    def closed(self, tag):
        """Leave the styles of cells."""
        if tag == "cellXfs":
            self.of_cells = False


class TextReader(XlsxReader):
    """Puts together texts of several runs, without what is only there to be read aloud."""

    def __init__(self):
        super().__init__()
        self.runs, self.aloud = [], False

    def opened(self, tag, attributes):
        """Begin what is read aloud."""
        if tag == "rPh":
            self.aloud = True

    def closed(self, tag):
        """Take a run, or end what is read aloud."""
        if tag == "t" and not self.aloud:
            self.runs.append("".join(self.texts))
            if len(self.runs) > CELL_LETTERS:
                raise too_large()
        elif tag == "rPh":
            self.aloud = False

    def text(self):
        """The runs so far, as one text."""
        text = "".join(self.runs)
        self.runs.clear()
        return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text


class Strings(TextReader):
    """The texts that cells refer to by number."""

    def __init__(self):
        super().__init__()
        self.strings = []

    def closed(self, tag):
        """Take a text."""
        super().closed(tag)
        if tag == "si":
            self.strings.append(shown(self.text()))
            refuse_full(len(self.strings))
