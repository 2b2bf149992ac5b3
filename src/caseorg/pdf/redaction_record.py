"""The pages of a masked pack that say what was blackened in it."""

from collections.abc import Iterator, Sequence

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from caseorg.pdf import style
from caseorg.pdf.fonts import Face
from caseorg.pdf.page import draw_title
from caseorg.pdf.text import break_lines, draw

RECORD = "脱敏记录"
_HEAD: float = 22 * mm
_SIZE = 10.0
_STEP = _SIZE * style.LEADING
_MOST = int((style.HEIGHT - _HEAD) / _STEP)


def record_pages(lines: Sequence[str]) -> list[tuple[str, ...]]:
    """What stands on each page, line by line; no page where there is no record."""
    broken = list(_broken(lines))
    return [tuple(broken[start : start + _MOST]) for start in range(0, len(broken), _MOST)]


def _broken(lines: Sequence[str]) -> Iterator[str]:
    for text in lines:
        yield from (line.text for line in break_lines(text, Face.REGULAR, _SIZE, style.WIDTH)) if text else ("",)


def draw_record(canvas: Canvas, lines: Sequence[str], number: int) -> None:
    """A page of it, counted from 1, everything but the foot."""
    if number == 1:
        canvas.bookmarkPage(RECORD)
        canvas.addOutlineEntry(RECORD, RECORD, 0)
    draw_title(canvas, RECORD if number == 1 else f"{RECORD}（续）", style.PAGE[1] - style.TOP - style.TITLE)
    y = style.PAGE[1] - style.TOP - _HEAD
    for text in lines:
        y -= _STEP
        draw(canvas, style.LEFT, y, text, Face.REGULAR, _SIZE)
