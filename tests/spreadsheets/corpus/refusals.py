"""Files that are no spreadsheets, that are broken, and that are out to do harm."""

import io
import zipfile
from pathlib import Path

from tests.spreadsheets.files import make_xlsx, rezipped

from .cases import TABLE, reads, refused
from .excel_parts import MAIN, SHEET, Raw, make_parts, zipped
from .old_excel import make_disk, make_xls, record
from .open_document import TYPE, make_ods

MEGABYTE = 1024 * 1024
DAMAGED = "The file is damaged. Open it in Excel, save it again as XLSX"
PASSWORD = "The file has a password."
MACROS = "The file holds macros."
TOO_WIDE, TOO_TALL = "The sheet has more than 200 columns.", "The sheet has more than 100,000 rows."
TOO_LARGE = "The sheet is too large."
DTD = "The file holds a document type definition"
WORKBOOK = f'<worksheet xmlns="{MAIN}"><sheetData>{{}}</sheetData></worksheet>'


def row(times=1, cells=1):
    """A row of ODS that stands for so many, of one cell that stands for so many."""
    cell = f'<table:table-cell table:number-columns-repeated="{cells}" office:value-type="string">'
    return (
        f'<table:table-row table:number-rows-repeated="{times}">{cell}<text:p>ก</text:p></table:table-cell>'
        "</table:table-row>"
    )


def no(what, data):
    """A file of another kind."""
    return refused(lambda: data, f"This is not a spreadsheet. It is {what}: save the table as XLSX")


def broken(**parts):
    """A workbook with other parts."""
    return lambda: make_parts(TABLE, replace=parts)


def with_sheet(xml):
    """A workbook with this XML as its sheet."""
    return lambda: make_parts(TABLE, replace={SHEET: xml})


def below(xml):
    """A workbook with this XML below its rows."""
    return lambda: make_parts(TABLE, below=xml)


