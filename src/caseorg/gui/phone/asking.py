"""Whether a phone is to be trusted: the same four digits on both sides, and No where somebody just presses Enter."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from caseorg.gui.forms import OneClickButton, heading, wrapped
from caseorg.i18n import tr
from caseorg.jobs.receiver.news import Device


class AskCard(QFrame):
    """Hidden until a phone asks."""

    allowed = Signal()
    refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("note")
        self.device, self.digits = heading("", "faint"), QLabel()
        self.digits.setObjectName("digits")
        self.digits.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.digits.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.refuse = QPushButton(f"{tr('Refuse')}  Esc")
        self.allow = _AllowButton(tr("Same digits, allow"))
        self.allow.setProperty("primary", True)
        self.refuse.clicked.connect(self.refused)
        self.allow.clicked.connect(self.allowed)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.refuse)
        buttons.addWidget(self.allow)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(heading(tr("A phone wants to send files")))
        column.addWidget(self.device)
        column.addWidget(wrapped(tr("Does the phone show these four digits too?")))
        column.addWidget(self.digits)
        column.addWidget(wrapped(tr("If it is not your phone, refuse: this code is void then."), "faint"))
        column.addLayout(buttons)

    def show_device(self, device: Device) -> None:
        """Asks; the keyboard is on No."""
        self.device.setText(" · ".join(filter(None, (device.name, device.address))))
        self.digits.setText(device.code)
        self.digits.setAccessibleName(tr("Digits: {digits}", digits=" ".join(device.code)))
        self.refuse.setDefault(True)
        self.refuse.setFocus()


class _AllowButton(OneClickButton):
    """Pressed by the mouse or the space bar; Enter is what one presses without having read."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 — Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            return
        super().keyPressEvent(event)
