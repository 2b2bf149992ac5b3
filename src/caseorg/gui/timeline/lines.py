"""Text in a few lines: broken by the rules of its language, the last line elided."""

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

MOST = 3


def break_text(text: str, font: QFont, width: int) -> tuple[str, ...]:
    """At most `MOST` lines of `width` pixels; a word breaks only where it is longer than a line."""
    return _break(text, font.toString(), width)


@lru_cache(maxsize=20_000)
def _break(text: str, font_name: str, width: int) -> tuple[str, ...]:
    font = QFont()
    font.fromString(font_name)
    layout = QTextLayout(text.replace("\n", " "), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) <= MOST and (line := layout.createLine()).isValid():
        line.setLineWidth(max(40, width))
        starts.append(line.textStart())
    layout.endLayout()
    whole = layout.text()
    ends = [*starts[1:], len(whole)]
    lines = [whole[start:end] for start, end in zip(starts, ends, strict=True)]
    if len(lines) <= MOST:
        return tuple(lines)
    rest = QFontMetricsF(font).elidedText(whole[starts[MOST - 1] :], Qt.TextElideMode.ElideRight, width)
    return (*lines[: MOST - 1], rest)


def draw_text(painter: QPainter, place: QPointF, lines: tuple[str, ...]) -> None:
    """Draws broken text downwards from its upper left corner."""
    metrics = painter.fontMetrics()
    for number, line in enumerate(lines):
        painter.drawText(QPointF(place.x(), place.y() + metrics.ascent() + number * metrics.lineSpacing()), line)
