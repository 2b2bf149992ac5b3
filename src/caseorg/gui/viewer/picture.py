"""A picture in the viewer: turned for the eye, with its text to select and what is drawn over it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPen,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from caseorg.domain.annotation import WHOLE, Annotation, within
from caseorg.domain.reading.reading import Box, PageReading
from caseorg.gui.inspector.picture import PictureView
from caseorg.gui.review.picture import BoxStyle, MarkedBox, MarkedPicture
from caseorg.gui.theme import LIGHT
from caseorg.gui.viewer.annotation_drawing import UNITS, bounds, paint_annotations
from caseorg.gui.viewer.text import Gap, gap_at, line_at, selected

STEP = 1.25
_AROUND = 80  # pixels around what is brought into sight
_PAN = 80  # pixels a key
_NOWHERE = QPoint(-1000, -1000)


class ViewedPicture(MarkedPicture):
    """`zoom_wanted` carries a factor, `line_clicked` a line of the text, `line_taken` one that was clicked and let
    go at once; both sides of a comparison zoom together."""

    zoom_wanted = Signal(float)
    line_clicked = Signal(int)
    line_taken = Signal(int)
    touched = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._turn, self._quarters, self._full = QTransform(), 0, QSizeF()
        self._read: PageReading | None = None
        self._with_text = False
        self._now: tuple[Box, ...] = ()
        self._values: Sequence[tuple[int, Box, BoxStyle]] = ()
        self._from: Gap | None = None
        self._to: Gap | None = None
        self._annotations: Sequence[Annotation] = ()
        self._picked: int | None = None
        self.draft: Annotation | None = None
        self.grabGesture(Qt.GestureType.PinchGesture)

    def show_image(self, levels: Sequence[QImage]) -> None:
        """Replaces the picture, upright and without text."""
        self._turn, self._quarters = QTransform(), 0
        self._full = QSizeF(levels[0].size()) if levels else QSizeF()
        self._read, self._now, self._values, self._from, self._to = None, (), (), None, None
        self._annotations, self._picked, self.draft = (), None, None
        self.show_marks(())
        super().show_image(levels)

    def fit(self) -> None:
        """The whole of it, also where that is too small to read, since keys enlarge it; a tall one fills the width."""
        PictureView.fit(self)
        self.follow()

    # Turning

    def rotate_view(self) -> None:
        """A quarter to the right; the file stays as it is."""
        if not self._levels:
            return
        self._quarters = (self._quarters + 1) % 4
        turn = QTransform().rotate(90 * self._quarters)
        corner = turn.mapRect(QRectF(QPointF(), self._full)).topLeft()
        self._turn = turn * QTransform.fromTranslate(-corner.x(), -corner.y())
        for item in self._levels:
            scale = self._full.width() / item.pixmap().width(), self._full.height() / item.pixmap().height()
            item.setTransform(QTransform.fromScale(*scale) * self._turn)
        self.setSceneRect(self._turn.mapRect(QRectF(QPointF(), self._full)))
        self._show_boxes()
        self.fit()

    def actual_size(self) -> None:
        """A dot of the picture is a dot of the screen."""
        self.zoom(1 / (self.transform().m11() * self.devicePixelRatioF()))
        self.follow()

    def pan(self, across: int, down: int) -> bool:
        """Moves by a key's worth, and says whether there was more of the picture on that side."""
        bar = self.horizontalScrollBar() if across else self.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + (across or down) * _PAN)
        return bar.value() != before

    @property
    def is_wide(self) -> bool:
        """Whether there is more of it at the sides."""
        return self.horizontalScrollBar().maximum() > 0

    # Text

    def show_text(self, page: PageReading | None, *, boxes: bool) -> None:
        """What was read, and whether each line has its box."""
        self._read, self._with_text = page, boxes
        self._from = self._to = None
        self._show_boxes()

    def mark_now(self, boxes: Sequence[Box]) -> None:
        """Draws these places thick, and brings them into sight."""
        self._now = tuple(boxes)
        self._show_boxes()
        if self._now:
            self.follow()

    def show_values(self, values: Sequence[tuple[int, Box, BoxStyle]]) -> None:
        """Values in the text of the page, each with the number that it has beside the picture."""
        self._values = values
        self._show_boxes()

    def selected_text(self) -> str:
        """What was selected with the mouse, a line each."""
        return "\n".join(text for text, _ in self._selected())

    def _selected(self) -> list[tuple[str, Box]]:
        if self._read is None or self._from is None or self._to is None:
            return []
        return list(selected(self._read, self._from, self._to))

    def _show_boxes(self) -> None:
        lines = [line.box for line in self._read.lines] if self._read and self._with_text else []
        marks = [MarkedBox(0, self._place(box), BoxStyle.TEXT) for box in lines]
        marks += [MarkedBox(number, self._place(box), look) for number, box, look in self._values if self._read]
        self._marks = [*marks, *(MarkedBox(0, self._place(box), BoxStyle.NOW) for box in self._now)]
        self.viewport().update()

    @property
    def _scale(self) -> float:
        return self._full.width() / self._read.width if self._read and self._read.width else 1.0

    def _place(self, box: Box) -> QRectF:
        scale = self._scale
        corners = QPointF(box.left * scale, box.top * scale), QPointF(box.right * scale, box.bottom * scale)
        return self._turn.mapRect(QRectF(*corners))

    def _read_at(self, position: QPointF) -> QPointF:
        """A place of the view, in pixels of what was read."""
        turned, _ = self._turn.inverted()
        return turned.map(self.mapToScene(position.toPoint())) / self._scale

    # What is drawn over it

    def show_annotations(self, annotations: Sequence[Annotation], picked: int | None = None) -> None:
        """Those of the page; the one that is picked has a frame."""
        self._annotations, self._picked = annotations, picked
        self.viewport().update()

    def show_draft(self, draft: Annotation | None) -> None:
        """What is being drawn."""
        self.draft = draft
        self.viewport().update()

    def annotation_at(self, position: QPointF) -> int | None:
        """The place among them of the topmost one at a point of the view."""
        found = (
            number for number, annotation in enumerate(self._annotations) if self._frame(annotation).contains(position)
        )
        return max(found, default=None)

    def point_of(self, place: tuple[int, int]) -> QPointF:
        """Where a share of the page is in the view."""
        full = QPointF(place[0] * self._full.width() / WHOLE, place[1] * self._full.height() / WHOLE)
        return self.viewportTransform().map(self._turn.map(full))

    def share_at(self, position: QPointF) -> tuple[int, int]:
        """Which share of the page is at a point of the view."""
        if self._full.isEmpty():
            return 0, 0
        turned, _ = (self._turn * self.viewportTransform()).inverted()
        place = turned.map(position)
        return within((place.x() * WHOLE / self._full.width(), place.y() * WHOLE / self._full.height()))

    @property
    def _unit(self) -> float:
        return self._full.width() * self.transform().m11() / UNITS

    def _frame(self, annotation: Annotation) -> QRectF:
        return bounds(annotation, self.point_of, self._unit)

    def _draw_annotations(self, painter: QPainter) -> None:
        drawn = (*self._annotations, *((self.draft,) if self.draft else ()))
        painter.save()
        painter.resetTransform()
        paint_annotations(painter, drawn, self.point_of, self._unit)
        if self._picked is not None and self._picked < len(self._annotations):
            painter.setPen(QPen(QColor(LIGHT.accent), 1.5, Qt.PenStyle.DashLine))
            painter.drawRect(self._frame(self._annotations[self._picked]).adjusted(-3, -3, 3, 3))
        painter.restore()

    # Mouse and fingers

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 — Qt's name
        self.touched.emit()
        place = self._read_at(event.position())
        over = line_at(self._read, place.x(), place.y()) if self._read and self._with_text else None
        if over is None or event.button() is not Qt.MouseButton.LeftButton:
            self._from = self._to = None
            super().mousePressEvent(event)
        else:
            assert self._read
            self._pressed = event.position().toPoint()
            self._from = self._to = gap_at(self._read, place.x(), place.y())
            self.line_clicked.emit(over)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._from is None or self._read is None:
            super().mouseMoveEvent(event)
            return
        place = self._read_at(event.position())
        self._to = gap_at(self._read, place.x(), place.y())
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseReleaseEvent(event)
        if self._from is not None and self._is_still(event):
            self._to = self._from
            self.line_taken.emit(self._from[0])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """One is there already, and what was taken with the first click is not taken twice."""
        self.mousePressEvent(event)
        self._pressed = _NOWHERE

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """A wheel zooms; two fingers on a pad move the picture."""
        if event.phase() is not Qt.ScrollPhase.NoScrollPhase and not event.pixelDelta().isNull():
            for bar, by in (
                (self.horizontalScrollBar(), event.pixelDelta().x()),
                (self.verticalScrollBar(), event.pixelDelta().y()),
            ):
                bar.setValue(bar.value() - by)
        elif by := event.angleDelta().y():
            self.zoom_wanted.emit(STEP ** (by / 120))
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Two fingers that open, on a pad or on the screen."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_wanted.emit(1 + event.value())
            return True
        if isinstance(event, QGestureEvent) and isinstance(
            pinch := event.gesture(Qt.GestureType.PinchGesture), QPinchGesture
        ):
            self.zoom_wanted.emit(pinch.scaleFactor())
            return True
        return super().viewportEvent(event)

    def drawForeground(self, painter: QPainter, rect: QRectF | object) -> None:  # noqa: N802
        super().drawForeground(painter, rect)
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        colour = QColor(LIGHT.accent)
        colour.setAlpha(90)
        painter.setBrush(colour)
        for _, box in self._selected():
            painter.drawRect(self._place(box))
        painter.restore()
        self._draw_annotations(painter)
