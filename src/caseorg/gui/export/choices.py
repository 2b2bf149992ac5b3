"""How a paper is printed, as the user ticks it in the export dialog."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QGridLayout, QHBoxLayout, QPushButton

from caseorg.domain.case import CaseFile
from caseorg.domain.papers.complaint import ComplaintOptions
from caseorg.domain.papers.pack import USUAL_COLUMNS, Column, PackOptions, PerPage, supplement_start
from caseorg.domain.papers.report import ReportOptions
from caseorg.gui.forms import heading
from caseorg.i18n import tr

_PER_PAGE = {
    PerPage.ONE: "One",
    PerPage.AUTO: "Two where type stays readable",
    PerPage.TWO: "Two",
    PerPage.FOUR: "Four",
}
_COLUMNS = {
    Column.SOURCE: "From",
    Column.PURPOSE: "What it proves",
    Column.FORM: "Form",
    Column.ORIGINAL: "Original or copy",
    Column.PAGES: "Pages",
    Column.REMARKS: "Remarks",
}
_IN_A_ROW = 3
_STORED = "index"
_PRINTING = ("print-mono", "print-binding")


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
    """The rows of the evidence pack; `options` is what they say.

    `columns` are those that were ticked the last time. A supplement is offered where evidence came in after a pack.
    """

    def __init__(self, form: QFormLayout, case: CaseFile, columns: frozenset[Column] = USUAL_COLUMNS) -> None:
        self.scope, self.first = QComboBox(), QComboBox()
        if start := supplement_start(case):
            self._offer_supplement(form, [item.number for item in case.standing_evidence if item.number > 1], start)
        self.per_page = QComboBox()
        for choice in _PER_PAGE:
            self.per_page.addItem(tr(_PER_PAGE[choice]), choice)
        self.per_page.setAccessibleName(tr("Pictures on a page"))
        form.addRow(tr("Pictures on a page"), self.per_page)
        self.columns: dict[Column, QCheckBox] = {}
        grid = QGridLayout()
        grid.setSpacing(8)
        for column in _COLUMNS:
            box = QCheckBox(tr(_COLUMNS[column]))
            box.setChecked(column in columns)
            grid.addWidget(box, *divmod(len(self.columns), _IN_A_ROW))
            self.columns[column] = box
        form.addRow(tr("Columns of the index"), grid)
        self.binding = QCheckBox(tr("Printed on both sides, bound at the left"))
        self.mono = QCheckBox(tr("Black and white"))
        self.grouped = QCheckBox(tr("What proves the same stands together"))
        self.grouped.toggled.connect(self.columns[Column.PURPOSE].setDisabled)  # the headings tell it
        self.continuity = QCheckBox(tr("A page on how the screenshots follow each other"))
        self.text_layer = QCheckBox(tr("Text of pictures can be searched and copied"))
        self.text_layer.setChecked(True)
        self.masked = QCheckBox(tr("Mask personal data"))
        for row in (self.binding, self.mono, self.grouped, self.continuity, self.text_layer, self.masked):
            form.addRow(row)
        self._offer_redaction(form)

    def _offer_redaction(self, form: QFormLayout) -> None:
        """A masked pack shows redacted copies alone: what to blacken is decided picture by picture."""
        self.redact = QPushButton(tr("Go through the pictures …"))
        self.redact.setAutoDefault(False)
        whom = heading(tr("For other eyes: texts masked, and of pictures redacted copies alone."), "faint")
        whom.setWordWrap(True)
        for row in (whom, self.redact):
            form.addRow(row)
            form.setRowVisible(row, False)
            self.masked.toggled.connect(partial(form.setRowVisible, row))
        self.masked.toggled.connect(self.text_layer.setDisabled)  # a masked pack has none

    def _offer_supplement(self, form: QFormLayout, numbers: Sequence[int], start: int) -> None:
        self.scope.addItems([tr("All"), tr("A supplement")])
        self.scope.setAccessibleName(tr("Which evidence"))
        for number in numbers:
            self.first.addItem(tr("from 证据{number} on", number=number), number)
        self.first.setCurrentIndex(self.first.findData(start))
        self.first.setAccessibleName(tr("The first piece of the supplement"))
        self.first.setEnabled(False)
        self.scope.currentIndexChanged.connect(lambda chosen: self.first.setEnabled(bool(chosen)))
        row = QHBoxLayout()
        row.addWidget(self.scope, 1)
        row.addWidget(self.first)
        form.addRow(tr("Which evidence"), row)

    @property
    def supplement(self) -> bool:
        """Whether only what came later is wanted."""
        return self.scope.currentIndex() == 1

    @property
    def options(self) -> PackOptions:
        """As chosen now."""
        return PackOptions(
            per_page=PerPage(self.per_page.currentData()),
            binding=self.binding.isChecked(),
            mono=self.mono.isChecked(),
            grouped=self.grouped.isChecked(),
            columns=frozenset(column for column, box in self.columns.items() if box.isChecked()),
            continuity=self.continuity.isChecked(),
            text_layer=self.text_layer.isChecked(),
            masked=self.masked.isChecked(),
            since=int(self.first.currentData()) if self.supplement else None,
        )


@dataclass(frozen=True, slots=True)
class PrintDefaults:
    """What is ticked at first when a paper is exported."""

    mono: bool = False
    binding: bool = False


def stored_print_defaults(store: QSettings) -> PrintDefaults:
    """As they were remembered."""
    mono, binding = (str(store.value(key, "")).lower() == "true" for key in _PRINTING)
    return PrintDefaults(mono, binding)


def store_print_defaults(store: QSettings, usual: PrintDefaults) -> None:
    """Remembers them."""
    for key, value in zip(_PRINTING, (usual.mono, usual.binding), strict=True):
        store.setValue(key, value)


def stored_columns(store: QSettings) -> frozenset[Column]:
    """The columns that were ticked the last time."""
    words = str(store.value(_STORED, ",".join(USUAL_COLUMNS))).split(",")
    return frozenset(column for column in Column if column in words)


def store_columns(store: QSettings, columns: frozenset[Column]) -> None:
    """Remembers them for the next time."""
    store.setValue(_STORED, ",".join(column for column in Column if column in columns))
