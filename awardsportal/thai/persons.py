"""Persons' names in their parts, as official Thai writes them, and offices held for another."""

import re
from typing import NamedTuple

from .text import clean, has_thai

_GRADE = "(?:เอก|โท|ตรี)"
_RANK = "|".join(
    (
        f"พล(?:เรือ|อากาศ|ตำรวจ)?{_GRADE}|พล(?:เรือ|อากาศ|ตำรวจ)?จัตวา|จอมพล(?:เรือ|อากาศ)?|พลทหาร",
        f"(?:พัน|ร้อย|สิบ)(?:ตำรวจ)?{_GRADE}|จ่าสิบ(?:ตำรวจ|{_GRADE})|(?:นาย)?ดาบตำรวจ",
        f"(?:นาวา|เรือ|พันจ่า|จ่า)(?:อากาศ)?{_GRADE}|นาย(?:กอง|หมวด|หมู่){_GRADE}",
    )
)
_SCHOLAR = "(?:ผู้ช่วย|รอง)?ศาสตราจารย์(?:เกียรติคุณ|กิตติคุณ|คลินิก|พิเศษ)?|ดร(?= )"
# Atomic, or a long row of abbreviations could be divided in endless ways.
_ABBREVIATED = r"(?>(?:[ก-ฮ]{1,4}\. ?){2,}|[ก-ฮ]{2,4}\.|[ศอ]\.)"
_ENGLISH = (
    r"(?i:(?:mr|mrs|ms|miss|dr)(?:\.|(?= ))|(?:assoc|asst|prof|pol|gen|lt|col|maj|capt|adm|m\.l|m\.r)\.)"
)
_CIVIL = "นาย(?:(?:สัตว|ทันต)?แพทย์)?|นางสาว|นาง|เด็กชาย|เด็กหญิง|(?:สัตว|ทันต)?แพทย์(?:หญิง)?|เภสัชกร(?:หญิง)?"
_NOBLE = "หม่อมเจ้า|หม่อมราชวงศ์|หม่อมหลวง|หม่อม|คุณหญิง|ท่านผู้หญิง"

# What is left must be able to begin a name: นาย is no title in นายิกา, and สาวิตรี is the name in นางสาวิตรี.
_NAME_BEGINS = r"(?=[เแโใไ][ก-ฮ]|[ก-ฮ](?![์ .]|$)|[A-Za-z])"
_TITLE = re.compile(
    rf"(?:(?:ว่าที่ ?)?(?:{_RANK}|{_SCHOLAR}|{_ABBREVIATED}|{_ENGLISH})(?:พิเศษ| ?หญิง| ?\((?:พิเศษ|หญิง)\))? ?)*"
    rf"(?:(?:{_CIVIL}) ?)?(?:(?:{_NOBLE}) ?)?(?:ดร\. ?)?{_NAME_BEGINS}"
)
_STICKS = re.compile(
    rf"(?:{_CIVIL}|{_NOBLE}|(?:ดร|นพ|พญ|ทพ|ทพญ|ภก|ภญ|น\.สพ|สพ\.ญ|น\.ส|ด\.ช|ด\.ญ|ม\.จ|ม\.ร\.ว|ม\.ล)\.)$"
)
_ACTING = re.compile(
    r"(?:ผู้)?(?:รักษา(?:ราช)?การ(?!ณ)|ปฏิบัติหน้าที่|รรท\.) ?(?:แทน|ใน(?:ตำแหน่ง|ฐานะ)|ตำแหน่ง)? ?|acting\b ?",
    re.IGNORECASE,
)


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
    match = _ACTING.match(text)
    return (True, text[match.end() :]) if match else (False, text)
