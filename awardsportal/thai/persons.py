"""Persons' names in their parts, as official Thai writes them, and offices held for another."""

import re
from typing import NamedTuple

from .text import clean, clean_lines, has_thai

_GRADE = "(?:เอก|โท|ตรี)"
_RANK = "|".join(
    (
        f"พล(?:เรือ|อากาศ|ตำรวจ)?{_GRADE}|พล(?:เรือ|อากาศ|ตำรวจ)?จัตวา|จอมพล(?:เรือ|อากาศ)?|พลทหาร",
        f"(?:พัน|ร้อย|สิบ)(?:ตำรวจ)?{_GRADE}|จ่าสิบ(?:ตำรวจ|{_GRADE})|(?:นาย)?ดาบตำรวจ",
        f"(?:นาวา|เรือ|พันจ่า|จ่า)(?:อากาศ)?{_GRADE}|นาย(?:กอง|หมวด|หมู่){_GRADE}",
    )
)
_SCHOLAR = "(?:ผู้ช่วย|รอง)?ศาสตราจารย์|อาจารย์|ดร(?= )"
# Atomic, or a long row of abbreviations could be divided in endless ways.
_ABBREVIATED = r"(?>(?:[ก-ฮ]{1,4}\. ?){2,}|[ก-ฮ]{2,4}\.|[ศอ]\.)"
_ENGLISH_BEFORE = (
    "police|air|acting|associate|assistant|sub|second|first|flying|flight|squadron|wing|group|chief|rear|vice"
)
_ENGLISH_RANK = "|".join(
    (
        "professor|general|colonel|major|captain|lieutenant|lt|sergeant",
        "admiral|commander|commodore|marshal|leader",
    )
)
# A rank in words is one only before a given and a family name: Major Smith may be called so.
_ENGLISH = (
    rf"(?>(?i:(?:(?:{_ENGLISH_BEFORE}) )*(?:{_ENGLISH_RANK})\.?(?= \S+ \S)"
    r"|(?:mr|mrs|ms|miss|dr)(?:\.|(?= ))|(?:assoc|asst|prof|pol|gen|lt|col|maj|capt|adm|m\.l|m\.r|h\.e)\.))"
)
_CIVIL = "นาย(?:(?:สัตว|ทันต)?แพทย์)?|นางสาว|นาง|เด็กชาย|เด็กหญิง|(?:สัตว|ทันต)?แพทย์(?:หญิง)?|เภสัชกร(?:หญิง)?"
_NOBLE = "หม่อมเจ้า|หม่อมราชวงศ์|หม่อมหลวง|หม่อม|คุณหญิง|ท่านผู้หญิง"

# What is left must be able to begin a name: นาย is no title in นายิกา, and สาวิตรี is the name in นางสาวิตรี.
_NAME_BEGINS = r"(?=[เแโใไ][ก-ฮ]|[ก-ฮ](?![์ .]|$)|[A-Za-z])"
_AFTER = r"(?:เกียรติคุณ|กิตติคุณ|คลินิก|พิเศษ| ?หญิง| ?\((?:พิเศษ|หญิง)\))"
_TITLE = re.compile(
    rf"(?:(?:ว่าที่ ?)?(?:{_RANK}|{_SCHOLAR}|{_ABBREVIATED}|{_ENGLISH}){_AFTER}? ?)*"
    rf"(?:(?:{_CIVIL}) ?)?(?:(?:{_NOBLE}) ?)?(?:ดร\. ?)?{_NAME_BEGINS}"
)
_STICKS = re.compile(
    rf"(?:{_CIVIL}|{_NOBLE}|(?:ดร|นพ|พญ|ทพ|ทพญ|ภก|ภญ|น\.สพ|สพ\.ญ|น\.ส|ด\.ช|ด\.ญ|ม\.จ|ม\.ร\.ว|ม\.ล)\.)$"
)
_ACTS = (
    r"(?:ผู้)?(?:รักษา(?:ราช)?การ(?!ณ)|ปฏิบัติหน้าที่|ปฏิบัติราชการ(?=แทน)|ทำการ(?=แทน)|รรท(?:\.| )|รก(?:\.| )|ร\.ก\.)"
)
_ACTING = re.compile(rf"{_ACTS} ?(?:แทน|ใน ?(?:ตำแหน่ง|ฐานะ)|ตำแหน่ง)? ?|acting\b ?", re.IGNORECASE)
_ACTING_AFTER = re.compile(
    rf"(.+?) ?(?:\((?:{_ACTS}(?:แทน)?|acting)\)| รักษา(?:ราช)?การ(?:แทน)?)", re.IGNORECASE
)

