"""The same name typed differently: every kind of dirt that official Thai texts were seen to have."""

import re
from collections import Counter

from awardsportal.thai.text import skeleton

MARK = re.compile("[ัิ-ฺ็-๎]")
TONE = "[่-์]"
LETTERS = "กขคงจชซดตถทธนบปผพฟภมยรลวศสหออะาเแโไ"
# As fonts of the 1990s drew them: letters without their tail, marks moved left or down.
GLYPHS = str.maketrans(
    "ฐญัิีึื็่้๊๋์ุู", "\uf700\uf70f\uf710\uf701\uf702\uf703\uf704\uf712\uf705\uf706\uf70c\uf70d\uf70e\uf718\uf719"
)
LEAST_LEFT = 6


def replaced(pattern, by):
    """The kind that replaces what the pattern finds."""
    return lambda text, chance: re.sub(pattern, by, text)


def inside(sign):
    """The kind that puts a sign for each space, or somewhere into a name without spaces."""

    def dirty(text, chance):
        place = chance.randrange(1, len(text))
        return text.replace(" ", sign) if " " in text else text[:place] + sign + text[place:]

    return dirty


def some_marks_lost(text, chance):
    """Half of the marks above and below are gone."""
    return MARK.sub(lambda mark: mark[0] * chance.randrange(2), text)


def typo(text, chance):
    """A letter dropped, doubled, swapped with the next, or another one."""
    place = chance.randrange(len(text))
    before, letter, after = text[:place], text[place], text[place + 1 :]
    typed = ("", letter * 2, after[:1] + letter, chance.choice(LETTERS))
    way = chance.randrange(len(typed))
    return before + typed[way] + (after[1:] if way == 2 else after)


def two_typos(text, chance):
    """Two of them."""
    return typo(typo(text, chance), chance)


KINDS = {
    "ดิจิตอล": replaced("ดิจิทัล", "ดิจิตอล"),
    "องค์กรมหาชน": replaced("องค์การมหาชน", "องค์กรมหาชน"),
    "brackets left out": replaced("[()]", ""),
    "brackets left out with what is in them": replaced(r" ?\(.*?\)", ""),
    "a space before และ": replaced("และ", " และ"),
    "no spaces": replaced(" ", ""),
    "ำ as า": replaced("ำ", "า"),
    "marks lost": replaced(MARK, ""),
    "marks lost and ำ as า": lambda text, chance: MARK.sub("", text).replace("ำ", "า"),
    "some marks lost": some_marks_lost,
    "a typo": typo,
    "two typos": two_typos,
    "ำ in two, the tone behind its ring": replaced("([่-๋]?)ำ", r"ํ\1า"),
    "ำ in two, the tone before its ring": replaced("([่-๋]?)ำ", r"\1ํา"),
    "the tone behind ำ": replaced("([่-๋])ำ", r"ำ\1"),
    "เเ": replaced("แ", "เเ"),
    "the tone before the vowel": replaced(f"([ัิ-ู])({TONE})", r"\2\1"),
    "doubled tones": replaced(f"({TONE})", r"\1\1"),
    "doubled vowels": replaced("([ัิ-ูะา])", r"\1\1"),
    "glyphs of old fonts": lambda text, chance: text.translate(GLYPHS),
    "Thai digits": lambda text, chance: text.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")),
    "a zero-width space in front": lambda text, chance: "\u200b" + text,
    "a zero-width space inside": inside("\u200b"),
    "a no-break space": inside("\u00a0"),
    "a soft hyphen": inside("\u00ad"),
    "a byte order mark inside": inside("\ufeff"),
    "a line break": inside("\n"),
}


def cutting(names):
    """The kind that cuts a name by ฯ where no other name begins so, even if marks are lost."""
    bare = {name: skeleton(name) for name in names}
    goes_on = Counter(letters[:end] for letters in bare.values() for end in range(len(letters)))

    def cut(text, chance):
        heads = (text[:end].rstrip(" (") for end in range(LEAST_LEFT, len(text)) if not MARK.match(text[end]))
        left = [head for head in heads if goes_on[skeleton(head)] == 1 and skeleton(head) != bare.get(text)]
        return chance.choice(left) + "ฯ" if left else text

    return cut
