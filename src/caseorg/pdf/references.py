"""References to evidence in running text, such as 证据3: links, and the spots that links lead to."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reportlab.pdfgen.canvas import Canvas

from caseorg.pdf import style
from caseorg.pdf.fonts import Face
from caseorg.pdf.text import spread, text_width

_MARK = re.compile(r"证据\d+")
_ABOVE = 24.0  # of a spot: what a reader should see over the line that it jumps to


@dataclass(frozen=True, slots=True)
class ReferenceMarks:
    """References by their text: where each leads to, and the name of the spot where it first stands.

    With `opening`, only those at the beginning of a line count, as in a list.
    """

    leads: Mapping[str, str] = field(default_factory=dict)
    spots: Mapping[str, str] = field(default_factory=dict)
    opening: bool = False


def marks_in(texts: Iterable[str]) -> frozenset[str]:
    """The references in these texts."""
    return frozenset(mark for text in texts for mark in _MARK.findall(text))


def draw_references(
    canvas: Canvas, line: str, x: float, y: float, marks: ReferenceMarks, face: Face, size: float, stretch: float | None
) -> None:
    """Lays links over the references of a line that was drawn there, and names the spots."""
    gaps = spread(line, face, size, stretch)
    for match in _MARK.finditer(line):
        if marks.opening and match.start():
            continue
        mark, before = match[0], line[: match.start()]
        left = x + text_width(before, face, size) + sum(gaps[: match.start()])
        if name := marks.leads.get(mark):
            right = left + text_width(mark, face, size) + sum(gaps[match.start() : match.end()])
            canvas.linkRect("", name, (left, y - size * 0.2, right, y + size), relative=1, thickness=0)
        if name := marks.spots.get(mark):
            _name_once(canvas, name, y + size + _ABOVE)


def _name_once(canvas: Canvas, name: str, top: float) -> None:
    """The first spot of this name counts."""
    if canvas._bookmarkReference(name).page is None:
        canvas.bookmarkPage(name, fit="XYZ", left=0, top=min(top, style.PAGE[1]), zoom=0)
