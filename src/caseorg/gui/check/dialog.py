"""The checkup of a case, and where its links lead."""

from datetime import UTC, datetime

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from caseorg.domain.case import CaseFile
from caseorg.gui.check.report import checkup_page
from caseorg.gui.reader import Reader
from caseorg.gui.tasks import TaskRunner
from caseorg.i18n import tr
from caseorg.knowledge.checks import Checkup, check_case

_SIZE = (760, 640)


class CheckupDialog(QDialog):
    """`wanted` carries a link that was followed, such as `event:<id>`; the dialog stays open behind what it opens."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None, tasks: TaskRunner) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.setWindowTitle(tr("Checkup"))
        self.resize(*_SIZE)
        self.page = Reader(tr("Checkup"))
        self.page.anchorClicked.connect(self._follow)
        buttons = QDialogButtonBox()
        close = buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.page, 1)
        column.addWidget(buttons)

    def show_case(self, case: CaseFile | None) -> None:
        """Checks the case as it stands now; the place on the page stays."""
        if case is None:
            self.reject()
            return
        knowledge = self._tasks.workspace.knowledge
        self._tasks.compute(self, check_case, knowledge, case, datetime.now(UTC), then=self._show_checkup)

    def _show_checkup(self, checkup: Checkup) -> None:
        position = self.page.verticalScrollBar().value()
        knowledge = self._tasks.workspace.knowledge
        self.page.show_page(lambda: checkup_page(knowledge, checkup))
        self.page.verticalScrollBar().setValue(position)

    def _follow(self, link: QUrl) -> None:
        self.wanted.emit(link.toString())
