"""What is searched is kept up to date while the user goes on, and what the open case has in common with others."""

from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from caseorg.domain.case import CaseId, MediaKind
from caseorg.gui.desk import Desk
from caseorg.workspace import Workspace

if TYPE_CHECKING:
    from caseorg.jobs.common import Common
    from caseorg.jobs.readings import Looked


class Indexing(QObject):
    """Once begun, looks after every change. `renewed` tells that more is found than before, `common` what the open case
    has in common with others."""

    renewed = Signal()
    common = Signal(object, object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._begun = self._busy = self._again = False
        self._read: set[str] = set()

    def begin(self) -> None:
        """No start waits for it."""
        if not self._begun:
            self._begun = True
            self._desk.case_read.connect(self._look)
            self._look()

    def take_read(self, looked: "Looked | None") -> None:
        """A picture was read; or all that was read is forgotten, and with it what was taken from there."""
        if looked is None:
            self._read.clear()
            tasks = self._desk.tasks
            tasks.compute(self, _forget_pictures, tasks.workspace, then=lambda _: self._look() if self._begun else None)
        elif looked.evidence.kind is MediaKind.IMAGE:
            self._read.add(looked.evidence.sha256)
            if self._begun:
                self._look()

    def _look(self, _case: object = None) -> None:
        """Whatever changes meanwhile is looked at next."""
        self._again = self._busy
        if not self._busy:
            self._busy = True
            tasks, case_id = self._desk.tasks, self._desk.case_id
            read, self._read = self._read, set()
            then = partial(self._rest, case_id)
            tasks.compute(self, _renew, tasks.workspace, case_id, read, then=then, fail=self._give_up)

    def _rest(self, case_id: CaseId | None, found: "tuple[bool, Collection[Common]]") -> None:
        self._busy = False
        changed, commons = found
        if changed:
            self.renewed.emit()
        self.common.emit(case_id, commons)
        if self._again:
            self._look()

    def _give_up(self) -> None:
        """What went wrong is told by the window; the next change tries again."""
        self._busy = self._again = False


def _renew(workspace: Workspace, case_id: CaseId | None, read: Collection[str]) -> "tuple[bool, Collection[Common]]":
    from caseorg.jobs.common import in_common  # on a worker's thread: no start waits for it
    from caseorg.jobs.searchable import renew

    changed = renew(workspace, [case_id] if case_id else [], read)
    return changed, in_common(workspace, case_id) if case_id else ()


def _forget_pictures(workspace: Workspace) -> None:
    from caseorg.store.traits import forget_pictures

    forget_pictures(workspace.searchable)
