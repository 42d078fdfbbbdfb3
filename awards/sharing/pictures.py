"""Drawing the picture of a page that is shared: a plaque with its words."""

import math
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import fontpkg_sarabun
from PIL import Image, ImageDraw, ImageFont

from awards.lines import at_most, at_spaces, at_words, drawable, in_lines

SIZE = WIDTH, HEIGHT = 1200, 630
# How wide lines may be, in pixels.
ROOM = 1000
PAPER, INDIGO, GOLD, QUIET, ALERT = "#fffdf8", "#2e2a5f", "#d9b45f", "#b9b4cf", "#8f2b1b"
# Thai stacks marks above and below its letters.
DISTANCE = 1.4
FONTS = Path(fontpkg_sarabun.ROOT) / "files"
KEPT = 128


class Card(NamedTuple):
    """What stands on a picture, from top to bottom; withdrawn says that the award was, and when.

    Without a win there is no gold.
    """

    occasion: str
    name: str
    detail: str
    title: str
    is_person: bool = False
    withdrawn: str = ""
    is_won: bool = True


class Style(NamedTuple):
    """A weight and colour of type, and the sizes to try, each with the lines that it may fill."""

    weight: str
    colour: str
    sizes: tuple[tuple[int, int], ...]


OCCASION = Style("Medium", GOLD, ((32, 1), (27, 1)))
NAME = Style("SemiBold", PAPER, ((76, 1), (66, 2), (54, 2), (54, 3), (42, 3), (32, 5)))
DETAIL = Style("Regular", QUIET, ((32, 1), (28, 2)))
TITLE = Style("Medium", GOLD, ((36, 1), (32, 2)))
WITHDRAWN = Style("SemiBold", PAPER, ((32, 1), (26, 1)))


class Block(NamedTuple):
    """A text in lines, at the size at which it fits."""

    lines: list[str]
    size: int
    style: Style

    @property
    def height(self):
        """How high it stands, in pixels."""
        return len(self.lines) * self.size * DISTANCE


@cache
def font(weight, size):
    """Sarabun, whose Thai marks only stand right with the better of Pillow's ways to set type."""
    return ImageFont.truetype(FONTS / f"Sarabun-{weight}.ttf", size)


def room_at(style, size, room=ROOM):
    """What tells whether a line has room for a text."""
    return lambda text: font(style.weight, size).getlength(text) <= room


def set_text(text, style, parted=at_words):
    """The text as large as there is room for; one that is too long ends in an ellipsis."""
    pieces = parted(drawable(text))
    for size, most in style.sizes:
        lines = in_lines(pieces, room_at(style, size))
        if len(lines) <= most:
            return Block(balanced(pieces, style, size, len(lines)), size, style)
    return Block(at_most(lines, most, room_at(style, size)), size, style)


def balanced(pieces, style, size, count):
    """The pieces in so many lines, none much longer than the others."""
    # A word is not broken for it.
    widest = max((font(style.weight, size).getlength(piece) for piece in pieces), default=ROOM)
    for room in range(math.ceil(widest), ROOM, 20):
        lines = in_lines(pieces, room_at(style, size, room))
        if len(lines) <= count:
            return lines
    return in_lines(pieces, room_at(style, size))


@lru_cache(maxsize=KEPT)
def draw(card):
    """The picture of a card, as PNG."""
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    metal = GOLD if card.is_won and not card.withdrawn else QUIET
    draw_plaque(pen, metal)
    draw_words(pen, card, metal)
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def draw_plaque(pen, metal):
    """The plaque with its double frame."""
    pen.rounded_rectangle((24, 24, WIDTH - 25, HEIGHT - 25), radius=14, fill=INDIGO)
    pen.rounded_rectangle((42, 42, WIDTH - 43, HEIGHT - 43), radius=8, outline=metal, width=3)
    pen.rounded_rectangle((52, 52, WIDTH - 53, HEIGHT - 53), radius=4, outline=metal, width=1)


def draw_words(pen, card, metal):
    """The occasion above, the title below, and the name with its detail in the middle of what is left."""
    occasion = set_text(card.occasion, OCCASION._replace(colour=metal))
    title = set_text(card.title, TITLE._replace(colour=metal))
    name = set_text(card.name, NAME, at_spaces if card.is_person else at_words)
    detail = set_text(card.detail, DETAIL)
    top, bottom = 84, HEIGHT - 84
    if card.withdrawn:
        pen.rectangle((53, HEIGHT - 116, WIDTH - 54, HEIGHT - 54), fill=ALERT)
        put(pen, set_text(card.withdrawn, WITHDRAWN), HEIGHT - 108)
        bottom -= 48
    put(pen, occasion, top)
    put(pen, title, bottom - title.height)
    above, below = top + occasion.height, bottom - title.height
    gap = 14 if detail.lines else 0
    first = above + (below - above - name.height - gap - detail.height) / 2
    put(pen, name, first)
    put(pen, detail, first + name.height + gap)


def put(pen, block, y):
    """Draw the lines of a block, the first from y on down, each in the middle of the picture."""
    for place, line in enumerate(block.lines):
        middle = y + (place + 0.5) * block.size * DISTANCE
        chosen = font(block.style.weight, block.size)
        pen.text((WIDTH / 2, middle), line, block.style.colour, chosen, anchor="mm")
