"""Breaking a text into lines for what breaks none by itself: the badge and the pictures to share."""

import re

from awardsportal.thai.text import graphemes

# Thai has no spaces between words: a line may be broken before one of these.
WORDS = (
    "คณะกรรมการ|กรรมการ|โครงการ|สำนักงาน|สำนัก|กระทรวง|สถาบัน|องค์การ|มหาวิทยาลัย|โรงพยาบาล|เทศบาล|ตำบล|ส่วนจังหวัด|กลุ่มจังหวัด|จังหวัด|"
    "ส่งเสริม|พัฒนา|บริหาร|อำนวยการ|บริการ|วิชาการ|ข้าราชการ|ราชการ|กิจการ|การ|ความ|เศรษฐกิจ|วิทยาศาสตร์|แห่งประเทศ|ประเทศ|เฉลิม|พระ|ภายใน|แห่ง|"
    "เจ้าหน้าที่|ที่มี|ภาครัฐ|ด้าน|ปลอดภัย|ประสิทธิภาพ"
)
JOINING = r"\(|และ|เพื่อ|ใน"
BREAK = re.compile(f"(?:{JOINING})*(?:{WORDS})|{JOINING}")
PIECE = re.compile(r"[^\n -]+[ -]*|[ -]+")


def drawable(text):
    """The text without what no font has, which XML does not allow either."""
    return "".join(char for char in text if char.isprintable())


def at_words(text):
    """The pieces of a text that may stand on lines of their own: Thai ones where words are known."""
    return PIECE.findall(BREAK.sub(r"\n\g<0>", text))


def at_spaces(text):
    """The pieces of a person's name, in which what looks like a word is none."""
    return PIECE.findall(text)


def in_lines(pieces, fits):
    """The pieces in lines that fit; single letters of a piece that fits no line."""
    lines = [""]
    for piece in pieces:
        for part in [piece] if fits(piece) else graphemes(piece):
            if fits(lines[-1] + part.rstrip()):
                lines[-1] += part
            else:
                lines.append(part)
    return [line.strip() for line in lines if line.strip()]


def at_most(lines, most, fits):
    """The first of the lines, the last of them ending in an ellipsis where others are left out."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], cut(lines[most - 1], fits)]


def cut(text, fits):
    """As much of the text as fits before an ellipsis."""
    letters = graphemes(text)
    while letters and not fits("".join(letters).strip() + "…"):
        letters.pop()
    return "".join(letters).strip() + "…"
