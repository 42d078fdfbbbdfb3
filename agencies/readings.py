"""What a text may stand for where staff shorten a name, or write beside it whose and where it is."""

import re
from typing import NamedTuple

from agencies.nearness import CUT
from awardsportal.thai.text import fold

# Words that official Thai shortens in front of a name, the longest first.
WORDS = {
    "รพสต": "โรงพยาบาลส่งเสริมสุขภาพตำบล",
    "สนง": "สำนักงาน",
    "คกก": "คณะกรรมการ",
    "อบจ": "องค์การบริหารส่วนจังหวัด",
    "อบต": "องค์การบริหารส่วนตำบล",
    "มรภ": "มหาวิทยาลัยราชภัฏ",
    "มทร": "มหาวิทยาลัยเทคโนโลยีราชมงคล",
    "สสจ": "สำนักงานสาธารณสุขจังหวัด",
    "สสอ": "สำนักงานสาธารณสุขอำเภอ",
    "สพป": "สำนักงานเขตพื้นที่การศึกษาประถมศึกษา",
    "สพม": "สำนักงานเขตพื้นที่การศึกษามัธยมศึกษา",
    "บมจ": "บริษัท",
    "บจก": "บริษัท",
    "บจ": "บริษัท",
    "สป": "สำนักงานปลัด",
    "ทน": "เทศบาลนคร",
    "ทม": "เทศบาลเมือง",
    "ทต": "เทศบาลตำบล",
    "รพ": "โรงพยาบาล",
    "รร": "โรงเรียน",
    "ม": "มหาวิทยาลัย",
    "ก": "กระทรวง",
    "ธ": "ธนาคาร",
    "บ": "บริษัท",
    "จ": "จังหวัด",
    "อ": "อำเภอ",
    "ต": "ตำบล",
}


def short(word):
    """The pattern of a short word: the fewer its letters, the plainer it must be that they are one."""
    dotted, more = r"\.?".join(word), "(?=[^ .]{2})"
    if len(word) == 1:
        return rf"{dotted}\. ?{more}"
    if len(word) == 2:
        return rf"{dotted}[. ] ?{more}"
    return rf"{dotted}(?:[. ] ?(?=[^ .])|(?<=^{word})(?=[ก-ฮเ-ไ]))"


SHORT = re.compile(f"(?<![ก-๎A-Za-z])(?:{'|'.join(map(short, WORDS))})")
# อบจ.จังหวัดเลย says the word twice.
TWICE = re.compile(r"(จังหวัด|ตำบล|อำเภอ) ?(?=\1)")
# In front of a name in a list.
NUMBER = re.compile(r"^[0-9๐-๙]{1,3}[.)] ?")
WHOSE = "จังหวัด|กระทรวง|สังกัด|สำนักนายกรัฐมนตรี"
BEHIND = re.compile(rf"(?<!^)(?:\(|{WHOSE})")
# Where a name may end or begin: at signs, behind what heads it, before whose it is.
SIGNS = r"[\s()\[\]/|,;:•*\"'“”‘’–—-]+"
BESIDE = re.compile(rf"{SIGNS}|(?<=\.)|(?<=^สำนักงาน)|(?<=^กระทรวง)|(?={WHOSE})")
MOST_PARTS = 8
# Official names are often said without these.
FORMS = (
    "{}",
    "{}องค์การมหาชน",
    "จังหวัด{}",
    "{}จำกัด",
    "บริษัท{}จำกัด",
    "{}มหาชน",
    "{}จำกัดมหาชน",
    "บริษัท{}จำกัดมหาชน",
    "{}province",
    "{}publicorganization",
)


class Reading(NamedTuple):
    """A text as a name, with what stands in front of it and behind; all are folds."""

    name: str
    ahead: str
    behind: str

    @property
    def forms(self):
        """The name as it was typed and in the forms that official names have."""
        return [form.format(self.name) for form in FORMS]

    @property
    def share(self):
        """How far the text is the name, from a half to 1."""
        beside = len(self.ahead) + len(self.behind)
        return 1 - beside / (beside + len(self.name)) / 2


def written_out(text):
    """The text with its short words in full, อบต. as องค์การบริหารส่วนตำบล, and without its number in a list."""
    in_full = SHORT.sub(lambda word: WORDS[re.sub("[. ]", "", word[0])] + " ", NUMBER.sub("", text))
    return TWICE.sub("", in_full)


def wordings(text):
    """The folds of a text as it was typed, and with its short words in full; of signs alone there is none."""
    return list(dict.fromkeys(filter(None, (fold(text), fold(written_out(text))))))


def alone(text):
    """The text up to where it begins to say whose or where the agency is."""
    return BEHIND.split(text, maxsplit=1)[0]


def readings(text):
    """Every way to read the text as a name with something beside it."""
    found = {}
    for written in dict.fromkeys((text, written_out(text))):
        parts = parts_of(written)
        for start in reversed(range(len(parts))):
            for end in range(start + 1, len(parts) + 1):
                sides = parts[start:end], parts[:start], parts[end:]
                found[Reading(*map("".join, sides))] = None
    return list(found)


def parts_of(text):
    """The folds of the parts of a text; one that was cut keeps its ฯ, as the fold of no name does."""
    parts = [fold(part) + "ฯ" * ("ฯ" in part) for part in BESIDE.split(CUT.sub("ฯ", text))]
    parts = [part for part in parts if part]
    return parts if len(parts) <= MOST_PARTS else ["".join(parts)]
