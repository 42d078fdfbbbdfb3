"""What a cell holds, as text; and text that no spreadsheet program will run as a formula."""

import re
from datetime import date, datetime, time

# What a spreadsheet program takes as the start of a formula, also after blanks and in full width.
_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠\t\r]")
_ERROR = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)")


def as_text(value):
    """The cell as Excel would show it: 7 for 7.0, 2020-12-03 for a date, nothing for an empty one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime) and value.time() != time.min:
        return value.isoformat(" ")
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    return str(value)


def is_error(value):
    """Whether the cell shows an error of Excel's."""
    return isinstance(value, str) and bool(_ERROR.fullmatch(value.strip()))


def harmless(value):
    """The value as it may be written to a file: an apostrophe before text that would run as a formula."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def as_typed(value):
    """The value without the apostrophe that `harmless` put before it."""
    if isinstance(value, str) and value.startswith("'") and _FORMULA.match(value):
        return value[1:]
    return value
