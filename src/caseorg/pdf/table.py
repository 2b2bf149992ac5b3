"""Ruled rows that flow over pages: a row that does not fit is split between two lines of its text."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, groupby, takewhile
from math import ceil

from reportlab.pdfgen.canvas import Canvas

from caseorg.pdf import style
from caseorg.pdf.flow import best_cut
from caseorg.pdf.fonts import Face
from caseorg.pdf.references import ReferenceMarks, draw_references
from caseorg.pdf.text import PrintedLine, break_lines, draw, draw_centred, text_width


@dataclass(frozen=True, slots=True)
class Cell:
    """Broken text in a column; `left` and `width` are in points from the table's left edge."""

    left: float
    width: float
    lines: tuple[PrintedLine, ...]
    face: Face = Face.REGULAR
    centred: bool = False
    link: str = ""
    marks: ReferenceMarks | None = None

    @property
    def height(self) -> float:
        return len(self.lines) * _LINE + 2 * style.PADDING


@dataclass(frozen=True, slots=True)
class TableRow:
    """Cells side by side. Neighbouring rows of the same `group` share its label cell at the left."""

    cells: tuple[Cell, ...]
    group: str = ""
    min_height: float = 0.0
    shaded: bool = False

    @property
    def height(self) -> float:
        return max(self.min_height, *(cell.height for cell in self.cells))


GROUP_WIDTH = 34.0
_LINE = style.BODY * style.LEADING
_LABEL_STEP = style.BODY * 1.25
_FEWEST_LINES = 2


def cell(
    text: str,
    left: float,
    width: float,
    face: Face = Face.REGULAR,
    *,
    centred: bool = False,
    link: str = "",
    marks: ReferenceMarks | None = None,
) -> Cell:
    """Text broken to a column of `width` points."""
    return Cell(left, width, _lines(text, face, width - 2 * style.PADDING), face, centred, link, marks)


@lru_cache(1000)  # many cells of a column say the same
def _lines(text: str, face: Face, width: float) -> tuple[PrintedLine, ...]:
    return break_lines(text, face, style.BODY, width)


def columns_row(
    columns: Sequence[tuple[str, float]],
    texts: Sequence[str],
    marks: ReferenceMarks | None = None,
    min_height: float = 24.0,
) -> TableRow:
    """A row of a table whose columns have these names and widths; the last one refers to evidence."""
    lefts = accumulate((width for _, width in columns[:-1]), initial=0.0)
    cells = [cell(text, left, width) for left, (_, width), text in zip(lefts, columns, texts, strict=True)]
    return TableRow((*cells[:-1], replace(cells[-1], marks=marks)), min_height=min_height)


def columns_heading(columns: Sequence[tuple[str, float]]) -> TableRow:
    """The names of the columns."""
    lefts = accumulate((width for _, width in columns[:-1]), initial=0.0)
    cells = [
        cell(name, left, width, Face.BOLD, centred=True) for left, (name, width) in zip(lefts, columns, strict=True)
    ]
    return TableRow(tuple(cells), min_height=24.0, shaded=True)


def paginate(rows: Sequence[TableRow], page_height: Callable[[int], float]) -> Iterator[tuple[TableRow, ...]]:
    """The rows of each page; `page_height(n)` is what page n (from 0) offers. What of a group stands on a page is
    high enough for its label."""
    page: list[TableRow] = []
    number, free = 0, page_height(0)
    waiting = list(reversed(rows))
    while waiting:
        row = waiting.pop()
        if not waiting or waiting[-1].group != row.group:
            row = _grown(row, _group_end(page, row.group))
        if row.height <= free:
            page.append(row)
            free -= row.height
            continue
        head, rest = _split(row, free, page_height(number + 1) if page else 0.0)
        if head:
            page.append(head)
        elif not page and free >= page_height(number + 1):
            raise ValueError("a row is higher than a page and cannot be split")
        waiting.append(rest)
        if not head:
            waiting += reversed(_taken_back(page, row.group))
        yield tuple(page)
        page = []
        number += 1
        free = page_height(number)
    yield tuple(page)


def _group_end(page: Sequence[TableRow], group: str) -> list[TableRow]:
    """The last rows of the page that are of the group."""
    return list(takewhile(lambda row: bool(group) and row.group == group, reversed(page)))[::-1]


def _grown(row: TableRow, before: Sequence[TableRow]) -> TableRow:
    """The last row of a group, so high that its label has room beside it and those before it."""
    lacking = _label_height(row.group) - sum(other.height for other in before)
    return replace(row, min_height=lacking) if lacking > row.height else row


