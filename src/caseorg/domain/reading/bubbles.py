"""The bubbles of a chat, by where they stand: mine at the right, theirs at the left, the app's own in the middle."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from caseorg.domain.case import Side
from caseorg.domain.patterns import regex
from caseorg.domain.reading.passage import Passage, around, height, joined, row_passage, rows
from caseorg.domain.reading.reading import Box, Line, PageReading
from caseorg.domain.reading.screen import Screen, is_central
from caseorg.domain.reading.stamps import is_stamp, names_day
from caseorg.domain.reading.words import GroupName, ReadingWords

_LEFT, _RIGHT = (0.08, 0.28), (0.72, 0.93)  # of the width: where the text of a bubble begins, or ends
_OUTER_LEFT, _OUTER_RIGHT = (0.03, 0.11), (0.89, 0.97)  # the same without pictures beside them
_USUAL_RIGHT = 0.81
_ALIGNED = 0.03
_EXACT, _ASKEW = 0.01, 0.06
_OUTSIDE = 2  # boxes at their edges count against one that goes beyond
_EVEN = 0.4  # of what counts as aligned, between the two ends of a bubble over the whole width
_MOST_PLACES = 12
_HALF_BLANK = 0.3  # of a line's height
_PICTURE = 0.8  # of a line's height: what a box holds beside its text
_MARGIN = 0.11  # of the width: who has no picture beside its bubbles begins before it, as forms do
_PART_OF_BUBBLE = 0.55  # of a line's height between two lines of a bubble
_APART = 1.2  # of a line's height between two cells of a row
_SMALL = 0.8  # of a line's height: a name above a bubble
_FEWEST = 2
_LONGEST_NAME = 16
_MOST_ASIDE = 0.7  # of the bubbles in their places: cards, and pictures with words in them
_MOST_BESIDE = 0.2  # of the rows of a chat: a card of goods, a mark beside a bubble
_WRAPS = 0.6  # of the width: the first line of several reaches so far
_LATIN_ENDS = 0x2E80
_LATIN = regex(r"[A-Za-z,.!?]$")


_Range = tuple[float, float]
_Shares = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Bubble:
    """What was said at once. `side` is ME, SYSTEM, or UNKNOWN for the other side; `stamp` is the time printed above it,
    `day` the date, and `name` whose name stands above it. `aligned` says that it stands where bubbles do, `clear`
    that the place tells whose it is."""

    side: Side
    where: Passage
    stamp: str = ""
    day: str = ""
    name: str = ""
    aligned: bool = True
    clear: bool = True


@dataclass(frozen=True, slots=True)
class _Edges:
    """Where bubbles begin at the left, and end at the right."""

    left: float
    right: float
    near: float


def find_bubbles(page: PageReading, screen: Screen, words: ReadingWords) -> tuple[Bubble, ...]:
    """The bubbles from top to bottom; of a page that is no chat few stand where bubbles do."""
    lines = tuple(line for line in screen.body if not _is_avatar(line, page))
    table = [list(cells_of(row)) for row in rows(replace(page, lines=lines))]
    buttons = words.group(GroupName.BUTTONS)
    cells = [
        cell
        for row in table
        for cell in row
        if not buttons.fullmatch(_text(cell).strip()) or any(_is_end_of(cell[0], above) for above in lines)
    ]
    edges = _edges(cells, page)
    bubbles = tuple(_stamped(list(_grouped(cells, page, edges)), edges))
    if edges.left < _MARGIN * page.width and (_is_form(table) or all(bubble.side is not Side.ME for bubble in bubbles)):
        return tuple(replace(bubble, aligned=False) for bubble in bubbles)
    return bubbles


def _is_form(table: Sequence[Sequence[object]]) -> bool:
    """Whether labels and values stand beside one another: a bubble has its row for itself."""
    return sum(len(row) > 1 for row in table) > _MOST_BESIDE * len(table)


def is_chat(bubbles: Sequence[Bubble]) -> bool:
    """Whether somebody talks: most of the page stands at the edges of bubbles, with times between, or on both sides."""
    spoken = [bubble for bubble in without_pictures(bubbles) if bubble.side is not Side.SYSTEM]
    aligned = [bubble.side for bubble in spoken if bubble.aligned]
    mine, theirs = aligned.count(Side.ME), aligned.count(Side.UNKNOWN)
    if not aligned or len(spoken) - len(aligned) > _MOST_ASIDE * len(aligned):
        return False
    return any(bubble.stamp for bubble in bubbles) or (min(mine, theirs) >= 1 and mine + theirs > _FEWEST)


def without_pictures(bubbles: Sequence[Bubble]) -> tuple[Bubble, ...]:
    """Without the small words of pictures that were sent."""
    heights = sorted(height(line.box) for bubble in bubbles for line in bubble.where.lines if bubble.aligned)
    least = _SMALL * heights[len(heights) // 2] if heights else 0
    return tuple(bubble for bubble in bubbles if bubble.side is Side.SYSTEM or _height(bubble.where) >= least)


def _height(where: Passage) -> int:
    return max(height(line.box) for line in where.lines)


def _is_avatar(line: Line, page: PageReading) -> bool:
    """Letters that a picture of somebody beside a bubble was read as."""
    at_side = line.box.right < 0.15 * page.width or line.box.left > 0.85 * page.width
    return at_side and len(line.text.strip()) <= 2 and not any(_is_end_of(line, above) for above in page.lines)


def _is_end_of(line: Line, above: Line) -> bool:
    """Whether it is the last character of what was said: bubbles without a picture begin at the side."""
    gap = line.box.top - above.box.bottom
    aligned = abs(line.box.left - above.box.left) < height(line.box) / 2 and len(above.text) > len(line.text)
    return aligned and abs(gap) < _PART_OF_BUBBLE * height(line.box) and line.box.top > above.box.top


def cells_of(row: Sequence[Line]) -> Iterator[list[Line]]:
    """The parts of a row that stand apart."""
    cell: list[Line] = []
    for line in row:
        if cell and line.box.left - cell[-1].box.right > _APART * height(line.box):
            yield cell
            cell = []
        cell.append(line)
    yield cell


def _edges(cells: Sequence[Sequence[Line]], page: PageReading) -> _Edges:
    """The pair of edges at which most cells begin or end, but for names and the like in smaller letters; one side
    mirrors the other, nearly."""
    boxes = [around(map(_set, cell)) for cell in cells]
    heights = sorted(map(height, boxes)) or [0]
    letters = [_letter(cell[0]) for cell in cells]
    usual_letter = sorted(filter(None, letters))[sum(map(bool, letters)) // 2] if any(letters) else 0
    plain = [
        box
        for box, letter in zip(boxes, letters, strict=True)
        if height(box) >= _SMALL * heights[len(heights) // 2] and (not letter or letter >= _SMALL * usual_letter)
    ]
    shares = [(box.left / page.width, box.right / page.width) for box in plain]
    usual = _best_pair(shares, _LEFT, _RIGHT) or (1 - _USUAL_RIGHT, _USUAL_RIGHT)
    outer = _best_pair(shares, _OUTER_LEFT, _OUTER_RIGHT)
    if outer and all(_ends_at(shares, outer)) and _explained(shares, outer) > _explained(shares, usual):
        usual = outer  # no pictures beside the bubbles
    return _Edges(usual[0] * page.width, usual[1] * page.width, _ALIGNED * page.width)


def _best_pair(shares: _Shares, left: _Range, right: _Range) -> tuple[float, float] | None:
    """The edges within these ranges that explain most."""
    lefts = _places([x for x, _ in shares if left[0] < x < left[1]])
    rights = _places([x for _, x in shares if right[0] < x < right[1]])
    pairs = [(one, other) for one in lefts for other in rights if abs(one + other - 1) < _ASKEW]
    pairs += [(x, 1 - x) for x in lefts] + [(1 - x, x) for x in rights]
    fit = [(_explained(shares, pair) - _OUTSIDE * _outside(shares, pair), -abs(sum(pair) - 1), pair) for pair in pairs]
    return max(fit)[-1] if fit else None


def _set(line: Line) -> Box:
    """The box as the line was set: a mark at its end, or one that opens it, is half blank; a picture that the box holds
    beside the text is none of it."""
    box, high = line.box, height(line.box)
    blank = round(_HALF_BLANK * high)
    first, last = int(line.known_middles[0]) - high // 2, int(line.known_middles[-1]) + high // 2
    left = first if first - box.left > _PICTURE * high else box.left
    right = last if box.right - last > _PICTURE * high else box.right
    left -= blank if line.text[:1] in "“‘《（【「『" else 0
    right += blank if line.text[-1:] in "。，、；：！？”’》）】」』" else 0
    return Box(left, box.top, right, box.bottom)


def _places(shares: Sequence[float]) -> list[float]:
    """Where several begin, or end: the few places with the most of them."""
    steps = Counter(round(share / _EXACT) for share in shares)
    best = {step for step, _ in steps.most_common(_MOST_PLACES)}
    groups = ([share for share in shares if round(share / _EXACT) == step] for step in best)
    return [sum(group) / len(group) for group in groups]


def _explained(shares: _Shares, pair: tuple[float, float]) -> int:
    """How many of the boxes begin at the left edge or end at the right one."""
    left, right = pair
    return sum(abs(begin - left) <= _EXACT or abs(end - right) <= _EXACT for begin, end in shares)


def _outside(shares: _Shares, pair: tuple[float, float]) -> int:
    """How many of the boxes go beyond an edge: a bubble that is broken into lines begins and ends further in than one
    of the other side does. What stands in the middle is the app's own, and may be wider."""
    left, right = pair
    aside = [(begin, end) for begin, end in shares if abs(begin + end - 1) > _ASKEW]
    return sum(begin < left - 2 * _EXACT or end > right + 2 * _EXACT for begin, end in aside)


