"""XLSX files put together from their parts, for what no library would write."""

import io
import zipfile
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"


class Raw(str):
    """A cell as XML; {} is where its name belongs."""


def zipped(members, method=zipfile.ZIP_DEFLATED):
    """A zip file of these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def make_parts(
    rows,
    *,
    styles="",
    strings="",
    book="",
    hidden_rows=(),
    below="",
    around="{}",
    replace=None,
    namespace=MAIN,
):
    """A workbook of one sheet; `below` is XML below its rows, `around` that around them all.

    `replace` are other parts, by name.
    """
    sheets = '<sheets><sheet name="ผล" sheetId="1" r:id="r1"/></sheets>'
    listed = {"r1": ("worksheet", "worksheets/sheet1.xml"), "r2": ("styles", "styles.xml")}
    listed["r3"] = ("sharedStrings", "sharedStrings.xml")
    relations = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{part}"/>'
        for key, (kind, part) in listed.items()
    )
    data = f"<sheetData>{''.join(rows_xml(rows, hidden_rows))}{below}</sheetData>"
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": f'<workbook xmlns="{namespace}" xmlns:r="{OFFICE}">{book}{sheets}</workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>',
            "xl/styles.xml": f'<styleSheet xmlns="{namespace}">{styles}</styleSheet>',
            "xl/sharedStrings.xml": f'<sst xmlns="{namespace}">{strings}</sst>',
            SHEET: f'<worksheet xmlns="{namespace}">{around.replace("{}", data)}</worksheet>',
            **(replace or {}),
        }
    )


def rows_xml(rows, hidden_rows=()):
    """The rows as XML, by their numbers."""
    for number, cells in enumerate(rows, 1):
        inner = "".join(
            cell_xml(f"{chr(ord('A') + place)}{number}", value) for place, value in enumerate(cells)
        )
        hidden = ' hidden="1"' if number in hidden_rows else ""
        yield f'<row r="{number}"{hidden}>{inner}</row>' if inner else ""


def cell_xml(name, value):
    """A cell as XML."""
    if value in ("", None):
        return ""
    if isinstance(value, Raw):
        return value.replace("{}", f'r="{name}"')
    if isinstance(value, int | float):
        return f'<c r="{name}"><v>{value}</v></c>'
    return f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def formatted(*codes):
    """The styles that show numbers so, from style 1 on."""
    formats = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
        for number, code in enumerate(codes, 164)
    )
    styles = "".join(f'<xf numFmtId="{number}"/>' for number in range(164, 164 + len(codes)))
    return f'<numFmts>{formats}</numFmts><cellXfs><xf numFmtId="0"/>{styles}</cellXfs>'


def styled(number, style=1):
    """A number in a style."""
    return Raw(f'<c {{}} s="{style}"><v>{number}</v></c>')
