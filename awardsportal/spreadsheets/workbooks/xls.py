"""XLS, the workbook of Excel 97-2003: one stream of records, first of the book, then of each sheet."""

import struct

from django.utils.translation import gettext as _

from awardsportal.spreadsheets.grids import shown
from awardsportal.spreadsheets.limits import UnreadableFile, damaged, protected, refuse_full, with_macros
from awardsportal.spreadsheets.wrong_kinds import not_a_spreadsheet

from .biff import BOF, Texts, records, text_of
from .formats import kind_of
from .xls_sheet import Sheet

BOOK, OLD_BOOK, ENCRYPTED, MACROS = "Workbook", "Book", "EncryptedPackage", "_VBA_PROJECT_CUR"
_EXCEL_97 = 0x0600
_WORKSHEET, _MACRO_SHEET = 0, 1


def refuse_disk(disk):
    """Refuse by what stands beside the stream of the book."""
    if ENCRYPTED in disk.top:
        raise protected()
    if OLD_BOOK in disk.top and BOOK not in disk.top:
        raise too_old()
    if BOOK not in disk.top:
        raise not_a_spreadsheet()
    if MACROS in disk.top:
        raise with_macros()


def too_old():
    """The refusal of a file of Excel 95 or before."""
    return UnreadableFile(_("This is a file of Excel 95 or before. Open it in Excel and save it as XLSX."))


class Xls:
    """The sheets of a workbook."""

    def __init__(self, disk):
        refuse_disk(disk)
        self.data, self.walked = disk.stream(BOOK), 0
        self.parts, self.hidden, self.strings, self.from_1904 = {}, [], [], False
        self.codes, self.kinds = {}, []
        self.walk(
            0,
            {
                BOF: self.take_version,
                0x002F: self.take_password,
                0x0022: self.take_first_day,
                0x0085: self.take_sheet,
                0x00FC: self.take_strings,
                0x041E: self.take_format,
                0x00E0: self.take_style,
            },
        )

    def read(self, name):
        """The cells of a sheet."""
        sheet = Sheet(self)
        self.walk(self.parts[name], sheet.takers)
        return sheet.grid()

    def walk(self, start, takers):
        """Hand the records from a place in the stream to those who take them, by their kinds."""
        try:
            for kind, pieces in records(self.data, start):
                # Sheets may overlap in a file that is out for our time.
                self.walked += 4 + len(pieces[0])
                if self.walked > 2 * len(self.data):
                    raise damaged()
                if kind in takers:
                    takers[kind](pieces)
        except (struct.error, IndexError, ValueError, StopIteration):
            raise damaged() from None

    def take_version(self, pieces):
        """Refuse what is older than can be read."""
        if struct.unpack_from("<H", pieces[0])[0] != _EXCEL_97:
            raise too_old()

    def take_password(self, pieces):
        """Refuse what can only be read with a password."""
        raise protected()

    def take_first_day(self, pieces):
        """Learn from which day dates count."""
        self.from_1904 = pieces[0][0] == 1

    def take_sheet(self, pieces):
        """Take the name of a sheet, and where its records begin."""
        start, state, kind = struct.unpack_from("<IBB", pieces[0])
        if kind == _MACRO_SHEET:
            raise with_macros()
        if kind == _WORKSHEET:
            name = text_of(pieces, 6, length_bytes=1)
            self.parts[name] = start
            if state & 3:
                self.hidden.append(name)

    def take_strings(self, pieces):
        """Take the texts that cells refer to by number."""
        texts = Texts(pieces, 8)
        for _number in range(struct.unpack_from("<4xI", pieces[0])[0]):
            self.strings.append(shown(texts.text()))
            refuse_full(len(self.strings))

    def take_format(self, pieces):
        """Take a number format."""
        self.codes[struct.unpack_from("<H", pieces[0])[0]] = text_of(pieces, 2)

    def take_style(self, pieces):
        """Take what a style of cells makes of numbers."""
        number = struct.unpack_from("<2xH", pieces[0])[0]
        self.kinds.append(kind_of(number, self.codes.get(number, "")))
