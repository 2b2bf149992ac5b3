"""Where to cut a tall screenshot into page-high pieces without cutting through a line of text."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

_MOST_OVERLAPS = 4
_LEAST_CALM = 4  # fewer rows alike may be a part of a letter


@dataclass(frozen=True, slots=True)
class Slice:
    """Pixel rows `top` (included) to `bottom` (excluded)."""

    top: int
    bottom: int


def slices(blank: Sequence[bool], calm: Sequence[bool], piece: int, overlap: int) -> tuple[Slice, ...]:
    """Cuts `len(blank)` pixel rows into pieces of at most `piece` rows. Every row is in some slice.

    A cut falls in the middle of a run of blank rows in the last third of a piece, or near the end of a long one: the
    lowest one that is at least half as high as the highest, so that pages are full but a paragraph's end is preferred
    to a line's. Where there is none (a photo), the piece is cut at its full height.

    The next piece repeats about `overlap` rows, which shows a reader that nothing is missing: as a rule up to twice as
    many, so that it begins at a blank row, or where rows are `calm`, as between two lines in a bubble; or up to four
    times as many for a whole bubble; or none where even that would begin inside a line.
    """
    if not 0 <= overlap < piece:
        raise ValueError("the overlap must be smaller than a piece")
    height = len(blank)
    found: list[Slice] = []
    top = 0
    while height - top > piece:
        gaps = _runs(blank, top + max(1, piece * 2 // 3), top + piece)
        if gaps:
            enough = max(map(len, gaps)) / 2
            gap = next(gap for gap in reversed(gaps) if len(gap) >= enough)
            cut = max(_middle(gap), gap[-1] - piece // 20)
            start = _start(blank, calm, top, cut, overlap)
        else:
            cut = top + piece
            start = cut - overlap
        found.append(Slice(top, cut))
        top = start
    return (*found, Slice(top, height))


def _start(blank: Sequence[bool], calm: Sequence[bool], top: int, cut: int, overlap: int) -> int:
    """Where the piece below the cut begins."""
    last, usual, first = (max(top + 1, cut - times * overlap) for times in (1, 2, _MOST_OVERLAPS))
    if gaps := _runs(blank, usual, last):
        return _middle(gaps[-1])
    widest = max(_runs(calm, usual, last), key=len, default=range(0))
    if len(widest) >= _LEAST_CALM:
        return _middle(widest)
    gaps = _runs(blank, first, usual)
    return _middle(gaps[-1]) if gaps else cut


def _runs(rows: Sequence[bool], start: int, stop: int) -> list[range]:
    """Where they are true, as far as that lies between `start` and `stop`."""
    found = [list(run) for true, run in groupby(range(start, stop), lambda row: rows[row]) if true]
    return [range(run[0], run[-1] + 1) for run in found]


def _middle(run: range) -> int:
    return run[len(run) // 2]
