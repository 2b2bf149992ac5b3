"""What a reader sees of a cut: where a picture goes on over the page, and what stands on both pages."""

from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from caseorg.pdf import style
from caseorg.pdf.fonts import Face
from caseorg.pdf.text import draw

_LINE = 0.4
_SIZE = 7.5
_OUT = 8.0  # from the picture into the margin, which is no narrower between two pictures on a page
_BAR = 1.6
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Continuation:
    """How a part of a picture joins the others: what share of it the page before shows too, and whether it goes on.

    `repeated` is None for the first part.
    """

    repeated: float | None = None
    goes_on: bool = False


WHOLE = Continuation()


def draw_frame(canvas: Canvas, box: Box, continuation: Continuation, unit: str) -> None:
    """A line around the box (left, bottom, width, height); dashed and with words beside it where it was cut.

    `unit` is what the words call a part: 页, or 图 where several share a page.
    """
    left, bottom, width, height = box
    left, bottom, right, top = (
        left - _LINE / 2,
        bottom - _LINE / 2,
        left + width + _LINE / 2,
        bottom + height + _LINE / 2,
    )
    canvas.saveState()
    canvas.setStrokeColor(style.GREY)
    canvas.setLineWidth(_LINE)
    for x in (left, right):
        canvas.line(x, bottom, x, top)
    for y, is_cut in ((top, continuation.repeated is not None), (bottom, continuation.goes_on)):
        if is_cut:
            canvas.setDash(2.5, 1.5)
        canvas.line(left, y, right + _OUT * is_cut, y)
        canvas.setDash()
    if continuation.repeated is not None:
        _draw_above(canvas, right, top, continuation.repeated * height, unit)
    if continuation.goes_on:
        _draw_words(canvas, right, bottom + 3 * _SIZE + 1.5, f"续下{unit}")
    canvas.restoreState()


def _draw_above(canvas: Canvas, right: float, top: float, repeated: float, unit: str) -> None:
    if repeated:
        canvas.setFillColor(style.GREY)
        canvas.rect(right + 1, top - repeated, _BAR, repeated, stroke=0, fill=1)
    _draw_words(canvas, right, top - 1.5, f"与上{unit}重复" if repeated else f"续上{unit}")


def _draw_words(canvas: Canvas, right: float, top: float, words: str) -> None:
    """One character under the other."""
    canvas.setFillColor(style.INK)
    for number, character in enumerate(words, start=1):
        draw(canvas, right + 1.5 + _BAR, top - number * _SIZE + 0.12 * _SIZE, character, Face.REGULAR, _SIZE)
