"""A page for what paper cannot show: what kind of file it is, and stills of a film."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from caseorg.pdf import style
from caseorg.pdf.continuation import WHOLE, Box, draw_frame
from caseorg.pdf.fonts import Face
from caseorg.pdf.images import Picture, place
from caseorg.pdf.table import TableRow, cell, draw_rows
from caseorg.pdf.text import break_lines, draw, draw_centred

MOST_STILLS = 6
_LABEL = 82.0
_GAP = 5 * mm
_BETWEEN = 4 * mm
_MARK = style.SMALL * 1.8  # the height of the time below a still
_STEP = style.SMALL * style.LEADING


@dataclass(frozen=True, slots=True)
class Card:
    """Labels with what is to be said, at most MOST_STILLS pictures with their time, and a remark."""

    rows: tuple[tuple[str, str], ...]
    remark: str
    stills: tuple[tuple[Picture, str], ...] = ()


def draw_card(canvas: Canvas, card: Card, box: Box) -> None:
    """From the top of the box (left, bottom, width, height) downwards."""
    left, bottom, width, height = box
    rows = [
        TableRow((cell(label, 0, _LABEL, Face.BOLD, centred=True), cell(text, _LABEL, width - _LABEL)), min_height=26.0)
        for label, text in card.rows
    ]
    y = draw_rows(canvas, rows, left, bottom + height) - 2 * _STEP
    for line in break_lines(card.remark, Face.REGULAR, style.SMALL, width):
        draw(canvas, left, y, line.text, Face.REGULAR, style.SMALL)
        y -= _STEP
    if card.stills:
        _draw_stills(canvas, card.stills, (left, bottom, width, y + _STEP - _GAP - bottom))


def _draw_stills(canvas: Canvas, stills: Sequence[tuple[Picture, str]], box: Box) -> None:
    """In three rows of two, or in two of three where they are upright."""
    left, bottom, box_width, box_height = box
    columns = 3 if stills[0][0].height > stills[0][0].width else 2
    rows = MOST_STILLS // columns
    max_width = (box_width - (columns - 1) * _BETWEEN) / columns
    max_height = (box_height - (rows - 1) * _BETWEEN) / rows - _MARK
    scale = min(style.LARGEST, *(min(max_width / still.width, max_height / still.height) for still, _ in stills))
    step = max(still.height for still, _ in stills) * scale + _MARK + _BETWEEN
    for number, (still, mark) in enumerate(stills):
        width, height = still.width * scale, still.height * scale
        middle = left + number % columns * (max_width + _BETWEEN) + max_width / 2
        y = bottom + box_height - number // columns * step - height
        place(canvas, still, middle - width / 2, y, width, height)
        draw_frame(canvas, (middle - width / 2, y, width, height), WHOLE, "")
        draw_centred(canvas, middle, y - style.SMALL * 1.3, mark, Face.REGULAR, style.SMALL)
