"""The records that an XLS file is made of ([MS-XLS]), and the texts and numbers in them."""

import struct

from awardsportal.spreadsheets.limits import damaged

BOF, EOF = 0x0809, 0x000A
_CONTINUE = 0x003C
_WIDE, _ASIAN, _RICH = 1, 4, 8
_NOT_A_NUMBER = 0xFFFF


def records(data, start):
    """The records from a BOF to its EOF, as (kind, pieces), without what is embedded, such as charts."""
    depth, kind, pieces, place = 0, 0, [], start
    while place + 4 <= len(data):
        following, size = struct.unpack_from("<HH", data, place)
        piece = data[place + 4 : place + 4 + size]
        place += 4 + size
        if following == _CONTINUE:
            pieces.append(piece)
            continue
        if depth == 1 and pieces:
            yield kind, pieces
        kind, pieces = following, [piece]
        depth += (kind == BOF) - (kind == EOF)
        if depth < 1:
            return
    raise damaged()


class Texts:
    """Reads texts one after the other from the pieces of a record."""

    def __init__(self, pieces, skip=0):
        self.pieces = iter(pieces)
        self.next_piece()
        self.at = skip

    def next_piece(self):
        """Go on in the next piece."""
        self.piece, self.at = next(self.pieces), 0

    def take(self, count):
        """So many bytes, from the next piece where this one is at its end."""
        if self.at >= len(self.piece):
            self.next_piece()
        self.at += count
        return self.piece[self.at - count : self.at]

    def skip(self, count):
        """Pass over so many bytes."""
        while count > len(self.piece) - self.at:
            count -= len(self.piece) - self.at
            self.next_piece()
        self.at += count

    def text(self, length_bytes=2):
        """The next text, without its fonts and how it is read aloud."""
        length = int.from_bytes(self.take(length_bytes), "little")
        flags = self.take(1)[0]
        runs = int.from_bytes(self.take(2), "little") if flags & _RICH else 0
        extra = int.from_bytes(self.take(4), "little") if flags & _ASIAN else 0
        text = self.letters(length, flags & _WIDE)
        self.skip(4 * runs + extra)
        return text

    def letters(self, length, wide):
        """So many letters; a piece in which they go on says anew how wide they are."""
        text = ""
        while True:
            bytes_ = self.piece[self.at : self.at + (length << wide)]
            self.at += len(bytes_)
            text += bytes_.decode("utf-16-le" if wide else "latin-1", "replace")
            length -= len(bytes_) >> wide
            if length <= 0:
                return text
            self.next_piece()
            wide, self.at = self.take(1)[0] & _WIDE, 1


def text_of(pieces, skip=0, length_bytes=2):
    """The one text in a record, after so many bytes."""
    return Texts(pieces, skip).text(length_bytes)


def packed_number(value):
    """The number in four bytes: a whole one or the first half of a float, or a hundredth of that."""
    if value & 2:
        number = (value - (1 << 32) if value & 0x80000000 else value) >> 2
    else:
        number = struct.unpack("<d", struct.pack("<II", 0, value & 0xFFFFFFFC))[0]
    return number / 100 if value & 1 else number
