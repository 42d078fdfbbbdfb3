"""ODS: the sheets of LibreOffice, all in one part, where a cell or a row may stand for any number of them."""

from math import isfinite

from openpyxl.utils import get_column_letter

from awardsportal.spreadsheets.grids import Grid, Shared
from awardsportal.spreadsheets.limits import (
    CELL_LETTERS,
    COLUMNS,
    UnreadableFile,
    protected,
    refuse_wide,
    too_large,
    unfinished,
)

from .formats import PERCENT, as_shown, from_text
from .xml import XmlReader

OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
TYPE, CONTENT, MANIFEST = "mimetype", "content.xml", "META-INF/manifest.xml"
_NAMES = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_HIDDEN = ("collapse", "filter")
_SPACES = {"text:p": "\n", "text:s": " ", "text:tab": "\t", "text:line-break": "\n"}
# Where a sheet stands in the document; a table in deeper places is a copy of another file's.
_SHEET_DEPTH = 3


class Ods:
    """The sheets of a workbook."""

    def __init__(self, archive):
        if b"encryption-data" in archive.read(MANIFEST):
            raise protected()
        content = Content().read(archive.chunks(CONTENT))
        self.parts = content.sheets
        self.hidden = [name for name in self.parts if content.styles.get(name) in content.hiding]

    def read(self, name):
        """The cells of a sheet."""
        if isinstance(self.parts[name], UnreadableFile):
            raise self.parts[name]
        return self.parts[name]


class Content(XmlReader):
    """Reads all sheets, and keeps the refusal of one: it may not be the one that is wanted."""

    prefixes = {_NAMES.format(name): f"{name}:" for name in ("office", "table", "text", "style")}

    def __init__(self):
        super().__init__()
        self.sheets, self.styles, self.hiding, self.style = {}, {}, set(), ""
        self.name, self.grid, self.shared, self.in_sheet = "", Grid(), Shared(), False
        self.row, self.times, self.row_hidden, self.cells, self.columns = 0, 1, False, [], 0
        self.cell, self.pieces = {}, []
        self.in_cell, self.in_paragraph, self.muted = False, False, 0

    def opened(self, tag, attributes):
        """Take the text so far, and begin what begins."""
        self.take_text()
        if self.muted or (self.in_cell and tag in ("", "office:annotation")):
            self.muted += 1
        elif tag.startswith("text:"):
            self.take_space(tag)
        elif tag.startswith("style:"):
            self.take_style(tag, self.short(attributes))
        elif tag == "table:table" and self.depth == _SHEET_DEPTH:
            self.begin_sheet(self.short(attributes))
        elif self.in_sheet:
            self.begin_cells(tag, self.short(attributes))

    def closed(self, tag):
        """Take the text so far, and end what ends."""
        self.take_text()
        if self.muted:
            self.muted -= 1
        elif tag == "text:p":
            self.in_paragraph = False
        elif tag == "table:table" and self.depth == _SHEET_DEPTH + 1:
            self.in_sheet = False
        elif self.in_sheet:
            try:
                self.end_cells(tag)
            except UnreadableFile as refusal:
                self.sheets[self.name], self.in_sheet = refusal, False

    def short(self, attributes):
        """The attributes by their short names."""
        return {self.names[name]: value for name, value in attributes.items()}

    def take_style(self, tag, attributes):
        """Note the styles that hide a sheet."""
        if tag == "style:style":
            self.style = attributes.get("style:name")
        elif tag == "style:table-properties" and attributes.get("table:display") == "false":
            self.hiding.add(self.style)

    def begin_sheet(self, attributes):
        """Begin a sheet."""
        name = attributes["table:name"]
        self.grid = self.sheets[name] = Grid()
        self.in_sheet = True
        self.name, self.row, self.columns = name, 0, 0
        self.styles[name] = attributes.get("table:style-name")

    def begin_cells(self, tag, attributes):
        """Begin a column, a row or a cell."""
        if tag == "table:table-column":
            self.begin_column(attributes)
        elif tag == "table:table-row":
            self.times = number_of(attributes, "table:number-rows-repeated")
            self.row_hidden = attributes.get("table:visibility") in _HIDDEN
            self.row, self.cells = self.row + 1, []
        elif tag == "table:table-cell":
            self.cell, self.pieces, self.in_cell = attributes, [], True
        elif tag == "table:covered-table-cell":
            self.put("", attributes)

    def begin_column(self, attributes):
        """Count columns, and note the hidden ones."""
        last = min(self.columns + number_of(attributes, "table:number-columns-repeated"), COLUMNS)
        if attributes.get("table:visibility") in _HIDDEN:
            self.grid.hidden_places.update(range(self.columns, last))
        self.columns = last

    def take_space(self, tag):
        """Take a space, or the new line before a paragraph."""
        if self.in_cell:
            self.in_paragraph = self.in_paragraph or tag == "text:p"
            self.pieces.append(_SPACES.get(tag, ""))

    def take_text(self):
        """Take the text of a cell as far as it goes."""
        if self.texts and self.in_paragraph and not self.muted:
            self.pieces.append("".join(self.texts))
            if len(self.pieces) > CELL_LETTERS:
                raise too_large()

    def end_cells(self, tag):
        """End a cell or a row."""
        if tag == "table:table-cell":
            self.end_cell()
        elif tag == "table:table-row":
            self.grid.put(self.row, self.cells, hidden=self.row_hidden, times=self.times)
            self.row += self.times - 1

    def end_cell(self):
        """Put a cell in its place, and in those that it stands for besides."""
        attributes, self.in_cell = self.cell, False
        self.grid.merge(
            self.row, self.row + number_of(attributes, "table:number-rows-spanned") - 1, len(self.cells)
        )
        text = self.shared["".join(self.pieces).strip("\n")]
        if not text and "table:formula" in attributes and "office:value-type" not in attributes:
            raise unfinished(f"{get_column_letter(len(self.cells) + 1)}{self.row}")
        self.put(read_value(attributes, text), attributes)

    def put(self, value, attributes):
        """Put a value in as many places as its cell stands for."""
        times = number_of(attributes, "table:number-columns-repeated")
        if value == "":
            # Blank cells commonly reach to the last column that there is.
            self.cells += [""] * min(times, max(COLUMNS + 1 - len(self.cells), 0))
            return
        refuse_wide(len(self.cells) + times)
        self.cells += [value] * times


def number_of(attributes, name):
    """How many rows or columns something stands for."""
    return max(int(attributes.get(name, 1)), 1)


def read_value(attributes, text):
    """What a cell holds."""
    kind = attributes.get("office:value-type")
    if kind in ("float", "currency", "percentage"):
        number = float(attributes["office:value"])
        return as_shown(number, PERCENT if kind == "percentage" else "") if isfinite(number) else text
    if kind == "date":
        return from_text(attributes["office:date-value"])
    if kind == "boolean":
        return attributes["office:boolean-value"] == "true"
    return text or attributes.get("office:string-value", "")
