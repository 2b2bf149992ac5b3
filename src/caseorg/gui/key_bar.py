"""Below a page that is worked by keys: what each key does, and the last thing that there was to say."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from caseorg.gui.forms import heading

_FIRST = 5  # keys that a narrow window shows
_LONGEST = 420  # pixels of what is said


class KeyBar(QFrame):
    """`rule` stands there while nothing else is to be said."""

    def __init__(self, keys: Sequence[tuple[str, str]], rule: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("review-foot")
        self._rule = rule
        self._more: list[QWidget] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(6)
        for number, (key, does) in enumerate(keys):
            cap, told = QLabel(key), heading(does, "faint")
            cap.setObjectName("key")
            told.setContentsMargins(0, 0, 8, 0)
            row.addWidget(cap)
            row.addWidget(told)
            if number >= _FIRST:
                self._more += [cap, told]
        row.addStretch()
        self.told = heading(rule, "faint")
        row.addWidget(self.told)
        self.show_all(False)

    def show_all(self, wide: bool) -> None:
        """All keys, or those that one needs most."""
        for widget in self._more:
            widget.setVisible(wide)

    def show_text(self, text: str, *, error: bool = False) -> None:
        """Something that was done, or could not be; nothing for the rule."""
        self.told.setText(self.told.fontMetrics().elidedText(text or self._rule, Qt.TextElideMode.ElideRight, _LONGEST))
        self.told.setToolTip(text)
        self.told.setProperty("role", "error" if error else "faint")
        self.told.style().unpolish(self.told)
        self.told.style().polish(self.told)
