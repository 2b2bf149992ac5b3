"""The fields of one order."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from caseorg.domain.case import Order, OrderId, Payment, Platform
from caseorg.domain.checks.order_numbers import number_hint
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import Moment, parse_past, show_moment
from caseorg.domain.money import parse_yuan, show_yuan
from caseorg.domain.reading.taken import Takes
from caseorg.gui.fields import takes
from caseorg.gui.wizard.fields import enum_box, text_field, under
from caseorg.gui.wizard.page import GAP, wrapped
from caseorg.i18n import remark_text, tr
from caseorg.views.labels import PAYMENTS

_TIME = "2026-11-01 14:30"
T = TypeVar("T")


class OrderForm(QWidget):
    """Fills an order in; `edited` when something was typed."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order = Order(id=OrderId(""))
        self.place = -1
        self.number = text_field(tr("Order number"))
        self.product = text_field(tr("Product"), tr("Such as: game card, face value 100 yuan"))
        self.ordered_at = text_field(tr("Ordered at"), _TIME)
        self.paid_at = text_field(tr("Paid at"), _TIME)
        self.paid = text_field(tr("Amount paid"), tr("What was really paid, such as 98.00"))
        self.refunded = text_field(tr("Refunded so far"), tr("Nothing yet: leave it empty"))
        self.payment = enum_box(tr("Paid with"), PAYMENTS)
        self.transaction = text_field(tr("Transaction number"), tr("On the bill of the payment service"))
        self.account = text_field(tr("Account to be topped up"), tr("Telephone, game or member account"))
        self.hint = wrapped(role="faint")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(8)
        rows = (
            (self.number, self.product),
            (self.ordered_at, self.paid_at),
            (self.paid, self.refunded),
            (self.payment, self.transaction),
            (self.account,),
        )
        for row, fields in enumerate(rows):
            for place, field in enumerate(fields):
                grid.addLayout(under(field.accessibleName(), field), row, place)
        grid.addWidget(self.hint, 4, 1)
        grid.setRowStretch(len(rows), 1)
        for field in self._lines():
            field.textEdited.connect(self.edited)
        takes(Takes.NUMBER, self.number, self.transaction)
        takes(Takes.NAME, self.product, self.account)
        takes(Takes.SUM, self.paid, self.refunded)
        takes(Takes.TIME, self.ordered_at, self.paid_at)
        self.payment.currentIndexChanged.connect(self._chosen)

    def show_order(self, order: Order, place: int) -> None:
        """Fills the fields; the order that stands there already is left alone, with what is being typed."""
        same = self.place == place and replace(self._order, id=order.id) == order
        self._order, self.place = order, place
        if same:
            return
        texts = (
            order.number,
            order.product,
            show_moment(order.ordered_at) if order.ordered_at else "",
            show_moment(order.paid_at) if order.paid_at else "",
            _plain(order.paid),
            _plain(order.refunded),
            order.transaction,
            order.account,
        )
        for field, text in zip(self._lines(), texts, strict=True):
            field.setText(text)
            field.setCursorPosition(0)
        blocked = self.payment.blockSignals(True)
        self.payment.choose(str(order.payment))
        self.payment.blockSignals(blocked)

    def show_hint(self, platform: Platform) -> None:
        """Says what is unusual about the order number."""
        found = number_hint(platform, self._order.number, self._order.ordered_at)
        self.hint.setText(tr("Order number: {hint}", hint=remark_text(found)) if found else "")

    def read(self) -> Order:
        """The order with what stands in the fields; what cannot be read keeps its value."""
        before = self._order
        self._order = replace(
            before,
            number=self.number.text().strip(),
            product=self.product.text().strip(),
            ordered_at=_moment(self.ordered_at, before.ordered_at),
            paid_at=_moment(self.paid_at, before.paid_at),
            paid=_read(self.paid, parse_yuan, before.paid),
            refunded=_read(self.refunded, parse_yuan, before.refunded),
            payment=Payment(self.payment.currentData()),
            transaction=self.transaction.text().strip(),
            account=self.account.text().strip(),
        )
        return self._order

    def fault(self) -> CaseorgError | None:
        """What the first field that cannot be read has to say; the keyboard goes there."""
        times = ((self.ordered_at, self._order.ordered_at), (self.paid_at, self._order.paid_at))
        changed = [(field, _past) for field, before in times if not _is_untouched(field, before)]
        for field, parse in (*changed, (self.paid, parse_yuan), (self.refunded, parse_yuan)):
            try:
                if field.text().strip():
                    parse(field.text())
            except CaseorgError as error:
                field.setFocus()
                return error
        return None

    def _lines(self) -> tuple[QLineEdit, ...]:
        return (
            self.number,
            self.product,
            self.ordered_at,
            self.paid_at,
            self.paid,
            self.refunded,
            self.transaction,
            self.account,
        )

    def _chosen(self) -> None:
        self.edited.emit()


def _read(field: QLineEdit, parse: Callable[[str], T], before: T | None) -> T | None:
    try:
        return parse(field.text()) if field.text().strip() else None
    except CaseorgError:
        return before


def _moment(field: QLineEdit, before: Moment | None) -> Moment | None:
    """What was not touched keeps its source and its seconds."""
    return before if _is_untouched(field, before) else _read(field, _past, before)


def _is_untouched(field: QLineEdit, before: Moment | None) -> bool:
    return before is not None and field.text().strip() == show_moment(before)


def _past(text: str) -> Moment:
    return parse_past(text, datetime.now(UTC))


def _plain(amount: Decimal | None) -> str:
    return "" if amount is None else show_yuan(amount).replace(",", "")
