"""What is wrong in the data folder, and a button that makes good what is safe to."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from caseorg.gui.safekeeping.backups import words
from caseorg.i18n import remark_text, tr
from caseorg.jobs.care.doctor import FolderFinding


def finding_line(finding: FolderFinding) -> str:
    """`✓` before what was done."""
    mark = "✓" if finding.done else "·"
    return f"{mark} {remark_text(finding.what)}" + (f" {remark_text(finding.healed)}" if finding.healed else "")


class HealthDialog(QDialog):
    """`heal_wanted` asks to make good what is safe."""

    heal_wanted = Signal()

    def __init__(self, parent: QWidget | None, findings: Sequence[FolderFinding]) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Examine the data folder"))
        self.resize(680, 420)
        self.text = QPlainTextEdit("\n".join(map(finding_line, findings)), readOnly=True)
        self.text.setAccessibleName(self.windowTitle())
        buttons = QDialogButtonBox()
        buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        self.heal = buttons.addButton(tr("Repair what is safe"), QDialogButtonBox.ButtonRole.ActionRole)
        self.heal.setVisible(any(finding.healed and not finding.done for finding in findings))
        self.heal.clicked.connect(self.heal_wanted)
        self.heal.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(
            words(
                tr("Evidence is never deleted: whole copies come from the last backup, what was altered is put aside.")
            )
        )
        column.addWidget(self.text)
        column.addWidget(buttons)
