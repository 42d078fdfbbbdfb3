"""Setting an agency's name on a badge, whose picture has a fixed size and breaks no lines by itself."""

import re
from itertools import accumulate
from typing import NamedTuple

from awardsportal.thai.text import graphemes, has_thai

# Where a name stands on the badge, in pixels: how wide it may be, and how far down its middle is.
ROOM, MIDDLE = 288, 56


class Size(NamedTuple):
    """A size of type, the distance between its lines, in pixels, and how many lines are set in it at most."""

    type: int
    distance: int
    most: int


SIZES = (Size(17, 24, 1), Size(14, 20, 1), Size(15, 21, 2), Size(13, 18, 2), Size(12, 17, 3))

# Thai has no spaces between words: a line may be broken before one of these.
WORDS = (
    "คณะกรรมการ|กรรมการ|โครงการ|สำนักงาน|สำนัก|กระทรวง|สถาบัน|องค์การ|มหาวิทยาลัย|โรงพยาบาล|เทศบาล|ตำบล|ส่วนจังหวัด|กลุ่มจังหวัด|จังหวัด|"
    "ส่งเสริม|พัฒนา|บริหาร|อำนวยการ|บริการ|วิชาการ|ข้าราชการ|ราชการ|กิจการ|การ|ความ|เศรษฐกิจ|วิทยาศาสตร์|แห่งประเทศ|ประเทศ|เฉลิม|พระ|ภายใน|แห่ง"
)
JOINING = r"\(|และ|เพื่อ|ใน"
BREAK = re.compile(f"(?:{JOINING})*(?:{WORDS})|{JOINING}")
PIECE = re.compile(r"[^\n -]+[ -]*|[ -]+")

# How wide Thai letters are that are not like the others, counted in the size of the type.
NARROW_OR_WIDE = dict.fromkeys("เแโใไะา", 0.45) | dict.fromkeys("ฌญฐฑฒณ", 0.95)


class Line(NamedTuple):
    """A line of a badge: its text, how far down it stands, and the size of its type, in pixels."""

    text: str
    y: int
    size: int


def set_name(name):
    """The lines of a name, as large as there is room for; one that is too long ends in an ellipsis."""
    name = drawable(name)
    size = next((size for size in SIZES if len(broken(name, size)) <= size.most), SIZES[-1])
    texts = broken(name, size)
    if len(texts) > size.most:
        texts[size.most - 1 :] = [cut(texts[size.most - 1], size)]
    first = MIDDLE + size.type // 3 - size.distance * (len(texts) - 1) // 2
    return [Line(text, first + place * size.distance, size.type) for place, text in enumerate(texts)]


def drawable(text):
    """The text without what no font has, which XML does not allow either."""
    return "".join(char for char in text if char.isprintable())


def broken(text, size):
    """The text in lines that there is room for."""
    lines = [""]
    for piece in pieces(text, size):
        if width(lines[-1] + piece.rstrip()) * size.type <= ROOM:
            lines[-1] += piece
        else:
            lines.append(piece)
    return [line.strip() for line in lines if line.strip()]


def pieces(text, size):
    """What lines are made up of: words where they are known, single letters of what fits no line."""
    for piece in PIECE.findall(BREAK.sub(r"\n\g<0>", text)):
        yield from [piece] if width(piece) * size.type <= ROOM else graphemes(piece)


def cut(text, size):
    """As much of the text as there is room for before an ellipsis."""
    letters = graphemes(text)
    room = ROOM / size.type - width("…")
    fitting = sum(reached <= room for reached in accumulate(map(width_of_letter, letters)))
    return "".join(letters[:fitting]).strip() + "…"


def width(text):
    """How wide a text is in the widest of the common fonts, counted in the size of the type."""
    return sum(map(width_of_letter, graphemes(text)))


def width_of_letter(letter):
    """How wide a letter with its marks is."""
    if has_thai(letter):
        return NARROW_OR_WIDE.get(letter[0], 0.68) + 0.45 * letter.endswith("ำ")
    if letter == " " or letter in ".,()'ijlI-":
        return 0.38
    if letter.isascii():
        return 0.75 if letter.isupper() else 0.62
    return 1
