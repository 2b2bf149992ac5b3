"""What a start leaves out is done once the window rests: the data are checked, and what the first dialog and the first
change would wait for is loaded."""

from collections.abc import Callable
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from caseorg.domain.scams.scam import find_flags
from caseorg.gui.desk import Desk
from caseorg.workspace import Workspace

LATER = (
    "caseorg.gui.dialogs",
    "caseorg.gui.safekeeping.safekeeping",
    "caseorg.gui.agenda.page",
    "caseorg.gui.scam.page",
    "caseorg.gui.knowledge.page",
    "caseorg.gui.review.page",
)
_RESTED_MILLISECONDS = 1500


class Warming(QObject):
    """Begins some time after the tasks rested first, and calls `done` at its end."""

    def __init__(self, desk: Desk, done: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._done = desk, done
        self._timer = QTimer(self, singleShot=True, interval=_RESTED_MILLISECONDS)
        self._timer.timeout.connect(self._begin)
        desk.tasks.rested.connect(self._timer.start)

    def _begin(self) -> None:
        tasks = self._desk.tasks
        tasks.rested.disconnect(self._timer.start)
        self._desk.check_data()
        tasks.compute(self, warm, tasks.workspace, then=lambda _: self._done())


def warm(workspace: Workspace) -> None:
    """Loads what writes and the dialogs, reads all of the knowledge, and makes its patterns ready."""
    workspace.make_ready_to_write()
    for module in LATER:
        import_module(module)
    workspace.knowledge.check()
    find_flags(" ", workspace.knowledge.red_flags.values())
