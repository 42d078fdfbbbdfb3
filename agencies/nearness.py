"""Names that look like a text; whose names they are does not matter here."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from operator import itemgetter
from typing import NamedTuple

from rapidfuzz.distance import OSA, Indel
from rapidfuzz.process import extract

from awardsportal.thai.text import fold, skeleton

# Where somebody left out the rest of a name.
CUT = re.compile(r"ฯลฯ|ฯ|…|\.{2,}")
MARKS = frozenset("ัำิีึืฺุู็่้๊๋์ํ๎")
# Of a text's letters, how many may be wrong.
FURTHEST = 0.6
ANY = 1000
# How many names are compared, and how many slips away they may be; who finds none goes on to the next.
ROUNDS = (300, 2), (1000, 5), (1500, ANY)
# How many of them are looked at closely, how many slips they may be behind the best, how many are found.
MOST_RANKED, BEHIND, MOST_FOUND = 12, 3, 5
# How long the pieces are; a short name has shorter ones too, and of a long one every other is enough.
LETTERS, SHORT, LONG = 4, 22, 26


class Near(NamedTuple):
    """A name that looks like a text: whose it is, and how alike the two are, from 0 to 1."""

    key: object
    score: float


class Nearness:
    """An index of names that finds those within a few letters of a text.

    Compared are the names that share the text's rarest pieces of four letters, without marks: so a damaged
    name is found by the pieces that are whole. Swapped neighbours are one slip; marks decide between equals.
    """

    def __init__(self, names):
        """Index the names, each as (key, fold, skeleton), where the key is whatever the name leads to."""
        # In order of their length, so that those of about one length stand together.
        names = sorted(sorted(names, key=itemgetter(2)), key=lambda name: len(name[2]))
        self.names = [(key, folded) for key, folded, _bare in names]
        self.bare = [bare for _key, _folded, bare in names]
        self.lengths = [*map(len, self.bare)]
        self.places = defaultdict(list)
        for place, bare in enumerate(self.bare):
            for piece in pieces_of_name(f"^{bare}$"):
                self.places[piece].append(place)

    def near(self, text):
        """The names most like the text, best first; a text cut by ฯ is compared with as much of each name."""
        wanted = Wanted(text)
        found = self.best(wanted, self.same(wanted))
        if found and found[0].score == 1:
            return found
        for most, slips in ROUNDS:
            found = self.best(wanted, self.sharing(wanted, most, slips))
            if found and found[0].score >= wanted.score(slips):
                break
        return found

    def same(self, wanted):
        """The places of names with the very letters that are wanted."""
        if wanted.is_cut:
            return []
        about = [bisect(self.lengths, wanted.length) for bisect in (bisect_left, bisect_right)]
        return range(*(bisect(self.bare, wanted.whole, *about) for bisect in (bisect_left, bisect_right)))

    def sharing(self, wanted, most, slips):
        """The places of names about as long as is wanted, those with its rarest pieces, up to so many."""
        start = bisect_left(self.lengths, wanted.length - slips)
        end = bisect_right(self.lengths, wanted.length + (ANY if wanted.is_cut else slips))
        shared, found = [self.places[piece] for piece in wanted.pieces if piece in self.places], set()
        for places in sorted(shared, key=len):
            first, last = bisect_left(places, start), bisect_left(places, end)
            if found and len(found) + last - first > most:
                break
            found.update(places[first : min(last, first + most)])
        return list(found)

    def best(self, wanted, places):
        """The names at these places that are most like what is wanted."""
        ranked, found = [], wanted.slips([self.bare[place] for place in places])
        for at, slips in found.items():
            if slips <= min(found.values()) + BEHIND:
                (key, folded), bare = self.names[places[at]], self.bare[places[at]]
                ranked.append((wanted.rank(folded, bare, slips), places[at], key))
        ranked.sort(key=itemgetter(0, 1))
        return [Near(key, wanted.score(rank[0])) for rank, _place, key in ranked[:MOST_FOUND]]


class Wanted:
    """What is looked for: a text, in two parts where it was cut."""

    def __init__(self, text):
        parts = CUT.split(text, maxsplit=1)
        self.folded, self.bare = [*map(fold, parts)], [*map(skeleton, parts)]
        self.whole = "".join(self.bare)
        self.length = len(self.whole)
        self.marks = {mark: self.folded[0].count(mark) for mark in MARKS.intersection(self.folded[0])}
        marked = "\n".join(self.bare).join("^$").split("\n")
        self.pieces = {piece for part in marked for piece in pieces_of_text(part)}
        self.is_cut = len(parts) == 2
        # Where the text was cut and a letter is missing or doubled, less or more of a name is as much.
        self.slacks = (0, 1, -1) if self.is_cut else (0,)

    def slips(self, names):
        """How many slips lead from the text to those names that are not too far, by their place."""
        furthest, found = int(self.length * FURTHEST), {}
        for slack in self.slacks:
            parts = [self.part(name, self.bare, slack) for name in names] if self.is_cut else names
            near = extract(self.whole, parts, scorer=OSA.distance, score_cutoff=furthest, limit=MOST_RANKED)
            for _part, slips, at in near:
                found[at] = min(slips, found.get(at, furthest))
        return found or {at: furthest for at, name in enumerate(names) if self.is_in(name)}

    def score(self, slips):
        """How alike the text and a name so many slips away are, from 0 to 1."""
        return self.length / (self.length + slips)

    def is_in(self, name):
        """Whether the name has the whole text in it, unless that is very short."""
        return self.length >= LETTERS and self.whole in name

    def part(self, name, parts, slack=0):
        """As much of a name as the parts could be: all of it unless the text was cut."""
        if not self.is_cut:
            return name
        head, tail = len(parts[0]) + slack, len(parts[1])
        return name[:head] + name[max(head, len(name) - tail) :]

    def rank(self, folded, bare, slips):
        """What the best name has least of: slips and foreign marks, nothing that was cut, other letters."""
        # Marks are easily lost, but others seldom appear.
        slips += sum(max(count - folded.count(mark), 0) for mark, count in self.marks.items())
        nothing_cut = self.is_cut and len(bare) <= self.length
        marked = "".join(self.folded), self.part(folded, self.folded)
        # Where all else is equal, a letter was left out or doubled rather than mistaken for another.
        return slips, nothing_cut, OSA.distance(*marked), Indel.distance(*marked)


def pieces_of_text(text):
    """Every piece by which the text may be found; as a name that is a little longer, it may be short."""
    return pieces(text, LETTERS) + (pieces(text, LETTERS - 1) if len(text) <= SHORT + 2 else [])


def pieces_of_name(name):
    """The pieces by which a name is found."""
    if len(name) > LONG:
        return pieces(name, LETTERS, every=2)
    return pieces(name, LETTERS) + (pieces(name, LETTERS - 1) if len(name) <= SHORT else [])


def pieces(text, letters, every=1):
    """The pieces of so many letters in a row, from the end on."""
    return [text[place : place + letters] for place in range(len(text) - letters, -1, -every)]
