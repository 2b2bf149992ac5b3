"""Paints the rows of the timeline."""

from datetime import UTC, datetime

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from caseorg.domain.case import Evidence, Promise
from caseorg.domain.story.story import Beat, leading
from caseorg.domain.timeline import Day, Entry, Row, Silence
from caseorg.gui.icons import icon
from caseorg.gui.theme import colours, side_colour
from caseorg.gui.timeline.lines import break_text, draw_text
from caseorg.gui.timeline.model import (
    ROW,
    Index,
    TimelineModel,
    day_text,
    head_text,
    promise_lines,
    proposed,
    silence_text,
    time_text,
)
from caseorg.i18n import tr

_DAY = 40
_SILENCE = 30
_SIDE_MARGIN = 16
_PADDING = 12
_TIME_WIDTH = 56
_THUMBNAIL = QSize(66, 96)
_GAP = 8
_MARK = 6  # beside the word in its frame


class TimelineDelegate(QStyledItemDelegate):
    """Day headings, silences, and cards with thumbnails."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        row: Row = index.data(ROW)
        width = option.widget.viewport().width() if isinstance(option.widget, QListView) else option.rect.width()
        if isinstance(row, Day):
            return QSize(width, _DAY)
        if isinstance(row, Silence):
            return QSize(width, _SILENCE)
        return QSize(width, _card_height(row, option.font, width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if isinstance(row, Day):
            _paint_day(painter, option, row)
        elif isinstance(row, Silence):
            _paint_silence(painter, option, row)
        else:
            model = index.model()
            assert isinstance(model, TimelineModel)
            _paint_card(painter, option, row, model)
        painter.restore()

    def evidence_at(self, rect: QRect, row: Entry, font: QFont, position: QPoint) -> Evidence | None:
        """The evidence whose thumbnail is at the position in the view."""
        for item, box in zip(row.evidence, _thumbnail_boxes(_card(rect), row, font), strict=False):
            if box.contains(position):
                return item
        return None


def _card(rect: QRect) -> QRect:
    return rect.adjusted(_SIDE_MARGIN, 4, -_SIDE_MARGIN, -4)


def _text_room(card: QRect) -> QRect:
    return card.adjusted(_PADDING + _TIME_WIDTH, _PADDING, -_PADDING, -_PADDING)


def _lines(row: Entry, font: QFont, width: int) -> tuple[str, ...]:
    return break_text(row.text, font, width)


def _card_height(row: Entry, font: QFont, width: int) -> int:
    room = _text_room(_card(QRect(0, 0, width, 1000))).width()
    line = QFontMetrics(font).lineSpacing()
    thumbnails = _THUMBNAIL.height() + _GAP if row.evidence else 0
    lines = len(_lines(row, font, room)) + len(row.promises)
    return line + 2 + lines * line + thumbnails + 2 * _PADDING + 8


def _thumbnail_boxes(card: QRect, row: Entry, font: QFont) -> list[QRect]:
    room = _text_room(card)
    top = card.bottom() - _PADDING - _THUMBNAIL.height() + 1
    count = min(len(row.evidence), _fitting(room.width()))
    step = _THUMBNAIL.width() + _GAP
    return [QRect(QPoint(room.left() + step * number, top), _THUMBNAIL) for number in range(count)]


def _fitting(width: int) -> int:
    return max(1, (width + _GAP) // (_THUMBNAIL.width() + _GAP))


def _paint_day(painter: QPainter, option: QStyleOptionViewItem, row: Day) -> None:
    font = QFont(option.font)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(colours().text))
    room = option.rect.adjusted(_SIDE_MARGIN, 0, -_SIDE_MARGIN, -6)
    painter.drawText(room, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, day_text(row))


def _paint_silence(painter: QPainter, option: QStyleOptionViewItem, row: Silence) -> None:
    chosen = colours()
    text = f"  {silence_text(row.length)}  "
    width = painter.fontMetrics().horizontalAdvance(text)
    middle = option.rect.center()
    painter.setPen(QColor(chosen.amber))
    painter.drawText(option.rect, Qt.AlignmentFlag.AlignCenter, text)
    pen = painter.pen()
    pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    left, right = option.rect.left() + _SIDE_MARGIN, option.rect.right() - _SIDE_MARGIN
    painter.drawLine(left, middle.y(), middle.x() - width // 2, middle.y())
    painter.drawLine(middle.x() + width // 2, middle.y(), right, middle.y())


def _paint_card(painter: QPainter, option: QStyleOptionViewItem, row: Entry, model: TimelineModel) -> None:
    chosen = colours()
    card = _card(option.rect)
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    painter.setPen(QColor(chosen.accent if selected else chosen.line))
    painter.setBrush(QColor(chosen.selected if selected else chosen.base))
    painter.drawRoundedRect(card, 7, 7)
    beats = model.beats(row)
    first = leading(beats)
    side = first.actor if first else row.side
    lane = side_colour(side) if side else QColor(chosen.faint)
    painter.fillRect(QRect(card.left() + 1, card.top() + 7, 4, card.height() - 14), lane)
    _paint_words(painter, option, row, card, lane, beats)
    for item, box in zip(row.evidence, _thumbnail_boxes(card, row, option.font), strict=False):
        _paint_thumbnail(painter, box, item, model.thumbnails.get(item.id))
    _paint_rest(painter, row, card, option.font)


def _paint_words(
    painter: QPainter,
    option: QStyleOptionViewItem,
    row: Entry,
    card: QRect,
    lane: QColor,
    beats: tuple[Beat, ...],
) -> None:
    chosen = colours()
    room = _text_room(card)
    painter.setFont(option.font)
    line = painter.fontMetrics().lineSpacing()
    painter.setPen(QColor(chosen.faint))
    painter.drawText(card.left() + _PADDING + 4, room.top() + painter.fontMetrics().ascent(), time_text(row.at))
    head = QRect(room.left(), room.top(), room.width(), line)
    labels = _labels(row)
    painter.drawText(head, Qt.AlignmentFlag.AlignRight, labels)
    head.setRight(head.right() - painter.fontMetrics().horizontalAdvance(f"{labels}　"))
    _paint_head(painter, head, row, lane, beats)
    painter.setPen(QColor(chosen.text))
    lines = _lines(row, option.font, room.width())
    draw_text(painter, QPointF(room.left(), room.top() + line + 2), lines)
    _paint_promises(painter, row, room.adjusted(0, (len(lines) + 1) * line + 2, 0, 0))


def _paint_head(painter: QPainter, room: QRect, row: Entry, lane: QColor, beats: tuple[Beat, ...]) -> None:
    """Who acted and the part; where that is only proposed, a mark behind it that keeps its place."""
    metrics = painter.fontMetrics()
    mark = tr("proposed") if proposed(beats) else ""
    width = metrics.horizontalAdvance(mark) + 2 * _MARK if mark else 0
    text = metrics.elidedText(head_text(row, beats), Qt.TextElideMode.ElideRight, room.width() - width - _MARK)
    painter.setPen(lane)
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft, text)
    if mark:
        box = QRect(room.left() + metrics.horizontalAdvance(text) + _MARK, room.top(), width, metrics.height())
        _paint_mark(painter, box, mark)


def _paint_mark(painter: QPainter, box: QRect, text: str) -> None:
    """A word in a dashed frame: not settled yet."""
    painter.setPen(QPen(QColor(colours().faint), 1, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 4, 4)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _paint_promises(painter: QPainter, row: Entry, room: QRect) -> None:
    """One line each below the words; a long promise loses its own end, never its time or state."""
    now = datetime.now(UTC)
    metrics = painter.fontMetrics()
    for number, (promise, (said, state)) in enumerate(zip(row.promises, promise_lines(row, now), strict=True)):
        state = f"　{state}" if said else state
        said = metrics.elidedText(said, Qt.TextElideMode.ElideRight, room.width() - metrics.horizontalAdvance(state))
        painter.setPen(QColor(_promise_colour(promise, now)))
        painter.drawText(room.left(), room.top() + metrics.ascent() + number * metrics.lineSpacing(), said + state)


def _promise_colour(promise: Promise, now: datetime) -> str:
    chosen = colours()
    if promise.kept:
        return chosen.green
    overdue = promise.kept is False or (promise.due is not None and promise.due < now)
    return chosen.red if overdue else chosen.amber


def _labels(row: Entry) -> str:
    numbers = [item.label for item in row.evidence]
    return "、".join(numbers[:4]) + (" …" if len(numbers) > 4 else "")


def _paint_thumbnail(painter: QPainter, box: QRect, item: Evidence, picture: QPixmap | None) -> None:
    """The picture fills the box, cut at the bottom; what has no picture shows the icon of its kind."""
    chosen = colours()
    painter.setPen(QColor(chosen.line))
    painter.setBrush(QColor(chosen.raised))
    painter.drawRect(box)
    if picture is None or picture.isNull():
        icon(item.kind).paint(painter, box.adjusted(17, 26, -17, -26))
        return
    scale = max(box.width() / picture.width(), box.height() / picture.height())
    part = QRect(0, 0, round(box.width() / scale), round(box.height() / scale))
    part.moveLeft((picture.width() - part.width()) // 2)
    painter.drawPixmap(box.adjusted(1, 1, 0, 0), picture, part)


def _paint_rest(painter: QPainter, row: Entry, card: QRect, font: QFont) -> None:
    """`+3` over the last thumbnail when not all have room."""
    boxes = _thumbnail_boxes(card, row, font)
    if len(boxes) == len(row.evidence):
        return
    painter.fillRect(boxes[-1], QColor(0, 0, 0, 150))
    painter.setPen(QColor("white"))
    painter.drawText(boxes[-1], Qt.AlignmentFlag.AlignCenter, f"+{len(row.evidence) - len(boxes) + 1}")
