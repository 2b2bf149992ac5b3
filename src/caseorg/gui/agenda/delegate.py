"""How a row of the agenda is drawn."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from caseorg.domain.clocks.deadline import ClockState
from caseorg.gui.agenda.model import NOW, ROW, Index
from caseorg.gui.agenda.rows import GROUPS, AgendaGroup, basis_text, due_text, left_text, name_text
from caseorg.gui.theme import colours
from caseorg.i18n import tr
from caseorg.jobs.agenda import AgendaItem

_MARGIN = 16
_PADDING = 9
_GAP = 3
_STRIPE = 3
_TOP, _RIGHT = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight


class AgendaDelegate(QStyledItemDelegate):
    """Three lines: what and how much time is left; when; which case and on what basis."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        height = option.fontMetrics.lineSpacing()
        lines = height + 16 if isinstance(index.data(ROW), AgendaGroup) else 3 * height + 2 * _GAP + 2 * _PADDING
        return QSize(option.rect.width(), lines)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        painter.save()
        if isinstance(row, AgendaGroup):
            self._paint_heading(painter, option, row)
        else:
            self._paint_item(painter, option, row, index)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, group: AgendaGroup) -> None:
        area = option.rect.adjusted(_MARGIN, 10, -_MARGIN, 0)
        colour = colours().red if group is AgendaGroup.OVERDUE else colours().faint
        _draw(painter, area, _TOP, tr(GROUPS[group]), _bold(option.font), colour)

    def _paint_item(self, painter: QPainter, option: QStyleOptionViewItem, item: AgendaItem, index: Index) -> None:
        chosen, clock = colours(), item.clock
        mark = {ClockState.OVERDUE: chosen.red, ClockState.SOON: chosen.amber}.get(clock.state, chosen.faint)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        card = option.rect.adjusted(_MARGIN - 8, 1, -_MARGIN + 8, -1)
        painter.fillRect(card, QColor(chosen.selected if selected else chosen.base))
        if selected and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(chosen.accent))
            painter.drawRect(card.adjusted(0, 0, -1, -1))
        painter.fillRect(QRect(card.left(), card.top(), _STRIPE, card.height()), QColor(mark))
        step = option.fontMetrics.lineSpacing() + _GAP
        area = card.adjusted(_STRIPE + 9, _PADDING - 1, -10, 0)
        left = left_text(clock, index.data(NOW))
        used = _draw(painter, area, _RIGHT, left, _bold(option.font), chosen.text if mark == chosen.faint else mark)
        _draw(painter, area.adjusted(0, 0, -used - 12, 0), _TOP, name_text(clock), _bold(option.font), chosen.text)
        _draw(painter, area.adjusted(0, step, 0, 0), _TOP, due_text(clock), option.font, chosen.text)
        below = area.adjusted(0, 2 * step, 0, 0)
        used = _draw(painter, below, _TOP, basis_text(clock), option.font, chosen.faint, below.width() * 3 // 5)
        gap = 16 if used else 0
        _draw(painter, below.adjusted(used + gap, 0, 0, 0), _TOP, item.title, option.font, chosen.faint)


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold


def _draw(
    painter: QPainter,
    area: QRect,
    place: Qt.AlignmentFlag,
    text: str,
    font: QFont,
    colour: str,
    most: int | None = None,
) -> int:
    """Draws one line, elided, and returns how wide it is."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(
        " ".join(text.split()), Qt.TextElideMode.ElideRight, min(area.width(), most or area.width())
    )
    painter.drawText(area, place, shown)
    return metrics.horizontalAdvance(shown)
