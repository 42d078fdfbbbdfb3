"""ODS files, written as LibreOffice does."""

from datetime import date
from xml.sax.saxutils import escape

from .excel_parts import Raw, zipped

TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style", "drawing")
)
_HIDING = (
    '<office:automatic-styles><style:style style:name="hiding" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
)


def make_ods(*sheets, kind=TYPE, more=None):
    """A workbook of (name, rows, options) sheets; `more` are other members, by name.

    The options of a sheet are `merged`, how many rows a cell spans by its (row, place) from 0, `hidden_rows`
    from 0, `columns` as XML, and whether it is `hidden`.
    """
    tables = "".join(table(name, rows, **options) for name, rows, options in sheets)
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f"<office:document-content {_SPACES}>{_HIDING}{body}</office:document-content>"
    return zipped({"mimetype": kind, "content.xml": content, **(more or {})})


def table(name, rows, *, merged=None, hidden_rows=(), columns="<table:table-column/>", hidden=False):
    """A sheet."""
    style = ' table:style-name="hiding"' if hidden else ""
    spans = merged or {}
    lines = "".join(
        "<table:table-row{}>{}</table:table-row>".format(
            ' table:visibility="filter"' if number in hidden_rows else "",
            "".join(cell(value, spans.get((number, place))) for place, value in enumerate(values)),
        )
        for number, values in enumerate(rows)
    )
    # Below the last row LibreOffice counts the others down to the end of the sheet.
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    rest = f'<table:table-row table:number-rows-repeated="1048000">{blank}</table:table-row>'
    return f'<table:table table:name="{name}"{style}>{columns}{lines}{rest}</table:table>'


def cell(value, span=None):
    """A cell; a text that ends in % is a number shown as a percentage."""
    attributes = f' table:number-rows-spanned="{span}" table:number-columns-spanned="1"' if span else ""
    if isinstance(value, Raw):
        return value
    if value in ("", None):
        return f"<table:table-cell{attributes}/>"
    shown = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f"<table:table-cell{attributes} {kind_of(value)}>{shown}</table:table-cell>"


def kind_of(value):
    """What a cell says of its value."""
    if isinstance(value, bool):
        return f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
    if isinstance(value, date):
        return f'office:value-type="date" office:date-value="{value:%Y-%m-%d}"'
    if isinstance(value, int | float):
        return f'office:value-type="float" office:value="{value}"'
    if value.endswith("%"):
        return f'office:value-type="percentage" office:value="{float(value[:-1]) / 100}"'
    return 'office:value-type="string"'