# What begins the word of an office or a body, and hardly a family name.
_OFFICE = re.compile(
    "(?:รอง|ผู้ช่วย|อดีต)?(?:อธิบดี|อธิการบดี|คณบดี|ผู้อำนวยการ|ผู้ว่าการ|ผู้ว่าราชการ|ผู้ว่าฯ|เลขาธิการ|เลขานุการ|รัฐมนตรี"
    "|ปลัด(?:กระทรวง|กรุง|จังหวัด|อำเภอ|เทศบาล|องค์การ|สำนัก|อบ|$)|นายก(?:รัฐมนตรี|เทศมนตรี|องค์การ|เมือง|สภา|อบ)"
    "|ประธาน(?:กรรมการ|เจ้าหน้าที่|คณะ|บริหาร|สภา)|กรรมการ|ที่ปรึกษา|หัวหน้า|ผู้จัดการ|ผู้บัญชาการ|ผู้บังคับการ|ผู้ตรวจราชการ"
    "|ผู้เชี่ยวชาญ|ผู้บริหาร|เจ้ากรม|เสนาธิการ|นักวิชาการ|เจ้าหน้าที่|ตำแหน่ง|สังกัด|รักษา(?:ราช)?การ|ปฏิบัติ(?:หน้าที่|ราชการ))"
    "|(?:director|secretary|governor|minister|commissioner|deputy|permanent|acting)(?:-general)?$",
    re.IGNORECASE,
)
_BODY = re.compile("กรม|กอง|สำนัก|กระทรวง|จังหวัด|เทศบาล|องค์การ|มหาวิทยาลัย|สถาบัน|ธนาคาร|การไฟฟ้า|การประปา")
# Lists and telephone numbers; a digit or a bracket alone may have been typed in the portal.
_NOT_IN_NAMES = re.compile("[,;:/|@]|[0-9๐-๙]{5}")


class Person(NamedTuple):
    """A person's name in its parts; a part that is not given is empty."""

    title: str
    given: str
    family: str


def split_person(text):
    """Split a name as it was typed into its titles, the given name and a family name of one or more words."""
    text = clean(text)
    match = _TITLE.match(text)
    title = match[0] if match else ""
    given, _, family = text[len(title) :].partition(" ")
    return Person(title.strip(), given, family)


def show_person(title, given, family):
    """Write a name as Thai does: นาย, ดร. and the like stuck to it, ranks and English titles with a space."""
    sticks = _STICKS.search(title) and has_thai(given[:1])
    name = f"{given} {family}".strip()
    return f"{title}{'' if sticks else ' '}{name}".strip()


def acting(text):
    """Say whether an office is held for another, and return the office itself."""
    text = clean(text)
    if match := _ACTING.match(text):
        return True, text[match.end() :]
    match = _ACTING_AFTER.fullmatch(text)
    return (True, match[1]) if match else (False, text)


def why_no_person(text):
    """Return what of a text is no part of one person's name, or an empty text.

    That is "office" for an office or a body, "several" for more than one person or line, "title" for titles
    without a name, "signs" for a number or signs that part names.
    """
    lines = clean_lines(text).split("\n")
    title, given, family = split_person(text)
    words = family.split()
    if _OFFICE.match(given) or any(map(_OFFICE.match, words)) or any(map(_BODY.match, words[1:])):
        return "office"
    if any(split_person(line).family for line in lines[:-1]) or _second_person(words):
        return "several"
    # With a title and a family name there is a given name between them.
    if not (title and family) and (_is_title(clean(text)) or (_is_title(given) and not title)):
        return "title"
    return "signs" if _NOT_IN_NAMES.search(given + family) or not any(map(str.isalpha, given)) else ""


def _is_title(text):
    return split_person(f"{text} กก").given == "กก"


def _second_person(words):
    return any(word in ("และ", "and", "&") or word.startswith("และน") for word in words) or any(
        split_person(word).title for word in words[1:]
    )
