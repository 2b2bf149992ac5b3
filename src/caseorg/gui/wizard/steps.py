"""The bar at the top: the five pages by name, and which of them still lack something."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from caseorg.i18n import listed, tr

_AROUND = 20  # pixels of a button that its words leave free


class StepBar(QWidget):
    """Buttons `1 Problem ✓` and `2 Order · 2 missing`; Alt with the number presses them."""

    wanted = Signal(int)

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # a full page would cut its words
        self._names = tuple(names)
        self.buttons = [QPushButton() for _ in names]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for number, button in enumerate(self.buttons):
            button.setCheckable(True)
            button.setProperty("step", True)
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, number=number: self.wanted.emit(number))
            QShortcut(f"Alt+{number + 1}", self, lambda number=number: self.wanted.emit(number))
            row.addWidget(button, 1)

    def show_steps(self, current: int, gaps: Sequence[Sequence[str]]) -> None:
        """`gaps` are what each page lacks, in words."""
        for number, (button, name, lacking) in enumerate(zip(self.buttons, self._names, gaps, strict=True)):
            state = tr("{count} missing", count=len(lacking)) if lacking else "✓"
            button.setText(f"{number + 1}  {name}\n{state}")
            button.setMinimumWidth(_width(button))
            button.setChecked(number == current)
            text = tr("Missing: {what}", what=listed(lacking)) if lacking else tr("Nothing is missing here.")
            button.setToolTip(text)
            button.setAccessibleName(name)
            button.setAccessibleDescription(text)


def _width(button: QPushButton) -> int:
    """As its words need where they are bold: those of the present page are."""
    button.ensurePolished()
    bold = QFont(button.font())
    bold.setBold(True)
    return max(map(QFontMetrics(bold).horizontalAdvance, button.text().splitlines())) + _AROUND
