"""CSV and its kin: bytes to text, and text to rows."""

import codecs
import csv
import io
import re

from django.utils.translation import gettext as _

from .limits import UnreadableFile, refuse_tall, refuse_wide

DELIMITERS = ",;\t"
# The letters that the first byte of Thai in UTF-8 turns into when it is read as cp874.
_UTF8_AS_CP874 = re.compile("เ[ธน]")
_CP874_AS_CP1252 = re.compile("[\u00a1-\u00fb]{2,}")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")


def decode(data):
    """The text of a file in UTF-16 with its mark, UTF-8 or cp874; raises UnreadableFile."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp874"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text
    raise UnreadableFile(_("This is not a spreadsheet. Save it as XLSX, or as CSV UTF-8, and upload that."))


def _mojibake(text):
    if len(_UTF8_AS_CP874.findall(text)) * 4 > len(re.findall("[ก-๛]", text)) > 8:
        return _UTF8_AS_CP874
    if len("".join(_CP874_AS_CP1252.findall(text))) * 3 > len(re.findall(r"[^\W\d_]", text)):
        return _CP874_AS_CP1252
    return None


def refuse_mojibake(text):
    """Refuse Thai that was opened in the wrong encoding and saved like that; its letters are past repair."""
    pattern = _mojibake(text)
    if pattern is None:
        return
    start = text.find(pattern.findall(text)[0])
    raise UnreadableFile(
        _(
            "The Thai in this file is damaged: it reads “%s…”. It was opened in the wrong encoding and then "
            "saved. Take the original file and save it as XLSX, or as CSV UTF-8."
        )
        % text[start : start + 12]
    )


def rows_of(text, known):
    """The rows of delimited text, by the delimiter that gives the most headings that are `known`."""
    return parse(text, max(DELIMITERS, key=lambda delimiter: _fit(text, delimiter, known)))


def _fit(text, delimiter, known):
    top = parse(text[:20_000], delimiter, strict=False)[:20]
    return max((sum(map(known, row)) for row in top), default=0), max(map(len, top), default=0)


def parse(text, delimiter, *, strict=True):
    """Text as a list of rows; raises UnreadableFile where the quotes do not match."""
    rows = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    try:
        for row in reader:
            rows.append(row)
            refuse_wide(len(row))
            refuse_tall(len(rows))
    except csv.Error:
        raise UnreadableFile(
            _("The file is damaged at line %d: a quotation mark is not closed, or a cell is far too long.")
            % reader.line_num
        ) from None
    return rows
