"""Fields that behave: choices that the wheel does not change by accident, labels above their fields."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from caseorg.gui.wizard.page import column
from caseorg.i18n import tr


class ComboBox(QComboBox):
    """Passes the wheel on while it has no focus, so that scrolling past it changes nothing."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 — Qt's name
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def choose(self, key: object) -> None:
        """Selects the item that carries the key."""
        self.setCurrentIndex(max(0, self.findData(key)))


E = TypeVar("E", bound=StrEnum)


def enum_box(name: str, labels: Mapping[E, str]) -> ComboBox:
    """A choice of an enum's members by their labels; the items carry the plain values."""
    box = ComboBox(name)
    for member, label in labels.items():
        box.addItem(tr(label), str(member))
    return box


def text_field(name: str, hint: str = "") -> QLineEdit:
    """One line of text."""
    field = QLineEdit()
    field.setPlaceholderText(hint)
    field.setAccessibleName(name)
    return field


def under(name: str, field: QWidget) -> QVBoxLayout:
    """The field under its name, whose mnemonic leads to it."""
    label = QLabel(name)
    label.setBuddy(field)
    label.setProperty("role", "faint")
    layout = column(spacing=3)
    layout.addWidget(label)
    layout.addWidget(field)
    return layout
