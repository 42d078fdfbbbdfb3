"""Real files for tests."""

import csv
import io
import zipfile

from openpyxl import Workbook


def make_xlsx(rows, title="Sheet1", *, merged=(), before=(), hidden=()):
    """A workbook with these rows on a sheet, after other (name, rows) sheets, and hidden ones after it."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, cells in (*before, (title, rows), *hidden):
        sheet = workbook.create_sheet(name)
        for row in cells:
            sheet.append(row)
        if (name, cells) in hidden:
            sheet.sheet_state = "hidden"
    for area in merged:
        workbook[title].merge_cells(area)
    return saved(workbook)


def saved(workbook):
    """The bytes of an openpyxl workbook."""
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def make_csv(rows, encoding="utf-8-sig", delimiter=",", lineterminator="\r\n"):
    """The rows as delimited text."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=lineterminator).writerows(rows)
    return text.getvalue().encode(encoding)


def rezipped(data, replace=None, add=None):
    """The zip archive with some members replaced and others added."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, (replace or {}).get(name, old.read(name)))
        for name, content in (add or {}).items():
            new.writestr(name, content)
    return result.getvalue()


def sheet_xml(body, dimension="A1:C3"):
    """The XML of a sheet with these rows."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<dimension ref="{dimension}"/><sheetData>{body}</sheetData></worksheet>'
    ).encode()
