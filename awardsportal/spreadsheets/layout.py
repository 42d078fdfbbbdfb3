"""What is what on a sheet: titles, headings, data, and what stands below or between them."""

import re
from itertools import islice, pairwise

from awardsportal.thai.text import clean, fold

from .cells import as_text
from .limits import refuse_full
from .marks import is_example

HEADER_WITHIN, HEADER_ROWS = 15, 5
# Folded; the first is looked for before a text is folded, for that takes longer.
_MAY_BE_TOTAL = re.compile("รวม|เฉลี่ย|total|sum|average", re.IGNORECASE)
_TOTAL = re.compile("(ยอด|ผล|สรุป|จำนวน)?รวม|(ค่า)?เฉลี่ย|((grand|sub)?totals?|sum|average)(?![a-z])")
_CLOSING = re.compile(
    "ลงชื่อ|ลงนาม|ผู้(จัดทำ|ตรวจ|รับรอง|อนุมัติ|เสนอ|รายงาน|บันทึก)|ตำแหน่ง|วันที่|หมายเหตุ|แหล่งที่มา|ที่มา"
    "|ข้อมูลณ|พิมพ์(เมื่อ|วันที่)|หน้า(ที่)?[0-9]|signed|preparedby|approvedby|note|source|page[0-9]"
)
# A name in brackets below a signature, or the dots to sign on.
_SIGNATURE = re.compile(r"\(.*\)|[.…_\-–()/ ]+")


def filled(cells):
    """How many of the cells hold something."""
    return len(cells) - cells.count("")


def first_text(cells):
    """The first of the cells that holds something, if that is a text."""
    first = next(cell for cell in cells if cell != "")
    return first if isinstance(first, str) else ""


def is_number(cell):
    """Whether a cell holds a running number."""
    return as_text(cell).strip(" .").isdigit()


def header_of(grid, known):
    """The row with the most known headings among the first, as (how many, its number); None if there is none.

    A single known heading is enough at the top of what looks like a table.
    """
    top = [(row, cells) for row, cells in islice(grid.rows.items(), HEADER_WITHIN) if row <= HEADER_WITHIN]
    counts = [sum(known(as_text(cell)) for cell in cells if cell != "") for _row, cells in top]
    most = max(counts, default=0)
    if not most or (most == 1 and not _heads_a_table([cells for _row, cells in top[counts.index(1) :]])):
        return None
    return most, top[counts.index(most)][0]


def _heads_a_table(rows):
    """Whether the first of the rows holds words, one for each column that the others fill."""
    texts = [as_text(cell) for cell in rows[0] if cell != ""]
    words = len(texts) > 1 and all(any(map(str.isalpha, text)) for text in texts)
    return words and len(rows) > 1 and all(filled(cells) > 1 and len(cells) <= len(rows[0]) for cells in rows)


def header_block(grid, row):
    """The first and the last row of the headings: cells merged over several rows belong together."""
    reaching = [row]
    for first, last, _place in grid.merged:
        if first <= row <= last < first + HEADER_ROWS:
            reaching += [first, last]
    return min(reaching), max(reaching)


def headings_in(grid, first, last):
    """The headings in these rows: of each column the lowest text."""
    headings = []
    for row in range(first, last + 1):
        for place, cell in enumerate(grid.rows.get(row, ())):
            headings += [""] * (place + 1 - len(headings))
            headings[place] = clean(as_text(cell)) or headings[place]
    return headings


def fill_down(grid, header):
    """Give every row of a merged block that holds anything what its first row holds."""
    steps = 0
    for first, last, place in grid.merged:
        value = grid.rows[first][place] if place < len(grid.rows.get(first, ())) else ""
        if first <= header or value == "":
            continue
        steps += last - first
        refuse_full(steps)
        for row in range(first + 1, last + 1):
            if row in grid.rows:
                cells = grid.rows[row]
                cells += [""] * (place + 1 - len(cells))
                cells[place] = value


class Body:
    """The rows below the headings, as (number, cells): what is data, and the numbers of those left out."""

    def __init__(self, grid, header, counting):
        """Part the rows below `header`; a running number may stand at the places `counting`."""
        titles = [cells for row, cells in grid.rows.items() if row <= header]
        self.counting = counting
        below = [(row, cells) for row, cells in grid.rows.items() if row > header]
        self.blank = list(_between(header, below))
        self.examples, self.repeated, self.numbered = [], [], []
        self.rows = [(row, cells) for row, cells in below if not self.leave_out(row, cells, titles)]
        self.full = max([filled(cells) for _row, cells in (*self.rows, (header, titles[-1]))])
        end = self.end()
        self.tail = [row for row, _cells in self.rows[end:]]
        del self.rows[end:]

    def leave_out(self, row, cells, titles):
        """Whether a row is our own example, repeats a title, or has nothing but a running number."""
        if is_example(cells):
            self.examples.append(row)
        elif cells in titles:
            self.repeated.append(row)
        elif filled(cells) == 1 and len(cells) - 1 in self.counting and is_number(cells[-1]):
            self.numbered.append(row)
        else:
            return False
        return True

    def end(self):
        """Where the data end: before a total, a signature or a gap that only short rows follow."""
        end = len(self.rows)
        for place in range(len(self.rows) - 1, -1, -1):
            row, cells = self.rows[place]
            closing = self.is_total(cells) or self.is_signature(cells)
            if not closing and filled(cells) > min(2, self.full // 2):
                break
            if closing or (place and row - self.rows[place - 1][0] > 1):
                end = place
        return end

    def is_total(self, cells):
        """Whether a row that is not full begins with the word for a total."""
        first = first_text(cells) if filled(cells) < self.full else ""
        return bool(_MAY_BE_TOTAL.search(first) and _TOTAL.match(fold(first)))

    def is_signature(self, cells):
        """Whether a row that is not full begins as what stands below a table."""
        first = first_text(cells) if filled(cells) < self.full else ""
        return bool(_CLOSING.match(fold(first)) or _SIGNATURE.fullmatch(clean(first)))

    def totals(self):
        """The numbers of the rows of data that look like totals."""
        return [row for row, cells in self.rows if self.is_total(cells)]

    def blocks(self, place):
        """The rows that are filled in a column, if most are not: as where cells were merged, or left out."""
        has = [place < len(cells) and cells[place] != "" for _row, cells in self.rows]
        alone = sum(above and not below for above, below in pairwise(has))
        if has[0] and len(has) > 2 and 2 * sum(has) <= len(has) and 2 * alone >= sum(has):
            return [row for (row, _cells), is_filled in zip(self.rows, has, strict=True) if is_filled]
        return []


def _between(header, rows):
    """The numbers of the rows that are missing because nothing is in them."""
    for (above, _cells), (below, _others) in pairwise([(header, None), *rows]):
        yield from range(above + 1, below)
