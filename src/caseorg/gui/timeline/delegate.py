"""Paints the rows of the timeline: day, time, lanes with a dot for who acted, part, words, promises, thumbnails."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from caseorg.domain.case import Evidence, Promise, Side
from caseorg.domain.moments import Moment, Precision, TimeSource, show_moment
from caseorg.domain.story.story import Beat
from caseorg.domain.timeline import Day, Row, Silence, TimelineEntry
from caseorg.gui.icons import icon
from caseorg.gui.theme import colours, scaled, side_colour
from caseorg.gui.timeline.lines import fill_with_text
from caseorg.gui.timeline.model import (
    ROW,
    Index,
    TimelineModel,
    acted_by,
    head_text,
    promise_state,
    proposed,
    short_day_text,
    silence_text,
    time_text,
)
from caseorg.i18n import tr
from caseorg.views.story import parts_name

ROW_HEIGHT = 40
_SILENCE_HEIGHT = 28
_COMPACT_HEIGHT = 26  # of all rows
_AROUND = 6  # pixels of a row that its one line leaves free
MARGIN = 12
_TIME_WIDTHS = {True: (66, 44), False: (46, 40)}  # of the day and of the time, in a wide row or in a narrow one
_LANES = ((Side.ME,), (Side.MERCHANT, Side.SERVICE), (Side.PLATFORM,), (Side.SYSTEM,), (Side.AUTHORITY,))
_LANE_WIDTHS = {True: 14, False: 9}
_OTHERS = 1  # the lane in which the other side keeps silent
_DOTS = {True: 5, False: 4}
_HEAD_WIDTHS = (120, 220)  # of who acted and the part, at least and at most
_PART_OF_NARROW = 4  # the part has one of so many parts of a row that is low and narrow
_WORDS_WIDTH = 300  # pixels that stay for the words before the part gets more
THUMBNAIL = QSize(24, 32)
_GAP = 6
_MOST = 3  # thumbnails
_WIDE = 620  # pixels from which the words stand beside the part, and the numbers of the evidence have room


@dataclass(frozen=True, slots=True)
class RowLook:
    """How rows are drawn. An entry is drawn with the day that it begins, or None; `evidence_at` tells which piece's
    picture is at a position in the view, of a row with this place."""

    paint_silence: Callable[[QPainter, QRect, Silence, TimelineModel], None]
    paint_entry: Callable[[QPainter, QStyleOptionViewItem, TimelineEntry, TimelineModel, Day | None], None]
    evidence_at: Callable[[QRect, TimelineEntry, QPoint, TimelineModel], Evidence | None]


class RowDelegate(QStyledItemDelegate):
    """Rows of one height, and lower ones for silences; in a compact list all are as low as a line of text allows."""

    def __init__(self, look: RowLook, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self.compact = False

    def height(self, line: int) -> int:
        """Of an entry, whose lines are so high; two of them fit where it is not compact."""
        return max(_COMPACT_HEIGHT, line + _AROUND) if self.compact else max(ROW_HEIGHT, 2 * line)

    def silence_height(self, line: int) -> int:
        """Of a silence, which says less."""
        return max(_COMPACT_HEIGHT if self.compact else _SILENCE_HEIGHT, line + _AROUND)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        model = index.model()
        assert isinstance(model, TimelineModel)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setFont(option.font)
        if isinstance(row, Silence):
            self.look.paint_silence(painter, option.rect, row, model)
        elif isinstance(row, TimelineEntry):
            self.look.paint_entry(painter, option, row, model, model.day_begun(index.row()))
        painter.restore()


def _evidence_at(rect: QRect, row: TimelineEntry, position: QPoint, model: TimelineModel) -> Evidence | None:
    boxes = zip(row.evidence, _thumbnail_boxes(rect, row), strict=False)
    return next((item for item, box in boxes if box.contains(position)), None)


def _is_wide(rect: QRect) -> bool:
    """Else the words need the width that time and lanes can do without."""
    return rect.width() >= _WIDE


def lanes_left(rect: QRect) -> int:
    return rect.left() + MARGIN + scaled(sum(_TIME_WIDTHS[_is_wide(rect)])) + _GAP


def _words_left(rect: QRect) -> int:
    return lanes_left(rect) + len(_LANES) * _LANE_WIDTHS[_is_wide(rect)] + _GAP


def _lane_middle(rect: QRect, lane: int) -> int:
    width = _LANE_WIDTHS[_is_wide(rect)]
    return lanes_left(rect) + lane * width + width // 2


def _thumbnail_boxes(rect: QRect, row: TimelineEntry) -> list[QRect]:
    """From the left; `+3` stands behind them where there are more."""
    count = min(len(row.evidence), _MOST if _is_wide(rect) else 1)
    size = thumbnail_size(rect)
    step = size.width() + _GAP
    left = rect.right() - MARGIN - count * step + _GAP
    top = rect.top() + (rect.height() - size.height()) // 2
    return [QRect(QPoint(left + step * number, top), size) for number in range(count)]


def thumbnail_size(rect: QRect) -> QSize:
    """In a row that is too low for the usual size, as high as the row allows."""
    return THUMBNAIL.scaled(THUMBNAIL.width(), min(THUMBNAIL.height(), rect.height() - 4), _KEPT_SHAPE)


def _paint_lanes(painter: QPainter, rect: QRect) -> None:
    painter.setPen(QColor(colours().line))
    for lane in range(len(_LANES)):
        middle = _lane_middle(rect, lane)
        painter.drawLine(middle, rect.top(), middle, rect.bottom())


def _paint_silence(painter: QPainter, rect: QRect, row: Silence, _model: TimelineModel) -> None:
    """Dashes in the lane of the other side."""
    _paint_lanes(painter, rect)
    amber, middle = QColor(colours().amber), _lane_middle(rect, _OTHERS)
    painter.setPen(QPen(amber, 2, Qt.PenStyle.DashLine))
    painter.drawLine(middle, rect.top() + 2, middle, rect.bottom() - 2)
    painter.setPen(amber)
    room = QRect(_words_left(rect), rect.top(), rect.right() - MARGIN - _words_left(rect), rect.height())
    paint_elided(painter, room, silence_text(row.length))


def _paint_entry(
    painter: QPainter, option: QStyleOptionViewItem, row: TimelineEntry, model: TimelineModel, day: Day | None
) -> None:
    rect = option.rect
    if option.state & QStyle.StateFlag.State_Selected:
        painter.setPen(QColor(colours().accent))
        painter.setBrush(QColor(colours().selected))
        painter.drawRoundedRect(rect.adjusted(3, 1, -4, -2), 6, 6)
    paint_time(painter, rect, row, day, option.font)
    _paint_lanes(painter, rect)
    beats = model.beats(row)
    side = acted_by(row, beats)
    lane = side_colour(side) if side else QColor(colours().faint)
    _paint_dot(painter, rect, side, lane)
    right = _paint_evidence(painter, rect, row, model)
    right = paint_promises(painter, rect, row, right)
    metrics = painter.fontMetrics()
    head, words = _rooms(rect, right, head_width(rect, model, metrics))
    _paint_head(painter, head, fitting_head(row, beats, head.width(), metrics), lane, open_=proposed(beats))
    painter.setPen(QColor(colours().text))
    fill_with_text(painter, words, row.text)


def head_width(rect: QRect, model: TimelineModel, metrics: QFontMetrics) -> int:
    """The same in all rows: as wide as the longest, where the words keep enough."""
    least, most = map(scaled, _HEAD_WIDTHS)
    spare = rect.right() - _words_left(rect) - scaled(_WORDS_WIDTH)
    longest = max(map(metrics.horizontalAdvance, model.heads()), default=0) + 1
    return max(least, min(longest, most, spare))


def _rooms(rect: QRect, right: int, width: int) -> tuple[QRect, QRect]:
    """Of the part and of the words: side by side, or below each other where it is narrow and the row high enough."""
    left, wide = _words_left(rect), _is_wide(rect)
    if wide or rect.height() < ROW_HEIGHT:
        width = width if wide else min(width, (rect.right() - left) // _PART_OF_NARROW)  # the lane tells who too
        beside = left + width + 2 * _GAP
        return QRect(left, rect.top(), width, rect.height()), QRect(
            beside, rect.top(), max(0, right - beside), rect.height()
        )
    upper = QRect(left, rect.top() + 2, max(0, right - left), rect.height() // 2 - 2)
    return upper, upper.translated(0, upper.height())


def paint_time(painter: QPainter, rect: QRect, row: TimelineEntry, day: Day | None, font: QFont) -> None:
    """The day stands once, at its first row."""
    day_width, time_width = map(scaled, _TIME_WIDTHS[_is_wide(rect)])
    column = QRect(rect.left() + MARGIN, rect.top(), day_width, rect.height())
    if day:
        bold = QFont(font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(QColor(colours().text))
        alone = bool(day.said) or day.month_only or day.day is None  # there is no time of day beside it
        paint_elided(painter, column.adjusted(0, 0, time_width if alone else 0, 0), short_day_text(day))
        painter.setFont(font)
    painter.setPen(QColor(colours().faint))
    paint_elided(painter, column.translated(day_width, 0), time_text(row.at))


def _paint_dot(painter: QPainter, rect: QRect, side: Side | None, colour: QColor) -> None:
    """In the lane of who acted; evidence by itself and what nobody said stand in none."""
    lane = next((number for number, sides in enumerate(_LANES) if side in sides), None)
    if lane is None:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    radius = _DOTS[_is_wide(rect)]
    painter.drawEllipse(QPoint(_lane_middle(rect, lane), rect.center().y()), radius, radius)


def fitting_head(row: TimelineEntry, beats: tuple[Beat, ...], width: int, metrics: QFontMetrics) -> str:
    """Where who acted and the part have no room together, the part alone: the lane tells who."""
    head = head_text(row, beats)
    if beats and not row.message and metrics.horizontalAdvance(head) > width:
        head = parts_name(beats)
    return metrics.elidedText(head, Qt.TextElideMode.ElideRight, width)


def _paint_head(painter: QPainter, room: QRect, text: str, colour: QColor, *, open_: bool) -> None:
    """Who acted and the part; in a dashed frame as long as that is only proposed."""
    painter.setPen(colour)
    metrics = painter.fontMetrics()
    painter.drawText(room, _MIDDLE, text)
    if open_:
        height = min(metrics.height() + 4, room.height() - 1)
        top = room.top() + (room.height() - height) // 2
        painter.setPen(QPen(QColor(colours().faint), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(room.left() - 4, top, metrics.horizontalAdvance(text) + 8, height, 4, 4)


def _paint_evidence(painter: QPainter, rect: QRect, row: TimelineEntry, model: TimelineModel) -> int:
    """Thumbnails, and their numbers where there is room; how far the words may go."""
    boxes = _thumbnail_boxes(rect, row)
    if not boxes:
        return rect.right() - MARGIN
    for item, box in zip(row.evidence, boxes, strict=False):
        paint_thumbnail(painter, box, item, model.thumbnails.get(item.id))
    rest = len(row.evidence) - len(boxes)
    label = row.evidence[0].label if _is_wide(rect) else ""
    label += f" +{len(row.evidence) - 1}" if label and len(row.evidence) > 1 else f"+{rest}" if rest else ""
    return _paint_right(painter, rect, boxes[0].left() - _GAP, label, colours().faint)


def paint_promises(painter: QPainter, rect: QRect, row: TimelineEntry, right: int) -> int:
    """The worst of its promises in words and colour; how far the words of the row may go."""
    if not row.promises:
        return right
    now = datetime.now(UTC)
    worst = min(row.promises, key=lambda promise: _rank(promise, now))
    colour = (colours().red, colours().amber, colours().green)[_rank(worst, now)]
    count = f" ×{len(row.promises)}" if len(row.promises) > 1 else ""
    return _paint_right(painter, rect, right, (promise_state(worst, now) or _due(worst)) + count, colour)


def _rank(promise: Promise, now: datetime) -> int:
    """0 for broken or overdue, 1 for running, 2 for kept."""
    if promise.kept:
        return 2
    return 0 if promise.kept is False or (promise.due is not None and promise.due < now) else 1


def _due(promise: Promise) -> str:
    if promise.due is None:
        return tr("no time named")
    return tr("due {time}", time=show_moment(Moment(promise.due, Precision.MINUTE, TimeSource.RECORDED))[5:])


def _paint_right(painter: QPainter, rect: QRect, right: int, text: str, colour: str) -> int:
    if not text:
        return right - _GAP
    width = QFontMetrics(painter.font()).horizontalAdvance(text)
    painter.setPen(QColor(colour))
    painter.drawText(QRect(right - width, rect.top(), width + 1, rect.height()), _MIDDLE, text)
    return right - width - 2 * _GAP


def paint_elided(painter: QPainter, room: QRect, text: str) -> None:
    line = " ".join(text[:400].split())
    painter.drawText(room, _MIDDLE, painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room.width()))


def paint_thumbnail(painter: QPainter, box: QRect, item: Evidence, picture: QPixmap | None) -> None:
    """The picture fills the box, cut at the bottom; what has no picture shows the icon of its kind."""
    chosen = colours()
    painter.setPen(QColor(chosen.line))
    painter.setBrush(QColor(chosen.raised))
    painter.drawRect(box)
    if picture is None or picture.isNull():
        icon(item.kind).paint(painter, box.adjusted(4, 8, -4, -8))
        return
    scale = max(box.width() / picture.width(), box.height() / picture.height())
    part = QRect(0, 0, round(box.width() / scale), round(box.height() / scale))
    part.moveLeft((picture.width() - part.width()) // 2)
    painter.drawPixmap(box.adjusted(1, 1, 0, 0), picture, part)


_KEPT_SHAPE = Qt.AspectRatioMode.KeepAspectRatio
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


LIST = RowLook(_paint_silence, _paint_entry, _evidence_at)
