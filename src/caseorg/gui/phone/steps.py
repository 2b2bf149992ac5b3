"""Four steps that tick themselves."""

from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from caseorg.gui.forms import heading, wrapped
from caseorg.i18n import tr

_CIRCLE = 24


class PhoneStep(IntEnum):
    """What is to be done now."""

    SCAN = 1
    COMPARE = 2
    SEND = 3


class Steps(QWidget):
    """Those that are done have a tick, the present one is bold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: list[QLabel] = []
        self._titles: list[QLabel] = []
        self.network = wrapped("", "faint")
        hints = (
            self.network,
            heading(tr("The page is on this computer; nothing to install"), "faint"),
            heading(tr("Only if both show the same digits"), "faint"),
            heading(tr("Originals as they are, many at once"), "faint"),
        )
        self._hints = hints
        titles = (
            tr("Phone and computer in the same Wi-Fi"),
            tr("Scan with the phone's camera or WeChat"),
            tr("Compare the digits and allow this phone"),
            tr("Choose screenshots or files on the phone"),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for title, hint in zip(titles, hints, strict=True):
            column.addLayout(self._row(title, hint))

    def _row(self, title: str, hint: QLabel) -> QHBoxLayout:
        mark, label = QLabel(), QLabel(title)
        mark.setObjectName("step-mark")
        mark.setFixedSize(_CIRCLE, _CIRCLE)
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setTextFormat(Qt.TextFormat.PlainText)
        hint.setWordWrap(True)
        self._marks.append(mark)
        self._titles.append(label)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(label)
        texts.addWidget(hint)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        return row

    def show_hints(self, shown: bool) -> None:
        """With the line below each, or without."""
        for hint in self._hints:
            hint.setVisible(shown)

    def show_step(self, step: PhoneStep) -> None:
        """What stands before it is done."""
        for number, (mark, title) in enumerate(zip(self._marks, self._titles, strict=True)):
            mark.setText("✓" if number < step else str(number + 1))
            mark.setProperty("tone", "done" if number < step else "now" if number == step else "")
            title.setProperty("role", "strong" if number == step else "")
            for widget in (mark, title):
                widget.style().unpolish(widget)
                widget.style().polish(widget)
