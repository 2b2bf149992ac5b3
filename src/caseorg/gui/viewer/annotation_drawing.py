"""How what is drawn over a picture looks: the same in the window and in the copy that is given out."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from caseorg.domain.annotation import Annotation, AnnotationShape
from caseorg.gui.theme import FAMILY, LIGHT

Locate = Callable[[tuple[int, int]], QPointF]
UNITS = 360  # of a line's usual width across the picture
_LINE, _HEAD, _RADIUS, _DIGIT, _LETTER, _PAD = 1.2, 7.0, 6.5, 8.0, 10.0, 3.0  # in these units
_OPENING = 26  # degrees between an arrow and each side of its head


def paint_annotations(painter: QPainter, annotations: Iterable[Annotation], locate: Locate, unit: float) -> None:
    """Draws them in red, each a step thicker than a hair at any size.

    `locate` tells where a place of the page is on what is painted, `unit` how long there a `UNITS`-th of the picture's
    width is.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for annotation in annotations:
        painter.setPen(_pen(unit))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        _PAINTING[annotation.shape](painter, annotation, locate, unit)
    painter.restore()


def bounds(annotation: Annotation, locate: Locate, unit: float) -> QRectF:
    """What it covers, with as much around it as a finger needs."""
    start, end = locate(annotation.start), locate(annotation.end)
    around = max(_RADIUS * unit, 8.0)
    if annotation.shape is AnnotationShape.TEXT:
        return _text_frame(annotation, locate, unit)
    return QRectF(start, end).normalized().adjusted(-around, -around, around, around)


def _pen(unit: float) -> QPen:
    pen = QPen(QColor(LIGHT.red), max(2.0, _LINE * unit))
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen


def _box(painter: QPainter, annotation: Annotation, locate: Locate, unit: float) -> None:
    painter.drawRoundedRect(QRectF(locate(annotation.start), locate(annotation.end)).normalized(), unit, unit)


def _arrow(painter: QPainter, annotation: Annotation, locate: Locate, unit: float) -> None:
    shaft = QLineF(locate(annotation.end), locate(annotation.start))
    if shaft.length() < 1:
        return
    painter.drawLine(shaft)
    length = min(max(_HEAD * unit, 8.0), shaft.length())
    sides = []
    for turn in (-_OPENING, _OPENING):
        side = QLineF(shaft)
        side.setLength(length)
        side.setAngle(shaft.angle() + turn)
        sides.append(side.p2())
    painter.drawPolyline(QPolygonF([sides[0], shaft.p1(), sides[1]]))


def _number(painter: QPainter, annotation: Annotation, locate: Locate, unit: float) -> None:
    middle, radius = locate(annotation.start), max(_RADIUS * unit, 8.0)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.red))
    painter.drawEllipse(middle, radius, radius)
    painter.setFont(_font(max(_DIGIT * unit, 10.0)))
    painter.setPen(QColor(Qt.GlobalColor.white))
    frame = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, annotation.text)


def _text(painter: QPainter, annotation: Annotation, locate: Locate, unit: float) -> None:
    frame = _text_frame(annotation, locate, unit)
    painter.setBrush(QColor(255, 255, 255, 235))
    painter.drawRoundedRect(frame, unit, unit)
    painter.setFont(_font(max(_LETTER * unit, 12.0)))
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, annotation.text)


def _text_frame(annotation: Annotation, locate: Locate, unit: float) -> QRectF:
    letters, pad, start = (
        QFontMetricsF(_font(max(_LETTER * unit, 12.0))),
        max(_PAD * unit, 3.0),
        locate(annotation.start),
    )
    width = letters.horizontalAdvance(annotation.text or " ") + 2 * pad
    return QRectF(start.x(), start.y(), width, letters.height() + 2 * pad)


def _font(size: float) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(round(size))
    font.setBold(True)
    return font


_PAINTING = {
    AnnotationShape.BOX: _box,
    AnnotationShape.ARROW: _arrow,
    AnnotationShape.NUMBER: _number,
    AnnotationShape.TEXT: _text,
}
