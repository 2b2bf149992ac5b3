"""What else tells who the other side is, and how it is found out."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from caseorg.domain.case import CaseDetails, Party, Role
from caseorg.domain.parties.credit_code import tidy_code
from caseorg.domain.parties.marketplace import Operator
from caseorg.domain.parties.respondent import About, about, party_of, with_about, with_party
from caseorg.domain.reading.taken import Takes
from caseorg.gui.fields import takes
from caseorg.gui.wizard.fields import enum_box, text_field, under
from caseorg.gui.wizard.note_boxes import Notes, NoteTone, WizardNote
from caseorg.gui.wizard.page import GAP, column
from caseorg.i18n import remark_text, tr
from caseorg.knowledge.respondents import OtherSide
from caseorg.views.labels import ABOUT
from caseorg.views.respondent import name_doubts


class OtherSideForm(QWidget):
    """The rarer fields of the merchant, whom the case is about, and where all that is looked up; the merchant's name
    stands elsewhere. `edited` when something was typed or chosen."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = text_field(tr("Credit code"), tr("18 characters, on the licence"))
        self.address = text_field(tr("Merchant's address"), tr("As published on the platform"))
        self.phone = text_field(tr("Merchant's telephone"))
        self.contact = text_field(tr("Merchant's contact"))
        self.website = text_field(tr("Website"), "www.example.com")
        self.licence = text_field(tr("Licence number"), tr("Of a licence for its trade, where there is one"))
        self.payee = text_field(tr("Payee"), tr("As the bill of the payment service names it"))
        self.about = enum_box(tr("Complained of"), ABOUT)
        self.company = text_field(tr("Platform's company"))
        self.company_address = text_field(tr("Platform's address"))
        self.company_code = text_field(tr("Platform's credit code"))
        self.doubts, self.offers = Notes(), Notes()
        self.guide, self.nobody = Notes(), Notes()
        self._platform = QWidget()
        self._lay_out()
        for field in self.findChildren(QLineEdit):
            field.textEdited.connect(self.edited)
            takes(Takes.NAME, field)
        self.about.currentIndexChanged.connect(self._chosen)
        self.offers.offered.connect(self._take_payee)

    def _lay_out(self) -> None:
        page = column(self, GAP)
        page.addWidget(self.doubts)
        page.addLayout(_rows(self.code, self.address))
        page.addWidget(self.guide)
        page.addWidget(self.offers)
        page.addLayout(_rows((self.payee, self.about)))
        platform = column(self._platform)
        platform.addLayout(_rows(self.company, (self.company_address, self.company_code)))
        page.addWidget(self._platform)
        page.addLayout(_rows((self.phone, self.contact), (self.website, self.licence)))
        page.addWidget(self.nobody)
        page.addStretch(1)

    def show_details(self, details: CaseDetails) -> None:
        """Fills the fields; one that says the same already is left alone, with what is being typed."""
        for party, fields in self._parties(details):
            for name, field in fields.items():
                if _read(name, field) != getattr(party, name):
                    field.setText(getattr(party, name))
                    field.setCursorPosition(0)
        blocked = self.about.blockSignals(True)
        self.about.choose(str(about(details)))
        self.about.blockSignals(blocked)
        self._show_platform()

    def read(self, details: CaseDetails) -> CaseDetails:
        """The details with what stands in the fields."""
        parties = details.parties
        for party, fields in self._parties(details):
            typed: dict[str, Any] = {name: _read(name, field) for name, field in fields.items()}
            parties = with_party(parties, replace(party, **typed))
        return with_about(replace(details, parties=parties), About(self.about.currentData()))

    def refresh(self, found: OtherSide, operator: Operator | None) -> None:
        """Shows what follows from what stands in the fields; `operator` is the platform's company as far as known."""
        self.doubts.show_notes([WizardNote(remark_text(remark), NoteTone.WARNING) for remark in name_doubts(found)])
        self.offers.show_notes([_offer(payee.name, payee.evidence.label) for payee in found.payees])
        self.guide.show_notes(_paragraph(tr("Where to find it:"), found.guide))
        self.nobody.show_notes(_paragraph(tr("Where nobody is found:"), found.nobody))
        known = ("", "", "") if operator is None else (operator.company, operator.seat, operator.credit_code)
        for field, text in zip((self.company, self.company_address, self.company_code), known, strict=True):
            field.setPlaceholderText(tr("{text} (not verified)", text=text) if text else "")

    def _parties(self, details: CaseDetails) -> tuple[tuple[Party, dict[str, QLineEdit]], ...]:
        """Merchant and platform with the fields of each, by the names of a party's."""
        merchant = {
            "credit_code": self.code,
            "address": self.address,
            "phone": self.phone,
            "contact": self.contact,
            "website": self.website,
            "licence": self.licence,
            "payee": self.payee,
        }
        platform = {"name": self.company, "address": self.company_address, "credit_code": self.company_code}
        fields = ((Role.MERCHANT, merchant), (Role.PLATFORM, platform))
        return tuple((party_of(details.parties, role), of_role) for role, of_role in fields)

    def _show_platform(self) -> None:
        self._platform.setVisible(self.about.currentData() != About.MERCHANT)

    def _chosen(self) -> None:
        self._show_platform()
        self.edited.emit()

    def _take_payee(self, name: object) -> None:
        self.payee.setText(str(name))
        self.payee.setFocus()
        self.edited.emit()


def more_label(found: OtherSide) -> str:
    """What the button says that shows the fields."""
    return tr("Its details, and where to find them …") if found.guide else tr("More about the other side …")


def _read(name: str, field: QLineEdit) -> str:
    typed = field.text().strip()
    return tidy_code(typed) if name == "credit_code" else typed


def _paragraph(heading: str, lines: tuple[str, ...]) -> tuple[WizardNote, ...]:
    return (WizardNote("\n".join((heading, *(f"· {line}" for line in lines)))),) if lines else ()


def _offer(name: str, label: str) -> WizardNote:
    text = tr("{label} names “{payee}” as the payee; is that the business?", label=label, payee=name)
    return WizardNote(text, offer=tr("Use it"), key=name)


def _rows(*rows: QWidget | tuple[QWidget, ...]) -> QGridLayout:
    """Fields under their names, one or two side by side."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(GAP)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    for row, fields in enumerate(rows):
        side_by_side = fields if isinstance(fields, tuple) else (fields,)
        for place, field in enumerate(side_by_side):
            grid.addLayout(under(field.accessibleName(), field), row, place, 1, 3 - len(side_by_side))
    return grid
