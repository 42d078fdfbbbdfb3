"""The template of a kind of import: its headings, two examples, lists to choose from, and what each means."""

from math import ceil

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from awardsportal.thai.text import graphemes

from .cells import harmless
from .columns import Choice, Day, Year
from .dressing import (
    BODY,
    FONT,
    GREY,
    dress,
    filled,
    heading_cell,
    heading_cells,
    safe,
    safe_cell,
    saved,
    sheet_title,
)
from .limits import ROWS
from .marks import EXAMPLE

NUMBER_HEADING = "ลำดับ"
EXPLANATION, LISTS = "คำอธิบาย", "ตัวเลือก"
# What Excel shows of a hint.
HINT_TITLE, HINT = 32, 255
# Of the sheet that explains, in letters; and the height of a line in points, for no program wraps Thai alike.
WIDTHS = {"A": 34, "B": 12, "C": 60, "D": 60, "E": 48}
LINE = 16


class Template:
    """What the template of a kind of import offers beside its columns; a kind says so in a subclass."""

    # Rows to learn from, each by the names of its columns.
    examples: tuple = ()
    # What a template may be made for: its name in the address.
    made_for = ""

    def occasions(self):
        """What a template may be made for, as (value, label)."""
        return []

    def lists(self, occasion):
        """The values to choose from by the name of their column, beside those of Choice columns."""
        return {}


def template_file(template, resource_class, occasion=""):
    """The template as an open XLSX file; LookupError where there is no such occasion."""
    if occasion and occasion not in dict(template.occasions()):
        raise LookupError(occasion)
    columns, model = resource_class.fields, resource_class._meta.model
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = sheet_title(capfirst(model._meta.verbose_name_plural))
    add_examples(sheet, columns, template.examples)
    explain(workbook.create_sheet(EXPLANATION), columns, model, template.examples)
    lists = {name: values for name, values in template.lists(occasion).items() if values}
    offer(workbook, sheet, columns, choices(columns) | lists)
    return saved(workbook)


def choices(columns):
    """The values of the Choice columns, by name."""
    return {
        name: column.widget.written() for name, column in columns.items() if isinstance(column.widget, Choice)
    }


def add_examples(sheet, columns, examples):
    """Write the headings, and below them the examples, which are marked in front."""
    dress(sheet, columns.values(), before=[NUMBER_HEADING])
    sheet.append([heading_cell(sheet, NUMBER_HEADING), *heading_cells(sheet, columns.values())])
    for example in examples:
        values = [EXAMPLE, *(example.get(name) for name in columns)]
        sheet.append([example_cell(sheet, value) for value in values])


def example_cell(sheet, value):
    """A cell of an example: grey and slanting."""
    cell = safe_cell(sheet, value)
    cell.font = Font(name=FONT, size=BODY, italic=True, color="595959")
    cell.fill = filled(GREY)
    return cell


def explain(sheet, columns, model, examples):
    """Fill the sheet that says of each column what it is, whether it is needed, and what it takes."""
    for rule in rules():
        sheet.append([plain_cell(sheet, rule, wrapped=False)])
    sheet.append([])
    titles = (_("Heading"), _("Needed"), _("What belongs in it"), _("What may be typed"), _("Example"))
    sheet.append([heading_cell(sheet, text) for text in titles])
    for letter, width in WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    for name, column in columns.items():
        needed = _("Yes") if column.required else "–"
        example = next((shown[name] for shown in examples if name in shown), "")
        told = (needed, meaning(column, model), column.widget.accepts(), example)
        heading = heading_cell(sheet, column.column_name, required=column.required)
        sheet.append([heading, *(plain_cell(sheet, text) for text in told)])
        sheet.row_dimensions[sheet.max_row].height = LINE * lines_of((column.column_name, *told))


def lines_of(texts):
    """How many lines the texts of a row take."""
    return max(
        ceil(len(graphemes(str(text))) / width) for text, width in zip(texts, WIDTHS.values(), strict=True)
    )


def rules():
    """What holds for all columns."""
    return [
        _("Columns with a dark heading are needed. The others may stay empty, or be deleted."),
        _("An empty cell leaves what the portal has; a “-” empties it. Digits may be Thai."),
        _("Rows that say “%s” in a cell are not read. Delete them, or leave them.") % EXAMPLE,
        _("Names that are not in a list may be typed as well; the preview says what is not understood."),
    ]


def plain_cell(sheet, value, *, wrapped=True):
    """A cell to read."""
    cell = safe_cell(sheet, value)
    cell.font = Font(name=FONT, size=BODY)
    cell.alignment = Alignment(wrap_text=wrapped, vertical="center", horizontal="left")
    return cell


def meaning(column, model):
    """What belongs in a column: as the column says, or else the model field that it shows."""
    field = field_of(column, model)
    if column.meaning or field is None:
        return str(column.meaning)
    return " – ".join(filter(None, [str(capfirst(field.verbose_name)), str(field.help_text)]))


def field_of(column, model):
    """The model field that a column shows, or the relation whose name it shows; None if there is none."""
    field = None
    for name in column.attribute.removesuffix("__name_th").split("__"):
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            return None
        model = field.related_model
    return field


def offer(workbook, sheet, columns, lists):
    """Let cells be chosen from lists, which stand on a hidden sheet, or say in a hint what to type."""
    hidden = workbook.create_sheet(LISTS)
    hidden.sheet_state = "hidden"
    for place, (name, column) in enumerate(columns.items(), 2):
        if name in lists:
            rule = choice_of(listed(hidden, lists[name]))
        elif isinstance(column.widget, Day | Year):
            rule = DataValidation()
        else:
            continue
        if isinstance(column.widget, Day | Year):
            rule.promptTitle, rule.prompt = column.column_name[:HINT_TITLE], column.widget.accepts()[:HINT]
            rule.showInputMessage = True
        letter = get_column_letter(place)
        rule.add(f"{letter}2:{letter}{ROWS + 1}")
        sheet.add_data_validation(rule)


def listed(hidden, values):
    """Write values down the next column of the hidden sheet, each once; where they stand."""
    place = hidden.max_column + 1 if hidden["A1"].value else 1
    for row, value in enumerate(dict.fromkeys(values), 1):
        hidden.cell(row, place).value = safe(harmless(value))
    letter = get_column_letter(place)
    return f"{quote_sheetname(LISTS)}!${letter}$1:${letter}${row}"


def choice_of(area):
    """A choice from an area, which may be gone against: an import knows more names than the list."""
    return DataValidation(
        type="list",
        formula1=area,
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning",
        errorTitle=_("Not in the list"),
        error=_("Choose from the list, or keep what you typed: the preview says whether it is understood."),
    )
