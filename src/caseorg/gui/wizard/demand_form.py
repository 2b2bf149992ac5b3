"""The pieces of one demand: action, amount, deadline; or the user's own words."""

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from caseorg.domain.demands.demand import Action, Demand, show_demand
from caseorg.domain.demands.reading import read_line
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import Moment, parse_moment, show_moment
from caseorg.domain.money import parse_yuan, show_yuan
from caseorg.domain.text.terms import Term, TermUnit
from caseorg.gui.wizard.fields import ComboBox, text_field, under
from caseorg.gui.wizard.page import GAP, tab_through
from caseorg.i18n import tr

ACTIONS = {
    Action.REFUND: "Full refund",
    Action.PARTIAL: "Partial refund",
    Action.REPLACE: "Replacement",
    Action.RESEND: "Delivery again",
    Action.PERFORM: "Performance as agreed",
    Action.COMPENSATE: "Compensation",
    Action.REPLY: "Written answer with reasons",
}
TERMS: Mapping[Term, str] = {
    Term(30, TermUnit.MINUTES): "within 30 minutes",
    Term(24, TermUnit.HOURS): "within 24 hours",
    Term(48, TermUnit.HOURS): "within 48 hours",
    Term(3, TermUnit.WORKDAYS): "within 3 working days",
    Term(7, TermUnit.WORKDAYS): "within 7 working days",
}
_OWN = "own"
_DATE = "date"


class DemandForm(QWidget):
    """Writes a line of the demand; `edited` when a piece of it changed."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._other: Term | None = None
        self._by: Moment | None = None
        self._said_at: Moment | None = None
        self.action, self.term = ComboBox(tr("Action")), ComboBox(tr("Deadline"))
        for action, label in ACTIONS.items():
            self.action.addItem(tr(label), str(action))
        self.action.addItem(tr("In my own words"), _OWN)
        self._fill_terms()
        self.amount = text_field(tr("Amount in yuan"), "98.00")
        self.by = text_field(tr("Until"), "2026-11-30")
        self.own = text_field(
            tr("The sentence, which you can change"), tr("Action, amount and deadline in one sentence")
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        for place, field in enumerate((self.action, self.amount, self.term, self.by)):
            grid.addLayout(under(field.accessibleName(), field), 0, place)
            grid.setColumnStretch(place, 1)
        grid.addLayout(under(self.own.accessibleName(), self.own), 1, 0, 1, 4)
        tab_through(self.action, self.amount, self.term, self.by, self.own)
        for box in (self.action, self.term):
            box.activated.connect(self._picked)
        for line in (self.amount, self.by):
            line.textEdited.connect(self._picked)
        self.own.textEdited.connect(self._typed)

    @property
    def line(self) -> str:
        """The demand as it is written into the case."""
        return self.own.text().strip()

    def show_line(self, line: str, said_at: Moment) -> None:
        """Shows how the line is understood; it is only rewritten when one of the pieces is touched."""
        self._said_at = said_at
        if self.own.text().strip() != line:
            self.own.setText(line)
        self._understand()

    def _understand(self) -> None:
        """A line that asks for two things, or for one instead of the other, stays in the user's words."""
        asked = read_line(self.line, self._said_at) if self._said_at else ()
        demand = asked[0] if len(asked) == 1 and not asked[0].otherwise else None
        self.action.choose(str(demand.action) if demand else _OWN)
        if demand:
            self._show(demand)
        self._enable()

    def _typed(self) -> None:
        self._understand()
        self.edited.emit()

    def offer(self, demand: Demand, said_at: Moment) -> None:
        """Fills the pieces in, for a line that is still empty; the sentence is written with the first touch."""
        self._said_at = said_at
        self.own.clear()
        self.action.choose(str(demand.action))
        self._show(demand)
        self._enable()

    def fault(self) -> CaseorgError | None:
        """What cannot be read; the keyboard goes there."""
        for field, parse in ((self.amount, parse_yuan), (self.by, parse_moment)):
            if field.isEnabled() and field.text().strip():
                try:
                    parse(field.text())
                except CaseorgError as error:
                    field.setFocus()
                    return error
        return None

    def _show(self, demand: Demand) -> None:
        amount = "" if demand.amount is None else show_yuan(demand.amount).replace(",", "")
        if _amount(self.amount.text()) != demand.amount:
            self.amount.setText(amount)
        self._other = demand.term if demand.term and demand.term not in TERMS else None
        self._by = demand.by
        self._fill_terms()
        self.term.setCurrentIndex(self._term_index(demand))
        shown = show_moment(demand.by) if demand.by else ""
        if _moment(self.by.text()) != demand.by:
            self.by.setText(shown)

    def _fill_terms(self) -> None:
        """A term that is none of the usual ones has a place of its own."""
        self.term.clear()
        for term, label in TERMS.items():
            self.term.addItem(tr(label), term)
        if self._other:
            label = tr("within {amount} {unit}", amount=self._other.amount, unit=tr(self._other.unit))
            self.term.addItem(label, self._other)
        self.term.addItem(tr("until a date"), _DATE)

    def _term_index(self, demand: Demand) -> int:
        kinds = [self.term.itemData(row) for row in range(self.term.count())]
        return kinds.index(demand.term) if demand.term in kinds and not demand.by else len(kinds) - 1

    def _picked(self) -> None:
        """A new action, amount or deadline rewrites the sentence."""
        if self.action.currentData() != _OWN:
            until = self.term.currentData() == _DATE
            demand = Demand(
                Action(self.action.currentData()),
                _amount(self.amount.text()),
                None if until else self.term.currentData(),
                _moment(self.by.text()) if until else None,
            )
            self.own.setText(show_demand(demand))
        self._enable()
        self.edited.emit()

    def _enable(self) -> None:
        own = self.action.currentData() == _OWN
        self.amount.setEnabled(not own)
        self.term.setEnabled(not own)
        self.by.setEnabled(not own and self.term.currentData() == _DATE)


def _amount(text: str) -> Decimal | None:
    try:
        return parse_yuan(text) if text.strip() else None
    except CaseorgError:
        return None


def _moment(text: str) -> Moment | None:
    try:
        return parse_moment(text) if text.strip() else None
    except CaseorgError:
        return None
