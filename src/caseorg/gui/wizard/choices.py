"""A list to choose one of: a bold name with a mark at its right, and lines that say more."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from caseorg.gui.forms import tip
from caseorg.gui.theme import colours
from caseorg.gui.timeline.lines import break_text, draw_text

_CHOICE = int(Qt.ItemDataRole.UserRole)
_SIDE, _TOP, _BETWEEN = 10, 7, 2
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Choice:
    """`mark` is a word or two; `lacks` shows it in amber."""

    key: str
    name: str
    text: str = ""
    mark: str = ""
    lacks: bool = False


class _ChoiceDelegate(QStyledItemDelegate):
    """Draws a choice; its height follows the width."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 — Qt's name
        choice: Choice = index.data(_CHOICE)
        view = self.parent()
        assert isinstance(view, QListWidget)
        metrics = QFontMetrics(view.font())
        lines = self._lines(choice.text, view.font(), metrics)
        height = metrics.height() + (lines * metrics.lineSpacing() + _BETWEEN if lines else 0)
        return QSize(100, height + 2 * _TOP)

    def _lines(self, text: str, font: QFont, metrics: QFontMetrics) -> int:
        """How many lines the text takes. That it takes one is told much faster: of thousands most do."""
        width = self._available_width()
        if "\n" not in text and metrics.horizontalAdvance(text) < width - _SIDE:
            return 1 if text else 0
        return len(break_text(text, font, width))

    def _available_width(self) -> int:
        """How wide lines are, with or without a scroll bar: a row keeps its height when one comes up."""
        view = self.parent()
        assert isinstance(view, QListWidget)
        return view.contentsRect().width() - view.verticalScrollBar().sizeHint().width() - 2 * _SIDE

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        choice: Choice = index.data(_CHOICE)
        chosen = colours()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(chosen.selected))
            edge = QRect(option.rect.topLeft(), QSize(3, option.rect.height()))
            painter.fillRect(edge, QColor(chosen.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(chosen.raised))
        area = option.rect.adjusted(_SIDE, _TOP, -_SIDE, -_TOP)
        used = self._draw_mark(painter, area, choice)
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(QColor(chosen.text))
        name = painter.fontMetrics().elidedText(choice.name, Qt.TextElideMode.ElideRight, area.width() - used)
        painter.drawText(area, Qt.AlignmentFlag.AlignTop, name)
        if choice.text:
            top = area.top() + painter.fontMetrics().height() + _BETWEEN
            painter.setFont(option.font)
            painter.setPen(QColor(chosen.faint))
            draw_text(painter, QPointF(area.left(), top), break_text(choice.text, option.font, self._available_width()))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(chosen.accent))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _draw_mark(self, painter: QPainter, area: QRect, choice: Choice) -> int:
        """The mark at the right; what it takes of the width."""
        if not choice.mark:
            return 0
        painter.setPen(QColor(colours().amber if choice.lacks else colours().accent))
        painter.drawText(area, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, choice.mark)
        return painter.fontMetrics().horizontalAdvance(choice.mark) + 8


class ChoiceList(QListWidget):
    """Tells by `chosen` what the user selected; nothing is selected until somebody does.

    Where `opens` says so, Enter and a double click tell `opened`; otherwise Enter belongs to the dialog.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None, *, opens: bool = False) -> None:
        super().__init__(parent)
        self.choices: tuple[Choice, ...] = ()
        self._opens = opens
        self.setObjectName("choices")
        self.setAccessibleName(name)
        self.setItemDelegate(_ChoiceDelegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.itemSelectionChanged.connect(self._tell)
        self.itemDoubleClicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 — Qt's name
        if self._opens and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 — Qt's name
        """Qt measures the rows again for another height only."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    @property
    def key(self) -> str:
        """What is selected; empty for nothing."""
        items = self.selectedItems()
        return str(items[0].data(_CHOICE).key) if items else ""

    def show_choices(self, choices: Sequence[Choice], selected: str) -> None:
        """Replaces the list without telling; the same choices stay where they are scrolled to."""
        blocked = self.blockSignals(True)
        if tuple(choices) != self.choices:
            self.choices = tuple(choices)
            place = self.verticalScrollBar().value()
            self.clear()
            for choice in self.choices:
                self.addItem(_Row(choice))
            self.verticalScrollBar().setValue(place)
        if selected != self.key:
            self.select(selected)
        self.blockSignals(blocked)
        self.viewport().update()

    def select(self, key: str) -> None:
        """Selects a choice, or nothing where there is no such."""
        row = next((row for row, choice in enumerate(self.choices) if choice.key == key), -1)
        if row < 0:
            self.clearSelection()
        else:
            self.setCurrentRow(row)

    def _tell(self) -> None:
        if self.key:
            self.chosen.emit(self.key)

    def _open(self) -> None:
        if self._opens and self.key:
            self.opened.emit(self.key)


class _Row(QListWidgetItem):
    """What a choice says is put in words when it is asked for: there may be thousands."""

    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self._choice = choice

    def data(self, role: int) -> object:
        if role == _CHOICE:
            return self._choice
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "，".join(part for part in (self._choice.name, self._choice.mark, self._choice.text) if part)
        return tip(self._choice.text) if role == Qt.ItemDataRole.ToolTipRole else super().data(role)
