"""Evidence that is text: set to be read, with the numbers of its lines to refer to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise, takewhile

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from caseorg.pdf import style
from caseorg.pdf.continuation import Box, Continuation, draw_frame
from caseorg.pdf.flow import best_cut
from caseorg.pdf.fonts import Face
from caseorg.pdf.text import PrintedLine, break_lines, draw, draw_right

_SIZE = 10.5
_STEP = _SIZE * style.LEADING
_APART = 2.5  # more between two lines of the file than within one that is broken
_PADDING: float = 3 * mm
_GUTTER = 9 * mm
_NUMBER = 7.0
_EVERY = 5  # lines; their numbers are so many apart


@dataclass(frozen=True, slots=True)
class TextPage:
    """The printed lines of one page, each with the number of the file's line that begins there, and how it joins."""

    lines: tuple[tuple[PrintedLine, int | None], ...]
    continuation: Continuation

    @property
    def height(self) -> float:
        """With the room around the lines, in points."""
        return sum(map(_height, (line for line, _ in self.lines))) + 2 * _PADDING


def _height(line: PrintedLine) -> float:
    return _STEP + _APART * line.last


def text_pages(text: str, available: tuple[float, float]) -> tuple[TextPage, ...]:
    """The pages of a text in so much width and height; at least one."""
    lines = tuple(_numbered(break_lines(text, Face.REGULAR, _SIZE, available[0] - _GUTTER - 2 * _PADDING)))
    plain = [line for line, _ in lines]
    cuts = [0]
    while cuts[-1] < len(lines):
        full = _full(plain, cuts[-1], available[1] - 2 * _PADDING)
        cuts.append(best_cut([plain], full, cuts[-1] + 1) or full)
    return tuple(
        TextPage(lines[start:end], Continuation(0.0 if start else None, end < len(lines)))
        for start, end in pairwise(cuts)
    )


def _full(lines: Sequence[PrintedLine], start: int, available_height: float) -> int:
    """The first line after `start` for which there is no room."""
    used = accumulate(map(_height, islice(lines, start, None)))
    return start + max(1, sum(1 for _ in takewhile(lambda height: height <= available_height, used)))


def _numbered(lines: Sequence[PrintedLine]) -> Iterator[tuple[PrintedLine, int | None]]:
    number, begins = 1, True
    for line in lines:
        yield line, number if begins else None
        number, begins = number + line.last, line.last


def draw_text_page(canvas: Canvas, page: TextPage, box: Box) -> None:
    """At the top of the box (left, bottom, width, height)."""
    left, bottom, width, height = box
    top = bottom + height
    edge = left + _GUTTER
    draw_frame(canvas, (left, top - page.height, width, page.height), page.continuation, "页")
    canvas.saveState()
    canvas.setStrokeColor(style.GREY)
    canvas.setLineWidth(0.2)
    canvas.line(edge, top - page.height, edge, top)
    canvas.restoreState()
    y = top - _PADDING - _SIZE
    line_width = width - _GUTTER - 2 * _PADDING
    for line, number in page.lines:
        if number is not None and (number == 1 or number % _EVERY == 0):
            _draw_number(canvas, edge, y, number)
        draw(canvas, edge + _PADDING, y, line.text, Face.REGULAR, _SIZE, None if line.last else line_width)
        y -= _height(line)


def _draw_number(canvas: Canvas, edge: float, y: float, number: int) -> None:
    canvas.setFillColor(style.GREY)
    draw_right(canvas, edge - 1.5 * mm, y, str(number), Face.REGULAR, _NUMBER)
    canvas.setFillColor(style.INK)
