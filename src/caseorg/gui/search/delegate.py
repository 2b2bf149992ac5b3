"""How a row of what was found is drawn."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from caseorg.gui.search.rows import ROW, FoundRow, Heading, Index, place_text
from caseorg.gui.theme import colours
from caseorg.i18n import tr

_MARGIN = 12
_PLACE = 108  # pixels of the column that says where
_ROOM = 6


class FoundDelegate(QStyledItemDelegate):
    """A case in bold; below it where a hit stands, and its line with the words marked."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 — Qt's name
        return QSize(option.rect.width(), option.fontMetrics.height() + 2 * _ROOM)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        painter.save()
        area = option.rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        if isinstance(row, Heading):
            _heading(painter, option.font, area, row)
        else:
            _background(painter, option)
            _hit(painter, option.font, area, row)
        painter.restore()


def _background(painter: QPainter, option: QStyleOptionViewItem) -> None:
    chosen = colours()
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(option.rect, QColor(chosen.selected))
        painter.fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), QColor(chosen.accent))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(option.rect, QColor(chosen.raised))


def _heading(painter: QPainter, font: QFont, area: QRect, row: Heading) -> None:
    count = tr("{count} places", count=row.count)
    used = _text(painter, font, area, count, colours().faint, Qt.AlignmentFlag.AlignRight)
    bold = QFont(font)
    bold.setBold(True)
    _text(painter, bold, area.adjusted(0, 0, -used - _MARGIN, 0), row.title, colours().text)


def _hit(painter: QPainter, font: QFont, area: QRect, row: FoundRow) -> None:
    _text(painter, font, QRect(area.topLeft(), QSize(_PLACE - 8, area.height())), place_text(row.hit), colours().faint)
    if not row.hit.exact:
        used = _text(painter, font, area, tr("similar"), colours().amber, Qt.AlignmentFlag.AlignRight)
        area = area.adjusted(0, 0, -used - _MARGIN, 0)
    line = area.adjusted(_PLACE, 0, 0, 0)
    painter.setFont(font)
    metrics = painter.fontMetrics()
    if row.span:
        left, right = (metrics.horizontalAdvance(row.text[:end]) for end in row.span)
        mark = QRectF(line.left() + left - 1, line.center().y() - metrics.height() / 2, right - left + 2, 0)
        mark.setHeight(metrics.height())
        mark.setRight(min(mark.right(), float(line.right())))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours().accent))
        painter.setBrush(QColor(colours().selected))
        painter.drawRoundedRect(mark, 3, 3)
    _text(painter, font, line, row.text, colours().text)


def _text(
    painter: QPainter,
    font: QFont,
    area: QRect,
    text: str,
    colour: str,
    place: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:
    """Draws one line, elided, and returns its width."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, place | Qt.AlignmentFlag.AlignVCenter, shown)
    return painter.fontMetrics().horizontalAdvance(shown)


def under(bottom_right: QPoint, width: int, height: int, left: int) -> QRect:
    """Where the list hangs from its field, not beyond the window's left edge."""
    start = max(left, bottom_right.x() - width)
    return QRect(start, bottom_right.y(), bottom_right.x() - start, height)
