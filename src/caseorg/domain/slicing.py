"""Where to cut a tall screenshot into page-high pieces without cutting through a line of text."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Slice:
    """Pixel rows `top` (included) to `bottom` (excluded)."""

    top: int
    bottom: int


def slices(blank: Sequence[bool], piece: int, overlap: int) -> tuple[Slice, ...]:
    """Cuts `len(blank)` pixel rows into pieces of at most `piece` rows.

    A cut falls in the middle of a run of blank rows in the last third of a piece: the lowest one that is at least
    half as high as the highest, so that pages are full but a paragraph's end is preferred to a line's. Where there
    is none (a photo), the piece is cut at its full height and the next one repeats `overlap` rows, so that whatever
    was cut is whole on one of the two. Every row is in some slice.
    """
    if not 0 <= overlap < piece:
        raise ValueError("the overlap must be smaller than a piece")
    height = len(blank)
    found: list[Slice] = []
    top = 0
    while height - top > piece:
        cut = _blank_row(blank, top + max(1, piece * 2 // 3), top + piece)
        found.append(Slice(top, cut if cut is not None else top + piece))
        top = cut if cut is not None else top + piece - overlap
    return (*found, Slice(top, height))


def _blank_row(blank: Sequence[bool], start: int, stop: int) -> int | None:
    runs = [
        tuple(row for row, _ in run)
        for is_blank, run in groupby(enumerate(blank[start:stop], start), lambda pair: pair[1])
        if is_blank
    ]
    if not runs:
        return None
    enough = max(map(len, runs)) / 2
    lowest = next(run for run in reversed(runs) if len(run) >= enough)
    return lowest[len(lowest) // 2]
