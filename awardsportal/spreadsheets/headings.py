"""Which column stands where in a sheet: by its heading, or as somebody decided on the preview."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter
from rapidfuzz import fuzz, process

from awardsportal.thai.numbers import plain
from awardsportal.thai.text import fold

from .cells import as_text
from .marks import MESSAGES

# What a heading may say beside its words.
_NUMBERED = re.compile(r"^\(?[0-9]{1,2}(?:\.[0-9]{1,2})?(?:[.)]|(?= )) ?(?=[^0-9])")
_ASIDES = (
    "ถ้ามี|หากมี|ถ้าทราบ|หากทราบ|โปรดระบุ|(?:ไม่)?บังคับ|(?:ไม่)?จำเป็น(?:ต้องกรอก)?|ต้องกรอก|ภาษาไทย"
    "|if ?any|if ?known|optional|required|mandatory"
)
_EXAMPLE = r"(?:เช่น|เต็ม|e\.g\.)[^)\]]*"
_ASIDE_IN_BRACKETS = re.compile(rf"[(\[] ?(?:{_ASIDES}|{_EXAMPLE}|ไทย|th|thai|ระบุ) ?[)\]]", re.IGNORECASE)
_IN_THAI = re.compile(r"(?<=.)[ _\-]+(?:th|thai|ไทย)$", re.IGNORECASE)
_IN_ENGLISH = re.compile(
    r"(?<=.)(?:[ _\-(\[]*(?:ภาษา ?)?อังกฤษ|[ _\-(\[]+(?:en|eng|english))[)\]]?$", re.IGNORECASE
)
_ASIDE = re.compile(rf"(?<=.)(?:{_ASIDES})$")
_NOT_COMPARED = re.compile(r"[*:;,/_\-–—'\"“”‘’?!|]")

# Columns that hold no data, only beside them: the number of the row, and notes, the portal's own as well.
NOTES = {
    MESSAGES, "ลำดับ", "ที่", "no", "#", "item", "rowno",
    "หมายเหตุ", "ข้อสังเกต", "note", "notes", "remark", "remarks", "comment", "comments",
}  # fmt: skip
# May be a rank, but not as the first column.
RUNNING_NUMBER_IF_FIRST = {"ลำดับที่"}

# Of 100, how much alike two headings are for one to be proposed for the other.
ALIKE = 75
# No heading is longer; a page of text in a cell above the table may be.
LONGEST = 300


def heading_key(heading):
    """What of a heading is compared: its words, without number, marks and asides such as "(ถ้ามี)"."""
    words = _ASIDE_IN_BRACKETS.sub("", _NUMBERED.sub("", plain(heading[:LONGEST])))
    words = _IN_ENGLISH.sub("อังกฤษ", _IN_THAI.sub("", words.rstrip(" *:")))
    return _ASIDE.sub("", _NOT_COMPARED.sub("", fold(words)))


def headings_key(headings):
    """A short text that two sheets share when their headings are the same, in the same order.

    A file that was given back has the same as the one that was uploaded.
    """
    keys = "\n".join(key for key in map(heading_key, headings) if key != MESSAGES).rstrip("\n")
    return hashlib.sha256(keys.encode()).hexdigest()


@dataclass
class Heading:
    """A heading of a sheet: its place from 0, what a mapping calls it, and the column that it stands for.

    `column` is "" where it is left out and None until somebody decides; `proposed` is a column with nearly
    this heading.
    """

    place: int
    text: str
    words: str
    key: str
    column: str | None = None
    by_hand: bool = False
    proposed: str = ""

    @property
    def letter(self):
        """The column as Excel calls it."""
        return get_column_letter(self.place + 1)


@dataclass
class Headings:
    """The headings of a sheet, and what is wrong with them, as (heading, message)."""

    all: list
    columns: dict
    problems: list = field(default_factory=list)

    @property
    def places(self):
        """The place of each column that is there, by its name."""
        places = {heading.column: heading.place for heading in self.all if heading.column}
        return {name: places[name] for name in self.columns if name in places}

    @property
    def unread(self):
        """The headings that are left out."""
        return [heading.text for heading in self.all if heading.column == ""]

    @property
    def undecided(self):
        """The headings of which somebody must say what they are; until then nothing is saved."""
        return [heading for heading in self.all if heading.column is None]

    @property
    def questions(self):
        """What is asked about the undecided ones that are no problem otherwise, as (heading, message)."""
        said = {heading for heading, _message in self.problems}
        message = _(
            "This heading is not known. Rename it, delete the column, or say on the preview what it is."
        )
        return [(heading.text, message) for heading in self.undecided if heading.text not in said]

    def free(self):
        """The columns that stand nowhere yet, by name."""
        places = self.places
        return {name: column for name, column in self.columns.items() if name not in places}


def match_headings(headings, columns, mapping=None, *, filled=()):
    """Find each of the columns (by name) among a sheet's headings, those first that a mapping decides.

    `filled` are the places without a heading that hold something all the same.
    """
    found = Headings(_named(headings, filled), columns)
    _take_decided(found, mapping or {})
    _take_known(found)
    _take_notes(found)
    _refuse_doubled(found)
    _refuse_missing(found)
    _propose(found)
    return found


def nameless(table):
    """The places of a table's columns that have no heading but hold something."""
    blank = [place for place, heading in enumerate(table.headings) if not heading_key(heading)]
    return {place for place in blank if any(as_text(row.cells[place]).strip() for row in table.rows)}


