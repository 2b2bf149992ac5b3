"""Three things that hold of true customer service, to be answered by who talks with it."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from caseorg.domain.scams.scam import Flagged, ServiceFactor, Trust, judge_service
from caseorg.gui.forms import heading
from caseorg.i18n import tr

_BETWEEN = 6
_TRUSTS = {
    Trust.MET: "✓ Fulfilled",
    Trust.FAILED: "✗ Not fulfilled",
}


class FactorCheck(QFrame):
    """A row for each factor, and what they come to; words that were found outweigh a yes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.rows: dict[str, FactorRow] = {}
        self._factors: tuple[ServiceFactor, ...] = ()
        self._found: tuple[Flagged, ...] = ()
        self.verdict = QLabel()
        self.verdict.setWordWrap(True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(heading(tr("Is this really customer service?")))
        column.addLayout(self._grid)
        column.addWidget(self.verdict)

    def show_found(self, factors: Iterable[ServiceFactor], found: tuple[Flagged, ...]) -> None:
        """What was found in the text; the rows are made when the factors are known."""
        self._factors, self._found = tuple(factors), found
        for factor in self._factors:
            if factor.id not in self.rows:
                self._add(factor)
        self._judge()

    def clear(self) -> None:
        """Begins anew, for somebody else."""
        for row in self.rows.values():
            row.clear()
        self._judge()

    def _add(self, factor: ServiceFactor) -> None:
        row = FactorRow(factor)
        self.rows[factor.id] = row
        at = self._grid.rowCount()
        self._grid.addWidget(row.question, at, 0)
        for column, button in enumerate((row.yes, row.no), start=1):
            self._grid.addWidget(button, at, column, Qt.AlignmentFlag.AlignTop)
            button.clicked.connect(self._judge)
        self._grid.addWidget(row.trust, at + 1, 0, 1, 3)
        self._grid.setRowMinimumHeight(at + 2, _BETWEEN)

    def _judge(self) -> None:
        answers = {key: row.answer for key, row in self.rows.items()}
        given = {key: answer for key, answer in answers.items() if answer is not None}
        judged = judge_service(self._factors, self._found, given)
        for factor, trust in judged:
            self.rows[factor.id].show_trust(factor, trust)
        trusts = [trust for _, trust in judged]
        if Trust.FAILED in trusts:
            text, state = tr("Stop here: treat them as swindlers and start again inside the official app."), "urgent"
        elif Trust.OPEN in trusts or not trusts:
            text, state = tr("Until all three hold, pay nothing and give no code to anyone."), ""
        else:
            text, state = tr("All three are fulfilled. Still do every step inside the platform."), "ready"
        self.verdict.setText(text)
        self.setProperty("state", state)
        self.style().unpolish(self)
        self.style().polish(self)


class FactorRow:
    """The question, its two answers, and how the factor stands."""

    def __init__(self, factor: ServiceFactor) -> None:
        self.question = QLabel(factor.question)
        self.question.setWordWrap(True)
        self.yes, self.no = _answer(tr("Yes"), factor), _answer(tr("No"), factor)
        self.trust = heading("", "faint")
        self.trust.setWordWrap(True)
        self._group = QButtonGroup(self.question)
        for button in (self.yes, self.no):
            self._group.addButton(button)

    @property
    def answer(self) -> bool | None:
        """None while nothing was answered."""
        return True if self.yes.isChecked() else False if self.no.isChecked() else None

    def clear(self) -> None:
        self._group.setExclusive(False)
        for button in (self.yes, self.no):
            button.setChecked(False)
        self._group.setExclusive(True)

    def show_trust(self, factor: ServiceFactor, trust: Trust) -> None:
        """A factor that is not fulfilled says what to do; one that was not answered yet says nothing."""
        self.trust.setVisible(trust is not Trust.OPEN)
        if trust in _TRUSTS:
            text = tr(_TRUSTS[trust])
            self.trust.setText(f"{text}　{factor.advice}" if trust is Trust.FAILED else text)


def _answer(label: str, factor: ServiceFactor) -> QPushButton:
    button = QPushButton(label)
    button.setProperty("chip", True)
    button.setCheckable(True)
    button.setAccessibleName(f"{factor.question} {label}")
    return button
