"""The only way of text into a PDF: cleaned, broken by the Chinese rules, drawn with a font that has it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from reportlab.pdfgen.canvas import Canvas

from caseorg.pdf.fonts import Face, face_for, is_covered, text_width

NO_START = frozenset("，。；：！？、》”’）】〕〉」』］｝〗〞‰°′″…—～·,.;:!?)]}%％℃")
NO_END = frozenset("《“‘（【〔〈「『［｛〖〝([{¥￥$＄€£")
MOST_STRETCH = 0.08  # of the type size between two characters; from 0.1 on, readers copy a space there

_CLOSING, _OPENING = (f"[{re.escape(''.join(sorted(marks)))}]" for marks in (NO_START, NO_END))
_MARK = "[\u0300-\u036f\u20d0-\u20ff\u3099\u309a\U0001f3fb-\U0001f3ff]"  # drawn onto the character before
_PART = "(?:证据\\d+|[!-~\u00a1-\u036f]+[元角分%％℃]?|[^ \u3000])"
_UNIT = re.compile(
    f"[ \u3000]+|{_PART}(?:[ \u3000]*(?={_CLOSING}){_PART}|(?<={_OPENING})[ \u3000]*{_PART}|{_MARK}+)*",
    re.DOTALL,
)
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Fillers and variation selectors that Unicode does not class as format characters.
_INVISIBLE = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; the last one of a paragraph is not stretched to the margin."""

    text: str
    last: bool


class _Cleaned(dict[int, str]):
    """Code point → what is printed for it, decided once."""

    def __missing__(self, code: int) -> str:
        self[code] = _cleaned(code)
        return self[code]


def _cleaned(code: int) -> str:
    character = chr(code)
    if character == "\t":
        return "    "
    if character in "\n\u3000":
        return character
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    # Cn is also what Python says of characters newer than itself, such as rare ones in names.
    dropped = category in ("Cc", "Cf", "Cs") or (category == "Cn" and _is_noncharacter(code))
    return "" if dropped or _INVISIBLE.match(character) else character


def _is_noncharacter(code: int) -> bool:
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


_CLEANED = _Cleaned()


def clean(text: str) -> str:
    """Without control characters, direction marks and zero-width characters; line ends are kept as `\\n`."""
    return _LINE_END.sub("\n", text).translate(_CLEANED)


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
    line, used, wrapped = "", 0.0, False
    for unit in _UNIT.findall(paragraph):
        for piece, needed in _fitting(unit, face, size, limit):
            if used + needed > limit:
                if line.strip():
                    yield Line(line.rstrip(), False)
                line, used, wrapped = "", 0.0, True
            if line or not wrapped or not piece.isspace():  # the spaces of an indent stay, those of a wrap go
                line += piece
                used += needed
    yield Line(line.rstrip(), True)


def _fitting(unit: str, face: Face, size: float, limit: float) -> Iterator[tuple[str, float]]:
    """The unit and its width, or its pieces where it is wider than a whole line."""
    whole = width(unit, face, size)
    if whole <= limit:
        yield unit, whole
        return
    piece, used = "", 0.0
    for character in unit:
        if piece and used + width(character, face, size) > limit:
            cut = _soft_cut(piece)
            yield piece[:cut], width(piece[:cut], face, size)
            piece = piece[cut:]
        piece += character
        used = width(piece, face, size)
    yield piece, used


def _soft_cut(piece: str) -> int:
    """Where to end a part of a long file name or address: behind its last joint, if that is not too early."""
    joint = max(piece.rfind(mark) for mark in "-_./=&") + 1
    return joint if joint > len(piece) / 2 else len(piece)


def shorten(text: str, face: Face, size: float, limit: float) -> str:
    """One line of at most `limit` points, its end replaced by … where it is longer."""
    text = clean(text).replace("\n", " ")
    return text if width(text, face, size) <= limit else _ending_in("…", text, face, size, limit)


def clip(lines: tuple[Line, ...], most: int, mark: str, face: Face, size: float, limit: float) -> tuple[Line, ...]:
    """At most so many lines; where some are left out, the last one ends with the mark."""
    if len(lines) <= most:
        return lines
    return (*lines[: most - 1], Line(_ending_in(mark, lines[most - 1].text, face, size, limit), True))


def _ending_in(mark: str, text: str, face: Face, size: float, limit: float) -> str:
    while text and width(text + mark, face, size) > limit:
        text = text[:-1]
    return text + mark


def spread(text: str, face: Face, size: float, stretch: float | None) -> float:
    """The space behind each character with which the line fills `stretch`; 0 where it would be too much."""
    gap = (stretch - width(text, face, size)) / max(1, len(text) - 1) if stretch is not None else 0.0
    return gap if 0 < gap <= MOST_STRETCH * size else 0.0


def draw(canvas: Canvas, x: float, y: float, text: str, face: Face, size: float, stretch: float | None = None) -> None:
    """Draws one line from the baseline's left end; `stretch` is the width that it is to fill."""
    if not text:
        return
    writer = canvas.beginText(x, y)
    if gap := spread(text, face, size, stretch):
        writer.setCharSpace(gap)
    for chosen, run in groupby(text, lambda character: face_for(character, face)):
        writer.setFont(chosen, size)
        writer.textOut("".join(run))
    writer.setCharSpace(0)
    canvas.drawText(writer)


def draw_right(canvas: Canvas, x: float, y: float, text: str, face: Face, size: float) -> None:
    """Draws one line that ends at `x`."""
    draw(canvas, x - width(text, face, size), y, text, face, size)


def draw_centred(canvas: Canvas, x: float, y: float, text: str, face: Face, size: float) -> None:
    """Draws one line around `x`."""
    draw(canvas, x - width(text, face, size) / 2, y, text, face, size)
