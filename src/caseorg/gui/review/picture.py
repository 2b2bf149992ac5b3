"""The picture with a box around each place that says something; the number in a box is that in the list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from caseorg.gui.inspector.picture import READABLE, PictureView
from caseorg.gui.theme import FAMILY, LIGHT

_ROUND = 3
_BADGE = 9  # pixels, half of its width
_PAD = 4  # pixels around a box
_ROOM = 60  # pixels of its surroundings that stay in sight


class BoxStyle(StrEnum):
    """How a box is drawn: where one is, what waits, what is to be compared, what was accepted, what only stands
    there."""

    NOW = "now"
    OPEN = "open"
    COMPARE = "compare"
    DONE = "done"
    TEXT = "text"


_LINES = {BoxStyle.NOW: 3.0, BoxStyle.TEXT: 1.0}
_FILLED = (BoxStyle.NOW, BoxStyle.TEXT)


@dataclass(frozen=True, slots=True)
class MarkedBox:
    """A box on the picture, in its pixels; a number of 0 is not drawn."""

    number: int
    rect: QRectF
    look: BoxStyle


class MarkedPicture(PictureView):
    """Keeps the present box in sight. A screenshot is paper: its boxes have the light colours in any scheme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._marks: Sequence[MarkedBox] = ()

    def show_marks(self, marks: Sequence[MarkedBox]) -> None:
        """Replaces the boxes."""
        self._marks = marks
        self.viewport().update()
        self.follow()

    def follow(self) -> None:
        """Brings the present box into sight."""
        if now := next((mark for mark in self._marks if mark.look is BoxStyle.NOW), None):
            self.ensureVisible(now.rect, _ROOM, _ROOM)

    def fit(self) -> None:
        """Shows the whole picture, or its whole width where nobody could read it so."""
        super().fit()
        whole, available = self.sceneRect(), self.viewport().rect()
        if whole.isEmpty() or self.transform().m11() >= READABLE:
            return
        wanted = min(1.0, (available.width() - 12) / whole.width())
        if wanted > self.transform().m11():
            self.zoom(wanted / self.transform().m11())
            self._zoomed = False
        self.follow()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 — Qt's name
        super().resizeEvent(event)
        self.follow()

    def drawForeground(self, painter: QPainter, rect: QRectF | object) -> None:  # noqa: N802 — Qt's name
        """Boxes are drawn in the window's pixels, so that their lines are as thick at any zoom."""
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        for mark in sorted(self._marks, key=lambda drawn: drawn.look is BoxStyle.NOW):
            if mark.rect.intersects(seen):
                self._draw(painter, mark)
        painter.restore()

    def badge(self, mark: MarkedBox) -> str:
        """The numbers of all that stand in its place, such as 3–4; where one is among them, that one's alone."""
        here = [marked for marked in self._marks if marked.number and marked.rect == mark.rect]
        if any(marked.look is BoxStyle.NOW for marked in here):
            return str(mark.number) if mark.look is BoxStyle.NOW else ""
        return spans(marked.number for marked in here)

    def _draw(self, painter: QPainter, mark: MarkedBox) -> None:
        box = self.mapFromScene(mark.rect).boundingRect()
        pad = 1 if mark.look is BoxStyle.TEXT else _PAD
        frame = QRectF(box).adjusted(-pad, -pad, pad, pad)
        colour = QColor(_colour(mark.look))
        pen = QPen(colour, _LINES.get(mark.look, 1.5))
        if mark.look is BoxStyle.OPEN:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(28, 107, 115, 26) if mark.look in _FILLED else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, _ROUND, _ROUND)
        if text := self.badge(mark):
            _draw_badge(painter, text, frame, colour)


def _draw_badge(painter: QPainter, text: str, frame: QRectF, colour: QColor) -> None:
    """At the left of the box, or on its edge where there is no room."""
    font = QFont(FAMILY)
    font.setPixelSize(11)
    font.setBold(True)
    painter.setFont(font)
    wide = max(2 * _BADGE, painter.fontMetrics().horizontalAdvance(text) + _BADGE)
    place = QRectF(max(frame.left() - wide - 3, 1), frame.center().y() - _BADGE, wide, 2 * _BADGE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(place, _BADGE, _BADGE)
    painter.setPen(QColor(LIGHT.on_accent))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


def spans(numbers: Iterable[int]) -> str:
    """`3`, `3–4`, `1、3–4`."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return "、".join(f"{span[0]}–{span[-1]}" if len(span) > 1 else str(span[0]) for span in found)


def _colour(look: BoxStyle) -> str:
    return {BoxStyle.COMPARE: LIGHT.amber, BoxStyle.DONE: LIGHT.green}.get(look, LIGHT.accent)
