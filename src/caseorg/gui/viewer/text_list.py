"""The text of the picture as a list: who said it, and what."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from caseorg.domain.case import Side
from caseorg.gui.forms import flat_button, heading
from caseorg.gui.theme import side_colour
from caseorg.gui.viewer.text import TextRow
from caseorg.i18n import tr
from caseorg.views.labels import SIDES


class TextList(QWidget):
    """`chosen` carries the number of a row that the user went to; `taken` the text to write an event with."""

    chosen = Signal(int)
    taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[TextRow] = ()
        self.list = QListWidget()
        self.list.setObjectName("lines")
        self.list.setWordWrap(True)
        self.list.setAccessibleName(tr("Text in the picture"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(150)
        self.list.currentRowChanged.connect(self._tell)
        self._nothing = heading("", "faint")
        self._nothing.setWordWrap(True)
        self.copy_all, self.copy = flat_button(tr("Copy all of it")), flat_button(tr("Copy this"))
        self.take = flat_button(tr("Use in the event"))
        self.copy_all.clicked.connect(self._copy_all)
        self.copy.clicked.connect(self.copy_current)
        self.take.clicked.connect(lambda: self.taken.emit(self.current_text()))
        self._lay_out()
        self.show_rows((), "")

    def _lay_out(self) -> None:
        head, below = QHBoxLayout(), QHBoxLayout()
        head.addWidget(heading(tr("Text in the picture")), 1)
        head.addWidget(self.copy_all)
        for button in (self.copy, self.take):
            below.addWidget(button)
        below.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)
        column.addLayout(below)

    def show_rows(self, rows: Sequence[TextRow], otherwise: str) -> None:
        """Replaces the rows; `otherwise` says why there are none."""
        self._rows = rows
        self.list.blockSignals(True)
        self.list.clear()
        for row in rows:
            _TextRow(row, self.list)
        self.list.blockSignals(False)
        self._nothing.setText(otherwise)
        self._nothing.setVisible(not rows)
        for widget in (self.list, self.copy_all, self.copy, self.take):
            widget.setVisible(bool(rows))
        self._enable()

    def select(self, number: int) -> None:
        """Goes to a row that was clicked in the picture."""
        self.list.blockSignals(True)
        self.list.setCurrentRow(number)
        self.list.blockSignals(False)
        self._enable()

    def current_text(self) -> str:
        """Of the row where one is."""
        number = self.list.currentRow()
        return self._rows[number].text if 0 <= number < len(self._rows) else ""

    def _copy_all(self) -> None:
        _to_clipboard("\n".join(row.text for row in self._rows))

    def copy_current(self) -> None:
        """To the clipboard."""
        if text := self.current_text():
            _to_clipboard(text)

    def _tell(self, number: int) -> None:
        self._enable()
        if number >= 0:
            self.chosen.emit(number)

    def _enable(self) -> None:
        for button in (self.copy, self.take):
            button.setEnabled(bool(self.current_text()))


class _TextRow(QListWidgetItem):
    """The side stands before the words, in its colour."""

    def __init__(self, row: TextRow, parent: QListWidget) -> None:
        who = "" if row.side is None else tr(SIDES[row.side]) if row.side is not Side.UNKNOWN else tr("Other side")
        super().__init__(f"{who}　{row.text}" if who else row.text, parent)
        if row.side and row.side is not Side.ME:
            self.setForeground(side_colour(row.side))


def _to_clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
