"""How a row of the case list is drawn."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from caseorg.domain.case import CaseSummary, Stage
from caseorg.gui.cases.model import BADGE, CASE, Index, facts
from caseorg.gui.theme import colours
from caseorg.views.case_list import Badge, BadgeTone

MARGIN = 12
_PADDING = 8
_GAP = 6
_STRIPE = 3
_SIDE = 7  # of a badge, beside its words
_SMALL = 0.9


class CaseDelegate(QStyledItemDelegate):
    """Two lines: the title, then sums and merchant with the badge; a closed case is faint."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        case: CaseSummary = index.data(CASE)
        chosen = colours()
        painter.save()
        self._paint_ground(painter, option)
        area = option.rect.adjusted(MARGIN, _PADDING, -MARGIN, -_PADDING)
        bold = QFont(option.font)
        bold.setBold(True)
        title = chosen.faint if case.stage is Stage.CLOSED else chosen.text
        draw_line(painter, area, Qt.AlignmentFlag.AlignTop, case.title, bold, title)
        lower = QRect(area.left(), area.bottom() - option.fontMetrics.lineSpacing(), area.width(), 0)
        lower.setBottom(area.bottom())
        if badge := index.data(BADGE):
            lower.setRight(lower.right() - _draw_badge(painter, lower, badge, option.font) - _GAP)
        draw_line(painter, lower, Qt.AlignmentFlag.AlignVCenter, facts(case), option.font, chosen.faint)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        chosen, rect = colours(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(chosen.selected))
            painter.fillRect(QRect(rect.left(), rect.top(), _STRIPE, rect.height()), QColor(chosen.accent))
            if option.state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QColor(chosen.accent))
                painter.drawRect(rect.adjusted(0, 0, -1, -1))
                return
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(chosen.raised))
        painter.setPen(QColor(chosen.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def row_height(metrics: QFontMetrics) -> int:
    """Of two lines."""
    return 2 * metrics.lineSpacing() + 2 * _PADDING + _GAP


def _draw_badge(painter: QPainter, area: QRect, badge: Badge, font: QFont) -> int:
    """At the right end; how wide it is."""
    chosen, small = colours(), QFont(font)
    small.setPointSizeF(font.pointSizeF() * _SMALL)
    small.setBold(badge.tone is BadgeTone.URGENT)
    metrics = QFontMetrics(small)
    width, height = metrics.horizontalAdvance(badge.text) + 2 * _SIDE, metrics.height() + 2
    frame = QRectF(area.right() - width + 0.5, area.center().y() - height / 2 + 0.5, width, height)
    colour = {BadgeTone.URGENT: chosen.red, BadgeTone.SOON: chosen.amber, BadgeTone.CALM: chosen.faint}[badge.tone]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(colour))
    painter.setBrush(QColor(colour) if badge.tone is BadgeTone.URGENT else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(frame, height / 2, height / 2)
    painter.setFont(small)
    painter.setPen(QColor(chosen.base if badge.tone is BadgeTone.URGENT else colour))
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, badge.text)
    return width


def draw_line(painter: QPainter, area: QRect, place: Qt.AlignmentFlag, text: str, font: QFont, colour: str) -> None:
    """One line, elided."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(area, place, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width()))
