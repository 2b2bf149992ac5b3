"""Text in a few lines: broken by the rules of its language, the last line elided."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QPainter, QTextLayout, QTextOption

MOST = 3
_PITCH = 1.25  # from one line to the next at least, in heights of the letters
_LONG = 400  # characters of a text that can be seen in a row at most


def break_text(text: str, font: QFont, width: int, most: int = MOST) -> tuple[str, ...]:
    """At most `most` lines of `width` pixels; a word breaks only where it is longer than a line."""
    return _break(text, font.toString(), width, most)


@lru_cache(maxsize=20_000)
def _break(text: str, font_name: str, width: int, most: int) -> tuple[str, ...]:
    font = QFont()
    font.fromString(font_name)
    layout = QTextLayout(text.replace("\n", " "), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) <= most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(40, width))
        starts.append(line.textStart())
    layout.endLayout()
    whole = layout.text()
    ends = [*starts[1:], len(whole)]
    lines = [whole[start:end] for start, end in zip(starts, ends, strict=True)]
    if len(lines) <= most:
        return tuple(lines)
    rest = QFontMetricsF(font).elidedText(whole[starts[most - 1] :], Qt.TextElideMode.ElideRight, width)
    return (*lines[: most - 1], rest)


def draw_text(painter: QPainter, place: QPointF, lines: tuple[str, ...]) -> None:
    """Draws broken text downwards from its upper left corner."""
    metrics = painter.fontMetrics()
    for number, line in enumerate(lines):
        painter.drawText(QPointF(place.x(), place.y() + metrics.ascent() + number * metrics.lineSpacing()), line)


def fill_with_text(painter: QPainter, room: QRect, text: str) -> None:
    """Draws it in as many lines as are readable in so high a room, from the middle; the last one is elided."""
    metrics, font = painter.fontMetrics(), painter.font()
    letter = QFontInfo(font).pixelSize()
    most = max(1, int(room.height() / (letter * _PITCH)))
    lines = break_text(" ".join(text[:_LONG].split()), font, room.width(), most)
    pitch = min(metrics.lineSpacing(), room.height() / len(lines))
    top = room.center().y() - (pitch * len(lines) - metrics.leading()) / 2 + (pitch - metrics.height()) / 2
    for number, line in enumerate(lines):
        painter.drawText(QPointF(room.left(), top + number * pitch + metrics.ascent()), line)
