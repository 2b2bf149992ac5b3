"""What is told before a case is deleted for good, and why it is."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QWidget

from caseorg.domain.case import CaseFile
from caseorg.gui.forms import FormDialog, line, wrapped
from caseorg.i18n import tr


class PurgeDialog(FormDialog):
    """Asks for the reason; without one nothing goes on. `reason` holds it."""

    def __init__(self, parent: QWidget | None, case: CaseFile, back_up: Callable[[], object]) -> None:
        super().__init__(parent, tr("Purge the case for good"), tr("Purge for good"), lambda: None)
        goes = tr(
            "“{title}” with {files} files, {events} events and {messages} messages is deleted, also from the journal. "
            "This cannot be undone. A file that another case has too stays there.",
            title=case.title,
            files=len(case.evidence),
            events=len(case.events),
            messages=len(case.messages),
        )
        stays = tr(
            "What stays: an entry in the journal with the title, the time, your reason and the SHA-256 of each file. "
            "Backups and archives that you made before still hold the case, and so may copies that an upgrade left in "
            "“backups” of the data folder; delete those yourself."
        )
        for text, role in ((goes, ""), (stays, "faint")):
            self.form.addRow(wrapped(text, role))
        self.reason = line(self.form, tr("Reason"), "", tr("Such as: entered twice, settled long ago"))
        self.reason.textChanged.connect(lambda text: self.ok.setEnabled(bool(text.strip())))
        self.ok.setEnabled(False)
        self.ok.setDefault(False)
        self.back_up = QPushButton(tr("Back up first …"))
        self.back_up.clicked.connect(lambda _=False: back_up())
        self.buttons.addButton(self.back_up, QDialogButtonBox.ButtonRole.ActionRole)
        self.reason.setFocus()
