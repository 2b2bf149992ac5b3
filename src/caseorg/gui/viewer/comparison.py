"""Beside two pictures: their fields below one another, what is the same, and what differs in their text."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QListWidget, QScrollArea, QVBoxLayout, QWidget

from caseorg.domain.case import Evidence
from caseorg.domain.reading.comparison import PageComparison
from caseorg.domain.reading.reading import PageReading
from caseorg.gui.forms import empty, flat_button, heading, wrapped
from caseorg.gui.labels import file_size
from caseorg.gui.viewer.side import WIDTH
from caseorg.i18n import tr
from caseorg.views.comparison import ComparedRow, file_rows, value_rows

Pages = tuple[PageReading, PageReading]
_LIST = 130  # pixels of a list of lines


class ComparisonPanel(QScrollArea):
    """`swapped` asks for the other order; `left_chosen` and `right_chosen` carry a line of the text to be marked."""

    swapped = Signal()
    left_chosen = Signal(int)
    right_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.swap = flat_button(tr("Swap the sides"))
        self.swap.clicked.connect(self.swapped)
        self.together = QCheckBox(tr("Zoom and move together"))
        self.together.setAccessibleName(self.together.text())
        self.together.setChecked(True)
        self.left, self.right = _Lines(), _Lines()
        self.left.chosen.connect(self.left_chosen)
        self.right.chosen.connect(self.right_chosen)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self._texts = wrapped("", "faint")
        self._about = wrapped(tr("Boxes with the same number are about the same thing."), "faint")
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("inside")
        head = QHBoxLayout()
        head.addWidget(heading(tr("Two pieces compared")), 1)
        head.addWidget(self.swap)
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.together)
        column.addWidget(wrapped(tr("← → turns the right one, Shift+← → the left one."), "faint"))
        column.addWidget(self._about)
        column.addLayout(self._rows)
        column.addWidget(heading(tr("Text in the pictures")))
        column.addWidget(self._texts)
        column.addWidget(self.left)
        column.addWidget(self.right)
        column.addStretch()
        self.setWidget(inside)

    def show_pieces(self, left: Evidence, right: Evidence, found: PageComparison | None) -> None:
        """What is known of both; `found` is what was read of both pages, once it is there."""
        values = value_rows(found.values) if found else ()
        files = file_rows(left, right, file_size(left.size), file_size(right.size))
        self._about.setVisible(bool(found and found.values))
        empty(self._rows)
        for row in (*values, *files):
            self._rows.addWidget(_card(row, left.label, right.label))

    def show_texts(self, left: Evidence, right: Evidence, pages: Pages | None, found: PageComparison | None) -> None:
        """The lines that only one of them has."""
        if pages is None or found is None:
            self._texts.setText(tr("Both are compared once both were read."))
            for lines in (self.left, self.right):
                lines.hide()
            return
        same = not found.only_left and not found.only_right
        self._texts.setText(
            tr("Every line is the same.") if same else tr("{count} lines are the same in both.", count=found.common)
        )
        for lines, item, page, only in (
            (self.left, left, pages[0], found.only_left),
            (self.right, right, pages[1], found.only_right),
        ):
            lines.show_lines(tr("Only in {label}", label=item.label), page, only)


class _Lines(QWidget):
    """Lines of one picture; `chosen` carries the number that a line has there."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._numbers: Sequence[int] = ()
        self._head = heading("", "faint")
        self.list = QListWidget()
        self.list.setObjectName("lines")
        self.list.setWordWrap(True)
        self.list.setFixedHeight(_LIST)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._head)
        column.addWidget(self.list)

    def show_lines(self, head: str, page: PageReading, numbers: Sequence[int]) -> None:
        self._numbers = numbers
        self._head.setText(head)
        self.list.setAccessibleName(head)
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([page.lines[number].text for number in numbers])
        self.list.blockSignals(False)
        self.setVisible(bool(numbers))

    def _tell(self, row: int) -> None:
        if 0 <= row < len(self._numbers):
            self.chosen.emit(self._numbers[row])


def _card(row: ComparedRow, left: str, right: str) -> QFrame:
    """What is the same is said once."""
    card = QFrame()
    card.setObjectName("proposal")
    head = QHBoxLayout()
    head.addWidget(heading(f"{row.number}　{row.name}" if row.number else row.name, "faint"), 1)
    if row.same is not None:
        role = "good" if row.same else "warning" if row.number else "faint"  # two files differ, as a rule
        head.addWidget(heading(tr("The same") if row.same else tr("Different"), role))
    column = QVBoxLayout(card)
    column.setContentsMargins(10, 6, 10, 6)
    column.setSpacing(2)
    column.addLayout(head)
    if row.same:
        column.addWidget(wrapped(row.left))
    else:
        for label, text in ((left, row.left), (right, row.right)):
            column.addWidget(wrapped(f"{label}　{text or tr('not said')}"))
    return card
