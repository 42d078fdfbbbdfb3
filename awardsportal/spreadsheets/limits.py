"""What a file may hold at all, and how one is refused."""

from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024
FILE_BYTES = 10 * MEGABYTE
UNPACKED_BYTES = 50 * MEGABYTE
ZIP_MEMBERS = 200
COLUMNS = 200
ROWS = 100_000
# All of a sheet that is kept in memory: its cells, blank ones between others included, and their letters.
CELLS = 4_000_000
LETTERS = 100_000_000
# What Excel itself puts into one cell at most.
CELL_LETTERS = 32_767


class UnreadableFile(Exception):
    """A file that cannot be read; its message says why, and the cure."""


def refuse_long(data_size):
    """Refuse a file of too many bytes."""
    if data_size > FILE_BYTES:
        raise UnreadableFile(
            _("The file is larger than 10 MB. Keep only the sheet to import, and remove pictures from it.")
        )


def refuse_unpacked(size):
    """Refuse a file that is small only while it is packed."""
    if size > UNPACKED_BYTES:
        raise UnreadableFile(_("The file unpacks to more than 50 MB. Keep only the sheet to import."))


def refuse_wide(columns):
    """Refuse a sheet of too many columns."""
    if columns > COLUMNS:
        raise UnreadableFile(
            _("The sheet has more than 200 columns. Delete those to the right of the table and save again.")
        )


def refuse_tall(rows):
    """Refuse a sheet of too many rows."""
    if rows > ROWS:
        raise UnreadableFile(
            _("The sheet has more than 100,000 rows. Delete what is below the table, or split the file.")
        )


def refuse_full(cells, letters=0):
    """Refuse a sheet whose cells are too many together, or hold too much text."""
    if cells > CELLS or letters > LETTERS:
        raise too_large()


def too_large():
    """The refusal of a sheet that is within each limit and yet too much."""
    return UnreadableFile(
        _("The sheet is too large. Delete what lies to the right of the table and below it.")
    )


def refuse_cell(text):
    """Refuse a cell of more text than Excel would keep."""
    if len(text) > CELL_LETTERS:
        raise UnreadableFile(
            _("A cell holds more than 32,767 letters: “%s…”. Shorten it and save again.") % text[:20]
        )


def damaged():
    """The refusal of a file that breaks off or contradicts itself."""
    return UnreadableFile(_("The file is damaged. Open it in Excel, save it again as XLSX, and upload that."))


def protected():
    """The refusal of a file with a password."""
    return UnreadableFile(_("The file has a password. Remove it in Excel (File > Info) and save again."))


def with_macros():
    """The refusal of a file with programs in it."""
    return UnreadableFile(_("The file holds macros. Save it as XLSX, which has none."))


def unfinished(cell):
    """The refusal of a formula that was never worked out: its cell would be read as empty."""
    message = _(
        "Cell %s holds a formula without its result. Open the file in Excel, save it, and upload that."
    )
    return UnreadableFile(message % cell)
