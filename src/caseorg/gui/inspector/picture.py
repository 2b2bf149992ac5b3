"""A picture to look at: fits the room, zooms with the wheel, moves with the mouse."""

import math
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsPixmapItem, QGraphicsScene, QGraphicsView, QWidget

from caseorg.domain.case import Evidence
from caseorg.evidence.levels import Level, levels
from caseorg.gui.theme import LIGHT, colours

_STEP = 1.25
_LARGEST = 8.0
_TALL = 3
_STILL = 4  # pixels
READABLE = 0.27  # of its size; what would be smaller fills the width and is scrolled


def load_image(path: Path, item: Evidence, page: int = 0) -> list[QImage]:
    """A picture or a page of a PDF at full, half, quarter … size; waits for a worker.

    Raises:
        CaseorgError: it cannot be decoded.
    """
    return [_as_qimage(level) for level in levels(path, item, page)]


def _as_qimage(level: Level) -> QImage:
    image = QImage(level.pixels, level.width, level.height, level.width * 3, QImage.Format.Format_RGB888)
    return image.convertToFormat(QImage.Format.Format_RGB32)  # as it is painted; the bytes belong to Python and go away


class PictureView(QGraphicsView):
    """Fits a picture's width where it is tall, else the whole of it, until the user zooms. `opened` asks for the
    viewer."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self._zoomed = False
        self.box: QRectF | None = None
        self._pressed = QPoint()
        self._levels: list[QGraphicsPixmapItem] = []

    def show_image(self, levels: Sequence[QImage]) -> None:
        """Replaces the picture, given at full, half, quarter … size; an empty sequence empties the view."""
        self.scene().clear()
        self.setBackgroundBrush(QColor(colours().window))
        self._zoomed, self.box = False, None
        self._levels = [self._add_level(levels[0], image) for image in levels]
        if levels:
            self.setSceneRect(QRectF(levels[0].rect()))
            self.fit()

    def show_box(self, box: QRectF | None) -> None:
        """Draws a box around a place of the picture, in its pixels, and brings it into sight at a readable size."""
        self.box = box
        if box:
            if self.transform().m11() < READABLE:
                self.zoom(READABLE / self.transform().m11())
            self.centerOn(box.center())
        self.viewport().update()

    def drawForeground(self, painter: QPainter, rect: QRectF | object) -> None:  # noqa: N802 — Qt's name
        """In the window's pixels, so that the line is as thick at any zoom; a screenshot is paper in any scheme."""
        if self.box is None:
            return
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(LIGHT.accent), 3))
        painter.setBrush(QColor(28, 107, 115, 26))
        painter.drawRoundedRect(QRectF(self.mapFromScene(self.box).boundingRect()).adjusted(-4, -4, 4, 4), 3, 3)
        painter.restore()

    def _add_level(self, full: QImage, image: QImage) -> QGraphicsPixmapItem:
        item = self.scene().addPixmap(QPixmap.fromImage(image))
        item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        item.setTransform(QTransform.fromScale(full.width() / image.width(), full.height() / image.height()))
        return item

    def _choose_level(self) -> None:
        """Shows the smallest level that is not drawn enlarged, so that small text stays readable."""
        dots = self.transform().m11() * self.devicePixelRatioF()
        wanted = max(0, int(math.log2(1 / dots))) if dots < 1 else 0
        for number, item in enumerate(self._levels):
            item.setVisible(number == min(wanted, len(self._levels) - 1))

    def fit(self) -> None:
        """Shows the whole picture; of a tall one the upper part, as wide as the view."""
        self._zoomed = False
        available, whole = self.viewport().rect(), self.sceneRect()
        if whole.isEmpty() or available.isEmpty():
            return
        tall = whole.height() > whole.width() * _TALL
        across = (available.width() - 12 * tall) / whole.width()  # a tall one leaves room for its scroll bar
        scale = across if tall else min(across, available.height() / whole.height())
        self.resetTransform()
        self.scale(min(scale, 1.0), min(scale, 1.0))
        self._choose_level()
        self.verticalScrollBar().setValue(0)

    def zoom(self, factor: float) -> None:
        """Larger or smaller, within sensible bounds."""
        present = self.transform().m11()
        wanted = max(0.02, min(_LARGEST, present * factor))
        self._zoomed = True
        self.scale(wanted / present, wanted / present)
        self._choose_level()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(_STEP)
            case Qt.Key.Key_Minus:
                self.zoom(1 / _STEP)
            case Qt.Key.Key_0:
                self.fit()
            case Qt.Key.Key_Space | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.opened.emit()
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click at what is boxed opens it there; whoever drags, moves the picture."""
        super().mouseReleaseEvent(event)
        if self._is_still(event) and self.box and self.box.contains(self.mapToScene(event.position().toPoint())):
            self.opened.emit()

    def _is_still(self, event: QMouseEvent) -> bool:
        return (event.position().toPoint() - self._pressed).manhattanLength() < _STILL

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.opened.emit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """The room around the picture follows the scheme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.setBackgroundBrush(QColor(colours().window))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if not self._zoomed:
            self.fit()
