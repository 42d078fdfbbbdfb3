"""XLSX, part by part."""

from functools import cached_property

from awardsportal.spreadsheets.limits import damaged

from .xlsx_parts import Book, Relations, Strings, Styles
from .xlsx_sheet import Sheet

BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


class Xlsx:
    """The sheets of a workbook."""

    def __init__(self, archive):
        self.archive = archive
        relations = self.part(Relations(), RELATIONS)
        book = self.part(Book(), BOOK)
        self.from_1904 = book.from_1904
        self.parts = {
            name: relations.worksheets[key]
            for name, _state, key in book.sheets
            if key in relations.worksheets
        }
        if len(set(self.parts.values())) < len(self.parts):
            raise damaged()
        self.hidden = [name for name, state, _key in book.sheets if name in self.parts and state != "visible"]
        self.styles_part, self.strings_part = (
            relations.others.get("styles"),
            relations.others.get("sharedStrings"),
        )

    def part(self, reader, name):
        """The reader, after it has read a part."""
        return reader.read(self.archive.chunks(name))

    @cached_property
    def strings(self):
        """The texts that cells refer to by number."""
        return self.part(Strings(), self.strings_part).strings if self.strings_part else []

    @cached_property
    def kinds(self):
        """What the style of a cell makes of a number, by the style's number."""
        return self.part(Styles(), self.styles_part).kinds if self.styles_part else []

    def read(self, name):
        """The cells of a sheet."""
        return self.part(Sheet(self), self.parts[name]).grid
