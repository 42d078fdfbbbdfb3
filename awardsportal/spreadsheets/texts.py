"""CSV and its kin: bytes to text, and text to rows."""

import codecs
import csv
import io
import re
from itertools import islice

from django.utils.translation import gettext as _

from .grids import Grid, Shared
from .limits import CELL_LETTERS, UnreadableFile, refuse_wide
from .wrong_kinds import not_a_spreadsheet, refuse_text

DELIMITERS = ",;\t"
_MARKS_OF_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
# So much is looked at to tell how a text is written.
_SAMPLE = 20_000
# Delimiters: those of Excel's widest row, and those that a quoted cell may hold.
_IN_A_ROW = 16_384 + CELL_LETTERS

_LETTER, _THAI = re.compile(r"[^\W\d_]"), re.compile("[ก-๛]")
# The letters that the first bytes of Thai in UTF-8 turn into when it is read as cp874; seldom in real words.
_UTF_8_AS_CP874 = re.compile("เ[ธน]")
# Letters of Western Europe in runs: Thai in cp874 or UTF-8, read as cp1252.
_THAI_AS_CP1252 = re.compile("[\u00a1-\u00fb]{2,}")
# What is left where an encoding had no place for Thai.
_LOST = re.compile("[?\ufffd]{3,}")
# Each with the letters among which it shows, and the part of them from which on it is no accident.
_DAMAGES = ((_UTF_8_AS_CP874, _THAI, 2), (_THAI_AS_CP1252, _LETTER, 3), (_LOST, _LETTER, 3))


def decode(data):
    """The text of a file in UTF-16 with its mark, UTF-8 or cp874; raises UnreadableFile."""
    encodings = ["utf-16"] if data.startswith(_MARKS_OF_UTF_16) else ["utf-8-sig", "cp874"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text):
            break
        refuse_text(text)
        return text
    raise not_a_spreadsheet()


def refuse_mojibake(text):
    """Refuse Thai that was opened in the wrong encoding and saved like that; its letters are past repair."""
    text = text[:_SAMPLE]
    for damage, letter, share in _DAMAGES:
        found = damage.findall(text)
        if len("".join(found)) * share > max(len(letter.findall(text)), 12):
            start = text.find(found[0])
            raise UnreadableFile(
                _(
                    "The Thai in this file is damaged: it reads “%s…”. It was opened in the wrong encoding "
                    "and then saved. Take the original file and save it as XLSX, or as CSV UTF-8."
                )
                % text[start : start + 12]
            )


def grid_of(text, known):
    """The rows of delimited text, by the delimiter that gives the most headings that are `known`."""
    return parse(text, max(DELIMITERS, key=lambda delimiter: _fit(text, delimiter, known)))


def _fit(text, delimiter, known):
    top = list(islice(csv.reader(io.StringIO(text[:_SAMPLE], newline=""), delimiter=delimiter), 20))
    return max((sum(map(known, row)) for row in top), default=0), max(map(len, top), default=0)


class Lines:
    """The lines of a text; raises UnreadableFile for one row of which no end can be seen."""

    def __init__(self, text, delimiter):
        self.lines, self.delimiter, self.in_row = io.StringIO(text, newline=""), delimiter, 0

    def __iter__(self):
        for line in self.lines:
            self.in_row += line.count(self.delimiter)
            if self.in_row > _IN_A_ROW:
                refuse_wide(self.in_row)
            yield line


def parse(text, delimiter):
    """Text as a grid, rows numbered as Excel does; raises UnreadableFile where the quotes do not match."""
    grid, shared, lines = Grid(), Shared(), Lines(text, delimiter)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for number, row in enumerate(reader, 1):
            if row:
                grid.put(number, [shared[cell] for cell in row])
            lines.in_row = 0
    except csv.Error:
        raise UnreadableFile(
            _("The file is damaged at line %d: a quotation mark is not closed, or a cell is far too long.")
            % reader.line_num
        ) from None
    return grid
