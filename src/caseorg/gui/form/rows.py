"""The fields of a site's form, each with its value and a button that copies it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from caseorg.domain.forms.sheet import FilledForm, FormEntry
from caseorg.gui.forms import heading
from caseorg.gui.quoting import QUOTED
from caseorg.gui.theme import scaled
from caseorg.gui.wizard.page import wrapped
from caseorg.i18n import tr
from caseorg.views.forms import entry_note

LABEL, VALUE, BUTTON = 0, 1, 2
_LABEL = 96  # pixels of a name in one line
_FORWARD, _BACK = (Qt.Key.Key_Down,), (Qt.Key.Key_Up,)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
CONTENT = "content"


class FormRows(QWidget):
    """Enter copies the field and goes on to the next; ↑ and ↓ move. `copied` carries the entry."""

    copied = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setColumnStretch(VALUE, 1)
        self.buttons: list[QPushButton] = []

    def show_sheet(self, sheet: FilledForm) -> None:
        """All fields but the long text, which stands beside."""
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        self.buttons = []
        for row, entry in enumerate(filled for filled in sheet.entries if filled.field.key != CONTENT):
            self._add(row, entry)
        self._grid.setRowStretch(len(sheet.entries), 1)

    def _add(self, row: int, entry: FormEntry) -> None:
        label = heading(entry.field.label, "faint")
        label.setFixedWidth(min(label.sizeHint().width(), scaled(_LABEL)))
        label.setWordWrap(True)
        self._grid.addWidget(label, row, LABEL, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(_value(entry), row, VALUE)
        if not entry.value or entry.field.pick:
            chosen = tr("choose it there") if entry.field.pick else tr("to be found")
            self._grid.addWidget(heading(chosen, "faint"), row, BUTTON, Qt.AlignmentFlag.AlignTop)
            return
        button = QPushButton(tr("Copy"))
        button.setAutoDefault(False)
        button.setAccessibleName(tr("Copy {what}", what=entry.field.label))
        button.clicked.connect(lambda: self._copy(entry, button))
        button.setProperty(QUOTED, _copied(entry))
        button.installEventFilter(self)
        self.buttons.append(button)
        self._grid.addWidget(button, row, BUTTON, Qt.AlignmentFlag.AlignTop)

    def _copy(self, entry: FormEntry, button: QPushButton) -> None:
        QGuiApplication.clipboard().setText(_copied(entry))
        button.setText(tr("Copied"))
        self.copied.emit(entry)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 — Qt's name
        """The keys on a copy button."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and watched in self.buttons:
            key = Qt.Key(event.key())
            if key in _ENTER:
                self.buttons[self.buttons.index(watched)].click()
                self._move(watched, 1)
                return True
            if key in (*_FORWARD, *_BACK):
                self._move(watched, 1 if key in _FORWARD else -1)
                return True
        return super().eventFilter(watched, event)

    def _move(self, button: QObject, by: int) -> None:
        place = [candidate is button for candidate in self.buttons].index(True) + by
        self.buttons[max(0, min(place, len(self.buttons) - 1))].setFocus(Qt.FocusReason.TabFocusReason)


def _copied(entry: FormEntry) -> str:
    """What the field there takes."""
    return entry.value.removeprefix("入驻商户：")


def _value(entry: FormEntry) -> QWidget:
    """The value, its length where the field has a limit, and below how it is filled in."""
    count = f"　{len(entry.value)}/{entry.field.limit}" if entry.field.limit and entry.value else ""
    words = tr("Look for: {words}", words="、".join(entry.field.words)) if entry.field.words else ""
    note = "；".join(filter(None, (entry_note(entry), words)))
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 4)
    column.setSpacing(0)
    column.addWidget(wrapped(f"{entry.shown}{count}"))
    if note:
        column.addWidget(wrapped(note, "faint"))
    return box
