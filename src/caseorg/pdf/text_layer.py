"""What was read off a picture, as text that nobody sees, at the places where it stands: to be searched and copied."""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfgen.canvas import Canvas

from caseorg.domain.papers.slicing import Slice
from caseorg.domain.reading.reading import Line, PageReading
from caseorg.pdf.fonts import Face, font
from caseorg.pdf.text import clean
from caseorg.pdf.unseen_font import ASCENT, UnseenFont

_BROAD = ("W", "F", "A")
Sign = tuple[str, bool, float]
"""A character, whether it is as wide as high, and the x of its middle."""


def draw_layer(
    canvas: Canvas, reading: PageReading, upright: tuple[int, int], rows: Slice, x: float, y: float, scale: float
) -> None:
    """The lines whose middle lies in these rows of the upright picture, of which they fill a box from its lower left
    corner (x, y) at so many points a pixel."""
    across, down = upright[0] / reading.width, upright[1] / reading.height
    code: list[str] = []
    for line in reading.lines:
        box = line.box
        if rows.top <= (box.top + box.bottom) / 2 * down < rows.bottom and box.bottom > box.top:
            size = (box.bottom - box.top) * down * scale
            base = y + (rows.bottom - box.bottom * down) * scale + size * (1 - ASCENT)
            code.append(f"{_used(canvas).name} {fp_str(size)} Tf")
            code += _line(_used(canvas), line, x, base, across * scale, size)
    if code:
        canvas._code.append(f"q BT 3 Tr {' '.join(code)} ET Q")


def _used(canvas: Canvas) -> UnseenFont:
    """The font of the canvas' document."""
    document = canvas._doc
    if not hasattr(document, "unseen"):
        document.unseen = UnseenFont(document, font(Face.REGULAR).face)
    used: UnseenFont = document.unseen
    return used


def _line(used: UnseenFont, line: Line, x: float, base: float, scale: float, size: float) -> Iterator[str]:
    """Each run of characters of one width is stretched to the place that it takes up in the picture."""
    signs = list(_signs(line))
    edges = _edges(signs, line)
    start = 0
    for broad, run in groupby(signs, lambda sign: sign[1]):
        text = "".join(character for character, _, _ in run)
        left, right = edges[start], edges[start + len(text)]
        start += len(text)
        if right > left:
            stretch = 100 * (right - left) * scale / (used.width(broad) * len(text) * size)
            place = f"{fp_str(stretch)} Tz 1 0 0 1 {fp_str(x + left * scale, base)} Tm"
            yield f"{place} <{used.encode(text, broad)}> Tj"


def _signs(line: Line) -> Iterator[Sign]:
    for character, middle in zip(line.text, line.known_middles, strict=True):
        for sign in clean(character).replace("\n", " "):
            yield sign, unicodedata.east_asian_width(sign) in _BROAD, middle


def _edges(signs: Sequence[Sign], line: Line) -> list[float]:
    """Where each character begins, and where the last one ends."""
    between = [
        middle + (following - middle) * (1 + broad) / (2 + broad + next_broad)
        for (_, broad, middle), (_, next_broad, following) in pairwise(signs)
    ]
    return [line.box.left, *between, line.box.right]
