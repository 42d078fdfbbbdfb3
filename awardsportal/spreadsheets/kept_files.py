"""The uploaded files of imports, kept in the private storage: what stands in one, and deleting it."""

from pathlib import Path

from awardsportal.thai.text import clean

from . import texts
from .workbooks import open_workbook


def is_there(record):
    """Whether the uploaded file is still kept."""
    return bool(record.file) and Path(record.file.path).exists()


def lines_in(record):
    """All text of an uploaded file, row by row of each of its sheets; raises UnreadableFile."""
    with record.file.open("rb") as file:
        data = file.read()
    book = open_workbook(data)
    if book is None:
        return [clean(line) for line in texts.decode(data).splitlines()]
    grids = [book.read(name) for name in book.parts]
    return [clean(" ".join(map(str, cells))) for grid in grids for cells in grid.rows.values()]


def delete(record):
    """Delete the uploaded file and what is kept beside it; the record of the import stays."""
    path = Path(record.file.path)
    for each in (path, *path.parent.glob(f"{path.name}.*")):
        each.unlink(missing_ok=True)
