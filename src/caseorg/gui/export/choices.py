"""How a paper is printed, as the user ticks it in the export dialog."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout

from caseorg.domain.complaint import ComplaintOptions
from caseorg.domain.pack import PackOptions, PerPage
from caseorg.domain.report import ReportOptions
from caseorg.gui.forms import heading
from caseorg.i18n import tr

_PER_PAGE = {
    PerPage.ONE: "One",
    PerPage.AUTO: "Two where type stays readable",
    PerPage.TWO: "Two",
    PerPage.FOUR: "Four",
}


class ComplaintChoices:
    """The rows of the complaint; `options` is what they say."""

    def __init__(self, form: QFormLayout) -> None:
        self.mono = QCheckBox(tr("Black and white"))
        self.masked = QCheckBox(tr("Mask personal data"))
        for row in (self.mono, self.masked):
            form.addRow(row)
        whom = heading(tr("12315 needs the plain copy; the masked one is for everybody else."), "faint")
        whom.setWordWrap(True)
        form.addRow(whom)

    @property
    def options(self) -> ComplaintOptions:
        """As ticked now."""
        return ComplaintOptions(mono=self.mono.isChecked(), masked=self.masked.isChecked())


class ReportChoices:
    """The rows of the report of violations; `options` is what they say."""

    def __init__(self, form: QFormLayout) -> None:
        self.mono = QCheckBox(tr("Black and white"))
        self.anonymous = QCheckBox(tr("Anonymous"))
        for row in (self.mono, self.anonymous):
            form.addRow(row)
        text = tr("Anonymous leaves you out; the order number and the pictures may still tell who you are.")
        who = heading(text, "faint")
        who.setWordWrap(True)
        form.addRow(who)

    @property
    def options(self) -> ReportOptions:
        """As ticked now."""
        return ReportOptions(mono=self.mono.isChecked(), anonymous=self.anonymous.isChecked())


class PackChoices:
    """The rows of the evidence pack; `options` is what they say."""

    def __init__(self, form: QFormLayout) -> None:
        self.per_page = QComboBox()
        for choice, name in _PER_PAGE.items():
            self.per_page.addItem(tr(name), choice)
        self.per_page.setAccessibleName(tr("Pictures on a page"))
        form.addRow(tr("Pictures on a page"), self.per_page)
        self.binding = QCheckBox(tr("Printed on both sides, bound at the left"))
        self.mono = QCheckBox(tr("Black and white"))
        self.grouped = QCheckBox(tr("What proves the same stands together"))
        for row in (self.binding, self.mono, self.grouped):
            form.addRow(row)

    @property
    def options(self) -> PackOptions:
        """As chosen now."""
        return PackOptions(
            per_page=PerPage(self.per_page.currentData()),
            binding=self.binding.isChecked(),
            mono=self.mono.isChecked(),
            grouped=self.grouped.isChecked(),
        )
