"""The text that was read off a page: in rows to list, and by character to select. Values without Qt."""

from collections.abc import Iterator
from dataclasses import dataclass

from caseorg.domain.case import Evidence, Side
from caseorg.domain.reading.meaning import understand
from caseorg.domain.reading.passage import part_box
from caseorg.domain.reading.reading import Box, Line, PageReading
from caseorg.domain.reading.words import ReadingWords
from caseorg.store.readings import load_readings
from caseorg.workspace import Workspace

Gap = tuple[int, int]  # a line of the page, and a gap between its characters


@dataclass(frozen=True, slots=True)
class TextRow:
    """A line, or all lines of one bubble with who said it; `lines` are numbers of lines of the page."""

    text: str
    lines: tuple[int, ...]
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class PageText:
    """A page as it was read, and its rows from top to bottom."""

    page: PageReading
    rows: tuple[TextRow, ...]

    def row_at(self, line: int) -> int:
        """The row that holds this line."""
        return next(number for number, row in enumerate(self.rows) if line in row.lines)


def read_text(workspace: Workspace, item: Evidence) -> tuple[PageText, ...]:
    """What was read of the evidence, a page each; nothing where nobody read it."""
    kept = load_readings(workspace.readings, (item.sha256,)).get(item.sha256)
    if kept is None or kept.reading is None:
        return ()
    words = workspace.knowledge.reading_words
    return tuple(PageText(page, rows_of(page, words)) for page in kept.reading.pages)


def rows_of(page: PageReading, words: ReadingWords) -> tuple[TextRow, ...]:
    """What is said in one bubble is one row, with its side; each other line is one of its own."""
    places = {line: number for number, line in enumerate(page.lines)}
    rows: list[TextRow] = []
    used: set[int] = set()
    for bubble in understand(page, words).said:
        lines = tuple(places[line] for line in bubble.where.lines if line in places and places[line] not in used)
        if lines:
            rows.append(TextRow(bubble.text, lines, bubble.side))
            used.update(lines)
    rows += [TextRow(line.text, (number,)) for number, line in enumerate(page.lines) if number not in used]
    return tuple(sorted(rows, key=lambda row: min(row.lines)))


def line_at(page: PageReading, x: float, y: float) -> int | None:
    """The line that stands there."""
    for number, line in enumerate(page.lines):
        box = line.box
        if box.left <= x <= box.right and box.top <= y <= box.bottom:
            return number
    return None


def gap_at(page: PageReading, x: float, y: float) -> Gap:
    """The gap between characters that is next to a place; the page has lines."""
    number = min(range(len(page.lines)), key=lambda index: _distance(page.lines[index].box, x, y))
    line = page.lines[number]
    if not _has_places(line):
        return number, 0 if x < (line.box.left + line.box.right) / 2 else len(line.text)
    return number, sum(1 for middle in line.middles if middle < x)


def selected(page: PageReading, start: Gap, end: Gap) -> Iterator[tuple[str, Box]]:
    """The stretch between two gaps, line by line, each with its box."""
    (first, begin), (last, finish) = sorted((start, end))
    for number in range(first, last + 1):
        line = page.lines[number]
        left, right = begin if number == first else 0, finish if number == last else len(line.text)
        if left < right:
            yield line.text[left:right], part_box(line, left, right)


def _has_places(line: Line) -> bool:
    return len(line.middles) == len(line.text)


def _distance(box: Box, x: float, y: float) -> tuple[float, float]:
    """The row first, then the place in it."""
    return max(box.top - y, y - box.bottom, 0), max(box.left - x, x - box.right, 0)
