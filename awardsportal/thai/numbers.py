"""Numbers and yes-or-no marks as staff type them into spreadsheets."""

import math
import re
from decimal import Decimal

from .text import clean, thai_digits_to_arabic

EMPTY_MARKS = frozenset(
    {"", "n/a", "n.a.", "na", "nil", "null", "none", "ไม่มี", "ไม่มีข้อมูล", "ไม่ระบุ", "ยังไม่ระบุ", "ยังไม่มี", "ว่าง"}
)
_DASHES = re.compile("[-‐‑‒–—―−_ ]+")
_YES = frozenset({"ใช่", "มี", "เป็น", "จริง", "✓", "✔", "√", "☑", "✅", "/", "yes", "y", "true", "1"})
_NO = frozenset(
    {"ไม่ใช่", "ไม่มี", "ไม่เป็น", "ไม่จริง", "เท็จ", "✗", "✘", "✕", "×", "❌", "x", "no", "n", "false", "0"}
)

# Letters and signs as wide as an ideogram, which East Asian keyboards type.
_ORDINARY_WIDTH = {code + 0xFEE0: code for code in range(0x21, 0x7F)}

# Excel computes with fifteen digits; a longer number is an identity card or a slip.
_MOST_DIGITS = 15
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_UNIT = re.compile(r"^(?:ร้อยละ|คะแนน) ?| ?(?:%|เปอร์เซ็?นต?์?|percent|คะแนน)$")


class UnreadableNumber(ValueError):
    """What was typed is no number; `value` is what was typed."""

    def __init__(self, value):
        super().__init__(f"not a number: {value!r}")
        self.value = value


def plain(value):
    """Return what was typed as one clean line, its digits and signs in the one form that is compared."""
    return thai_digits_to_arabic(clean(str(value))).translate(_ORDINARY_WIDTH)


def _typed(value):
    """Return a cell's text as compared here; a number as Excel would show it."""
    if isinstance(value, float) and math.isfinite(value):
        value = f"{Decimal(f'{value:.{_MOST_DIGITS}g}'):f}"
    return plain(value).casefold()


def is_empty(value):
    """Say whether a cell holds nothing, or one of the marks that staff write for nothing."""
    return value is None or (isinstance(value, str) and _is_mark(_typed(value)))


def _is_mark(typed):
    return typed in EMPTY_MARKS or bool(_DASHES.fullmatch(typed))


def read_number(value):
    """Return a number, percentage or score as a Decimal; None for an empty mark, else UnreadableNumber."""
    return None if is_empty(value) else _number(value, _UNIT.sub("", _typed(value)))


def read_whole(value):
    """Return a whole number as an int, None for an empty mark, or raise UnreadableNumber, for 1.9 and 1 %."""
    if is_empty(value):
        return None
    number = _number(value, _typed(value))
    if number != int(number):
        raise UnreadableNumber(value)
    return int(number)


def _number(value, typed):
    text = typed.replace("−", "-")
    is_number = _NUMBER.fullmatch(text) and not isinstance(value, bool)
    if not is_number or sum(map(str.isdigit, text)) > _MOST_DIGITS:
        raise UnreadableNumber(value)
    return Decimal(text.replace(",", ""))


def read_yes_no(value):
    """Return True or False for a mark such as ✓ or ไม่มี, None for an empty cell, or raise ValueError."""
    typed = "" if value is None else _typed(value)
    if typed in _YES:
        return True
    if typed in _NO:
        return False
    if _is_mark(typed):
        return None
    raise ValueError(f"neither yes nor no: {value!r}")
