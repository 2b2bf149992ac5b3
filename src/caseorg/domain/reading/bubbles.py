"""The bubbles of a chat, by where they stand: mine at the right, theirs at the left, the app's own in the middle."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from caseorg.domain.case import Side
from caseorg.domain.reading.passage import Passage, around, height, joined, row_passage, rows
from caseorg.domain.reading.reading import Box, Line, PageReading
from caseorg.domain.reading.screen import Screen, is_central
from caseorg.domain.reading.stamps import is_stamp, names_day
from caseorg.domain.reading.words import Group, ReadingWords

_LEFT, _RIGHT = (0.08, 0.28), (0.72, 0.93)  # of the width: where the text of a bubble begins, or ends
_USUAL_RIGHT = 0.81
_ALIGNED = 0.03
_PART_OF_BUBBLE = 0.55  # of a line's height between two lines of a bubble
_APART = 1.2  # of a line's height between two cells of a row
_SMALL = 0.8  # of a line's height: a name above a bubble
_FEWEST = 2
_LONGEST_NAME = 16
_WRAPS = 0.6  # of the width: the first line of several reaches so far
_LATIN = re.compile(r"[A-Za-z,.!?]$")


@dataclass(frozen=True, slots=True)
class Bubble:
    """What was said at once. `side` is ME, SYSTEM, or UNKNOWN for the other side; `stamp` is the time printed above it,
    `day` the date, and `name` whose name stands above it."""

    side: Side
    where: Passage
    stamp: str = ""
    day: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Edges:
    """Where bubbles begin at the left, and end at the right."""

    left: float
    right: float
    near: float


def find_bubbles(page: PageReading, screen: Screen, words: ReadingWords) -> tuple[Bubble, ...]:
    """The bubbles from top to bottom; of a page that is no chat there are few, or of one side alone."""
    cells = [cell for row in rows(replace(page, lines=screen.body)) for cell in _cells(row)]
    cells = [cell for cell in cells if not _is_noise(cell, page, words)]
    edges = _edges([around(line.box for line in cell) for cell in cells], page)
    return tuple(_stamped(list(_grouped(cells, page, edges))))


def is_chat(bubbles: Sequence[Bubble]) -> bool:
    """Whether somebody talks: both sides, or one and times between."""
    sides = [bubble.side for bubble in bubbles]
    mine, theirs = sides.count(Side.ME), sides.count(Side.UNKNOWN)
    stamped = any(bubble.stamp for bubble in bubbles)
    if stamped:
        return mine + theirs >= 1
    return min(mine, theirs) >= 1 and mine + theirs > _FEWEST


def _cells(row: Sequence[Line]) -> Iterator[list[Line]]:
    """The parts of a row that stand apart."""
    cell: list[Line] = []
    for line in row:
        if cell and line.box.left - cell[-1].box.right > _APART * height(line.box):
            yield cell
            cell = []
        cell.append(line)
    yield cell


def _is_noise(cell: Sequence[Line], page: PageReading, words: ReadingWords) -> bool:
    """Letters that a picture of somebody was read as, and marks such as 已读."""
    box, text = around(line.box for line in cell), "".join(line.text for line in cell).strip()
    at_side = box.right < 0.15 * page.width or box.left > 0.86 * page.width
    return (at_side and len(text) <= 2) or bool(words.group(Group.BUTTONS).fullmatch(text))


def _edges(boxes: Sequence[Box], page: PageReading) -> _Edges:
    """Short bubbles tell, for they reach one edge alone; where one side has none, the sides mirror each other."""
    shares = [(box.left / page.width, box.right / page.width) for box in boxes]
    lefts = [left for left, right in shares if _LEFT[0] < left < _LEFT[1] and right < _RIGHT[0]]
    rights = [right for left, right in shares if _RIGHT[0] < right < _RIGHT[1] and left > _LEFT[1]]
    left = _most_common(lefts, 1 - _most_common(rights, _USUAL_RIGHT))
    right = _most_common(rights, 1 - left)
    return _Edges(left * page.width, right * page.width, _ALIGNED * page.width)


def _most_common(shares: Sequence[float], usual: float) -> float:
    """The place about which most of them stand."""
    if not shares:
        return usual
    best = max(shares, key=lambda one: (sum(abs(one - other) < _ALIGNED / 2 for other in shares), -abs(one - usual)))
    near = [other for other in shares if abs(best - other) < _ALIGNED / 2]
    return sum(near) / len(near)


def _grouped(cells: Sequence[list[Line]], page: PageReading, edges: _Edges) -> Iterator[tuple[Side, Passage]]:
    """Each bubble's side and text."""
    bubble: list[list[Line]] = []
    for cell in cells:
        if bubble and not _goes_on(bubble, cell, page, edges):
            yield _told(bubble, page, edges)
            bubble = []
        bubble.append(cell)
    if bubble:
        yield _told(bubble, page, edges)


