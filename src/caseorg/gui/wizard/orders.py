"""Page 2: where it was bought, the orders, and what is in dispute."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QWidget

from caseorg.domain.case import CaseDetails, Order, OrderId, Platform, Role
from caseorg.domain.errors import CaseorgError
from caseorg.domain.money import show_yuan
from caseorg.domain.parties.respondent import party_of, with_party
from caseorg.domain.reading.taken import Takes
from caseorg.domain.sums.totals import Sums, sums_of
from caseorg.gui.fields import takes
from caseorg.gui.line_list import LineList
from caseorg.gui.wizard.fields import enum_box, text_field, under
from caseorg.gui.wizard.note_boxes import Notes, NoteTone, WizardNote
from caseorg.gui.wizard.order_form import OrderForm
from caseorg.gui.wizard.other_side import OtherSideForm, more_label
from caseorg.gui.wizard.page import GAP, Page, column, scrolled
from caseorg.gui.wizard.state import WizardState
from caseorg.i18n import tr
from caseorg.knowledge.platforms import platform_operator
from caseorg.knowledge.respondents import other_side
from caseorg.views.labels import PLATFORMS

_NEW = Order(id=OrderId(""))
_LIST_WIDTH = 210


class OrdersPage(Page):
    """The list of orders at the left, the fields of the selected one at the right, the sum below. What is seldom known
    of the other side takes their place when it is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._orders: list[Order] = [_NEW]
        self.platform = enum_box(tr("Platform"), PLATFORMS)
        self.merchant = text_field(tr("Merchant"), tr("Name of the shop or company"))
        self.list = LineList(tr("Orders"))
        self.add, self.remove = QPushButton(tr("&Add an order")), QPushButton(tr("&Remove"))
        self.form = OrderForm()
        self.side = OtherSideForm()
        self.more = QPushButton()
        self._more = ""
        self.more.setCheckable(True)
        self.more.setAutoDefault(False)
        self._sum = Notes()
        self._middle = QStackedWidget()
        orders = QWidget()
        orders.setLayout(self._order_part())
        self._middle.addWidget(orders)
        self._middle.addWidget(scrolled(self.side))
        page = column(self, GAP)
        page.addLayout(self._top())
        page.addWidget(self._middle, 1)
        page.addWidget(self._sum)
        self.platform.currentIndexChanged.connect(lambda: self.edited.emit())
        self.merchant.textEdited.connect(self.edited)
        takes(Takes.NAME, self.merchant)
        self.side.edited.connect(self.edited)
        self.more.toggled.connect(self._fold)
        self.form.edited.connect(self._typed)
        self.list.currentRowChanged.connect(self._show_order)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addLayout(under(tr("Platform"), self.platform), 1)
        row.addLayout(under(tr("Merchant"), self.merchant), 2)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def _fold(self, shown: bool) -> None:
        self._middle.setCurrentIndex(1 if shown else 0)
        self._name_button()
        if shown:
            self.side.code.setFocus()

    def _name_button(self) -> None:
        self.more.setText(tr("Back to the orders") if self.more.isChecked() else self._more)

    def _order_part(self) -> QHBoxLayout:
        buttons = QHBoxLayout()
        for button in (self.add, self.remove):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        left = QWidget()
        left.setFixedWidth(_LIST_WIDTH)
        shelf = column(left)
        shelf.addWidget(self.list, 1)
        shelf.addLayout(buttons)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(left)
        row.addWidget(scrolled(self.form), 1)
        return row

    def show_state(self, state: WizardState) -> None:
        """Orders that were new and are stored now take their ids; the selected one stays selected."""
        name = state.case.merchant.name
        if self.merchant.text().strip() != name:
            self.merchant.setText(name)
            self.merchant.setCursorPosition(0)
        blocked = self.platform.blockSignals(True)
        self.platform.choose(str(state.case.platform))
        self.platform.blockSignals(blocked)
        self.side.show_details(state.case.details)
        self._take(state.case.orders)
        self._fill_list(max(0, min(self.list.currentRow(), len(self._orders) - 1)))
        self.refresh(state)

    def _take(self, stored: tuple[Order, ...]) -> None:
        """Orders that were added and are still empty stay where they are."""
        if len(stored) == sum(not _is_empty(order) for order in self._orders):
            left = iter(stored)
            self._orders = [order if _is_empty(order) else next(left) for order in self._orders]
        else:
            self._orders = list(stored)
        self._orders = self._orders or [_NEW]

    def refresh(self, state: WizardState) -> None:
        self.form.show_hint(state.case.platform)
        self._sum.show_notes(_sums(sums_of(state.case)))
        found = other_side(state.knowledge, state.case)
        self.side.refresh(found, platform_operator(state.knowledge, state.case))
        self._more = more_label(found)
        self._name_button()

    def read(self, details: CaseDetails) -> CaseDetails:
        """An order without anything in it is none."""
        merchant = replace(party_of(details.parties, Role.MERCHANT), name=self.merchant.text().strip())
        return replace(
            self.side.read(replace(details, parties=with_party(details.parties, merchant))),
            platform=Platform(self.platform.currentData()),
            orders=tuple(order for order in self._orders if not _is_empty(order)),
        )

    def fault(self) -> CaseorgError | None:
        return self.form.fault()

    def focus_first(self) -> None:
        first = self.form.number if self.merchant.text() else self.merchant
        first.setFocus()

    def _fill_list(self, row: int) -> None:
        blocked = self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([_name(number, order) for number, order in enumerate(self._orders, start=1)])
        self.list.setCurrentRow(row)
        self.list.blockSignals(blocked)
        self.remove.setEnabled(len(self._orders) > 1)
        self.form.show_order(self._orders[row], row)

    def _show_order(self, row: int) -> None:
        """A field that cannot be read keeps its order in front."""
        if self.form.fault():
            self._fill_list(self.form.place)
        elif row >= 0:
            self.form.show_order(self._orders[row], row)
            self.edited.emit()

    def _typed(self) -> None:
        row = max(0, self.list.currentRow())
        self._orders[row] = self.form.read()
        self.list.item(row).setText(_name(row + 1, self._orders[row]))
        self.edited.emit()

    def _add(self) -> None:
        self._orders.append(_NEW)
        self._fill_list(len(self._orders) - 1)
        self.form.number.setFocus()

    def _remove(self) -> None:
        row = self.list.currentRow()
        del self._orders[row]
        self._fill_list(min(row, len(self._orders) - 1))
        self.edited.emit()


def _is_empty(order: Order) -> bool:
    return replace(order, id=_NEW.id) == _NEW


def _name(number: int, order: Order) -> str:
    shown = order.number or order.product or tr("new")
    return tr("Order {number}: {name}", number=number, name=shown)


def _sums(sums: Sums) -> tuple[WizardNote, ...]:
    """`实付98.00元 − 已退0.00元 = 未退98.00元`; what is claimed is a page of its own."""
    if sums.paid is None or sums.open is None:
        return (WizardNote(tr("Write the amount paid; what did not come back is worked out here.")),)
    if sums.open < 0:
        return (WizardNote(tr("More was refunded than paid. Please check both amounts."), NoteTone.WARNING),)
    text = tr(
        "Paid {paid} − refunded {refunded} = not refunded {open} yuan",
        paid=show_yuan(sums.paid),
        refunded=show_yuan(sums.refunded),
        open=show_yuan(sums.open),
    )
    return (WizardNote(text, NoteTone.GOOD),)
