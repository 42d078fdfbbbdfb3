"""Where everything stands in the charts: in units of a picture that is as wide as a phone."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby
from math import inf
from typing import NamedTuple

from awards.badge import width
from awards.lines import at_most, at_words, drawable, in_lines
from awards.statistics.tiles import PLACES, ROWS
from awardsportal.shown import language_of, plain

WIDTH = 360
# The size of the type of a name, and the distance of its lines: Thai has marks above and below its letters.
TYPE, LEADING = 13, 20
# How much wider a name may become where a reader sets letters apart, and still stand in its picture.
SPACED = 1.06
# The least room for a year under its column.
COLUMN = 36
BARS, BAR, TILE, TRACK = 90, 14, 28, 26
SQUARE = WIDTH // len(ROWS[0])
SHADES = 5
# The survey: the heights of a head and of an indicator, the radius of a place, how far off the middle it is.
HEAD, CELL, PLACE, GAP = 118, 84, 13, 34


class Line(NamedTuple):
    """A line of a text, and how far down it stands."""

    text: str
    y: int


class Label(NamedTuple):
    """A name in lines, in its language."""

    lines: list[Line]
    language: str


class Bar(NamedTuple):
    """A bar, what it is called, and the number at its end."""

    label: Label
    y: int
    length: int
    number: int


class Level(NamedTuple):
    """A level in its column: whether names stand left of the places, and only their order is known."""

    x: int
    is_left: bool
    head: list[Line]
    is_order_only: bool
    cells: list[dict]


@dataclass(frozen=True)
class Drawing:
    """The parts of a picture, and its size."""

    width: int
    height: int
    parts: dict


@dataclass(frozen=True)
class Alone:
    """What is around a picture that stands on no page: how large that makes it, and what it says below."""

    width: int
    height: int
    caption: list[Line]


class Columns:
    """The columns of a picture, one a year; it grows where there are more than it has room for."""

    def __init__(self, years):
        self.width = max(WIDTH, COLUMN * len(years))
        self.step = self.width / max(len(years), 1)
        self.places = {year: round(self.step * (place + 0.5)) for place, year in enumerate(years)}
        self.tile = round(min(self.step - 6, 2 * TILE))

    def __getitem__(self, year):
        """Where the middle of a year's column is."""
        return self.places[year]


def label(thing, y, room=WIDTH, field="name", most=2):
    """The name of a thing in as many lines as fit, whose first stands this far down."""
    return Label(lines_of(plain(thing, field), y, room / SPACED, most), language_of(thing, field))


def lines_of(text, y, room=WIDTH, most=2, size=TYPE):
    """A text in lines that fit, whose first stands this far down; what is too long ends in an ellipsis."""

    def fits(part):
        return width(part) * size <= room

    texts = at_most(in_lines(at_words(drawable(text)), fits), most, fits)
    return [Line(line, y + place * LEADING) for place, line in enumerate(texts)]


def alone(drawing, said):
    """A picture that stands alone, with what it says: room for its title above it, and the words below it."""
    words = [line for each in said for line in lines_of(each, 0, drawing.width, most=4, size=12)]
    caption = [Line(line.text, drawing.height + 36 + LEADING * place) for place, line in enumerate(words)]
    return Alone(drawing.width + 40, drawing.height + 112 + LEADING * len(caption), caption)


def shade(number, most):
    """How dark a number is shown: from 1, or 0 for none, to the last of the shades for the most."""
    return 1 + (number - 1) * SHADES // most if number else 0


