"""What the case is: its name, where and what was bought, and paid, refunded and claimed as three numbers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from caseorg.domain.case import CaseFile, Platform
from caseorg.domain.sums.totals import sums_of
from caseorg.gui.elided import ElidedLabel
from caseorg.gui.forms import heading
from caseorg.gui.theme import scaled
from caseorg.gui.timeline.common import CommonLine
from caseorg.i18n import tr
from caseorg.views.labels import PLATFORMS, SHELVES, STAGES
from caseorg.views.sums import sum_cells

_WIDE = 560  # pixels from which the sums stand beside the name
_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class CaseHeader(QWidget):
    """At most three lines, however long the names are, and one where other cases are about the same merchant;
    `details_wanted` asks for the form."""

    details_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.facts = ElidedLabel("title"), ElidedLabel("faint")
        self.sums = _Sums()
        self.common = CommonLine()
        edit = QPushButton(tr("Case details"))
        edit.clicked.connect(self.details_wanted)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.facts)
        words.addWidget(self.common)
        self._row = QHBoxLayout()
        self._row.setSpacing(12)
        self._row.addLayout(words, 1)
        self._row.addWidget(self.sums)
        self._row.addWidget(edit, 0, Qt.AlignmentFlag.AlignTop)
        self._below = QVBoxLayout(self)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.setSpacing(2)
        self._below.addLayout(self._row)

    def show_case(self, case: CaseFile) -> None:
        """Replaces all of it."""
        self.title.show_text(case.title)
        self.facts.show_text(_facts(case))
        self.sums.show_sums(sum_cells(sums_of(case)))

    def fit(self, width: int) -> None:
        """The sums stand beside the words, or below them where it is narrow."""
        wide = width >= scaled(_WIDE)
        self._row.removeWidget(self.sums)
        self._below.removeWidget(self.sums)
        self._row.insertWidget(1, self.sums) if wide else self._below.addWidget(self.sums)
        self.sums.fit(wide)


class _Sums(QWidget):
    """Three numbers under their names, or behind them."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._pairs: list[tuple[QBoxLayout, QLabel, QLabel]] = []
        for role in ("sum", "sum", "claim"):
            pair, label, value = QBoxLayout(_BELOW), heading("", "faint"), heading("", role)
            pair.setSpacing(4)
            for half in (label, value):
                pair.addWidget(half)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._row.addLayout(pair)
            self._pairs.append((pair, label, value))
        self._row.addStretch()

    def show_sums(self, cells: tuple[tuple[str, str], ...]) -> None:
        self.setVisible(bool(cells))
        for (_, label, value), (name, amount) in zip(self._pairs, cells, strict=False):
            label.setText(name)
            value.setText(amount)
            value.setAccessibleName(tr("{label}: {text}", label=name, text=amount))

    def fit(self, wide: bool) -> None:
        side = Qt.AlignmentFlag.AlignRight if wide else Qt.AlignmentFlag.AlignLeft
        for pair, label, value in self._pairs:
            pair.setDirection(_BELOW if wide else _BESIDE)
            for half in (label, value):
                half.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)


def _facts(case: CaseFile) -> str:
    """`Pinduoduo · shop · order 2611… · Collecting evidence`; first that it is in no list, where it is not."""
    parts = (
        tr(SHELVES[case.shelf]) if case.shelf in SHELVES else "",
        tr(PLATFORMS[case.platform]) if case.platform is not Platform.OTHER else "",
        case.merchant.name,
        "、".join(order.number for order in case.orders if order.number),
        tr(STAGES[case.stage]),
    )
    return " · ".join(filter(None, parts))