def _taken_back(page: list[TableRow], group: str) -> list[TableRow]:
    """The last rows of the page, taken off it to go with the next one of the group, where its label has no room beside
    them. On a page of these alone the last one becomes higher instead."""
    begun = _group_end(page, group)
    if not begun or sum(row.height for row in begun) >= _label_height(group):
        return []
    if len(begun) == len(page):
        page[-1] = _grown(begun[-1], begun[:-1])
        return []
    del page[-len(begun) :]
    return begun


def _label_height(group: str) -> float:
    return len(group) * _LABEL_STEP + 4 if group else 0.0


def _split(row: TableRow, free: float, elsewhere: float) -> tuple[TableRow | None, TableRow]:
    """The part of the row that fits, if it is worth a part, and what remains. A row that fits `elsewhere` as a whole
    is not parted badly."""
    max_lines = min(int((free - 2 * style.PADDING) / _LINE), _line_count(row) - _fewest_lines(row))
    if (cut := _best_cut(row, max_lines)) is None and row.height > elsewhere:
        cut = max_lines  # it has to be parted somewhere
    head, rest = _split_at(row, cut or 0)
    return (head, rest) if head and head.height <= free else (None, row)


def split_end(row: TableRow) -> tuple[TableRow | None, TableRow]:
    """The row without its last lines, and these; None and the whole row where it has too few lines for two parts."""
    max_lines = _line_count(row) - _fewest_lines(row)
    return _split_at(row, _best_cut(row, max_lines) or max_lines)


def _best_cut(row: TableRow, max_lines: int) -> int | None:
    return best_cut([cell.lines for cell in row.cells], max_lines, _fewest_lines(row))


def _line_count(row: TableRow) -> int:
    return max(len(cell.lines) for cell in row.cells)


def _fewest_lines(row: TableRow) -> int:
    """Neither part of a split row has fewer: as many as stand beside the group's label, if there are so many."""
    beside = ceil((_label_height(row.group) - 2 * style.PADDING) / _LINE)
    return max(_FEWEST_LINES, min(beside, _line_count(row) // 2))


def _split_at(row: TableRow, count: int) -> tuple[TableRow | None, TableRow]:
    if count < _fewest_lines(row):
        return None, row
    head = tuple(replace(cell, lines=cell.lines[:count]) for cell in row.cells)
    rest = tuple(replace(cell, lines=cell.lines[count:]) for cell in row.cells)
    lowest = _label_height(row.group)
    return replace(row, cells=head, min_height=lowest), replace(row, cells=rest, min_height=lowest)


def draw_rows(canvas: Canvas, rows: Sequence[TableRow], x: float, top: float) -> float:
    """Draws the rows downwards from `top`; returns the lower edge."""
    canvas.setLineWidth(0.6)
    canvas.setStrokeColor(style.RULE)
    y = top
    for group, members in groupby(rows, lambda row: row.group):
        start = y
        for row in members:
            _draw_row(canvas, row, x, y)
            y -= row.height
        if group:
            _draw_group(canvas, group, x, start, y)
    return y


def _draw_group(canvas: Canvas, label: str, x: float, top: float, bottom: float) -> None:
    """The label runs downwards, one character a line, in the middle of its cell."""
    canvas.rect(x, bottom, GROUP_WIDTH, top - bottom)
    y = (top + bottom) / 2 + len(label) * _LABEL_STEP / 2 - style.BODY
    for character in label:
        draw_centred(canvas, x + GROUP_WIDTH / 2, y, character, Face.BOLD, style.BODY)
        y -= _LABEL_STEP


def _draw_row(canvas: Canvas, row: TableRow, x: float, top: float) -> None:
    height = row.height
    canvas.setFillColor(style.BAND)
    for part in row.cells:
        canvas.rect(x + part.left, top - height, part.width, height, fill=int(row.shaded))
    canvas.setFillColor(style.INK)
    for part in row.cells:
        _draw_lines(canvas, part, x + part.left, top, height)
        if part.link:
            box = (x + part.left, top - height, x + part.left + part.width, top)
            canvas.linkRect("", part.link, box, relative=1, thickness=0)


def _draw_lines(canvas: Canvas, part: Cell, x: float, top: float, height: float) -> None:
    """A cell of one line, or of centred ones, stands in the middle of its row, longer text at the top."""
    available_width = part.width - 2 * style.PADDING
    slack = (height - part.height) / 2 if part.centred or len(part.lines) == 1 else 0.0
    y = top - slack - style.PADDING - style.BODY * 1.12
    for line in part.lines:
        left = x + style.PADDING
        if part.centred:
            left += (available_width - text_width(line.text, part.face, style.BODY)) / 2
        stretch = None if line.last or part.centred else available_width
        draw(canvas, left, y, line.text, part.face, style.BODY, stretch)
        if part.marks:
            draw_references(canvas, line.text, left, y, part.marks, part.face, style.BODY, stretch)
        y -= _LINE
