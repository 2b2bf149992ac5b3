"""Pictures are read while the user goes on: those of the open case, the newest first."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from caseorg.domain.case import CaseFile, CaseId, EvidenceId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.progress import Progress
from caseorg.gui.desk import Desk
from caseorg.gui.tasks import Job
from caseorg.i18n import error_text, tr
from caseorg.jobs.readings import Looked, read_case, readable, usual_reader
from caseorg.settings import Settings, store_reading
from caseorg.store.readings import forget_all


class BackgroundReading(QObject):
    """Reads what comes in and what a case has when it is opened; each piece is tried once while the window is open.

    `looked` tells a piece that was read, or could not be; `turned` whether pictures are read.
    """

    looked = Signal(object)
    turned = Signal(bool)

    def __init__(self, desk: Desk, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._settings = desk, settings
        self._reader = usual_reader()
        self._job: Job | None = None
        self._case: CaseId | None = None
        self._offered: set[EvidenceId] = set()
        desk.case_read.connect(self._consider)

    @property
    def wanted(self) -> bool:
        """Whether the user wants pictures to be read."""
        return self._settings.reading

    @property
    def possible(self) -> bool:
        """Whether this machine can."""
        return self._reader is not None

    def turn(self, wanted: bool) -> None:
        """Turns it on or off; off deletes what was read. What was taken over into cases stays."""
        try:
            self._settings = store_reading(self._settings, wanted)
        except CaseorgError as error:
            self._desk.notify(error_text(error), error=True)
        self.turned.emit(self.wanted)
        if self.wanted:
            self._consider(self._desk.case)
        elif self._job:
            self._job.ended.connect(self._forget)
            self._job.stop()
        else:
            self._forget()

    def _forget(self) -> None:
        self._offered.clear()
        text = tr("Pictures are not read any more; what was read is deleted.")
        self._desk.tasks.compute(
            self, forget_all, self._desk.tasks.workspace.readings, then=lambda _: self._tell_forgotten(text)
        )

    def _tell_forgotten(self, text: str) -> None:
        self._desk.notify(text)
        self.looked.emit(None)

    def _consider(self, case: CaseFile | None) -> None:
        """Begins with what was not offered yet; another case's goes first."""
        if self._job and self._case != (case.id if case else None):
            self._job.stop()
            self._offered.clear()
        if case is None or self._reader is None or not self.wanted or self._desk.tasks.workspace.refusal:
            return
        items = [item for item in readable(case) if item.id not in self._offered]
        if items and self._job is None:
            self._case = case.id
            self._offered.update(item.id for item in items)
            work = partial(read_case, items=items, reader=self._reader)
            self._job = self._desk.tasks.run_behind(self, tr("Reading pictures"), work, self._tell)
            self._job.ended.connect(self._rest)

    def _tell(self, progress: Progress[Looked]) -> None:
        self.looked.emit(progress.item)

    def _rest(self) -> None:
        """What came in meanwhile is next."""
        self._job = None
        self._consider(self._desk.case)
