"""How a paper is printed, as the user ticks it in the export dialog."""

from PySide6.QtWidgets import QCheckBox, QFormLayout

from caseorg.domain.complaint import ComplaintOptions
from caseorg.gui.forms import heading
from caseorg.i18n import tr


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
