"""What the rows of a picture look like, in small: enough to find them again in another picture, and no more.

A picture is brought to one width and cut into columns. Of two neighbouring columns a row says which has more edges in
it, where one clearly has. That stays so when the picture is compressed again, made smaller or shown light on dark, and
differs between one line of text and another.
"""

from collections.abc import Iterator
from dataclasses import dataclass

WIDTH = 540  # pixels that every picture is brought to; what is called a row is a row of that
COLUMNS = 64
_BYTES = COLUMNS // 8
_HALVES = b"\xff" * (_BYTES // 2) + bytes(_BYTES // 2), bytes(_BYTES // 2) + b"\xff" * (_BYTES // 2)
_LEAST = 40  # marks in two parts together that say something


@dataclass(frozen=True, slots=True)
class Strip:
    """`more` and `less` have a bit for each column of each row: it has more edges than the next one, or less.

    `tones` has the mean brightness of each row; `width` is that of the picture itself.
    """

    width: int
    more: bytes
    less: bytes
    tones: bytes

    @property
    def rows(self) -> int:
        """How many it has."""
        return len(self.tones)

    def pixels(self, rows: int) -> int:
        """So many rows in pixels of the picture itself."""
        return round(rows * self.width / WIDTH)

    def part(self, start: int, end: int) -> "Strip":
        """These rows alone."""
        cut = slice(start * _BYTES, end * _BYTES)
        return Strip(self.width, self.more[cut], self.less[cut], self.tones[start:end])

    def turned(self) -> "Strip":
        """From the last row to the first."""
        return Strip(self.width, _turned(self.more), _turned(self.less), self.tones[::-1])

    def marks(self, start: int, end: int) -> "RowBits":
        """Of these rows."""
        part = slice(start * _BYTES, end * _BYTES)
        return RowBits(int.from_bytes(self.more[part]), int.from_bytes(self.less[part]))


@dataclass(frozen=True, slots=True)
class RowBits:
    """The bits of some rows as two numbers."""

    more: int
    less: int

    @property
    def count(self) -> int:
        """How much is on these rows."""
        return (self.more | self.less).bit_count()

    def halves(self, rows: int) -> tuple["RowBits", "RowBits"]:
        """Those of the left and of the right columns, of so many rows."""
        left, right = (int.from_bytes(bits * rows) for bits in _HALVES)
        return RowBits(self.more & left, self.less & left), RowBits(self.more & right, self.less & right)


def likeness(one: RowBits, other: RowBits) -> float:
    """1 for the same, about 0 for parts that have nothing to do with each other; 1 where there is nothing on either."""
    counts = one.count, other.count
    if sum(counts) < _LEAST:
        return 1.0
    same = (one.more & other.more).bit_count() + (one.less & other.less).bit_count()
    against = (one.more & other.less).bit_count() + (one.less & other.more).bit_count()
    return float((same - against) / max(1, counts[0] * counts[1]) ** 0.5)


def near_likeness(one: Strip, start: int, other: Strip, at: int, rows: int) -> float:
    """Of so many rows of each, which may be a row off: pictures are not made smaller row by row."""
    marks = one.marks(start, start + rows)
    return max(likeness(marks, other.marks(place, place + rows)) for place in (at, max(at - 1, 0), at + 1))


def blocks(strip: Strip, gap: int) -> Iterator[tuple[int, int]]:
    """Where something stands, from its first row to behind its last; what less than `gap` rows part is one."""
    first = end = -1
    for row in range(strip.rows):
        if not strip.marks(row, row + 1).count:
            continue
        if first >= 0 and row - end >= gap:
            yield first, end
            first = row
        first, end = (row if first < 0 else first), row + 1
    if first >= 0:
        yield first, end


def _turned(bits: bytes) -> bytes:
    return b"".join(bits[start : start + _BYTES] for start in range(len(bits) - _BYTES, -1, -_BYTES))
