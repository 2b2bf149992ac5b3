"""Below a page that is worked by keys: what each key does, and the last thing that there was to say."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from caseorg.gui.forms import heading

_FIRST = 5  # keys that a narrow window shows
_LONGEST = 420  # pixels of what is said
_LEAST = 200  # pixels of its width
_MARGIN, _GAP = 16, 6


class KeyBar(QFrame):
    """`rule` stands there while nothing else is to be said. Keys that have no room beside it are left out."""

    def __init__(self, keys: Sequence[tuple[str, str]], rule: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("review-foot")
        self._rule = rule
        self._keys: list[tuple[QLabel, QLabel]] = []
        self._wide = False
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, 6, _MARGIN, 6)
        row.setSpacing(_GAP)
        for key, does in keys:
            cap, label = QLabel(key), heading(does, "faint")
            cap.setObjectName("key")
            label.setContentsMargins(0, 0, 8, 0)
            row.addWidget(cap)
            row.addWidget(label)
            self._keys.append((cap, label))
        row.addStretch()
        self.status = heading(rule, "faint")
        row.addWidget(self.status)
        self.show_all(False)

    def show_all(self, wide: bool) -> None:
        """All keys, or those that one needs most."""
        self._wide = wide
        self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 — Qt's names
        return QSize(_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 2 * _MARGIN - self.status.sizeHint().width()
        for number, pair in enumerate(self._keys):
            room -= sum(label.sizeHint().width() + _GAP for label in pair)
            for label in pair:
                label.setVisible(room >= 0 and (self._wide or number < _FIRST))

    def show_text(self, text: str, *, error: bool = False) -> None:
        """Something that was done, or could not be, which the keys make room for; nothing for the rule."""
        longest = max(self.width() - 2 * _MARGIN, _LEAST) if error else _LONGEST
        self.status.setText(
            self.status.fontMetrics().elidedText(text or self._rule, Qt.TextElideMode.ElideRight, longest)
        )
        self.status.setToolTip(text)
        self.status.setProperty("role", "error" if error else "faint")
        self.status.style().unpolish(self.status)
        self.status.style().polish(self.status)
        self._fit()