def _named(headings, filled):
    words = [heading_key(heading) for heading in headings]
    counts, named = Counter(words), []
    for place, (text, key) in enumerate(zip(headings, words, strict=True)):
        if key or place in filled:
            heading = Heading(place, text, key, key)
            if not key:
                heading.text = _("Column %s, which has no heading") % heading.letter
            if not key or counts[key] > 1:
                # No folded heading holds a space.
                heading.key = f"{key} {heading.letter}"
            named.append(heading)
    return named


def _take_decided(found, mapping):
    for heading in found.all:
        name = mapping.get(heading.key)
        if name in found.places:
            _refuse_twin(found, heading, name)
        elif name == "" or name in found.columns:
            heading.column, heading.by_hand = name, True


def _take_known(found):
    """Give each column the heading that it answers to, its own before its others."""
    counts = Counter(heading.words for heading in found.undecided)
    once = {heading.words: heading for heading in found.undecided if counts[heading.words] == 1}
    open_ = {words: heading for words, heading in once.items() if words and not _is_note(found, heading)}
    first = [(name, column.keys[:1]) for name, column in found.free().items()]
    others = [(name, column.keys[1:]) for name, column in found.free().items()]
    for name, wanted in first + others:
        key = next((key for key in wanted if key in open_), None)
        if key and name not in found.places:
            open_.pop(key).column = name
    _lend(found)


def _lend(found):
    """Give a heading of an optional column to a required one that lacks its own and answers to it too."""
    for name, column in found.free().items():
        for heading in found.all if column.required else ():
            lender = found.columns.get(heading.column)
            if lender and not lender.required and not heading.by_hand and heading.words in column.keys:
                heading.column = name
                return


def _is_note(found, heading):
    first = heading is found.all[0] and heading.words in RUNNING_NUMBER_IF_FIRST
    return first or heading.words in NOTES


def _take_notes(found):
    for heading in found.undecided:
        if _is_note(found, heading):
            heading.column = ""


def _refuse_doubled(found):
    counts = Counter(heading.words for heading in found.undecided if heading.words)
    for words, count in counts.items():
        twins = [heading for heading in found.undecided if heading.words == words]
        name = _answers(found.columns, words, found.places)
        if count > 1:
            message = _("This heading is there twice. Delete or rename one of them.")
            found.problems.append((twins[0].text, message))
        elif name:
            _refuse_twin(found, twins[0], name)


def _answers(columns, words, among):
    """The first of some columns that answers to these words, or None."""
    return next((name for name in among if words in columns[name].keys), None)


def _refuse_twin(found, heading, name):
    message = _("Another column already stands for “%s”. Delete one of them.")
    found.problems.append((heading.text, message % found.columns[name].column_name))


def _refuse_missing(found):
    """Say which required column is missing, unless it is one of several with the same heading."""
    waiting = {heading.words for heading in found.undecided}
    for column in found.free().values():
        if column.required and not waiting & set(column.keys):
            message = _("This column is missing. Add it with this heading.")
            found.problems.append((column.column_name, message))


def _propose(found):
    """Propose for each undecided heading the free column with the most similar heading."""
    free = found.free()
    for heading in found.undecided:
        keys = {key: name for name, column in free.items() for key in column.keys}
        best = process.extractOne(heading.words, keys.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
        if heading.words and best:
            heading.proposed = keys[best[0]]
            del free[heading.proposed]
