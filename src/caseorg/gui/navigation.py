"""The way to the pages that concern all cases."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from caseorg.gui.icons import show_icon
from caseorg.gui.pages import PLACES, WindowPage
from caseorg.i18n import tr


class Navigation(QWidget):
    """The rows under the case list."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.buttons = {place: _NavigationRow(place) for place in tuple(WindowPage)[1:]}
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(2)
        for place, button in self.buttons.items():
            button.clicked.connect(lambda _=False, place=place: self.chosen.emit(place))
            column.addWidget(button)

    def show_place(self, shown: WindowPage) -> None:
        """Marks the row of the page that is shown."""
        for place, button in self.buttons.items():
            button.setChecked(place is shown)

    def show_pressing(self, overdue: int, today: int) -> None:
        """How much of the agenda waits."""
        self.buttons[WindowPage.AGENDA].show_count(overdue, today)


class _NavigationRow(QPushButton):
    """A button with a number at its right end."""

    def __init__(self, place: WindowPage, parent: QWidget | None = None) -> None:
        super().__init__(tr(PLACES[place]), parent)
        show_icon(self, place.value)
        self.setProperty("row", True)
        self.setCheckable(True)
        self._badge = QLabel()
        self._badge.setObjectName("badge")
        self._badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._badge.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.addStretch()
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_count(self, overdue: int, today: int) -> None:
        """Red while something is overdue, amber while it is only due."""
        self._badge.setText(str(overdue + today))
        self._badge.setVisible(overdue + today > 0)
        self._badge.setProperty("overdue", overdue > 0)
        self._badge.style().unpolish(self._badge)
        self._badge.style().polish(self._badge)
        text = tr("{overdue} overdue, {today} due today", overdue=overdue, today=today) if overdue + today else ""
        self.setToolTip(text)
        self.setAccessibleDescription(text)
