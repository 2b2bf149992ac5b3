"""A list of rows with heights of their own. Qt's list asks for the height of every row before it paints the first;
this one measures what is in sight and estimates the rest."""

from typing import TypeAlias

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QCursor, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

from caseorg.gui.heights import Heights

_Index = QModelIndex | QPersistentModelIndex
ScrollHint: TypeAlias = QAbstractItemView.ScrollHint
CursorAction: TypeAlias = QAbstractItemView.CursorAction
_STEP = 24  # pixels of a line that the wheel turns by


class RowView(QListView):
    """Says by `heights` how high its rows are. When one turns out other than estimated, what one sees stays where it
    is, and the scroll bar follows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._heights = Heights(())
        self._top = 0  # the row at the top
        self._placing = False  # the scroll bar is set by us
        super().__init__(parent)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(_STEP)

    def heights(self) -> Heights:
        """Of all rows, at little cost."""
        raise NotImplementedError

    def doItemsLayout(self) -> None:  # noqa: N802 — Qt's names, here and below
        """The row at the top stays there."""
        top = self._top
        into = self._value - self._heights.top(top) if top < len(self._heights) else 0
        self._heights = self.heights() if self.model() else Heights(())  # Qt asks before there is a model
        if top < len(self._heights):
            self._show_from(self._heights.top(top) + into, top)
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:  # noqa: N802
        QAbstractItemView.updateGeometries(self)
        self._show_from(self._value, self._top)

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        """What one sees moves by just that much, whatever comes into sight above or below it."""
        super().scrollContentsBy(dx, dy)
        value, last = self._value, len(self._heights) - 1
        if self._placing or last < 0:
            return
        if value == self.verticalScrollBar().maximum():
            self._heights.measure([last])
            self._show_from(self._heights.total, last)
        else:
            rows = self._in_sight(value)
            self._show_from(value, self._top if value and self._top in rows else rows.start)

    def scrollTo(self, index: _Index, hint: ScrollHint = ScrollHint.EnsureVisible) -> None:  # noqa: N802
        self.executeDelayedItemsLayout()
        row = index.row()
        if not 0 <= row < len(self._heights):
            return
        self._heights.measure([row])
        top, spare = self._heights.top(row), self.viewport().height() - self._heights.height(row)
        value = {
            ScrollHint.EnsureVisible: min(top, max(self._value, top - max(0, spare))),
            ScrollHint.PositionAtTop: top,
            ScrollHint.PositionAtCenter: top - spare // 2,
            ScrollHint.PositionAtBottom: top - spare,
        }[hint]
        self._show_from(value, row)

    def _show_from(self, value: int, fixed: int) -> None:
        """Measures what comes into sight; meanwhile the row `fixed` keeps its place."""
        if not len(self._heights):
            self._set_bar(0, 0)
            return
        heights, height = self._heights, self.viewport().height()
        fixed = min(fixed, len(heights) - 1)
        while True:
            value = max(0, min(value, heights.total - height))
            place = heights.top(fixed) - value
            if not heights.measure(self._in_sight(value)):
                break
            value = heights.top(fixed) - place
        self._set_bar(value, heights.total - height)
        self._top = heights.at(value)
        self.viewport().update()

    def _set_bar(self, value: int, maximum: int) -> None:
        bar, self._placing = self.verticalScrollBar(), True
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, maximum))
        bar.setValue(value)
        self._placing = False

    @property
    def _value(self) -> int:
        return self.verticalScrollBar().value()

    def _in_sight(self, value: int) -> range:
        return self._heights.between(value, value + self.viewport().height())

    def visualRect(self, index: _Index) -> QRect:  # noqa: N802
        self.executeDelayedItemsLayout()
        row = index.row()
        return self._rect(row, row) if 0 <= row < len(self._heights) else QRect()

    def _rect(self, first: int, last: int) -> QRect:
        top, bottom = self._heights.top(first), self._heights.bottom(last)
        return QRect(0, top - self._value, self.viewport().width(), bottom - top)

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802
        self.executeDelayedItemsLayout()
        place = point.y() + self._value
        inside = 0 <= place < self._heights.total
        return self.model().index(self._heights.at(place), 0) if inside else QModelIndex()

    def horizontalOffset(self) -> int:  # noqa: N802
        return 0

    def verticalOffset(self) -> int:  # noqa: N802
        return self._value

    def moveCursor(self, action: CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:  # noqa: N802
        """Rows that cannot be selected are stepped over."""
        self.executeDelayedItemsLayout()
        row, last, page = self.currentIndex().row(), len(self._heights) - 1, self.viewport().height()
        if last < 0:
            return QModelIndex()
        if row < 0 and action is not CursorAction.MoveEnd:
            action, row = CursorAction.MoveHome, 0  # whatever is pressed at first begins at the top
        aim, step = {
            CursorAction.MoveHome: (0, 1),
            CursorAction.MoveEnd: (last, -1),
            CursorAction.MovePageUp: (min(row - 1, self._heights.at(self._heights.bottom(row) - page)), 1),
            CursorAction.MovePageDown: (max(row + 1, self._heights.at(self._heights.top(row) + page - 1)), -1),
            CursorAction.MoveUp: (row - 1, -1),
            CursorAction.MovePrevious: (row - 1, -1),
            CursorAction.MoveDown: (row + 1, 1),
            CursorAction.MoveNext: (row + 1, 1),
        }.get(action, (row, 1))
        ways = range(max(aim, 0), last + 1) if step > 0 else range(min(aim, last), -1, -1)
        rows = (self.model().index(found, 0) for found in ways)
        return next((index for index in rows if index.flags() & Qt.ItemFlag.ItemIsEnabled), self.currentIndex())

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:  # noqa: N802
        """The rows that it touches."""
        self.executeDelayedItemsLayout()
        touched, chosen = rect.normalized().translated(0, self._value), QItemSelection()
        rows = self._heights.between(touched.top(), touched.bottom() + 1)
        if rows and touched.top() < self._heights.total:
            chosen.select(self.model().index(rows[0], 0), self.model().index(rows[-1], 0))
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: N802
        region = QRegion()
        for number in range(selection.count()):
            part = selection.at(number)
            if part.bottom() < len(self._heights):
                region += self._rect(part.top(), part.bottom())
        return region

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter, usual = QPainter(self.viewport()), QStyleOptionViewItem()
        self.initViewItemOption(usual)
        place = self.viewport().mapFromGlobal(QCursor.pos())
        pointed = self.indexAt(place) if self.viewport().underMouse() else QModelIndex()
        area = event.rect().translated(0, self._value)
        for row in self._heights.between(area.top(), area.bottom() + 1):
            index, option = self.model().index(row, 0), QStyleOptionViewItem(usual)
            option.rect = self._rect(row, row)
            option.state |= self._state(index, pointed)
            self.itemDelegate().paint(painter, option, index)

    def _state(self, index: QModelIndex, pointed: QModelIndex) -> QStyle.StateFlag:
        state = QStyle.StateFlag.State_None
        if self.selectionModel().isSelected(index):
            state |= QStyle.StateFlag.State_Selected
        if self.hasFocus() and index == self.currentIndex():
            state |= QStyle.StateFlag.State_HasFocus
        return state | QStyle.StateFlag.State_MouseOver if index == pointed else state
