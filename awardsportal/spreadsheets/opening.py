"""Opening a workbook to write into it, which takes far more memory than reading it does."""

import io
import re
import zipfile
from contextlib import suppress

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from .limits import MEGABYTE
from .workbooks.xlsx import BOOK

# Unpacked; openpyxl takes about eight times as much memory.
LARGEST = 20 * MEGABYTE
# All merged, linked and tabled cells together: openpyxl makes each of them, be it empty.
MOST_CELLS = 200_000
_AREA = re.compile(rb"<(?:\w+:)?(?:mergeCell|hyperlink|table)\b[^>]*?\bref=[\"']([^\"']+)")


def open_to_write(data):
    """The workbook to write into; None where it is none, or would take too much."""
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(data)) as archive:
        small = sum(member.file_size for member in archive.infolist()) <= LARGEST
        if small and BOOK in archive.namelist() and cells_of_areas(archive) <= MOST_CELLS:
            return load_workbook(io.BytesIO(data))
    return None


def cells_of_areas(archive):
    """How many cells the merged, linked and tabled areas of an archive's sheets have."""
    names = [name for name in archive.namelist() if re.match("xl/(worksheets|tables)/[^/]+$", name)]
    areas = [area for name in names for area in _AREA.findall(archive.read(name))]
    return sum(size_of(area.decode(errors="replace")) for area in areas)


def size_of(area):
    """How many cells an area such as A1:C3 has."""
    left, top, right, bottom = range_boundaries(area)
    return (right - left + 1) * (bottom - top + 1)
