"""The order of Thai names outside PostgreSQL, as its collation "th-x-icu" has it: for SQLite and sorted()."""

import re
import unicodedata
from functools import lru_cache

THAI = "th-x-icu"
# PostgreSQL's name for the order of code points, in which Thai comes behind Latin.
BY_CODE = "C"

# The characters that count by themselves, in order: signs, digits, Thai, Latin.
_LETTERS = (
    "`´^¯¨¸°©®←→↑↓↔+±÷×<=>¬|¦~⁄✓✔¤¢$£¥฿₩€₿"
    "0123456789"
    "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวศษสหฬอฮ"
    "\u0e4d\u0e30\u0e31\u0e32\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39เแโใไ\u0e3a"
    "abcdefghijklmnopqrstuvwxyz"
)
# The marks that count only between words of the same letters: of Latin, then yamakkan, ์, ็ and the four tones.
_MARKS = (
    "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0327\u0328\u0304\u0309\u031b\u0323\u0325\u0326"
    "\u0e4e\u0e4c\u0e47\u0e48\u0e49\u0e4a\u0e4b"
)
# Sara am counts as า and ํ, and typed in two it comes just before itself: a private sign stands for that.
_IN_TWO = {"\u0e4d\u0e32": "\ue000", "\u0e4d\u0e45": "\ue001"}
_SPELLINGS = {
    "\ue000": ("\u0e32\u0e4d", "01"),
    "\u0e33": ("\u0e32\u0e4d", "02"),
    "\u0e45": ("\u0e32", "1"),
    "\ue001": ("\u0e32\u0e4d", "11"),
    **{chr(0x0E50 + digit): (str(digit), "0") for digit in range(10)},
}
_LEADING_VOWEL = re.compile("([เแโใไ])([ก-ฮ])")
_TYPED_IN_TWO = re.compile("|".join(_IN_TWO))
_SILENCE = re.compile(f" [{_MARKS}]*")


def _heard():
    """Map punctuation and spaces to a space, and control characters to nothing, for str.translate."""
    table: dict[int, str | None] = {}
    for code in (*range(0x20000), *range(0xE0000, 0xE0080)):
        category = unicodedata.category(chr(code))
        if category[0] in "PZ" or chr(code) in "ฯๆ\t\n\v\f\r\x85":
            table[code] = " "
        elif category in ("Cc", "Cf"):
            table[code] = None
    return table


_HEARD = _heard()


def _spell(char):
    """Return the letters that a character counts as, and how far each is from their plain form."""
    if char in _LETTERS:
        return char, "0"
    if char in _SPELLINGS:
        return _SPELLINGS[char]
    plain = unicodedata.normalize("NFKD", char)
    small = plain.lower()
    return small, ("1" if plain == char != small else "2") * len(small)


def _place(letter):
    place = _LETTERS.find(letter)
    return chr(place + 1) if place >= 0 else f"\uffff{letter}"


@lru_cache(maxsize=2**12)
def _weigh(char):
    """Return a character's share in each of the three keys: letters, marks, variants."""
    if char in _MARKS:
        return "", chr(ord("1") + _MARKS.index(char)), ""
    letters, variants = _spell(char)
    return "".join(map(_place, letters)), "0" * len(letters), variants


@lru_cache(maxsize=2**16)
def sort_key(text):
    """Return what to sort a name by: its letters, then tone marks, then capitals, then code points."""
    swapped = _LEADING_VOWEL.sub(r"\2\1", unicodedata.normalize("NFD", text))
    whole = _TYPED_IN_TWO.sub(lambda typed: _IN_TWO[typed[0]], swapped)
    heard = _SILENCE.sub("", whole.translate(_HEARD))
    weights = [_weigh(char) for char in heard]
    letters, marks, variants = ("".join(weight[level] for weight in weights) for level in range(3))
    return letters, marks.rstrip("0"), variants.rstrip("0"), text


def compare(a, b):
    """Return -1, 0 or 1 as `a` comes before, is, or comes after `b`: the callback of SQLite's collation."""
    return compare_codes(sort_key(a), sort_key(b))


def compare_codes(a, b):
    """Return -1, 0 or 1 as `a` comes before, is, or comes after `b` by their code points."""
    return (a > b) - (a < b)
