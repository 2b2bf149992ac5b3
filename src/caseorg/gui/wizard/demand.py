"""Page 4: what is demanded, each demand with action, amount and deadline."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from caseorg.domain.case import CaseDetails
from caseorg.domain.errors import CaseorgError
from caseorg.domain.messages.arithmetic import Arithmetic, arithmetic
from caseorg.domain.messages.demand import demand_gaps, show_demand
from caseorg.domain.money import capital_yuan, show_yuan
from caseorg.gui.forms import heading
from caseorg.gui.wizard.demand_form import DemandForm
from caseorg.gui.wizard.fields import line_list
from caseorg.gui.wizard.notes import Note, Notes, Tone
from caseorg.gui.wizard.page import GAP, Page, column, scrolled
from caseorg.gui.wizard.proposals import propose
from caseorg.gui.wizard.state import State
from caseorg.i18n import say, tr

_LIST_HEIGHT = 104


class DemandPage(Page):
    """The demands, the form of the selected one, and what is still vague about them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: State | None = None
        self._lines: list[str] = [""]
        self.list = line_list(tr("Demands"))
        self.list.setFixedHeight(_LIST_HEIGHT)
        self.add, self.remove = QPushButton(tr("&Add a demand")), QPushButton(tr("&Remove"))
        self.form = DemandForm()
        self.gaps, self._sums = Notes(), Notes()
        self.gaps.after = self.form.own
        below = QWidget()
        told = column(below, GAP)
        for widget in (self.form, self.gaps, self._sums):
            told.addWidget(widget)
        told.addStretch()
        page = column(self, GAP)
        page.addWidget(heading(tr("Your demands, one a line; they go into every message as they stand here")))
        page.addLayout(self._shelf())
        page.addWidget(scrolled(below), 1)
        self.list.currentRowChanged.connect(self._show_line)
        self.form.edited.connect(self._typed)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.gaps.offered.connect(self._use)

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

    def show_state(self, state: State) -> None:
        """A line that was added and is still empty stays."""
        self._state = state
        stored = _lines(state.case.demand)
        if stored != [line for line in self._lines if line]:
            self._lines = stored or [""]
        self._fill_list(max(0, min(self.list.currentRow(), len(self._lines) - 1)))
        self.refresh(state)

    def refresh(self, state: State) -> None:
        self._state = state
        self.form.own.setPlaceholderText(show_demand(propose(state.case)))
        self.gaps.show_notes(tuple(self._vague(state)))
        self._sums.show_notes(tuple(self._sum_notes(arithmetic(state.case))))

    def read(self, details: CaseDetails) -> CaseDetails:
        typed = [line for line in self._lines if line]
        return details if typed == _lines(details.demand) else replace(details, demand="\n".join(typed))

    def fault(self) -> CaseorgError | None:
        return self.form.fault()

    def stop(self, state: State) -> str:
        """A demand that nobody can meet or miss is not sent; what is urgent does not wait for one."""
        if _may_wait(state) or not any(self._vague(state)):
            return ""
        return tr("This demand is too vague to be met. Use the sentence that is offered, or write your own.")

    def focus_stop(self) -> None:
        self.gaps.focus_offer()

    def focus_first(self) -> None:
        self.form.action.setFocus()

    def _vague(self, state: State) -> Iterator[Note]:
        for line in _lines(state.case.demand) or [""]:
            gaps = [say(gap) for gap in demand_gaps(line)]
            if gaps:
                better = show_demand(propose(state.case, line))
                told = "\n".join((*gaps, tr("Better: {sentence}", sentence=better)))
                yield Note(
                    told, Tone.HINT if _may_wait(state) else Tone.WARNING, tr("&Use this sentence"), (line, better)
                )

    def _sum_notes(self, sums: Arithmetic) -> Iterator[Note]:
        if sums.owed is None:
            yield Note(tr("The amount paid is not known yet; write it on the page of the orders."))
        elif sums.demanded is not None and not sums.agrees:
            text = tr(
                "{demanded} yuan are demanded, but {owed} yuan are in dispute (paid {paid} − refunded {refunded}).",
                demanded=show_yuan(sums.demanded),
                owed=show_yuan(sums.owed),
                paid=show_yuan(sums.paid or sums.owed),
                refunded=show_yuan(sums.refunded),
            )
            yield Note(text, Tone.WARNING)
        elif sums.demanded is not None:
            text = tr(
                "The refund agrees with the orders: {owed} yuan ({capital}).",
                owed=show_yuan(sums.demanded),
                capital=capital_yuan(sums.demanded),
            )
            yield Note(text, Tone.GOOD)

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
            self.form.show_line(self._lines[row])
        else:
            self.form.offer(propose(self._state.case))

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

    def _add(self) -> None:
        self._lines.append("")
        self._fill_list(len(self._lines) - 1)
        self.form.action.setFocus()

    def _remove(self) -> None:
        row = self.list.currentRow()
        del self._lines[row]
        self._fill_list(min(row, len(self._lines) - 1))
        self.edited.emit()


def _may_wait(state: State) -> bool:
    return bool(state.scenario and state.scenario.urgent)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _name(line: str) -> str:
    return line or tr("new")