def flagged():
    """A workbook whose members say that they are encrypted."""
    data = bytearray(zipped({"xl/workbook.xml": "x"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def ods_below(row):
    """An ODS with such a row below its rows."""
    return lambda: make_ods(("ผล", [*TABLE, [Raw(f"</table:table-row>{row}<table:table-row>")]], {}))


def spoiled(data):
    """The zip file with a byte changed in the middle of its sheet."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        place = archive.getinfo(SHEET).header_offset + 100
    return data[:place] + bytes([data[place] ^ 255]) + data[place + 1 :]


def lying(data):
    """The zip bomb, which says that it is small."""
    return data.replace((51 * MEGABYTE).to_bytes(4, "little"), (100).to_bytes(4, "little"))


CASES = {
    # Of another kind
    "a PDF": no("a PDF document", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"),
    "a PNG": no("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    "a JPEG": no("a picture", b"\xff\xd8\xff\xe0\0\x10JFIF"),
    "a database": no("a database", b"SQLite format 3\0\x10\0"),
    "gzip": no("a packed file", b"\x1f\x8b\x08\0\0\0\0\0"),
    "RTF": no("a text document", b"{\\rtf1\\ansi\\deff0 {\\fonttbl}"),
    "a web page called XLS": no(
        "a web page", "<html><table><tr><td>ปี พ.ศ.</td></tr></table></html>".encode()
    ),
    "a web page in UTF-16": no("a web page", "<!DOCTYPE html>\r\n<html>".encode("utf-16")),
    "a table of HTML in cp874": no("a web page", "\r\n<TABLE border=1><tr><td>ปี พ.ศ.".encode("cp874")),
    "a web archive": no("a web page", b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n"),
    "Excel's XML of 2003": no(
        "an XML file", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    ),
    "JSON, a list": no("a JSON file", b'[{"year": 2569, "agency": "x"}]'),
    "JSON, an object": no("a JSON file", b'{\n  "winners": []}'),
    "a Word document": no("a text document", zipped({"word/document.xml": "<w/>"})),
    "a presentation": no("a presentation", zipped({"ppt/presentation.xml": "<p/>"})),
    "a binary workbook": no("a binary workbook", zipped({"xl/workbook.bin": "x"})),
    "a zip of a workbook": no("a packed file", zipped({"ผล.xlsx": make_xlsx(TABLE)})),
    "a text of LibreOffice": no(
        "a text document", zipped({"mimetype": TYPE.replace("spreadsheet", "text"), "content.xml": "<a/>"})
    ),
    "an old Word document": refused(
        lambda: make_disk(("WordDocument", b"x")), "This is not a spreadsheet. Save it as XLSX"
    ),
    "Excel 95": refused(lambda: make_disk(("Book", b"x")), "This is a file of Excel 95 or before."),
    "a program": refused(lambda: b"\x7fELF\x02\x01\x01\0", "This is not a spreadsheet. Save it as XLSX"),
    "this very file": refused(Path(__file__).read_bytes, "No row of headings was found"),
    # With a password or programs
    "a password, XLSX": refused(
        lambda: make_disk(("EncryptionInfo", b"x"), ("EncryptedPackage", b"x")), PASSWORD
    ),
    "a password, XLS": refused(lambda: make_xls(("ผล", TABLE, {}), before=record(0x002F, b"\1\0")), PASSWORD),
    "a password, ODS": refused(
        lambda: make_ods(("ผล", TABLE, {}), more={"META-INF/manifest.xml": "<manifest:encryption-data/>"}),
        PASSWORD,
    ),
    "a password, zip": refused(flagged, PASSWORD),
    "macros, XLSX": refused(broken(**{"xl/vbaProject.bin": "x"}), MACROS),
    "macros of Excel 4, XLSX": refused(broken(**{"xl/macrosheets/sheet1.xml": "<a/>"}), MACROS),
    "macros, XLS": refused(lambda: make_xls(("ผล", TABLE, {}), storages=["_VBA_PROJECT_CUR"]), MACROS),
    "macros of Excel 4, XLS": refused(
        lambda: make_xls(("ผล", TABLE, {}), ("แมโคร", [], {"kind": 1})), MACROS
    ),
    "macros, ODS": refused(
        lambda: make_ods(("ผล", TABLE, {}), more={"Basic/Standard/Module1.xml": "<a/>"}), MACROS
    ),
    "lists of macros, all empty, ODS": reads(
        lambda: make_ods(("ผล", TABLE, {}), more={"Basic/script-lc.xml": "<a/>", "Basic/": ""})
    ),
    # Broken
    "XLSX that breaks off": refused(lambda: make_xlsx(TABLE)[:-400], DAMAGED),
    "only the beginning of a zip": refused(lambda: b"PK\x03\x04" + bytes(200), DAMAGED),
    "a zip of which a part is wrong": refused(lambda: spoiled(make_xlsx(TABLE)), DAMAGED),
    "XML that breaks off": refused(with_sheet(WORKBOOK[:-5]), DAMAGED),
    "XML that is none": refused(with_sheet("ปี พ.ศ.,หน่วยงาน"), DAMAGED),
    "a workbook without its sheet": refused(
        lambda: zipped({"xl/workbook.xml": "<workbook/>", "mimetype": ""}), DAMAGED
    ),
    "a text of a number that is not there": refused(below('<row><c t="s"><v>7</v></c></row>'), DAMAGED),
    "rows out of order": refused(below('<row r="1"><c><v>1</v></c></row>'), DAMAGED),
    "cells out of order": refused(below('<row><c r="B4"><v>1</v></c><c r="A4"><v>1</v></c></row>'), DAMAGED),
    "a cell of no name": refused(below('<row><c r="4"><v>1</v></c></row>'), DAMAGED),
    "merged cells of no name": refused(
        lambda: make_parts(TABLE, around='{}<mergeCells><mergeCell ref="ก1:ข2"/></mergeCells>'), DAMAGED
    ),
    "XLS that breaks off": refused(lambda: make_xls(("ผล", TABLE, {}))[:1800], DAMAGED),
    "XLS of which sectors go in a circle": refused(
        lambda: make_xls(("ผล", TABLE, {})).replace(b"\xfe\xff\xff\xff", b"\x02\0\0\0"), DAMAGED
    ),
    "ODS that breaks off": refused(lambda: make_ods(("ผล", TABLE, {}))[:-300], DAMAGED),
    "ODS without content": refused(lambda: zipped({"mimetype": TYPE}), DAMAGED),
    # Out to do harm
    "an external entity": refused(
        with_sheet(f'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>{WORKBOOK}'), DTD
    ),
    "entities that grow": refused(
        with_sheet(f'<!DOCTYPE a [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>{WORKBOOK}'), DTD
    ),
    "an external entity, ODS": refused(
        lambda: zipped({"mimetype": TYPE, "content.xml": '<!DOCTYPE a SYSTEM "http://localhost/a"><a/>'}), DTD
    ),
    "a zip bomb": refused(
        lambda: make_parts(TABLE, replace={"xl/media/a.bin": bytes(51 * MEGABYTE)}),
        "The file unpacks to more than 50 MB.",
    ),
    "a zip bomb that lies": refused(lambda: lying(with_sheet(bytes(51 * MEGABYTE))()), DAMAGED),
    "a zip of 201 parts": refused(
        lambda: rezipped(make_xlsx(TABLE), add={f"xl/media/{n}.png": b"" for n in range(200)}),
        "The file holds more than 200 parts.",
    ),
    "a zip that takes gigabytes to unpack": refused(
        lambda: zipped({"xl/workbook.xml": "<a/>"}, zipfile.ZIP_LZMA), DAMAGED
    ),
    "a cell in the last corner": refused(
        below('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), TOO_WIDE
    ),
    "a cell in the last row": refused(below('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), TOO_TALL),
    "a cell in column 201": refused(below('<row r="9"><c r="GS9"><v>1</v></c></row>'), TOO_WIDE),
    "false dimensions": reads(lambda: make_parts(TABLE, around='<dimension ref="A1:XFD1048576"/>{}')),
    "XML 200 deep": refused(with_sheet("<a>" * 200), DAMAGED),
    "thousands of names": refused(with_sheet("".join(f"<a{n}/>" for n in range(20_000))), DAMAGED),
    "an endless tag": refused(with_sheet(f'<a b="{"c" * 3 * MEGABYTE}"/>'), DAMAGED),
    "a text that all cells share": refused(
        lambda: make_parts(
            TABLE,
            strings=f"<si><t>{'ก' * 32_000}</t></si>",
            below='<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>' * 2_000,
        ),
        TOO_LARGE,
    ),
    "a million equal rows, ODS": refused(ods_below(row(times=1_048_570)), TOO_TALL),
    "thousands of equal cells, ODS": refused(ods_below(row(cells=16_384)), TOO_WIDE),
    "equal rows of equal cells, ODS": refused(ods_below(row(times=90_000, cells=200)), TOO_LARGE),
    "cells in the last corner, XLS": refused(
        lambda: make_xls(("ผล", [*TABLE, *[[]] * 65_000, [""] * 255 + [1]], {})), TOO_WIDE
    ),
}
