"""Rows as CSV and XLSX, in the columns that an import reads."""

import csv
import io

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from .cells import as_text, harmless

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"


def to_csv(dataset):
    """The dataset as CSV in UTF-8 that Excel reads as such, with no cell that it would run."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(dataset.headers)
    for row in dataset:
        writer.writerow([as_text(harmless(value)) for value in row])
    # The leading mark tells Excel that the Thai text is UTF-8.
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def to_xlsx(dataset, title):
    """The dataset as a workbook of one sheet; numbers and dates stay what they are."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = title
    sheet.freeze_panes = "A2"
    sheet.append(dataset.headers)
    for column, heading in enumerate(sheet[1], 1):
        heading.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = 24
    for row in dataset:
        sheet.append([harmless(value) for value in row])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()
