"""The form of a case: new or changed."""

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtWidgets import QComboBox, QWidget

from caseorg.domain.case import CaseDetails, Order, OrderId, Party, Platform, Role, Stage
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import Moment, parse_past, show_moment
from caseorg.domain.money import parse_yuan, show_yuan
from caseorg.gui.forms import FormDialog, line, paragraph
from caseorg.i18n import tr
from caseorg.views.labels import PLATFORMS, STAGES


class CaseDialog(FormDialog):
    """Asks for a case's details; `details` holds them after it was accepted."""

    def __init__(self, parent: QWidget | None, details: CaseDetails | None = None) -> None:
        new = details is None
        title = tr("New case") if new else tr("Case details")
        super().__init__(parent, title, tr("Create") if new else tr("Save"), self._read)
        self.details = details or CaseDetails(title="")
        merchant = _merchant(self.details)
        order = self.details.orders[0] if self.details.orders else Order(id=OrderId(""))
        form = self.form
        self.title = line(form, tr("Title"), self.details.title, tr("What went wrong, in a few words"))
        self.platform = _choice(PLATFORMS, self.details.platform)
        form.addRow(tr("Platform"), self.platform)
        self.merchant = line(form, tr("Merchant"), merchant.name, tr("Name of the shop or company"))
        self.order_number = line(form, tr("Order number"), order.number)
        self.product = line(form, tr("Product"), order.product, tr("Such as: game card, face value 100 yuan"))
        paid = show_yuan(order.paid).replace(",", "") if order.paid is not None else ""
        self.paid = line(form, tr("Amount paid"), paid, tr("What was really paid, such as 98.00"))
        ordered_at = show_moment(order.ordered_at) if order.ordered_at else ""
        self.ordered_at = line(form, tr("Ordered at"), ordered_at, "2026-11-01 14:30")
        hint = tr("Action, amount, deadline; one demand a line. Such as: refund 98.00 yuan by 30 November 2026")
        self.demand = paragraph(form, tr("Demand"), self.details.demand, hint)
        self.address = line(form, tr("Merchant's address"), merchant.address, tr("As published on the platform"))
        self.phone = line(form, tr("Merchant's telephone"), merchant.phone)
        self.stage = _choice(STAGES, self.details.stage)
        form.addRow(tr("Stage"), self.stage)
        form.setRowVisible(self.stage, not new)
        self.title.setFocus()

    def _read(self) -> None:
        if not self.title.text().strip():
            raise CaseorgError("A case needs a title.", "Say in a few words what went wrong.")
        self.details = replace(
            self.details,
            title=self.title.text(),
            platform=Platform(self.platform.currentData()),
            stage=Stage(self.stage.currentData()),
            demand=self.demand.toPlainText(),
            parties=self._parties(),
            orders=self._orders(),
        )

    def _parties(self) -> tuple[Party, ...]:
        merchant = replace(
            _merchant(self.details), name=self.merchant.text(), address=self.address.text(), phone=self.phone.text()
        )
        return (merchant, *(party for party in self.details.parties if party.role is not Role.MERCHANT))

    def _orders(self) -> tuple[Order, ...]:
        first, *others = self.details.orders or (Order(id=OrderId("")),)
        paid = self.paid.text().strip()
        changed = replace(
            first,
            number=self.order_number.text(),
            product=self.product.text(),
            paid=parse_yuan(paid) if paid else None,
            ordered_at=self._ordered_at(first.ordered_at),
        )
        return () if changed == Order(id=OrderId("")) else (changed, *others)

    def _ordered_at(self, before: Moment | None) -> Moment | None:
        """What was not touched keeps its source."""
        text = self.ordered_at.text().strip()
        if before and text == show_moment(before):
            return before
        return parse_past(text, datetime.now(UTC)) if text else None


def _merchant(details: CaseDetails) -> Party:
    return next((party for party in details.parties if party.role is Role.MERCHANT), Party(role=Role.MERCHANT))


def _choice(labels: dict[Platform, str] | dict[Stage, str], chosen: Platform | Stage) -> QComboBox:
    box = QComboBox()
    for value, label in labels.items():
        box.addItem(tr(label), str(value))
    box.setCurrentIndex(box.findData(str(chosen)))
    return box
