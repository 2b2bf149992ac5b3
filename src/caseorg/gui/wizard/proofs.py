"""What kinds of evidence the scenario asks for, which of them are there, and how to get the others."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QProgressBar, QWidget

from caseorg.domain.case import CaseFile, Evidence
from caseorg.domain.checks.completeness import Completeness, Need, guessed_proofs
from caseorg.domain.papers.numbers import numbers_of
from caseorg.gui.forms import evidence_choice, heading
from caseorg.gui.line_list import LineList
from caseorg.gui.wizard.choices import Choice, ChoiceList
from caseorg.gui.wizard.page import column, wrapped
from caseorg.gui.wizard.state import WizardState
from caseorg.i18n import tr
from caseorg.views.evidence_names import told_apart

_TICKS_HEIGHT = 118


class ProofList(QWidget):
    """The kinds with a meter above; below, which evidence shows the selected kind.

    `ticked` carries a piece of evidence and the kinds that it shows now.
    """

    ticked = Signal(object, tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: WizardState | None = None
        self._meter = QProgressBar()
        self._meter.setAccessibleName(tr("Required evidence"))
        self._meter.setTextVisible(False)
        self._meter.setFixedHeight(8)
        self._held = heading("", "faint")
        self.list = ChoiceList(tr("Kinds of evidence"))
        self._question = wrapped(role="faint")
        self.ticks = LineList(tr("Which evidence shows it"))
        self.ticks.setFixedHeight(_TICKS_HEIGHT)
        shelf = column(self)
        head = QHBoxLayout()
        head.addWidget(heading(tr("What is needed as proof")), 1)
        head.addWidget(self._held)
        shelf.addLayout(head)
        for widget in (self._meter, self.list, self._question, self.ticks):
            shelf.addWidget(widget, 1 if widget is self.list else 0)
        shelf.addStretch()
        self.list.chosen.connect(self._show_ticks)
        self.ticks.itemChanged.connect(self._tick)

    def show_needs(self, state: WizardState, found: Completeness | None) -> None:
        """Nothing without a scenario."""
        self._state = state
        for widget in (self._held, self._meter, self.list):
            widget.setVisible(found is not None)
        if found is None:
            self._question.setText(tr("Choose on the first page what went wrong; then it says here what is needed."))
            self.ticks.hide()
            return
        required = sum(need.required for need in found.needs)
        self._meter.setRange(0, max(1, required))
        held = required - len(found.lacking)
        self._meter.setValue(held if required else 1)
        self._held.setText(tr("{held} of {required} are there", held=held, required=required))
        self.list.show_choices([_choice(need) for need in found.needs], self.list.key)
        self._show_ticks(self.list.key)

    def _show_ticks(self, key: str) -> None:
        assert self._state
        case, proofs = self._state.case, self._state.knowledge.proofs
        self.ticks.setVisible(bool(key) and bool(case.standing_evidence))
        self._question.setText(_question(case, bool(key)))
        if not key:
            return
        blocked = self.ticks.blockSignals(True)
        row = self.ticks.currentRow()
        self.ticks.clear()
        names = told_apart(case.standing_evidence)
        for item in case.standing_evidence:
            guessed = not item.shows and key in guessed_proofs(item, proofs)
            self.ticks.addItem(_tick(item, key, names[item.id], guessed=guessed))
        self.ticks.setCurrentRow(row)
        self.ticks.blockSignals(blocked)

    def _tick(self, row: QListWidgetItem) -> None:
        assert self._state
        key, evidence_id = self.list.key, row.data(Qt.ItemDataRole.UserRole)
        item = next(item for item in self._state.case.standing_evidence if item.id == evidence_id)
        others = tuple(shown for shown in item.shows if shown != key)
        self.ticked.emit(item, (*others, key) if row.checkState() is Qt.CheckState.Checked else others)


def _question(case: CaseFile, chosen: bool) -> str:
    if not case.standing_evidence:
        return tr("There is no evidence yet. Add it in the window behind: drop files there, or paste them.")
    return tr("Which evidence shows it? Tick it.") if chosen else tr("Select a kind to say which evidence shows it.")


def _tick(item: Evidence, key: str, name: str, *, guessed: bool) -> QListWidgetItem:
    row = evidence_choice(item, key in item.shows, name)
    if guessed:
        row.setText(tr("{evidence} (looks like it)", evidence=row.text()))
    return row


def _choice(need: Need) -> Choice:
    name = need.proof.name if need.required else tr("{name} (helpful)", name=need.proof.name)
    if not need.held:
        mark = tr("missing") if need.required else ""
        return Choice(need.proof.id, name, need.proof.how, mark, lacks=need.required)
    labels = numbers_of(sorted(need.held, key=lambda item: item.number))
    return Choice(need.proof.id, name, "", tr("{labels}?", labels=labels) if need.guessed else f"✓ {labels}")
