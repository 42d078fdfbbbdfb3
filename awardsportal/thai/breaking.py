"""Which words of a Thai text are kept in one line: browsers, which know other words, would break them."""

import re

# Words that official names are made of and that Chromium broke in two, by a measurement of the real editions.
WORDS = [
    "องค์การมหาชน",
    "นายกรัฐมนตรี",
    "บำเหน็จบำนาญ",
    "ธรรมาภิบาล",
    "สิ่งแวดล้อม",
    "หลักทรัพย์",
    "กระจายเสียง",
    "ขับเคลื่อน",
    "คณะกรรมการ",
    "โรงพยาบาล",
    "สรรพสามิต",
    "ท่องเที่ยว",
    "ประกันภัย",
    "ปราบปราม",
    "เชื่อมโยง",
    "ท้องถิ่น",
    "แห่งชาติ",
    "ยาเสพติด",
    "หน่วยงาน",
    "ส่งเสริม",
    "เปิดเผย",
    "ราชมงคล",
    "ดีเด่น",
    "ภาครัฐ",
]
# Names of places and persons within a text are told by what stands in front of them.
PLACE = "(?:(?<=เทศบาล)(?:เมือง|นคร|ตำบล)|(?<=บริหารส่วน)ตำบล)"
PERSON = r"(?:นางสาว|ดร\.|(?<![\u0e01-\u0e4e])(?:นาง|นาย))"
# To a browser a name is many words. Longer ones would not fit a heading on the narrowest screen.
NAME = "[\u0e01-\u0e4e]{2,11}(?![\u0e01-\u0e4e])"
MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
PART = rf"(?<!\S)(?=\S*[\u0e01-\u0e4e])(?:[^\s{MARKS}][{MARKS}]*){{2,15}}(?!\S)"

IN_NAMES = re.compile(f"{'|'.join(WORDS)}|(?:{PLACE}|{PERSON}){NAME}")
# Each part of what is known to be a person's name.
IN_PERSONS = re.compile(PART)
