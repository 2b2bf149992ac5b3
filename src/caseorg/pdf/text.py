"""The only way of text into a PDF: cleaned, broken by the Chinese rules, drawn with a font that has it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from reportlab.pdfgen.canvas import Canvas

from caseorg.pdf.fonts import Face, face_for, is_covered, text_width

NO_START = frozenset("，。；：！？、》”’）】〕〉」』…—～·,.;:!?)]}%％℃")
NO_END = frozenset("《“‘（【〔〈「『([{¥￥$")
_UNIT = re.compile(r"[ \u3000]+|[!-~\u00a1-\u024f]+[元角分%％℃]?|—+|…+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; the last one of a paragraph is not stretched to the margin."""

    text: str
    last: bool


def clean(text: str) -> str:
    """Without control characters, direction marks and zero-width characters; line ends are kept as `\\n`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    return "".join(character for character in text if character == "\n" or _is_printable(character))


def _is_printable(character: str) -> bool:
    if character == "\ufe0f":
        return False
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp", "Cn")


def uncovered(texts: Iterable[str]) -> tuple[str, ...]:
    """The characters that no font of ours has; they are drawn as boxes."""
    found = dict.fromkeys(character for text in texts for character in clean(text) if character != "\n")
    return tuple(character for character in found if not is_covered(character))


def width(text: str, face: Face, size: float) -> float:
    """In points."""
    return text_width(text, face) * size / 1000


def break_lines(text: str, face: Face, size: float, limit: float) -> tuple[Line, ...]:
    """Lines of at most `limit` points. No line begins with a closing mark or ends with an opening one.

    Words, numbers with their unit, —— and …… stay whole; only a word longer than a line is split.
    """
    return tuple(
        line for paragraph in clean(text).split("\n") for line in _break_paragraph(paragraph, face, size, limit)
    )


def _break_paragraph(paragraph: str, face: Face, size: float, limit: float) -> Iterator[Line]:
    line, used = "", 0.0
    for unit in _units(paragraph):
        for piece, needed in _fitting(unit, face, size, limit):
            if line and used + needed > limit:
                yield Line(line.rstrip(), False)
                line, used = "", 0.0
            if line or not piece.isspace():
                line += piece
                used += needed
    yield Line(line.rstrip(), True)


def _units(paragraph: str) -> Iterator[str]:
    """What must not be split: a character with the marks that cling to it, a word, a number."""
    held = ""
    for match in _UNIT.finditer(paragraph):
        part = match[0]
        clings = held and (part[0] in NO_START or held[-1] in NO_END) and not held[-1].isspace() and not part.isspace()
        if held and not clings:
            yield held
            held = ""
        held += part
    if held:
        yield held


def _fitting(unit: str, face: Face, size: float, limit: float) -> Iterator[tuple[str, float]]:
    """The unit and its width, or its pieces where it is wider than a whole line."""
    whole = width(unit, face, size)
    if whole <= limit:
        yield unit, whole
        return
    piece, used = "", 0.0
    for character in unit:
        needed = width(character, face, size)
        if piece and used + needed > limit:
            yield piece, used
            piece, used = "", 0.0
        piece += character
        used += needed
    yield piece, used


def shorten(text: str, face: Face, size: float, limit: float) -> str:
    """One line of at most `limit` points, its end replaced by … where it is longer."""
    text = clean(text).replace("\n", " ")
    if width(text, face, size) <= limit:
        return text
    while text and width(text + "…", face, size) > limit:
        text = text[:-1]
    return text + "…"


def draw(canvas: Canvas, x: float, y: float, text: str, face: Face, size: float, stretch: float | None = None) -> None:
    """Draws one line from the baseline's left end; `stretch` is the width that it is to fill."""
    if not text:
        return
    writer = canvas.beginText(x, y)
    if stretch is not None and len(text) > 1:
        writer.setCharSpace(max(0.0, (stretch - width(text, face, size)) / (len(text) - 1)))
    for chosen, run in groupby(text, lambda character: face_for(character, face)):
        writer.setFont(chosen, size)
        writer.textOut("".join(run))
    if stretch is not None:
        writer.setCharSpace(0)
    canvas.drawText(writer)


def draw_right(canvas: Canvas, x: float, y: float, text: str, face: Face, size: float) -> None:
    """Draws one line that ends at `x`."""
    draw(canvas, x - width(text, face, size), y, text, face, size)


def draw_centred(canvas: Canvas, x: float, y: float, text: str, face: Face, size: float) -> None:
    """Draws one line around `x`."""
    draw(canvas, x - width(text, face, size) / 2, y, text, face, size)
