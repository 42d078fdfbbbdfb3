"""Workbooks: bytes to sheets, whatever the file is called, with nothing believed that it says of its size.

Each kind has `parts` (its worksheets by name), `hidden` (the names of hidden ones), and `read(name)`.
"""

from awardsportal.spreadsheets.limits import damaged
from awardsportal.spreadsheets.wrong_kinds import other_archive

from . import ods, ole2, xlsx
from .archives import Archive
from .ods import Ods
from .ole2 import Ole2
from .xls import Xls
from .xlsx import Xlsx

ZIP_MARK, OLE2_MARK = b"PK\x03\x04", ole2.MARK


def open_workbook(data):
    """The workbook in a file, or None where it is no kind of workbook; raises UnreadableFile."""
    if data.startswith(OLE2_MARK):
        book = Xls(Ole2(data))
    elif data.startswith(ZIP_MARK):
        book = in_archive(Archive(data))
    else:
        return None
    # Excel allows 31 letters; the record of an import keeps 255.
    if not all(0 < len(name) <= 255 for name in book.parts):
        raise damaged()
    return book


def in_archive(archive):
    """The workbook in a zip file."""
    if xlsx.BOOK in archive.members:
        return Xlsx(archive)
    kind = archive.read(ods.TYPE).decode(errors="replace").removeprefix(ods.OPEN_DOCUMENT)
    if kind.startswith("spreadsheet"):
        return Ods(archive)
    raise other_archive(archive.members, kind)
