"""The picture with what is blackened, what waits, and the box that is being drawn."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QGraphicsView, QWidget

from caseorg.domain.reading.reading import Box, PageReading
from caseorg.domain.redaction.marks import MarkState, RedactionMark
from caseorg.gui.inspector.picture import PictureView
from caseorg.gui.redaction.boxes import moved, of_corners, stretched
from caseorg.gui.theme import LIGHT
from caseorg.i18n import tr

_STEP, _FIRST = 8, (240, 48)  # pixels of the picture: of a key, and of a new box
_ARROWS = {
    Qt.Key.Key_Left: (-_STEP, 0),
    Qt.Key.Key_Right: (_STEP, 0),
    Qt.Key.Key_Up: (0, -_STEP),
    Qt.Key.Key_Down: (0, _STEP),
}
_KEEPING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RedactionPicture(PictureView):
    """`drawn` tells a box that is to be blackened, `dropped` that one was begun for nothing, `picked` the id of a mark
    that was clicked. Boxes are in the pixels of what was read."""

    drawn = Signal(object)
    dropped = Signal()
    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDragMode(QGraphicsView.DragMode.NoDrag)
        self.setAccessibleName(tr("Picture with what is blackened"))
        self._marks: Sequence[RedactionMark] = ()
        self._now = ""
        self._page: PageReading | None = None
        self.draft: Box | None = None
        self._corner: QPointF | None = None

    def show_page(self, page: PageReading | None, marks: Sequence[RedactionMark], now: str) -> None:
        """The marks of a page; the one where one is stays in sight."""
        self._page, self._marks, self._now = page, marks, now
        if mark := next((mark for mark in marks if mark.id == now), None):
            self.ensureVisible(self._rect(mark.box), 40, 40)
        self.viewport().update()

    def begin(self, box: Box | None = None) -> None:
        """A box to be moved with the arrows; a new one in the middle of what is seen."""
        if self._page is None:
            return
        middle, (width, height) = self._read_at(self.mapToScene(self.viewport().rect().center())), _FIRST
        new = Box(int(middle.x()), int(middle.y()), int(middle.x()) + width, int(middle.y()) + height)
        self._show_draft(moved(box or new, 0, 0, self._page))
        self.setFocus()

    def begin_over(self) -> None:
        """Nothing is being drawn."""
        self._corner = None
        self._show_draft(None)

    def _show_draft(self, box: Box | None) -> None:
        self.draft = box
        if box:
            self.ensureVisible(self._rect(box), 20, 20)
        self.viewport().update()

    def _scale(self) -> float:
        return self.sceneRect().width() / max(1, self._page.width) if self._page else 1.0

    def _rect(self, box: Box) -> QRectF:
        scale = self._scale()
        return QRectF(box.left * scale, box.top * scale, (box.right - box.left) * scale, (box.bottom - box.top) * scale)

    def _read_at(self, point: QPointF) -> QPointF:
        return point / self._scale()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 — Qt's name
        key = Qt.Key(event.key())
        if self.draft is None or self._page is None:
            super().keyPressEvent(event)
        elif key in _ARROWS:
            change = stretched if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else moved
            self._show_draft(change(self.draft, *_ARROWS[key], self._page))
        elif key in _KEEPING:
            self._keep()
        elif key is Qt.Key.Key_Escape:
            self.begin_over()
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        box = self.draft
        self._show_draft(None)
        if box:
            self.drawn.emit(box)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() is Qt.MouseButton.LeftButton and self._page:
            self._corner = self._read_at(self.mapToScene(event.position().toPoint()))
            self.setFocus()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._corner is not None and self._page:
            here = self._read_at(self.mapToScene(event.position().toPoint()))
            self.draft = of_corners(self._corner.toTuple(), here.toTuple(), self._page)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        corner, self._corner = self._corner, None
        if corner is None:
            return
        if self.draft:
            self._keep()
        elif mark := next((mark for mark in self._marks if _has(mark.box, corner)), None):
            self.picked.emit(mark.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.mousePressEvent(event)

    def drawForeground(self, painter: QPainter, rect: QRectF | object) -> None:  # noqa: N802
        """In the window's pixels. What is blackened is seen through a little, so that one sees what it hides."""
        painter.save()
        painter.resetTransform()
        for mark in self._marks:
            _draw(painter, QRectF(self.mapFromScene(self._rect(mark.box)).boundingRect()), mark, mark.id == self._now)
        if self.draft:
            painter.setPen(QPen(QColor(LIGHT.red), 2))
            painter.setBrush(QColor(0, 0, 0, 120))
            painter.drawRect(QRectF(self.mapFromScene(self._rect(self.draft)).boundingRect()))
        painter.restore()


def _draw(painter: QPainter, frame: QRectF, mark: RedactionMark, now: bool) -> None:
    colour, fill = _looks(mark.state)
    pen = QPen(QColor(LIGHT.accent if now else colour), 3 if now else 1.5)
    if mark.state is not MarkState.CONFIRMED and not now:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(fill)
    painter.drawRect(frame)


def _looks(state: MarkState) -> tuple[str, QColor]:
    match state:
        case MarkState.CONFIRMED:
            return "#000000", QColor(0, 0, 0, 190)
        case MarkState.LEFT:
            return LIGHT.green, QColor(0, 0, 0, 0)
        case _:
            return LIGHT.amber, QColor(138, 90, 0, 40)


def _has(box: Box, point: QPointF) -> bool:
    return box.left <= point.x() < box.right and box.top <= point.y() < box.bottom
