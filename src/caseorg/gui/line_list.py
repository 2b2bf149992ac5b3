"""A list of short lines, each elided where it is too long for the width."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QListWidget, QStyledItemDelegate, QStyleOptionViewItem, QWidget

_AROUND = 10  # pixels of a line above and below its words, as in the style sheet


class LineList(QListWidget):
    """It never scrolls sideways."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lines")
        self.setAccessibleName(name)
        self.setItemDelegate(_LineDelegate(self))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_lines(self, least: int, most: int) -> None:
        """So many are seen, and fewer where the window is low."""
        line = self.fontMetrics().height() + _AROUND
        self.setMinimumHeight(least * line + 2)
        self.setMaximumHeight(most * line + 2)


class _LineDelegate(QStyledItemDelegate):
    """No width: a line is elided to that of the list."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        return QSize(0, super().sizeHint(option, index).height())
