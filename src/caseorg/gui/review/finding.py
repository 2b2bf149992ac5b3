"""What the page shows, read and understood off the window's thread."""

from PySide6.QtCore import QObject, Signal

from caseorg.domain.case import CaseFile
from caseorg.gui.review.state import ReviewedCase
from caseorg.gui.tasks import TaskRunner
from caseorg.jobs.proposals import find_proposals
from caseorg.jobs.readings import readings_of
from caseorg.store.readings import load_readings
from caseorg.workspace import Workspace


class ProposalFinder(QObject):
    """Looks through a case once at a time; `found` carries what came of it."""

    found = Signal(object)

    def __init__(self, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._looking = tasks, False
        self._next: CaseFile | None = None

    def look(self, case: CaseFile) -> None:
        """Looks through it, or, where another look goes on, once that is over."""
        if self._looking:
            self._next = case
            return
        self._looking, self._next = True, None
        self._tasks.compute(self, find, self._tasks.workspace, case, then=self._found, fail=self._rest)

    def _rest(self) -> None:
        self._looking = False

    def _found(self, found: ReviewedCase) -> None:
        self._looking = False
        self.found.emit(found)
        if self._next:
            self.look(self._next)


def find(workspace: Workspace, case: CaseFile) -> ReviewedCase:
    """The case with what was read of it and what that proposes."""
    kept = load_readings(workspace.readings, (item.sha256 for item in case.standing_evidence))
    failed = {item.id: kept[item.sha256].failure for item in case.standing_evidence if item.sha256 in kept}
    return ReviewedCase(
        case=case,
        proposals=find_proposals(workspace, case),
        readings=readings_of(workspace, case),
        failures={key: failure for key, failure in failed.items() if failure},
    )