def _ends_at(shares: _Shares, pair: tuple[float, float]) -> tuple[bool, bool]:
    """Whether any box begins at the left edge alone, and any ends at the right one alone."""
    sides = [(abs(begin - pair[0]) <= _EXACT, abs(end - pair[1]) <= _EXACT) for begin, end in shares]
    return (True, False) in sides, (False, True) in sides


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
    left, lefts = around(map(_set, cell)).left, [around(map(_set, part)).left for part in bubble]
    if is_stamp(_text(bubble[-1])) or is_stamp(_text(cell)):
        return False
    if len(bubble) == 1 and _is_smaller(bubble[0], cell) and before.right < _WRAPS * page.width:
        return False  # a name above the bubble
    gap = box.top - before.bottom
    return gap < _PART_OF_BUBBLE * min(height(before), height(box)) and abs(left - min(lefts)) < edges.near


def _text(cell: Sequence[Line]) -> str:
    return row_passage(cell).text


def _told(bubble: Sequence[Sequence[Line]], page: PageReading, edges: _Edges) -> tuple[Side, Passage]:
    box = around(_set(line) for cell in bubble for line in cell)
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
    if box.left < edges.left - 2 * edges.near and right <= edges.near:
        return Side.UNKNOWN  # mine leave room at the left
    if min(left, right) > edges.near:
        if is_central(box, page):
            return Side.SYSTEM
        return Side.UNKNOWN if box.left < page.width - box.right else Side.ME
    if max(left, right) <= 2 * edges.near:  # over the whole width: the other side leaves room at the other edge
        return Side.UNKNOWN if left <= right else Side.ME
    return Side.UNKNOWN if left < right else Side.ME


