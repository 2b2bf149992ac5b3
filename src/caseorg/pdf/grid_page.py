"""Several pictures on a page of the evidence pack, each with its own stamp and caption."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from caseorg.domain.case import Evidence
from caseorg.domain.moments import show_moment
from caseorg.pdf import style
from caseorg.pdf.evidence_page import TIME_SOURCES, Item, draw_picture, mark, place
from caseorg.pdf.fonts import Face
from caseorg.pdf.page import draw_stamp
from caseorg.pdf.text import draw, shorten

_BETWEEN = 4 * mm
_STAMP = 10.0
_STAMP_ROOM = 22.0
_STEP = style.SMALL * style.LEADING
_CAPTION: float = _STAMP_ROOM + style.BODY + 5 * _STEP + 2 * mm


def picture_size(count: int) -> tuple[float, float]:
    """Width and height that each of so many pictures has on a page: two side by side, more in two rows."""
    rows = 1 if count <= 2 else 2
    return (style.WIDTH - _BETWEEN) / 2, (style.HEIGHT - (rows - 1) * _BETWEEN) / rows - _CAPTION


def draw_together(canvas: Canvas, places: Sequence[tuple[Item, int]]) -> None:
    """Two to four sheets, each given by its item and number from 0."""
    width, height = picture_size(len(places))
    for cell, (item, number) in enumerate(places):
        left = style.LEFT + cell % 2 * (width + _BETWEEN)
        top = style.PAGE[1] - style.TOP - cell // 2 * (height + _CAPTION + _BETWEEN)
        draw_stamp(canvas, mark(item, number), left + width, top - _STAMP - 4, _STAMP)
        draw(canvas, left, top - _STAMP - 4, place(item, number), Face.REGULAR, style.SMALL)
        _draw_caption(canvas, item.evidence, left, top, width)
        draw_picture(canvas, item.sheets[number], (left, top - _CAPTION - height, width, height), "图")


def _draw_caption(canvas: Canvas, evidence: Evidence, left: float, top: float, available_width: float) -> None:
    """The index has in full what is shortened here."""
    y = top - _STAMP_ROOM - style.BODY
    name = shorten(
        evidence.name, Face.BOLD, style.BODY, available_width - _BETWEEN
    )  # it does not run into the next one
    draw(canvas, left, y, name, Face.BOLD, style.BODY)
    for line in _lines(evidence, available_width):
        y -= _STEP
        draw(canvas, left, y, line, Face.REGULAR, style.SMALL)


def _lines(evidence: Evidence, available_width: float) -> list[str]:
    taken = evidence.taken_at
    texts = (
        f"来源：{evidence.source or '未注明'}",
        f"时间：{show_moment(taken)} 北京时间（{TIME_SOURCES[taken.source]}）" if taken else "时间：不详",
        f"证明目的：{evidence.proves}" if evidence.proves else "",
    )
    half = len(evidence.sha256) // 2
    shown = [shorten(text, Face.REGULAR, style.SMALL, available_width) for text in texts if text]
    return [*shown, f"SHA-256：{evidence.sha256[:half]}", evidence.sha256[half:]]
