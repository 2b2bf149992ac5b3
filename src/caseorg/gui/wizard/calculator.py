"""Works out a sum for a demand: unused days, an undone part, pieces that are no good, a payment made twice."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from caseorg.domain.errors import CaseorgError
from caseorg.domain.money import parse_yuan, show_yuan
from caseorg.domain.sums.calculator import (
    ClaimProposal,
    bad_pieces,
    deductions,
    repeated_payment,
    undone_part,
    unused_days,
)
from caseorg.domain.text.numerals import read_number
from caseorg.gui.wizard.fields import ComboBox, text_field, under
from caseorg.gui.wizard.page import GAP, column, tab_through, wrapped
from caseorg.i18n import error_text, tr


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to work a sum out: what it asks (keys of `ASKS`), and how."""

    name: str
    asks: tuple[str, ...]
    works: Callable[[list[str]], ClaimProposal]

    @property
    def priced(self) -> bool:
        """Whether it begins with what was paid."""
        return self.asks[0] == "price"


def _count(text: str) -> int:
    number = read_number(text)
    if number is None or number != int(number):
        raise CaseorgError("“{text}” is no whole number.", "Write it like 12.", text=text)
    return int(number)


NAMES = {
    "days": "Unused days",
    "units": "A part that was not done",
    "pieces": "Pieces that are no good",
    "payments": "Paid more than once",
    "deductions": "Several deductions",
}
ASKS = {
    "price": "Price",
    "days": "Days in all",
    "unused": "Days not used",
    "units": "Units in all",
    "undone": "Units not done",
    "unit": "Unit, such as 星",
    "each": "Price of each",
    "bad": "How many are no good",
    "payments": "Number of payments",
    "taken": "The deductions, with spaces between",
}
WAYS = (
    _Way(
        "days",
        ("price", "days", "unused"),
        lambda typed: unused_days(parse_yuan(typed[0]), _count(typed[1]), _count(typed[2])),
    ),
    _Way(
        "units",
        ("price", "units", "undone", "unit"),
        lambda typed: undone_part(parse_yuan(typed[0]), _count(typed[1]), _count(typed[2]), typed[3]),
    ),
    _Way(
        "pieces",
        ("each", "bad"),
        lambda typed: bad_pieces(parse_yuan(typed[0]), _count(typed[1])),
    ),
    _Way(
        "payments",
        ("price", "payments"),
        lambda typed: repeated_payment(parse_yuan(typed[0]), _count(typed[1])),
    ),
    _Way(
        "deductions",
        ("taken",),
        lambda typed: deductions([parse_yuan(text) for text in typed[0].split()]),
    ),
)
_OPTIONAL = "unit"


class Calculator(QWidget):
    """Says the sum with its formula; `used` carries it when it is taken into the demand."""

    used = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: ClaimProposal | None = None
        self._paid = ""
        self.ways = ComboBox(tr("How to work it out"))
        for place, way in enumerate(WAYS):
            self.ways.addItem(tr(NAMES[way.name]), place)
        self.fields = tuple(text_field(tr("Work out a sum")) for _ in range(4))
        self.result, self.use = wrapped(), QPushButton(tr("Use &this sum"))
        self.use.setAutoDefault(False)
        self.ways.setMinimumContentsLength(9)
        self.setLayout(self._layout())
        tab_through(self.ways, *self.fields, self.use)
        self.ways.activated.connect(self._choose)
        self.use.clicked.connect(lambda: self.used.emit(self._found))
        for field in self.fields:
            field.textEdited.connect(self._work)
        self._choose()

    def _layout(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.addLayout(under(self.ways.accessibleName(), self.ways), 0, 0)
        self._cells = tuple(QWidget() for _ in self.fields)
        for place, (cell, field) in enumerate(zip(self._cells, self.fields, strict=True), start=1):
            column(cell).addLayout(under("", field))
            grid.addWidget(cell, 0, place)
            grid.setColumnStretch(place, 1)
        result_row = QHBoxLayout()
        result_row.addWidget(self.result, 1)
        result_row.addWidget(self.use)
        grid.addLayout(result_row, 1, 0, 1, 5)
        return grid

    @property
    def way(self) -> _Way:
        """The chosen one."""
        return WAYS[self.ways.currentIndex()]

    def show_paid(self, paid: Decimal | None) -> None:
        """What was paid stands in the field of the price until something else is typed there."""
        plain = "" if paid is None else show_yuan(paid).replace(",", "")
        if self.way.priced and self.fields[0].text() in ("", self._paid):
            self.fields[0].setText(plain)
        self._paid = plain
        self._work()

    def _choose(self) -> None:
        for place, (cell, field) in enumerate(zip(self._cells, self.fields, strict=True)):
            name = tr(ASKS[self.way.asks[place]]) if place < len(self.way.asks) else ""
            label = cell.findChild(type(self.result))
            if label is not None:
                label.setText(name)
            field.setAccessibleName(name or tr("Work out a sum"))
            field.clear()
            cell.setVisible(bool(name))
        if self.way.priced:
            self.fields[0].setText(self._paid)
        self._work()

    def _work(self) -> None:
        """What was not typed yet is no error."""
        asked = list(zip(self.way.asks, (field.text().strip() for field in self.fields), strict=False))
        self._found, formula = None, ""
        if all(text or name == _OPTIONAL for name, text in asked):
            try:
                self._found = self.way.works([text for _, text in asked])
                formula = self._found.formula
            except CaseorgError as error:
                formula = error_text(error)
        self.result.setText(formula)
        self.use.setEnabled(self._found is not None)
