"""Where the content of one picture goes on in another, by their rows."""

from dataclasses import dataclass
from statistics import fmean

from caseorg.domain.reading.bars import USUAL, Bars
from caseorg.domain.reading.strip import Strip, blocks, likeness, near_likeness

LEAST = 80  # rows (160 pixels of 1080 across): what overlaps by less proves nothing
_TELLING = 200  # marks that the first rows of a picture need, to be found again
_FEWEST, _WEAK_TELLING, _WEAK_ALIKE = 20, 60, 0.85  # where less is shared than that
_NEAR, _MAYBE, _STEP = 0.6, 0.4, 2  # of the first rows: a notice may float over them; how far apart they are tried
_ALIKE = 0.75  # of all rows that overlap
_BAND, _BAND_ALIKE = 40, 0.5  # rows that are compared together, and how much most of them are alike
_HALF_ALIKE, _SPARSE = 0.35, 60  # of half a band with at least so many marks
_ODD = 8  # one band in so many may differ, for something floats over it
_SLACK = 4  # rows by which two places are the same
_MESSAGE_GAP = 15  # blank rows between two messages
_CUT = 2  # rows at an edge where a message that is cut still has something


@dataclass(frozen=True, slots=True)
class Overlap:
    """The same rows of content in two pictures: where they begin in each, and how many they are.

    `sure` they are not where they are too few, where they fit at several places, or where they are one whole message,
    which may have been sent twice.
    """

    before: int
    after: int
    rows: int
    sure: bool = True
    within: bool = False  # all that one of the two pictures shows


def find_overlap(before: Strip, after: Strip, bars: Bars) -> Overlap | None:
    """Where the first rows of `after` stand in `before`, if all that follows them there follows them here too."""
    for tried in dict.fromkeys((bars, Bars(max(bars.top, USUAL.top), max(bars.bottom, USUAL.bottom)))):
        if found := _found(before, after, tried):
            return found
    return _weak(before, after, bars)


def shows_enough(strip: Strip, bars: Bars) -> bool:
    """Whether it shows enough to be found again."""
    return _head(strip, bars) is not None


def same_rows(one: Strip, other: Strip) -> bool:
    """Whether two pictures are the same from edge to edge, however they were made smaller or compressed."""
    if abs(one.rows - other.rows) > _SLACK or one.marks(0, one.rows).count < _TELLING:
        return False
    rows = min(one.rows, other.rows)
    if likeness(one.marks(0, rows), other.marks(0, rows)) < _BAND_ALIKE:
        return False
    bands = ((first, min(_BAND, rows - first)) for first in range(0, rows, _BAND))
    return all(_same_halves(one, other, first, length) for first, length in bands)


def _same_halves(one: Strip, other: Strip, first: int, rows: int) -> bool:
    """Side by side, for of two pages made alike only values at the right may differ; they may be a row off."""
    here = one.marks(first, first + rows).halves(rows)
    places = (first, max(first - 1, 0), min(first + 1, other.rows - rows))
    there = [other.marks(place, place + rows).halves(rows) for place in places]
    return all(
        part.count + there[0][side].count < _SPARSE
        or max(likeness(part, shifted[side]) for shifted in there) >= _HALF_ALIKE
        for side, part in enumerate(here)
    )


def _found(before: Strip, after: Strip, bars: Bars) -> Overlap | None:
    rows = _head(after, bars)
    if rows is None:
        return None
    end, fitting = before.rows - bars.bottom, []
    content = after.rows - bars.bottom - bars.top
    whole = content - max(_SLACK, content // 50)
    for start in _places(before, after, bars, rows):
        length = min(end - start, content)
        if _alike(before, start, after, bars.top, length, odd=0 if length >= whole else _ODD):
            fitting.append((length, start))
    if not fitting:
        return None
    length, start = max(fitting)
    within = length >= whole
    alone = len(fitting) == 1 and (within or not _one_message(after, bars.top, length))
    return Overlap(start, bars.top, length, alone, within)


def _head(strip: Strip, bars: Bars) -> int | None:
    """The first rows of the content that tell enough to be found again: how many they are."""
    content = strip.rows - bars.bottom - bars.top
    for rows in range(LEAST, content + 1, _SLACK):
        if strip.marks(bars.top, bars.top + rows).count >= _TELLING:
            return rows
    return None


def _places(before: Strip, after: Strip, bars: Bars, rows: int) -> list[int]:
    """Where these first rows may stand; of places side by side the best."""
    head, last = after.marks(bars.top, bars.top + rows), before.rows - bars.bottom - rows

    def near(start: int) -> float:
        return likeness(before.marks(start, start + rows), head)

    tried = (start for start in range(bars.top, last + 1, _STEP) if near(start) >= _MAYBE)
    close = {place for start in tried for place in range(start - 1, start + _STEP) if bars.top <= place <= last}
    found: list[int] = []
    for likely, place in sorted(((near(place), place) for place in close), reverse=True):
        if likely >= _NEAR and all(abs(place - start) > _SLACK for start in found):
            found.append(place)
    return found


def _alike(one: Strip, start: int, other: Strip, at: int, rows: int, odd: int = _ODD) -> bool:
    """Whether these rows are the same in both as a whole, and band by band but for one in `odd`."""
    if likeness(one.marks(start, start + rows), other.marks(at, at + rows)) < _BAND_ALIKE:
        return False
    parts = ((first, min(_BAND, rows - first)) for first in range(0, rows, _BAND))
    bands = [near_likeness(one, start + first, other, at + first, length) for first, length in parts]
    different = sum(band < _BAND_ALIKE for band in bands)
    return fmean(bands) >= _ALIKE and different <= (len(bands) // odd if odd else 0)


def _one_message(strip: Strip, start: int, rows: int) -> bool:
    """Whether these rows show one message and its surroundings, whole."""
    found = list(blocks(strip.part(start, start + rows), _MESSAGE_GAP))
    return len(found) == 1 and found[0][0] >= _CUT and found[0][1] <= rows - _CUT


def _weak(before: Strip, after: Strip, bars: Bars) -> Overlap | None:
    """What the end of one and the beginning of the other have in common, where that is too little to prove anything."""
    end = before.rows - bars.bottom
    for rows in range(min(LEAST, end, after.rows - bars.top) - 1, _FEWEST, -1):
        marks = before.marks(end - rows, end), after.marks(bars.top, bars.top + rows)
        if min(part.count for part in marks) >= _WEAK_TELLING and likeness(*marks) >= _WEAK_ALIKE:
            return Overlap(end - rows, bars.top, rows, sure=False)
    return None
