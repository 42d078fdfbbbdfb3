"""OLE2, the wrapping of Excel 97-2003 ([MS-CFB]): a disk in a file, of chained sectors and named streams."""

import struct
from typing import NamedTuple

from awardsportal.spreadsheets.limits import damaged

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = struct.Struct("<64sHBx3I36xII4x")
_STREAM, _ROOT = 2, 5
# From here on a number is no sector's or entry's, but says that there is none.
_NONE = 0xFFFFFFFA


class Entry(NamedTuple):
    """An entry of the directory: a storage or a stream, and the entries around it."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    first: int
    size: int


class Ole2:
    """The storages and streams at the top of a file; raises UnreadableFile where its chains break."""

    def __init__(self, data):
        self.data = data
        try:
            self.read_header()
            self.read_directory()
        except (struct.error, IndexError, ValueError):
            raise damaged() from None

    def read_header(self):
        """Learn how large sectors are, and which follows which."""
        shift, small_shift = struct.unpack_from("<HH", self.data, 30)
        if not 6 <= small_shift < shift <= 12:
            raise damaged()
        self.size, self.small_size = 1 << shift, 1 << small_shift
        self.next = []
        for table in self.tables():
            # So many and no more, however often a file names the same table.
            if len(self.next) * self.size < len(self.data):
                self.next += numbers(self.sector(table))

    def tables(self):
        """The sectors that tell which sector follows which: 109 stand in the header, others in a chain."""
        more, seen = struct.unpack_from("<I", self.data, 68)[0], set()
        tables = [*struct.unpack_from("<109I", self.data, 76)]
        while more < _NONE and more not in seen:
            seen.add(more)
            *others, more = numbers(self.sector(more))
            tables += others
        return [table for table in tables if table < _NONE]

    def read_directory(self):
        """Take the entries at the top, by name, and the sectors of small streams."""
        directory, self.small_below, small = struct.unpack_from("<I4xII", self.data, 48)
        entries = [entry(*fields) for fields in _ENTRY.iter_unpack(self.chained(directory))]
        if entries[0].kind != _ROOT:
            raise damaged()
        self.small, self.small_next = self.chained(entries[0].first), numbers(self.chained(small))
        self.top, waiting = {}, [entries[0].child]
        while waiting:
            number = waiting.pop()
            if number < _NONE and entries[number].name not in self.top:
                self.top[entries[number].name] = entries[number]
                waiting += [entries[number].left, entries[number].right]

    def sector(self, number):
        """The bytes of a sector."""
        return self.data[(number + 1) * self.size : (number + 2) * self.size]

    def small_sector(self, number):
        """The bytes of a sector of small streams."""
        return self.small[number * self.small_size : (number + 1) * self.small_size]

    def chained(self, first):
        """The bytes of a chain of sectors."""
        return b"".join(map(self.sector, chain(first, self.next)))

    def stream(self, name):
        """The bytes of a stream, none where there is no such stream."""
        entry = self.top.get(name)
        if not entry or entry.kind != _STREAM:
            return b""
        try:
            if entry.size >= self.small_below:
                return self.chained(entry.first)[: entry.size]
            return b"".join(map(self.small_sector, chain(entry.first, self.small_next)))[: entry.size]
        except IndexError:
            raise damaged() from None


def entry(name, length, kind, left, right, child, first, size):
    """An entry of the directory from its fields."""
    return Entry(name[: max(length - 2, 0)].decode("utf-16-le"), kind, left, right, child, first, size)


def numbers(sectors):
    """The numbers in a table."""
    return [number for (number,) in struct.iter_unpack("<I", sectors[: len(sectors) // 4 * 4])]


def chain(first, following):
    """The numbers of the sectors from the first on; raises UnreadableFile where they go in a circle."""
    number = first
    for _step in range(len(following) + 1):
        if number >= _NONE:
            return
        yield number
        number = following[number]
    raise damaged()
