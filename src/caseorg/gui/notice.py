"""What happened, said without a dialog: a bar with at most two things to do about it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from caseorg.gui.forms import empty, flat_button
from caseorg.i18n import tr

SHOWN_MILLISECONDS = 12_000


class NoticeBar(QFrame):
    """Hidden until something is to be said; an error stays until it is closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)  # it names files
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons = QHBoxLayout()
        close = flat_button(tr("Close"))
        close.clicked.connect(self.hide)
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.addWidget(self._text, 1)
        row.addLayout(self._buttons)
        row.addWidget(close)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MILLISECONDS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """What is being said."""
        return self._text.text()

    def hide_unless_error(self) -> None:
        """Something else was done meanwhile; only what went wrong is still worth reading."""
        if not self.property("error"):
            self.hide()

    def hide_if_saying(self, text: str) -> None:
        """What it was about is not shown any more."""
        if self.text == text:
            self.hide()

    def notify(self, text: str, *choices: tuple[str, Callable[[], object]], error: bool = False) -> None:
        """Shows a text with its choices, each a label and what it does."""
        empty(self._buttons)
        for label, act in choices:
            button = flat_button(label)
            button.clicked.connect(self.hide)
            button.clicked.connect(lambda _=False, act=act: act())
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not leave the keyboard on what then hides
            self._buttons.addWidget(button)
        self._text.setText(text)
        self.setProperty("error", error)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()
        self._timer.stop() if error else self._timer.start()
