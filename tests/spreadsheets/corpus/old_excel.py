"""Files of Excel 97-2003, written byte by byte ([MS-CFB], [MS-XLS]): no library that is here writes them."""

import struct
from datetime import date, datetime

SECTOR, FREE, END_OF_CHAIN, TABLE = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
STORAGE, STREAM, ROOT = 1, 2, 5
# What numbers are shown as, by the number of the style: as they are, as days, as percentages.
FORMATS = GENERAL, DAY, PERCENT = 0, 14, 10


def make_disk(*streams, storages=()):
    """An OLE2 file with these (name, bytes) streams, each padded until it counts as large."""
    streams = [(name, data.ljust(4096, b"\0")) for name, data in streams]
    directory = (len(streams) + len(storages)) // 4 + 1
    sectors = directory + sum(map(sectors_of, streams))
    tables = 1
    while tables * SECTOR // 4 < tables + sectors:
        tables += 1
    following = [TABLE] * tables + chain(tables, directory)
    entries = [entry("Root Entry", ROOT, child=1)]
    for name, data in streams:
        entries.append(entry(name, STREAM, start=len(following), size=len(data), right=len(entries) + 1))
        following += chain(len(following), sectors_of((name, data)))
    entries += [entry(name, STORAGE, right=number) for number, name in enumerate(storages, len(entries) + 1)]
    # The last has nobody to its right.
    entries[-1] = entries[-1][:72] + struct.pack("<I", FREE) + entries[-1][76:]
    following += [FREE] * (tables * SECTOR // 4 - len(following))
    parts = [header(tables), struct.pack(f"<{len(following)}I", *following)]
    parts.append(b"".join(entries).ljust(directory * SECTOR, b"\0"))
    parts += [data.ljust(sectors_of((name, data)) * SECTOR, b"\0") for name, data in streams]
    return b"".join(parts)


def header(tables):
    """The first sector: where the others are told from."""
    numbers = (0, tables, tables, 0, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0)
    start = struct.pack("<8s16x5H6x9I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, *numbers)
    in_header = range(min(tables, 109))
    return start + struct.pack("<109I", *in_header, *[FREE] * (109 - len(in_header)))


def sectors_of(stream):
    """How many sectors a stream takes."""
    return -(-len(stream[1]) // SECTOR)


def chain(start, count):
    """What follows each of so many sectors."""
    return [*range(start + 1, start + count), END_OF_CHAIN]


def entry(name, kind, *, child=FREE, right=FREE, start=END_OF_CHAIN, size=0):
    """An entry of the directory."""
    text = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBB3I36xIQ", text, len(text), kind, 1, FREE, right, child, start, size)


def record(kind, body=b""):
    """A record of a workbook."""
    return struct.pack("<HH", kind, len(body)) + body


def text(value, length="<H"):
    """A text, two bytes a letter."""
    return struct.pack(length, len(value)) + b"\1" + value.encode("utf-16-le")


def make_xls(*sheets, before=b"", storages=()):
    """A workbook of (name, rows, options) sheets; `before` are records that the book begins with.

    The options of a sheet are `merged` and `hidden_rows`, numbers from 0, `state` (1 hides it) and `kind`.
    """
    bodies = [sheet_records(rows, **options) for _name, rows, options in sheets]
    start = b"".join(
        [
            record(0x0809, struct.pack("<HH12x", 0x0600, 5)),
            before,
            *(record(0x00E0, struct.pack("<HH16x", 0, number)) for number in FORMATS),
        ]
    )
    names = [(text(name, "<B"), options) for name, _rows, options in sheets]
    place = len(start) + sum(10 + len(name) for name, _options in names) + 4
    listed = b""
    for (name, options), body in zip(names, bodies, strict=True):
        kinds = struct.pack("<IBB", place, options.get("state", 0), options.get("kind", 0))
        listed += record(0x0085, kinds + name)
        place += len(body)
    return make_disk(("Workbook", b"".join([start, listed, record(0x000A), *bodies])), storages=storages)


def sheet_records(rows, *, merged=(), hidden_rows=(), state=0, kind=0):
    """The records of a sheet."""
    hidden = [record(0x0208, struct.pack("<H10xI", row, 0x20)) for row in hidden_rows]
    cells = [
        cell(row, place, value)
        for row, values in enumerate(rows)
        for place, value in enumerate(values)
        if value not in ("", None)
    ]
    areas = record(
        0x00E5, struct.pack("<H", len(merged)) + b"".join(struct.pack("<4H", *area) for area in merged)
    )
    return b"".join(
        [record(0x0809, struct.pack("<HH12x", 0x0600, 0x10)), *hidden, *cells, areas, record(0x000A)]
    )


def cell(row, place, value):
    """The record of a cell; a text that ends in % is a number shown as a percentage."""
    at = struct.pack("<HH", row, place)
    if isinstance(value, bool):
        return record(0x0205, at + struct.pack("<HBB", 0, value, 0))
    if isinstance(value, date):
        day = datetime(value.year, value.month, value.day)  # noqa: DTZ001
        return record(0x0203, at + struct.pack("<Hd", 1, (day - datetime(1899, 12, 30)).days))  # noqa: DTZ001
    if isinstance(value, int | float):
        return record(0x0203, at + struct.pack("<Hd", 0, value))
    if value.endswith("%"):
        return record(0x0203, at + struct.pack("<Hd", 2, float(value[:-1]) / 100))
    return record(0x0204, at + struct.pack("<H", 0) + text(value))
