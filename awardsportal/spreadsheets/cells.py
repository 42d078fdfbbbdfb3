"""What a cell holds, as text; and text that no spreadsheet program will run as a formula."""

import re
from datetime import date, datetime, time

from awardsportal.thai.numbers import is_empty

# What a spreadsheet program takes as the start of a formula, also after blanks and in full width.
_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠\t\r]")
# Excel's, and LibreOffice's own.
_ERROR = re.compile(
    r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|GETTING_DATA|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!)"
    r"|Err:[0-9]{3}"
)


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


class Quoted(str):
    """A text that an apostrophe before it says is text, whatever it looks like."""

    __slots__ = ()


def is_error(value):
    """Whether the cell shows what a formula gives that went wrong."""
    shown = isinstance(value, str) and not isinstance(value, Quoted)
    return shown and bool(_ERROR.fullmatch(value.strip()))


def harmless(value):
    """The value as it may be written to a file: an apostrophe before text that would run as a formula."""
    if not isinstance(value, str):
        return value
    runs = _FORMULA.match(value) and not is_empty(value)
    return f"'{value}" if runs or isinstance(value, Quoted) else value


def literal(value):
    """The value as an export writes it: an apostrophe before text that would not be read as it stands."""
    return f"'{value}" if isinstance(value, str) and _is_misread(value) else value


def as_typed(value):
    """The value without the apostrophe that `harmless` or `literal` put before it."""
    if isinstance(value, str) and value.startswith("'") and _is_misread(value[1:]):
        return Quoted(value[1:])
    return value


def _is_misread(text):
    """Whether a text, be it quoted already, looks like a formula, an error or a mark of emptiness."""
    bare = text.lstrip("'")
    return bool(text) and bool(_FORMULA.match(bare) or is_empty(bare) or _ERROR.fullmatch(bare))
