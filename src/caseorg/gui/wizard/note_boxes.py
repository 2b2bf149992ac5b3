"""Calm boxes that say something about what was typed, some with a button that mends it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from caseorg.gui.wizard.page import column, tab_through, wrapped


class NoteTone(Enum):
    """How much a note matters; the style sheet gives each an edge of its colour."""

    URGENT = "urgent"
    WARNING = "warning"
    HINT = "hint"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class WizardNote:
    """`offer` is the label of its button, `key` what the button is about."""

    text: str
    tone: NoteTone = NoteTone.HINT
    offer: str = ""
    key: object = None


class Notes(QWidget):
    """Notes one below the other; `offered` carries the key of the note whose button was pressed."""

    offered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notes: tuple[WizardNote, ...] = ()
        self.after: QWidget | None = None  # from where Tab goes on to the buttons
        self.buttons: list[QPushButton] = []
        self._boxes: list[QFrame] = []
        self._column = column(self, 6)
        self.hide()

    def show_notes(self, notes: Sequence[WizardNote]) -> None:
        """Replaces the notes; the same ones are left alone, so that a focused button stays."""
        if tuple(notes) == self.notes:
            return
        self.notes = tuple(notes)
        for box in self._boxes:
            self._column.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes.clear()
        self.buttons.clear()
        for note in self.notes:
            box = self._box(note)
            self._boxes.append(box)
            self._column.addWidget(box)
            box.show()  # so that the height is known at once
        if self.after:
            tab_through(self.after, *self.buttons)
        self.setVisible(bool(self.notes))

    def focus_offer(self) -> None:
        """Puts the keyboard on the first button, where there is one."""
        if self.buttons:
            self.buttons[0].setFocus()

    def _box(self, note: WizardNote) -> QFrame:
        box = QFrame()
        box.setObjectName("note")
        box.setProperty("tone", note.tone.value)
        row = QHBoxLayout(box)
        row.setContentsMargins(10, 6, 8, 6)
        row.addWidget(wrapped(note.text), 1)
        if note.offer:
            button = QPushButton(note.offer)
            button.setAutoDefault(False)
            button.setAccessibleDescription(note.text)
            button.clicked.connect(lambda: self.offered.emit(note.key))
            self.buttons.append(button)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return box