def _goes_on(bubble: Sequence[Sequence[Line]], cell: Sequence[Line], page: PageReading, edges: _Edges) -> bool:
    before, box = around(line.box for line in bubble[-1]), around(line.box for line in cell)
    lefts = [around(line.box for line in one).left for one in bubble]
    if is_stamp(_text(bubble[-1])) or is_stamp(_text(cell)):
        return False
    if len(bubble) == 1 and height(before) < _SMALL * height(box) and before.right < _WRAPS * page.width:
        return False  # a name above the bubble
    gap = box.top - before.bottom
    return gap < _PART_OF_BUBBLE * min(height(before), height(box)) and abs(box.left - min(lefts)) < edges.near


def _text(cell: Sequence[Line]) -> str:
    return row_passage(cell).text


def _told(bubble: Sequence[Sequence[Line]], page: PageReading, edges: _Edges) -> tuple[Side, Passage]:
    box = around(line.box for cell in bubble for line in cell)
    return _side(box, page, edges), _one_text([row_passage(cell) for cell in bubble])


def _one_text(parts: Sequence[Passage]) -> Passage:
    """The lines of a bubble; only Latin words need a blank where one ends."""
    whole = parts[0]
    for part in parts[1:]:
        glue = " " if _LATIN.search(whole.text) and part.text[:1].isascii() and part.text[:1].isalpha() else ""
        whole = joined((whole, part), glue)
    return whole


def _side(box: Box, page: PageReading, edges: _Edges) -> Side:
    left, right = abs(box.left - edges.left), abs(box.right - edges.right)
    if min(left, right) > edges.near:
        if is_central(box, page):
            return Side.SYSTEM
        return Side.UNKNOWN if box.left < page.width - box.right else Side.ME
    if max(left, right) <= 2 * edges.near:  # over the whole width: the other side leaves room at the other edge
        return Side.UNKNOWN if left <= right else Side.ME
    return Side.UNKNOWN if left < right else Side.ME


def _stamped(groups: Sequence[tuple[Side, Passage]]) -> Iterator[Bubble]:
    """Each with the time printed above it, and the name; these themselves are none."""
    stamp = day = name = ""
    for (side, where), following in zip(groups, [*groups, None][1:], strict=True):
        if is_stamp(where.text):
            stamp = where.text
            day = stamp if ":" not in stamp else "" if names_day(stamp) else day
        elif following and following[0] is side is Side.UNKNOWN and _is_name(where, following[1]):
            name = where.text
        else:
            yield Bubble(side, where, stamp, day, name)
            name = ""


def _is_name(where: Passage, said: Passage) -> bool:
    """A short line right above a bubble, in smaller letters."""
    one, other = where.boxes[0], said.boxes[0]
    near = 0 <= other.top - one.bottom < 1.6 * height(one)
    return near and len(where.lines) == 1 and len(where.text) <= _LONGEST_NAME and height(one) < _SMALL * height(other)
