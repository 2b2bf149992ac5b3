"""The three views of the timeline, and the switch between them."""

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from caseorg.i18n import tr


class TimelineLook(StrEnum):
    """The same entries as rows, in lanes of who acted, or as all pictures in the order of time."""

    LIST = "List"
    LANES = "Lanes"
    WALL = "Gallery"


class LookSwitch(QWidget):
    """One button each; `chosen` carries the view."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = {look: QPushButton(tr(look)) for look in TimelineLook}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for look, button in self.buttons.items():
            button.setProperty("look", True)
            button.setCheckable(True)
            group.addButton(button)
            row.addWidget(button)
            button.clicked.connect(lambda _=False, look=look: self.chosen.emit(look))
        self.show_look(TimelineLook.LIST)

    def show_look(self, look: TimelineLook) -> None:
        """Ticks the one that is shown."""
        self.buttons[look].setChecked(True)
