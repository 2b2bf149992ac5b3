"""Thumbnails of the open case's evidence, drawn behind the window."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from caseorg.domain.case import CaseFile, CaseId
from caseorg.domain.progress import Progress
from caseorg.gui.desk import Desk
from caseorg.i18n import tr
from caseorg.jobs.thumbnails import Thumbnail, make_thumbnails


class ThumbnailMaker(QObject):
    """Draws each once as long as the same case is open; `made` carries one, `known` has all that were made."""

    made = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._tasks = desk.tasks
        self._case: CaseId | None = None
        self._drawn: set[str] = set()
        self.known: list[Thumbnail] = []
        desk.case_read.connect(self._draw)

    def _draw(self, case: CaseFile | None) -> None:
        key = case.id if case else None
        if key != self._case:
            self._case = key
            self._drawn.clear()
            self.known.clear()
        waiting = [item for item in case.standing_evidence if item.id not in self._drawn] if case else []
        if waiting:
            self._drawn.update(item.id for item in waiting)
            self._tasks.run_beside(self, tr("Thumbnails"), partial(make_thumbnails, items=waiting), self._tell)

    def _tell(self, progress: Progress[Thumbnail]) -> None:
        if progress.item:
            self.known.append(progress.item)
        self.made.emit(progress.item)
