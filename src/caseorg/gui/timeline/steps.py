"""The next step on the open case, worked out behind the window."""

from collections.abc import Callable, Collection
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from caseorg.domain.case import CaseFile, Evidence
from caseorg.domain.steps.sorting import sort_first
from caseorg.domain.steps.step import NextStep
from caseorg.gui.desk import Desk
from caseorg.jobs.readings import readable
from caseorg.knowledge.agenda import next_step
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.stories import story_of


class NextSteps(QObject):
    """Whenever the case was read: `found` carries its step. `reads_pictures` says whether pictures can be sorted."""

    found = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.reads_pictures: Callable[[], bool] = lambda: False
        desk.case_read.connect(self._work_out)

    def again(self) -> None:
        """Whether pictures are read was changed."""
        self._work_out(self._desk.case)

    def _work_out(self, case: CaseFile | None) -> None:
        if case:
            knowledge = self._desk.tasks.workspace.knowledge
            pictures = readable(case) if self.reads_pictures() else ()
            self._desk.tasks.compute(self, _next_step, knowledge, case, pictures, then=partial(self._tell, case))

    def _tell(self, case: CaseFile, step: NextStep) -> None:
        """The step of an earlier reading may come in last; it is dropped."""
        if case is self._desk.case and case.id == self._desk.case_id:
            self.found.emit(step)


def _next_step(knowledge: Knowledge, case: CaseFile, pictures: Collection[Evidence]) -> NextStep:
    return sort_first(next_step(knowledge, case, story_of(knowledge, case), datetime.now(UTC)), case, pictures)
