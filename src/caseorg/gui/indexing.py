"""What is searched is kept up to date while the user goes on."""

from PySide6.QtCore import QObject, Signal

from caseorg.gui.desk import Desk
from caseorg.workspace import Workspace


class Indexing(QObject):
    """Once begun, looks after every change; `renewed` tells that more is found than before."""

    renewed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._begun = self._busy = self._again = False

    def begin(self) -> None:
        """No start waits for it."""
        if not self._begun:
            self._begun = True
            self._desk.case_read.connect(self._look)
            self._look()

    def _look(self, _case: object = None) -> None:
        """Whatever changes meanwhile is looked at next."""
        self._again = self._busy
        if not self._busy:
            self._busy = True
            tasks = self._desk.tasks
            tasks.compute(self, _renew, tasks.workspace, then=self._rest, fail=self._give_up)

    def _rest(self, changed: bool) -> None:
        self._busy = False
        if changed:
            self.renewed.emit()
        if self._again:
            self._look()

    def _give_up(self) -> None:
        """What went wrong is told by the window; the next change tries again."""
        self._busy = self._again = False


def _renew(workspace: Workspace) -> bool:
    from caseorg.jobs.searchable import renew  # on a worker's thread: no start waits for it

    return renew(workspace)
