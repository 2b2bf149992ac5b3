"""Page 4: what is demanded, each demand with action, amount and deadline."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from caseorg.domain.case import CaseDetails
from caseorg.domain.demands.demand import show_demand
from caseorg.domain.demands.gaps import demand_gaps
from caseorg.domain.errors import CaseorgError
from caseorg.domain.sums.calculator import ClaimProposal
from caseorg.domain.sums.explained import remarks_on_sums
from caseorg.domain.sums.formulas import with_formula, without_formula
from caseorg.domain.sums.totals import ClaimStanding, Sums, sums_of
from caseorg.gui.forms import heading
from caseorg.gui.line_list import LineList
from caseorg.gui.wizard.calculator import Calculator
from caseorg.gui.wizard.demand_form import DemandForm
from caseorg.gui.wizard.note_boxes import Notes, NoteTone, WizardNote
from caseorg.gui.wizard.page import GAP, Page, column, scrolled
from caseorg.gui.wizard.state import WizardState
from caseorg.gui.wizard.suggestions import better_line, propose, with_sum
from caseorg.i18n import remark_text, tr
from caseorg.knowledge.reckoning import reckon
from caseorg.views.sums import sums_line

_LIST_HEIGHT = 104
_TONES = {
    ClaimStanding.SAME: NoteTone.GOOD,
    ClaimStanding.MORE: NoteTone.WARNING,
    ClaimStanding.OVERPAID: NoteTone.WARNING,
}


class DemandPage(Page):
    """The demands, the form of the selected one, and what is still vague about them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: WizardState | None = None
        self._lines: list[str] = [""]
        self.list = LineList(tr("Demands"))
        self.list.setFixedHeight(_LIST_HEIGHT)
        self.add, self.remove = QPushButton(tr("&Add a demand")), QPushButton(tr("&Remove"))
        self.form = DemandForm()
        self.gaps, self.sums = Notes(), Notes()
        self.gaps.after = self.form.own
        self.calculator = Calculator()
        self._proposals: tuple[ClaimProposal, ...] = ()
        below = QWidget()
        notes = column(below, GAP)
        for widget in (self.form, self.gaps, self.sums, heading(tr("Work out a sum"), "faint"), self.calculator):
            notes.addWidget(widget)
        notes.addStretch()
        page = column(self, GAP)
        page.addWidget(heading(tr("Your demands, one a line; they go into every message as they stand here")))
        page.addLayout(self._shelf())
        page.addWidget(scrolled(below), 1)
        self.list.currentRowChanged.connect(self._show_line)
        self.form.edited.connect(self._typed)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.gaps.offered.connect(self._use)
        self.sums.offered.connect(self._use_sum)
        self.calculator.used.connect(self._use_sum)

    def _shelf(self) -> QHBoxLayout:
        buttons = column()
        for button in (self.add, self.remove):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch()
        row = QHBoxLayout()
        row.addWidget(self.list, 1)
        row.addLayout(buttons)
        return row

    def show_state(self, state: WizardState) -> None:
        """A line that was added and is still empty stays."""
        self._state = state
        self._proposals = reckon(state.knowledge, state.case).proposals
        stored = _lines(state.case.demand)
        if stored != [line for line in self._lines if line]:
            self._lines = stored or [""]
        self._fill_list(max(0, min(self.list.currentRow(), len(self._lines) - 1)))
        self.refresh(state)

    def refresh(self, state: WizardState) -> None:
        self._state = state
        self.form.own.setPlaceholderText(show_demand(propose(state.case)))
        self.gaps.show_notes(tuple(self._vague(state)))
        sums = sums_of(state.case)
        self.sums.show_notes(tuple(self._sum_notes(sums)))
        self.calculator.show_paid(sums.paid)

    def read(self, details: CaseDetails) -> CaseDetails:
        typed = [line for line in self._lines if line]
        return details if typed == _lines(details.demand) else replace(details, demand="\n".join(typed))

    def fault(self) -> CaseorgError | None:
        return self.form.fault()

    def stop(self, state: WizardState) -> str:
        """A demand that nobody can meet or miss is not sent; what is urgent does not wait for one."""
        if _may_wait(state) or not any(self._vague(state)):
            return ""
        if not state.case.demand.strip():
            return tr("No demand is written yet. The sentence that is offered will do, or write your own.")
        return tr("This demand is too vague to be met. Use the sentence that is offered, or write your own.")

    def focus_stop(self) -> None:
        self.gaps.focus_offer()

    def focus_first(self) -> None:
        self.form.action.setFocus()

    def _vague(self, state: WizardState) -> Iterator[WizardNote]:
        for line in _lines(state.case.demand) or [""]:
            gaps = [remark_text(gap) for gap in demand_gaps(line, state.case.demand_said)]
            if gaps:
                better = better_line(state.case, line)
                text = "\n".join((*gaps, tr("Better: {sentence}", sentence=better)))
                yield WizardNote(
                    text,
                    NoteTone.HINT if _may_wait(state) else NoteTone.WARNING,
                    tr("&Use this sentence"),
                    (line, better),
                )

    def _sum_notes(self, sums: Sums) -> Iterator[WizardNote]:
        """The three numbers and why they differ; what happened may offer another sum."""
        if sums.paid is None:
            yield WizardNote(tr("The amount paid is not known yet; write it on the page of the orders."))
            return
        text = "\n".join(filter(None, (sums_line(sums), *map(remark_text, remarks_on_sums(sums, self._proposals)))))
        worked_out = any(proposal.amount == sums.back for proposal in self._proposals)
        yield WizardNote(text, NoteTone.GOOD if worked_out else _TONES.get(sums.agreement, NoteTone.HINT))
        if not worked_out:
            for proposal in self._proposals:
                yield WizardNote(proposal.formula, NoteTone.HINT, tr("Use this sum"), proposal)

    def _fill_list(self, row: int) -> None:
        blocked = self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([_name(line) for line in self._lines])
        self.list.setCurrentRow(row)
        self.list.blockSignals(blocked)
        self.remove.setEnabled(len(self._lines) > 1)
        self._show_line(row)

    def _show_line(self, row: int) -> None:
        if row < 0 or self._state is None:
            return
        if self._lines[row]:
            self.form.show_line(self._lines[row], self._state.case.demand_said)
        else:
            self.form.offer(propose(self._state.case), self._state.case.demand_said)

    def _typed(self) -> None:
        row = max(0, self.list.currentRow())
        self._lines[row] = self.form.line
        self.list.item(row).setText(_name(self.form.line))
        self.edited.emit()

    def _use(self, offer: tuple[str, str]) -> None:
        vague, better = offer
        row = self._lines.index(vague)
        self._lines[row] = better
        self._fill_list(row)
        self.edited.emit()
        self.form.action.setFocus()

    def _use_sum(self, found: ClaimProposal | None) -> None:
        """Into the line that is shown; how it was worked out stands behind it where no event tells that."""
        if self._state is None or found is None:
            return
        row = max(0, self.list.currentRow())
        line = with_sum(self._state.case, without_formula(self._lines[row]), found.amount)
        known = any(proposal.formula == found.formula for proposal in self._proposals)
        self._lines[row] = line if known else with_formula(line, found, self._state.case.demand_said)
        self._fill_list(row)
        self.edited.emit()
        self.form.own.setFocus()

    def _add(self) -> None:
        self._lines.append("")
        self._fill_list(len(self._lines) - 1)
        self.form.action.setFocus()

    def _remove(self) -> None:
        row = self.list.currentRow()
        del self._lines[row]
        self._fill_list(min(row, len(self._lines) - 1))
        self.edited.emit()


def _may_wait(state: WizardState) -> bool:
    return bool(state.scenario and state.scenario.urgent)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _name(line: str) -> str:
    return line or tr("new")
