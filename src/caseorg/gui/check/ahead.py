"""A long case is checked while the window rests: what its words say is known by the time that one opens the checkup."""

from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer

from caseorg.domain.case import CaseFile
from caseorg.gui.desk import Desk
from caseorg.knowledge.checks import check_case

_LONG = 300  # events; fewer are checked in a moment
_RESTED_MILLISECONDS = 700


class CheckupAhead(QObject):
    """Checks the open case once each time that it was changed. What was found is not kept, only what was read of its
    words; a case that cannot be checked is told of as any error is."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._checked: CaseFile | None = None
        self._timer = QTimer(self, singleShot=True, interval=_RESTED_MILLISECONDS)
        self._timer.timeout.connect(self._check)
        desk.tasks.rested.connect(self._timer.start)

    def _check(self) -> None:
        case, tasks = self._desk.case, self._desk.tasks
        if case is None or case is self._checked or len(case.events) < _LONG or not tasks.idle:
            return
        self._checked = case
        tasks.compute(self, check_case, tasks.workspace.knowledge, case, datetime.now(UTC), then=lambda _: None)
