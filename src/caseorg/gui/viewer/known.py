"""What is known of a piece beside its picture: what was read of it, and what the case's pictures propose."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from caseorg.domain.case import CaseFile, Evidence, EvidenceId
from caseorg.domain.reading.proposal import Proposal
from caseorg.gui.desk import Desk
from caseorg.gui.viewer.text import PageText, read_text
from caseorg.gui.viewer.tour import Tour
from caseorg.jobs.proposals import find_proposals


class PieceText(QObject):
    """The text of the piece that is looked at; `changed` says that there is another."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = desk.tasks
        self._wanted: EvidenceId | None = None
        self._kept: tuple[EvidenceId, tuple[PageText, ...]] | None = None

    def want(self, item: Evidence) -> None:
        """Reads it, unless it is there."""
        self._wanted = item.id
        if self._kept is None or self._kept[0] != item.id:
            self.read(item)

    def read(self, item: Evidence) -> None:
        """Reads it again, for it may have been read by the machine meanwhile."""
        self._tasks.compute(self, read_text, self._tasks.workspace, item, then=partial(self._take, item))

    def _take(self, item: Evidence, pages: tuple[PageText, ...]) -> None:
        """One that is no longer looked at is dropped; the same text keeps what is selected and where one scrolled."""
        if self._wanted == item.id and self._kept != (item.id, pages):
            self._kept = item.id, pages
            self.changed.emit()

    def of(self, tour: Tour) -> PageText | None:
        """The text of the page that is looked at, once it is there."""
        if tour.item is None or self._kept is None or self._kept[0] != tour.item.id or tour.page >= len(self._kept[1]):
            return None
        return self._kept[1][tour.page]


class CaseProposals(QObject):
    """What the pictures of the open case propose; `changed` says that it was found."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._known: tuple[CaseFile, tuple[Proposal, ...]] | None = None

    def want(self, case: CaseFile) -> None:
        """Finds them, unless they are there for the case as it is."""
        if self._known is None or self._known[0] is not case:
            tasks = self._desk.tasks
            tasks.compute(self, find_proposals, tasks.workspace, case, then=partial(self._take, case))

    def _take(self, case: CaseFile, found: tuple[Proposal, ...]) -> None:
        if case is self._desk.case:
            self._known = case, found
            self.changed.emit()

    def of(self, case: CaseFile) -> tuple[Proposal, ...]:
        """The last that were found for the case."""
        return self._known[1] if self._known and self._known[0].id == case.id else ()
