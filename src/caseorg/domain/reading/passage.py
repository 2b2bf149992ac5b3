"""Text that goes over one line of a picture or several, each character with its place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from caseorg.domain.reading.reading import Box, Line, PageReading

_PLAIN = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}  # every position stays
_PLAIN |= {ord("￥"): ord("¥"), ord("−"): ord("-"), ord("–"): ord("-"), ord("—"): ord("-"), ord("　"): ord(" ")}
_SAME_ROW = 0.42  # of the lower line's height between the middles of two
_TOGETHER = 0.6  # of a line's height between two parts of one word, such as ¥98 and .00 in smaller figures
_NO_PLACE = (-1, -1)


@dataclass(frozen=True, slots=True)
class Passage:
    """`text` in plain width; its character `i` is character `places[i][1]` of line `places[i][0]`, or joins two."""

    text: str
    lines: tuple[Line, ...]
    places: tuple[tuple[int, int], ...]

    def part(self, start: int, end: int) -> "Passage":
        """A stretch of it without blanks at its ends."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Passage(self.text[start:end], self.lines, self.places[start:end])

    @property
    def raw(self) -> str:
        """As it was read, whatever its width."""
        return "".join(
            self.lines[line].text[place] if line >= 0 else mark
            for mark, (line, place) in zip(self.text, self.places, strict=True)
        )

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Where it stands, line by line."""
        reached: dict[int, list[int]] = {}
        for line, place in self.places:
            if line >= 0:
                reached.setdefault(line, []).append(place)
        return tuple(part_box(self.lines[line], min(found), max(found) + 1) for line, found in reached.items())

    @property
    def box(self) -> Box:
        """What holds all of it."""
        return around(self.boxes)

    @property
    def score(self) -> float:
        """How sure the recogniser was of the line of which it was least sure."""
        return min((self.lines[line].score for line, _ in self.places if line >= 0), default=0.0)


def plain(text: str) -> str:
    """In plain width: ， is , and １ is 1."""
    return text.translate(_PLAIN)


def passage(line: Line) -> Passage:
    """One line."""
    return Passage(plain(line.text), (line,), tuple((0, place) for place in range(len(line.text))))


def joined(parts: Iterable[Passage], glue: str = "") -> Passage:
    """One after the other, with `glue` between them."""
    text = ""
    lines: list[Line] = []
    places: list[tuple[int, int]] = []
    for part in parts:
        if text and glue:
            text += glue
            places += [_NO_PLACE] * len(glue)
        places += [(line + len(lines) if line >= 0 else line, place) for line, place in part.places]
        text += part.text
        lines += part.lines
    return Passage(text, tuple(lines), tuple(places))


def part_box(line: Line, start: int, end: int) -> Box:
    """The box of some characters of a line, by their middles; the line's own ends where they are at its ends."""
    middles, box = line.middles, line.box
    if len(middles) != len(line.text) or not 0 <= start < end <= len(middles):
        return box
    left = box.left if start == 0 else _between(middles, start)
    right = box.right if end == len(middles) else _between(middles, end)
    return Box(max(box.left, min(left, right)), box.top, min(box.right, max(left, right)), box.bottom)


def _between(middles: Sequence[int], place: int) -> int:
    return (middles[place - 1] + middles[place]) // 2


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds them all."""
    known = tuple(boxes)
    return Box(
        min(box.left for box in known),
        min(box.top for box in known),
        max(box.right for box in known),
        max(box.bottom for box in known),
    )


def rows(page: PageReading) -> tuple[tuple[Line, ...], ...]:
    """The lines that stand beside one another, from left to right; the rows from top to bottom."""
    found: list[list[Line]] = []
    for line in sorted(page.lines, key=lambda line: middle(line.box)):
        if found and _beside(found[-1][0].box, line.box):
            found[-1].append(line)
        else:
            found.append([line])
    return tuple(tuple(sorted(row, key=lambda line: line.box.left)) for row in found)


def row_passage(row: Sequence[Line]) -> Passage:
    """A row as one text, a blank between its cells; parts of one word go together."""
    whole = passage(row[0])
    for before, line in pairwise(row):
        near = line.box.left - before.box.right < _TOGETHER * height(line.box) and _goes_on(before.text, line.text)
        whole = joined((whole, passage(line)), "" if near else " ")
    return whole


def _goes_on(before: str, after: str) -> bool:
    """¥98 and .00."""
    return (before[-1:].isdigit() and after[:1] == ".") or before[-1:] in ("¥", "￥")


def _beside(one: Box, other: Box) -> bool:
    return abs(middle(one) - middle(other)) < _SAME_ROW * min(height(one), height(other))


def middle(box: Box) -> int:
    """Of its height."""
    return (box.top + box.bottom) // 2


def height(box: Box) -> int:
    """From top to bottom."""
    return box.bottom - box.top
