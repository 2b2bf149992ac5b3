"""A list to choose one of: a bold name with a mark at its right, and lines that say more."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from caseorg.gui.forms import tip
from caseorg.gui.heights import Heights
from caseorg.gui.row_view import RowView
from caseorg.gui.theme import colours
from caseorg.gui.timeline.lines import MOST, break_text, draw_text

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


class _ChoiceModel(QAbstractListModel):
    """What a choice says is put in words when it is asked for: there may be thousands."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.choices: tuple[Choice, ...] = ()

    def show_choices(self, choices: tuple[Choice, ...]) -> None:
        self.beginResetModel()
        self.choices = choices
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 — Qt's signature
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        choice = self.choices[index.row()]
        if role == _CHOICE:
            return choice
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "，".join(part for part in (choice.name, choice.mark, choice.text) if part)
        return tip(choice.text) if role == Qt.ItemDataRole.ToolTipRole else None


class _ChoiceDelegate(QStyledItemDelegate):
    """Draws a choice."""

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
            assert isinstance(option.widget, QListView)
            width = line_width(option.widget)
            draw_text(painter, QPointF(area.left(), top), break_text(choice.text, option.font, width))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(chosen.accent))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _draw_mark(self, painter: QPainter, area: QRect, choice: Choice) -> int:
        """The mark at the right, which leaves the name its half; what it takes of the width."""
        if not choice.mark:
            return 0
        painter.setPen(QColor(colours().amber if choice.lacks else colours().accent))
        mark = painter.fontMetrics().elidedText(choice.mark, Qt.TextElideMode.ElideRight, area.width() // 2)
        painter.drawText(area, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, mark)
        return painter.fontMetrics().horizontalAdvance(mark) + 8


def line_width(view: QListView) -> int:
    """How wide lines are, with or without a scroll bar: a row keeps its height when one comes up."""
    return view.contentsRect().width() - view.verticalScrollBar().sizeHint().width() - 2 * _SIDE


class ChoiceList(RowView):
    """Tells by `chosen` what the user selected; nothing is selected until somebody does.

    Where `opens` says so, Enter and a double click tell `opened`; otherwise Enter belongs to the dialog.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None, *, opens: bool = False) -> None:
        super().__init__(parent)
        self._model = _ChoiceModel(self)
        self._opens = opens
        self._width = 0
        self.setObjectName("choices")
        self.setAccessibleName(name)
        self.setModel(self._model)
        self.setItemDelegate(_ChoiceDelegate(self))
        self.setMouseTracking(True)
        self.selectionModel().selectionChanged.connect(lambda *_: self._tell())
        self.doubleClicked.connect(lambda _: self._open())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 — Qt's name
        if self._opens and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 — Qt's name
        """In another width words may need another number of lines."""
        super().resizeEvent(event)
        if line_width(self) != self._width:
            self.scheduleDelayedItemsLayout()

    def heights(self) -> Heights:
        """As many lines as the words need if all were as wide as a Chinese one, until they are broken into lines."""
        self._width = line_width(self)
        metrics = self.fontMetrics()
        fitting = max(1, self._width // metrics.horizontalAdvance("中"))
        by_lines = [self._height(metrics, lines) for lines in range(MOST + 1)]
        texts = [choice.text for choice in self.choices]
        estimates = [by_lines[min(MOST, -(-len(text) // fitting))] for text in texts]
        return Heights(estimates, lambda row: self._height(metrics, self._lines(texts[row])))

    def _height(self, metrics: QFontMetrics, lines: int) -> int:
        return 2 * _TOP + metrics.height() + (lines * metrics.lineSpacing() + _BETWEEN if lines else 0)

    def _lines(self, text: str) -> int:
        return len(break_text(text, self.font(), self._width)) if text else 0

    @property
    def choices(self) -> tuple[Choice, ...]:
        """All that are listed."""
        return self._model.choices

    @property
    def key(self) -> str:
        """What is selected; empty for nothing."""
        rows = self.selectedIndexes()
        return self.choices[rows[0].row()].key if rows else ""

    def show_choices(self, choices: Sequence[Choice], selected: str) -> None:
        """Replaces the list without telling; the same choices stay where they are scrolled to."""
        blocked = self.blockSignals(True)
        if (listed := tuple(choices)) != self.choices:
            self._model.show_choices(listed)
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
            self.setCurrentIndex(self._model.index(row))
            self.scrollTo(self.currentIndex())

    def _tell(self) -> None:
        if self.key:
            self.chosen.emit(self.key)

    def _open(self) -> None:
        if self._opens and self.key:
            self.opened.emit(self.key)
