"""Paints the timeline in lanes: a block for each entry in the lane of who acted, silences in that of the other side."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem, QWidget

from caseorg.domain.case import Evidence, Side
from caseorg.domain.timeline import Day, Silence, TimelineEntry
from caseorg.gui.theme import colours, scaled, side_colour
from caseorg.gui.timeline.delegate import (
    MARGIN,
    RowLook,
    lanes_left,
    paint_elided,
    paint_promises,
    paint_thumbnail,
    paint_time,
    thumbnail_size,
)
from caseorg.gui.timeline.lines import fill_with_text
from caseorg.gui.timeline.model import TimelineModel, acted_by, silence_text
from caseorg.i18n import tr

_ME, _OTHER, _REST = range(3)
_LANES = {Side.ME: _ME, Side.MERCHANT: _OTHER, Side.SERVICE: _OTHER}
_NAMES = ("Me", "The other side", "Platform and others")
_GAP = 8
_BAR = 4
_EMPTY = 44  # pixels of a lane in which nothing stands
_PICTURE = 170  # pixels of a block from which a picture has room
_HEAD = 24


class LaneHeads(QWidget):
    """Above the lanes: whose each is."""

    def __init__(self, view: QListView, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view, self._model = view, model
        self.setFixedHeight(scaled(_HEAD))
        model.modelReset.connect(self.update)  # a lane in which somebody acts now is wider
        model.dataChanged.connect(lambda *_: self.update())
        view.verticalScrollBar().rangeChanged.connect(lambda *_: self.update())  # a bar that comes or goes moves them

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 — Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours().base))
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        whole = QRect(0, 0, self._view.viewport().width(), self.height())
        for lane, (name, side) in enumerate(zip(_NAMES, (Side.ME, Side.MERCHANT, Side.PLATFORM), strict=True)):
            painter.setPen(side_colour(side))
            paint_elided(painter, lane_rect(whole, lane, self._model), tr(name))


def lane_rect(rect: QRect, lane: int, model: TimelineModel) -> QRect:
    """The part of a row that belongs to a lane. That of platform and others is narrow where nobody of them acted."""
    left = lanes_left(rect)
    width = rect.right() - MARGIN - left - 2 * _GAP
    others = any(side not in _LANES for side in model.sides() - {Side.UNKNOWN})
    rest = width // 3 if others else scaled(_EMPTY)
    one = (width - rest) // 2
    return QRect(left + lane * (one + _GAP), rect.top(), rest if lane == _REST else one, rect.height())


def _room(rect: QRect, row: TimelineEntry, model: TimelineModel) -> tuple[Side | None, QRect]:
    """Who acted, and that lane; of what nobody did, all three together."""
    side = acted_by(row, model.beats(row))
    if side not in (None, Side.UNKNOWN):
        return side, lane_rect(rect, _LANES.get(side, _REST), model)
    return None, lane_rect(rect, _ME, model).united(lane_rect(rect, _REST, model))


def _picture(block: QRect) -> QRect:
    size = thumbnail_size(block)
    top = block.top() + (block.height() - size.height()) // 2
    return QRect(QPoint(block.right() - size.width() - 4, top), size)


def _has_picture(row: TimelineEntry, room: QRect) -> bool:
    return bool(row.evidence) and room.width() >= _PICTURE


def _evidence_at(rect: QRect, row: TimelineEntry, position: QPoint, model: TimelineModel) -> Evidence | None:
    _, room = _room(rect, row, model)
    return row.evidence[0] if _has_picture(row, room) and _picture(room).contains(position) else None


def _paint_entry(
    painter: QPainter, option: QStyleOptionViewItem, row: TimelineEntry, model: TimelineModel, day: Day | None
) -> None:
    """What nobody did stands across all lanes."""
    paint_time(painter, option.rect, row, day, option.font)
    _paint_block(painter, option.rect, row, model, chosen=bool(option.state & QStyle.StateFlag.State_Selected))


def _paint_silence(painter: QPainter, rect: QRect, row: Silence, model: TimelineModel) -> None:
    room = lane_rect(rect, _OTHER, model)
    painter.setPen(QPen(QColor(colours().amber), 2, Qt.PenStyle.DashLine))
    painter.drawLine(room.left() + 2, rect.top() + 2, room.left() + 2, rect.bottom() - 2)
    paint_elided(painter, room.adjusted(_GAP + _BAR, 0, 0, 0), silence_text(row.length))


def _paint_block(painter: QPainter, rect: QRect, row: TimelineEntry, model: TimelineModel, *, chosen: bool) -> None:
    side, room = _room(rect, row, model)
    block = room.adjusted(0, 2, 0, -3)
    _paint_frame(painter, block, side_colour(side) if side else None, chosen=chosen)
    inside = block.adjusted(_BAR + _GAP, 0, -_GAP, 0)
    right = inside.right()
    if _has_picture(row, room):
        picture = _picture(room)
        paint_thumbnail(painter, picture, row.evidence[0], model.thumbnails.get(row.evidence[0].id))
        right = picture.left() - _GAP
    right = paint_promises(painter, block, row, right) if room.width() >= _PICTURE else right
    painter.setPen(QColor(colours().text))
    inside.setRight(max(inside.left(), right))
    fill_with_text(painter, inside, row.text)


def _paint_frame(painter: QPainter, block: QRect, bar: QColor | None, *, chosen: bool) -> None:
    shown = colours()
    pen = QPen(QColor(shown.accent if chosen else shown.line), 1)
    if bar is None:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(QColor(shown.selected if chosen else shown.raised))
    painter.drawRoundedRect(block, 5, 5)
    if bar is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(bar)
        painter.drawRoundedRect(QRect(block.left(), block.top(), _BAR, block.height() + 1), 2, 2)


LANES = RowLook(_paint_silence, _paint_entry, _evidence_at)
