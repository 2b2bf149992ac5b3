"""The form of a case: new or changed."""

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtWidgets import QComboBox, QPushButton, QSizePolicy, QWidget

from caseorg.domain.case import CaseFile, CaseId, Order, OrderId, Party, Person, Platform, Role, Stage
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import Moment, parse_past, show_moment
from caseorg.domain.money import parse_yuan, show_yuan
from caseorg.domain.papers.missing import Missing
from caseorg.domain.parties.respondent import party_of, with_party
from caseorg.domain.reading.taken import Takes
from caseorg.gui.fields import takes
from caseorg.gui.forms import FormDialog, flat_button, line, paragraph
from caseorg.gui.quoting import GAP, WIDTH, free_width, quote_beside
from caseorg.gui.tasks import TaskRunner
from caseorg.gui.wizard.other_side import OtherSideForm, more_label
from caseorg.gui.wizard.page import scrolled, tab_through
from caseorg.gui.wizard.state import with_details
from caseorg.i18n import tr
from caseorg.knowledge.platforms import platform_operator
from caseorg.knowledge.respondents import other_side
from caseorg.views.labels import PLATFORMS, STAGES

_SIDE_WIDTH = 420


class CaseDialog(FormDialog):
    """Asks for a case's details; `details` holds them after it was accepted. Without a case it is a new one.

    What is seldom known of the other side, and where it is found, is folded away at the right.
    """

    def __init__(self, parent: QWidget | None, tasks: TaskRunner, case: CaseFile | None = None) -> None:
        new = case is None
        title = tr("New case") if new else tr("Case details")
        super().__init__(parent, title, tr("Create") if new else tr("Save"), self._read)
        self._knowledge, self._case = tasks.workspace.knowledge, case or _blank()
        self.details = self._case.details
        merchant = party_of(self.details.parties, Role.MERCHANT)
        order = self.details.orders[0] if self.details.orders else Order(id=OrderId(""))
        form = self.form
        self.title = line(form, tr("Title"), self.details.title, tr("What went wrong, in a few words"))
        self.platform = _choice(PLATFORMS, self.details.platform)
        form.addRow(tr("Platform"), self.platform)
        self.merchant = line(form, tr("Merchant"), merchant.name, tr("Name of the shop or company"))
        self.more = self._fold()
        self.order_number = line(form, tr("Order number"), order.number)
        self.product = line(form, tr("Product"), order.product, tr("Such as: game card, face value 100 yuan"))
        paid = show_yuan(order.paid).replace(",", "") if order.paid is not None else ""
        self.paid = line(form, tr("Amount paid"), paid, tr("What was really paid, such as 98.00"))
        ordered_at = show_moment(order.ordered_at) if order.ordered_at else ""
        self.ordered_at = line(form, tr("Ordered at"), ordered_at, "2026-11-01 14:30")
        hint = tr("Action, amount, deadline; one demand a line. Such as: refund 98.00 yuan by 30 November 2026")
        self.demand = paragraph(form, tr("Demand"), self.details.demand, hint)
        self.stage = _choice(STAGES, self.details.stage)
        form.addRow(tr("Stage"), self.stage)
        form.setRowVisible(self.stage, not new)
        tab_through(self.merchant, self.more, self.side.code)
        self.side.show_details(self.details)
        self.merchant.textEdited.connect(self._refresh)
        self.platform.currentIndexChanged.connect(self._refresh)
        self.side.edited.connect(self._refresh)
        takes(Takes.NAME, self.title, self.merchant, self.product)
        takes(Takes.NUMBER, self.order_number)
        takes(Takes.SUM, self.paid)
        takes(Takes.TIME, self.ordered_at)
        self.quote = quote_beside(self, tasks, self._case)
        self._refresh()
        self.title.setFocus()

    def _fold(self) -> QPushButton:
        """The button that shows the other side's fields beside the form."""
        self._yielded = 0  # pixels that the picture left to it
        self.side = OtherSideForm()
        self._panel = scrolled(self.side)
        self._panel.setFixedWidth(_SIDE_WIDTH)
        self._panel.hide()
        self.body.addWidget(self._panel)
        button = flat_button("")
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.setCheckable(True)
        button.toggled.connect(self._show_side)
        self.form.addRow("", button)
        return button

    def focus_gap(self, gap: Missing) -> None:
        """Puts the keyboard on the field that mends the gap."""
        fields = {
            Missing.MERCHANT: self.merchant,
            Missing.MERCHANT_ADDRESS: self.side.address,
            Missing.LICENCE: self.side.code,
            Missing.ORDER: self.order_number,
            Missing.PAID: self.paid,
            Missing.DEMAND: self.demand,
        }
        if gap in (Missing.MERCHANT, Missing.MERCHANT_ADDRESS, Missing.LICENCE):
            self.more.setChecked(True)
        if gap in fields:
            fields[gap].setFocus()

    def reveal(self, field: QWidget) -> None:
        """Those of the other side are all beside the form."""
        if self.side.isAncestorOf(field):
            self.more.setChecked(True)

    def _show_side(self, shown: bool) -> None:
        """The dialog grows by what is shown, so that the form keeps its room; the picture goes where all three do not
        fit."""
        step = _SIDE_WIDTH + self.body.spacing()
        width = self.width() + (step if shown else self._yielded - step)
        if shown:
            self._yielded = WIDTH + GAP if self.quote.isVisible() and width > free_width(self) else 0
            width -= self._yielded
        self._panel.setVisible(shown)
        self.quote.leave_room(step if shown else 0)
        self._refresh()
        self.body.activate()
        self.resize(width, self.height())

    def _refresh(self) -> None:
        """What follows from what stands in the fields."""
        typed = replace(self.details, platform=Platform(self.platform.currentData()), parties=self._parties())
        case = with_details(self._case, self.side.read(typed))
        found = other_side(self._knowledge, case)
        self.side.refresh(found, platform_operator(self._knowledge, case))
        self.more.setText(tr("Less about the other side") if self.more.isChecked() else more_label(found))

    def _read(self) -> None:
        if not self.title.text().strip():
            raise CaseorgError("A case needs a title.", "Say in a few words what went wrong.")
        details = replace(
            self.details,
            title=self.title.text(),
            platform=Platform(self.platform.currentData()),
            stage=Stage(self.stage.currentData()),
            demand=self.demand.toPlainText(),
            parties=self._parties(),
            orders=self._orders(),
        )
        self.details = self.side.read(details)

    def _parties(self) -> tuple[Party, ...]:
        merchant = replace(party_of(self.details.parties, Role.MERCHANT), name=self.merchant.text())
        return with_party(self.details.parties, merchant)

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


def _blank() -> CaseFile:
    """A case that says nothing yet."""
    now = datetime.now(UTC)
    return CaseFile(
        id=CaseId(""),
        title="",
        platform=Platform.OTHER,
        stage=Stage.COLLECTING,
        demand="",
        complainant=Person(),
        parties=(),
        orders=(),
        events=(),
        evidence=(),
        messages=(),
        promises=(),
        documents=(),
        created_at=now,
        updated_at=now,
        revision=0,
    )


def _choice(labels: dict[Platform, str] | dict[Stage, str], chosen: Platform | Stage) -> QComboBox:
    box = QComboBox()
    for value, label in labels.items():
        box.addItem(tr(label), str(value))
    box.setCurrentIndex(box.findData(str(chosen)))
    return box