def by_award(figure):
    """All awards of each year as a column, and below it as a tile those of each award."""
    columns = Columns([edition.year for edition in figure.editions])
    tallest = max(edition.awards for edition in figure.editions)
    base = LEADING + 4 + BARS
    bars = [
        (edition, columns[edition.year], round(BARS * edition.awards / tallest))
        for edition in figure.editions
    ]
    years = [(edition, x, base - tall, tall) for edition, x, tall in bars]
    y, rows = base + 2 * LEADING + 8, []
    most = max((count for row in figure.rows for count in row.counts if count), default=0)
    for row in figure.rows:
        name = label(row.award, y)
        top = name.lines[-1].y + 8
        counts = zip(figure.editions, row.counts, strict=True)
        given = [(edition.year, count) for edition, count in counts if count is not None]
        tiles = [
            (columns[year] - columns.tile // 2, columns[year], count, shade(count, most))
            for year, count in given
        ]
        rows.append((name, top, tiles))
        y = top + TILE + LEADING + 6
    parts = {"years": years, "base": base, "rows": rows, "tile": columns.tile, "tall": TILE}
    return Drawing(columns.width, y - LEADING, parts)


def bars(figure):
    """A bar for each row with a name, as long as its number is to the highest."""
    most, y, drawn = max(number for _thing, number, _other in figure.rows), TYPE + 4, []
    for thing, number, _other in figure.rows:
        name = label(thing, y) if thing else Label([], "")
        top = name.lines[-1].y + 8 if thing else y + 8
        drawn.append(Bar(name, top, max(round((WIDTH - 3 * LEADING) * number / most), 2), number))
        y = top + BAR + LEADING + 4
    return Drawing(WIDTH, y - LEADING, {"bars": drawn, "tall": BAR})


def streaks(figure):
    """A line from the first to the last year of each streak, with a dot in each of its years."""
    columns, y, rows = Columns(figure.years), 3 * LEADING, []
    for agency, streak in figure.rows:
        name = label(agency, y, columns.width)
        track = name.lines[-1].y + TRACK // 2 + 6
        rows.append((name, track, streak, [columns[year] for year in streak.years]))
        y = track + TRACK + LEADING - 6
    height = y - LEADING
    return Drawing(columns.width, height, {"years": columns.places.items(), "rows": rows, "foot": height - 4})


def provinces(figure):
    """The provinces as tiles, which stand about as they lie, the darker the more awards."""
    most = max(row.awards for row in figure.rows)
    tiles = defaultdict(list)
    for province, awards in figure.rows:
        if place := PLACES.get(province.code):
            column, line = place
            tiles[shade(awards, most)].append((SQUARE * column, SQUARE * line, province, awards))
    parts = {"shades": tiles.items(), "legend": list(legend(most))}
    return Drawing(WIDTH, SQUARE * len(ROWS), parts)


def legend(most):
    """The shades of the numbers up to the most, the first and last number of each, and where it stands."""
    for place, (step, numbers) in enumerate(groupby(range(most + 1), lambda number: shade(number, most))):
        low, *higher = numbers
        yield step, low, higher[-1] if higher else low, LEADING * place


def survey(figure):
    """The indicators by their rank at each level; of two levels abreast, lines lead from one to the other."""
    y, blocks = LEADING, []
    for year, of_year in groupby(figure.rows, lambda finding: finding.indicator.survey.ceremony.year):
        levels = [list(group) for _level, group in groupby(of_year, lambda finding: finding.level)]
        for first in range(0, len(levels), 2):
            abreast = levels[first : first + 2]
            columns = [list(ranked(findings, abreast)) for findings in abreast]
            ranks = sorted({rank for column in columns for rank, _finding in column})
            blocks.append(block(y, None if first else year, columns, ranks))
            y += HEAD + CELL * len(ranks)
    return Drawing(WIDTH, y - CELL // 2, {"blocks": blocks, "radius": PLACE})


def ranked(findings, abreast):
    """Findings of a level, each behind its rank: its place, and which it is of those that share it.

    What has one place at both levels abreast comes first there, so that it stands in one row.
    """
    same = Counter((each.indicator_id, each.place) for level in abreast for each in level if each.place)

    def place(finding):
        return finding.place or inf

    def rank(finding):
        return place(finding), -same[finding.indicator_id, finding.place]

    for shared, group in groupby(sorted(findings, key=rank), place):
        yield from (((shared, number), finding) for number, finding in enumerate(group))


def block(y, year, levels, ranks):
    """The ranked findings of a level, or of two: their places in the middle, their names outside."""
    sides = [(WIDTH // 2 - GAP, -1), (WIDTH // 2 + GAP, 1)] if levels[1:] else [(PLACE + 2, 1)]
    top = y + HEAD
    columns = [
        Level(
            x=x + outward * PLACE,
            is_left=outward < 0,
            head=lines_of(findings[0][1].get_level_display(), y + LEADING, WIDTH // 2 - GAP),
            is_order_only=all(finding.score is None for _rank, finding in findings),
            cells=[cell(finding, x, top + CELL * ranks.index(rank), outward) for rank, finding in findings],
        )
        for (x, outward), findings in zip(sides, levels, strict=True)
    ]
    return {"year": year, "y": y, "columns": columns, "lines": list(lines_between(columns))}


def lines_between(columns):
    """What leads from the place of an indicator at the first level to that at the second."""
    for left in columns[0].cells if columns[1:] else ():
        for right in columns[1].cells:
            if left["indicator"] == right["indicator"]:
                yield left["x"] + PLACE, left["y"], right["x"] - PLACE, right["y"]


def cell(finding, x, y, outward):
    """An indicator at its place in the order of a level, with its name outward of it."""
    room = WIDTH - x if outward > 0 else x
    name = label(finding.indicator, y, room - PLACE - 8, field="title", most=4)
    up = (LEADING * (len(name.lines) - 1)) // 2 - 5
    return {
        "indicator": finding.indicator.pk,
        "x": x,
        "y": y,
        "label": name._replace(lines=[line._replace(y=line.y - up) for line in name.lines]),
        "label_x": x + outward * (PLACE + 8),
        "place": finding.place,
        "score": finding.score,
    }
