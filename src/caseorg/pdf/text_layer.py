"""What was read off a picture, as text that nobody sees, at the places where it stands: to be searched and copied."""

from collections.abc import Iterator, Sequence
from itertools import compress, count, pairwise
from operator import ne

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfgen.canvas import Canvas

from caseorg.domain.papers.slicing import Slice
from caseorg.domain.reading.reading import Line, PageReading
from caseorg.pdf.fonts import Face, font
from caseorg.pdf.unseen_font import ASCENT, Sign, UnseenFont


def draw_layer(
    canvas: Canvas, reading: PageReading, upright: tuple[int, int], rows: Slice, x: float, y: float, scale: float
) -> None:
    """The lines whose middle lies in these rows of the upright picture, of which they fill a box from its lower left
    corner (x, y) at so many points a pixel."""
    across, down = upright[0] / reading.width, upright[1] / reading.height
    used = _unseen(canvas)
    code: list[str] = []
    for line in reading.lines:
        box = line.box
        if rows.top <= (box.top + box.bottom) / 2 * down < rows.bottom and box.bottom > box.top:
            size = (box.bottom - box.top) * down * scale
            base = y + (rows.bottom - box.bottom * down) * scale + size * (1 - ASCENT)
            code.append(f"{used.name} {fp_str(size)} Tf")
            code += _line(used, line, x, base, across * scale, size)
    if code:
        canvas._code.append(f"q BT 3 Tr {' '.join(code)} ET Q")


def _unseen(canvas: Canvas) -> UnseenFont:
    """The font of the canvas' document."""
    document = canvas._doc
    if not hasattr(document, "unseen"):
        document.unseen = UnseenFont(document, font(Face.REGULAR).face)
    used: UnseenFont = document.unseen
    return used


def _line(used: UnseenFont, line: Line, x: float, base: float, scale: float, size: float) -> Iterator[str]:
    """Each run of characters of one width is stretched to the place that it takes up in the picture."""
    signs, middles = _signs(used, line)
    broad = [sign.broad for sign in signs]
    left: float = line.box.left
    for start, end in pairwise([0, *compress(count(1), map(ne, broad, broad[1:])), len(signs)]):
        right = _edge(middles, broad, end) if end < len(signs) else line.box.right
        if right > left and start < end:
            stretch = 100 * (right - left) * scale / (used.width(broad[start]) * (end - start) * size)
            place = f"{fp_str(stretch)} Tz 1 0 0 1 {fp_str(x + left * scale, base)} Tm"
            yield f"{place} <{''.join([sign.code for sign in signs[start:end]])}> Tj"
        left = right


def _signs(used: UnseenFont, line: Line) -> tuple[Sequence[Sign], Sequence[float]]:
    """What is drawn for each character, and the x of its middle."""
    found, middles = [used.signs[character] for character in line.text], line.known_middles
    if {*map(len, found)} == {1}:  # nearly all lines
        return [sign for (sign,) in found], middles
    return (
        [sign for signs in found for sign in signs],
        [middle for signs, middle in zip(found, middles, strict=True) for _ in signs],
    )


def _edge(middles: Sequence[float], broad: Sequence[bool], place: int) -> float:
    """Where the character at this place begins, between its middle and that of the one before."""
    before, own = middles[place - 1], middles[place]
    return before + (own - before) * (1 + broad[place - 1]) / (2 + broad[place - 1] + broad[place])
