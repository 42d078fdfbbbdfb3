"""Setting an agency's name on a badge, whose picture has a fixed size."""

from typing import NamedTuple

from awards.lines import at_most, at_words, drawable, in_lines
from awardsportal.thai.text import graphemes, has_thai

# Where a name stands on the badge, in pixels: how wide it may be, and how far down its middle is.
ROOM, MIDDLE = 288, 56


class Size(NamedTuple):
    """A size of type, the distance between its lines, in pixels, and how many lines are set in it at most."""

    type: int
    distance: int
    most: int


SIZES = (Size(17, 24, 1), Size(14, 20, 1), Size(15, 21, 2), Size(13, 18, 2), Size(12, 17, 3))

# How wide Thai letters are that are not like the others, counted in the size of the type.
NARROW_OR_WIDE = dict.fromkeys("เแโใไะา", 0.45) | dict.fromkeys("ฌญฐฑฒณ", 0.95)


class Line(NamedTuple):
    """A line of a badge: its text, how far down it stands, and the size of its type, in pixels."""

    text: str
    y: int
    size: int


def set_name(name):
    """The lines of a name, as large as there is room for; one that is too long ends in an ellipsis."""
    pieces = at_words(drawable(name))
    size = next((size for size in SIZES if len(in_lines(pieces, room_at(size))) <= size.most), SIZES[-1])
    texts = at_most(in_lines(pieces, room_at(size)), size.most, room_at(size))
    first = MIDDLE + size.type // 3 - size.distance * (len(texts) - 1) // 2
    return [Line(text, first + place * size.distance, size.type) for place, text in enumerate(texts)]


def room_at(size):
    """What tells whether there is room for a text at this size."""
    return lambda text: width(text) * size.type <= ROOM


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
