"""Where each of the 77 provinces stands on a map of tiles, by its official code."""

# Roughly as on the ground, with the north above; two dots are no province.
MAP = """
    .. 58 50 57 .. .. .. .. ..
    .. .. 51 52 56 55 .. .. ..
    .. 63 64 54 53 42 43 38 ..
    .. .. 62 65 67 39 41 47 48
    .. 61 60 66 36 40 46 49 ..
    .. .. 18 16 30 44 45 35 37
    .. 71 17 19 26 31 32 33 34
    .. 72 15 14 25 27 .. .. ..
    .. 70 73 12 13 24 .. .. ..
    .. 75 74 10 11 20 .. .. ..
    .. 76 .. .. .. 21 22 23 ..
    .. 77 .. .. .. .. .. .. ..
    85 86 .. .. .. .. .. .. ..
    82 84 .. .. .. .. .. .. ..
    83 81 80 .. .. .. .. .. ..
    .. 92 93 .. .. .. .. .. ..
    .. .. 91 90 94 .. .. .. ..
    .. .. .. .. 95 96 .. .. ..
"""
ROWS = [line.split() for line in MAP.strip().splitlines()]
PLACES = {
    code: (column, row) for row, codes in enumerate(ROWS) for column, code in enumerate(codes) if code != ".."
}
