"""One spelling for what Thai keyboards, old fonts and PDF files write in several ways."""

import re
import unicodedata
from functools import lru_cache

# A sheet says the same words in many rows, and each is cleaned when it is read, compared and written.
remembered = lru_cache(maxsize=20_000)

_LINE_BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_VARIATION_SELECTORS = {0x034F, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}

# Fonts of the 1990s kept letters without their tail, and marks moved left or down, in a private area.
_PRIVATE_GLYPHS = dict(
    enumerate(
        "\u0e10\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
        "\u0e0d\u0e31\u0e4d\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a",
        start=0xF700,
    )
)


def _shown():
    """Map what is not seen to nothing and every kind of space to a plain one, for str.translate."""
    table = dict.fromkeys(_VARIATION_SELECTORS)
    for code in (*range(0x20000), *range(0xE0000, 0xE0080)):
        category = unicodedata.category(chr(code))
        if category[0] == "Z" or chr(code) in "\t\n\v\f\r\x85":
            table[code] = " "
        elif category in ("Cc", "Cf", "Cs"):
            table[code] = None
    return table | _PRIVATE_GLYPHS


_SHOWN = _shown()
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")

# The order of the marks on one letter: those below it, those above it, the tone or ์, and sara am last.
_ORDER = (
    "\u0e3a",
    "\u0e38\u0e39",
    "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47\u0e4d",
    "\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4e",
    "\u0e33",
)
_PLACE = {mark: place for place, marks in enumerate(_ORDER) for mark in marks}
_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_MARK_RUN = re.compile(f"[{_MARKS}\u0e33]{{2,}}")
_SARA_AM_IN_TWO = re.compile("\u0e4d([\u0e31\u0e34-\u0e3a\u0e47-\u0e4c\u0e4e]*)\u0e32")
_SARA_AE_IN_TWO = re.compile("เเ+")
_REPEATED_VOWEL = re.compile(r"([ะาำๅแโใไ])\1+")
_NOT_THAI = re.compile("[^\u0e00-\u0e7f]+")

_SAME_WORDS = {"ดิจิตอล": "ดิจิทัล", "องค์กรมหาชน": "องค์การมหาชน"}
_NOT_COMPARED = re.compile(r"[ .․…．()\[\]{}（）［］｛｝〈〉ฯ]")
_NOT_FILED = re.compile("[ ฯๆ]")
# What is filed among Latin letters and has none of them comes behind, all of it together.
THAI_LETTERS = "ก–ฮ"


def _in_order(run):
    marks = sorted(dict.fromkeys(run[0]), key=_PLACE.__getitem__)
    if marks[-1] == "\u0e33":
        marks = [mark for mark in marks if mark != "\u0e4d"]
    return "".join(marks)


@remembered
def clean(text):
    """Return a single line as it is stored: nothing unseen in it, and each word spelt in one way."""
    text = " ".join(text.translate(_SHOWN).split())
    # Composing the Thai part as well would move marks, not always to the order we keep.
    text = _NOT_THAI.sub(lambda run: unicodedata.normalize("NFC", run[0]), text)
    text = _MARK_RUN.sub(_in_order, _SARA_AM_IN_TWO.sub("\\1\u0e33", text))
    return _REPEATED_VOWEL.sub(r"\1", _SARA_AE_IN_TWO.sub("แ", text))


@remembered
def clean_lines(text):
    """Return text of several lines as it is stored: each line cleaned, the breaks between them kept."""
    return "\n".join(map(clean, _LINE_BREAK.split(text))).strip()


@remembered
def fold(text):
    """Return what is compared and searched: two ways of typing the same words fold to the same string."""
    folded = _NOT_COMPARED.sub("", clean(text).casefold().translate(_DIGITS))
    # Cleaned again, because marks that a dot kept apart have met.
    folded = clean(folded)
    for typed, right in _SAME_WORDS.items():
        folded = folded.replace(typed, right)
    return folded


@remembered
def skeleton(text):
    """Return the letters of a text without their marks, for comparing with text that a PDF file damaged."""
    bare = re.sub(f"[{_MARKS}]", "", fold(text)).replace("\u0e33", "า")
    return fold(bare)


def thai_digits_to_arabic(text):
    """Return the text with ๐-๙ as 0-9."""
    return text.translate(_DIGITS)


def has_thai(text):
    """Say whether there is any Thai in the text."""
    return any("\u0e01" <= char <= "\u0e5b" for char in text)


def graphemes(text):
    """Return the letters as a reader counts them, each with its marks: where text may be cut."""
    letters: list[str] = []
    for char in text:
        if letters and (char == "\u0e33" or unicodedata.category(char)[0] == "M"):
            letters[-1] += char
        else:
            letters.append(char)
    return letters


def initial(name):
    """Return the letter a name is filed under: a Thai consonant, a capital Latin letter, or "#"."""
    letters = _NOT_FILED.sub("", unicodedata.normalize("NFD", clean(name)))
    heard = "".join(char for char in letters if unicodedata.category(char)[0] != "P")
    if thai := re.match("[เแโใไ]?([ก-ฮ])", heard):
        return thai[1]
    return heard[0].upper() if re.match("[A-Za-z]", heard) else "#"


def latin_initial(name):
    """Return the letter an English name is filed under: a capital, "#", or THAI_LETTERS where it has none."""
    letter = initial(name)
    return letter if name and letter < "ก" else THAI_LETTERS
