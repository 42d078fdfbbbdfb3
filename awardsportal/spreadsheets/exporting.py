"""Rows as CSV and XLSX, in the columns that an import reads: read in again, they change nothing."""

import csv
import io

from openpyxl import Workbook

from .cells import as_text, literal
from .dressing import LONGEST, dress, heading_cells, new_file, safe, safe_cell, saved, sheet_title

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"
ROWS_AT_ONCE = 1000


def rows_of(resource, queryset):
    """What the columns show of each row as files may hold it, few rows at a time in memory."""
    columns = resource.fields.values()
    for instance in resource.filter_export(queryset).iterator(chunk_size=ROWS_AT_ONCE):
        yield [literal(column.export(instance)) for column in columns]


def to_csv(resource, queryset):
    """The rows as an open file: CSV in UTF-8, with no cell that a spreadsheet program would run."""
    headings = [column.column_name for column in resource.fields.values()]
    return csv_file(headings, ([as_text(value) for value in row] for row in rows_of(resource, queryset)))


def csv_file(headings, rows):
    """An open file of rows of texts: CSV in UTF-8 that Excel reads as such."""
    file = new_file()
    # The leading mark tells Excel that the Thai text is UTF-8.
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows(rows)
    text.detach()
    file.seek(0)
    return file


def to_xlsx(resource, queryset, title):
    """The rows as an open file: a workbook of one sheet, where numbers and dates stay what they are."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(sheet_title(title))
    columns = resource.fields.values()
    dress(sheet, columns)
    sheet.append(heading_cells(sheet, columns))
    for row in rows_of(resource, queryset):
        sheet.append([in_cell(sheet, value) for value in row])
    return saved(workbook)


def in_cell(sheet, value):
    """The value to append to a row; a styled cell, which takes longer, only where it makes a difference."""
    plain = safe(value)
    if isinstance(plain, str) and (plain[0].isdigit() or len(plain) > LONGEST):
        return safe_cell(sheet, value)
    return plain
