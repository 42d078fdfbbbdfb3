"""What a file may hold at all, and how one is refused."""

from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024
FILE_BYTES = 10 * MEGABYTE
UNPACKED_BYTES = 50 * MEGABYTE
ZIP_MEMBERS = 200
COLUMNS = 200
ROWS = 100_000
# The reader holds the whole rectangle that a sheet uses in memory, empty cells included.
CELLS = 4_000_000


class UnreadableFile(Exception):
    """A file that cannot be read; its message says why, and the cure."""


def refuse_long(data_size):
    """Refuse a file of too many bytes."""
    if data_size > FILE_BYTES:
        raise UnreadableFile(
            _("The file is larger than 10 MB. Keep only the sheet to import, and remove pictures from it.")
        )


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