def _stamped(groups: Sequence[tuple[Side, Passage]], edges: _Edges) -> Iterator[Bubble]:
    """Each with the time printed above it, and the name; these themselves are none."""
    stamp = day = name = ""
    boxes = [around(map(_set, where.lines)) for side, where in groups if side is not Side.SYSTEM]
    first = min((box.left for box in boxes), default=0)
    placed = any(not _is_wide(box, edges) or box.left - first > edges.near for box in boxes)
    for (side, where), following in zip(groups, [*groups, None][1:], strict=True):
        if is_stamp(where.text):
            stamp = where.text
            day = stamp if ":" not in stamp else "" if names_day(stamp) else day
        elif following and following[0] is side is Side.UNKNOWN and _is_name(where, following[1]):
            name = where.text
        else:
            box = around(map(_set, where.lines))
            clear = _is_clear(box, edges) and (placed or not _is_wide(box, edges))
            yield Bubble(side, where, stamp, day, name, _is_aligned(box, edges), clear)
            name = ""


def _is_aligned(box: Box, edges: _Edges) -> bool:
    return min(abs(box.left - edges.left), abs(box.right - edges.right)) <= edges.near


def _is_name(where: Passage, below: Passage) -> bool:
    """A short line right above a bubble, in smaller letters."""
    one, other = where.boxes[0], below.boxes[0]
    near = 0 <= other.top - one.bottom < 1.6 * height(one)
    short = len(where.lines) == 1 and len(where.text) <= _LONGEST_NAME
    return near and short and _is_smaller(where.lines, below.lines[:1])


def _is_smaller(one: Sequence[Line], other: Sequence[Line]) -> bool:
    """Whether its letters are: boxes are not exact, and what is small may be taken for higher than it is."""
    heights = [height(around(line.box for line in cell)) for cell in (one, other)]
    if heights[0] < _SMALL * heights[1]:
        return True
    widths = [_letter(cell[0]) for cell in (one, other)]
    return heights[0] < heights[1] and 0 < widths[0] < _SMALL * widths[1]


def _letter(line: Line) -> float:
    """How wide a Chinese character of the line is; 0 where it has too few characters to tell."""
    letters = sum(1 if ord(character) > _LATIN_ENDS else 0.55 for character in line.text)
    return (line.box.right - line.box.left) / letters if letters >= 2 else 0


def _is_wide(box: Box, edges: _Edges) -> bool:
    """Whether it goes from edge to edge: where all bubbles do, and begin alike, nothing tells
    whose edge is which."""
    return max(abs(box.left - edges.left), abs(box.right - edges.right)) <= 2 * edges.near


def _is_clear(box: Box, edges: _Edges) -> bool:
    """Not where it fills the whole width evenly: then either side may have said it."""
    left, right = abs(box.left - edges.left), abs(box.right - edges.right)
    return max(left, right) > edges.near or abs(left - right) > _EVEN * edges.near
