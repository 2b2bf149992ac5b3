"""The open case and all that can be done with it; shows nothing and asks nothing itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from caseorg.actions.change import Action, Change
from caseorg.domain.case import (
    CaseFile,
    CaseId,
)
from caseorg.domain.errors import CaseorgError
from caseorg.gui.background import check_database
from caseorg.gui.tasks import TaskRunner
from caseorg.gui.undo import History, TakeBack
from caseorg.i18n import error_text, remark_text, tr
from caseorg.store.changes import CaseChanges, CaseWatch
from caseorg.store.drafts import draft_file, drop_drafts
from caseorg.store.queries import find_whole_case, list_cases, newest_case
from caseorg.views.machine_clock import clock_problem
from caseorg.workspace import Workspace

T = TypeVar("T")
Choice = tuple[str, Callable[[], object]]


class Requester(Protocol):
    """What asked for a change, and stays open until the change is stored."""

    def accept(self) -> None: ...

    def refuse(self, error: CaseorgError) -> None: ...


@dataclass(frozen=True, slots=True)
class Reply:
    """A form that is none: what is called when a change was stored, or could not be."""

    accept: Callable[[], None]
    refuse: Callable[[CaseorgError], None]


class Desk(QObject):
    """Reads again after every change, so that what is shown is always what is stored."""

    cases_read = Signal(object)
    cases_changed = Signal(object)
    cases_gone = Signal(object)
    case_read = Signal(object)
    notified = Signal(str, object, bool)
    unsaid = Signal(str)
    overtaken = Signal()

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.history = History(tasks, self)
        self.case: CaseFile | None = None
        self._wanted: CaseId | None = None
        self._watch = CaseWatch()
        self._new_key = ""
        self.history.moved.connect(self.overtaken)
        self.history.touched.connect(self.open_case)
        self.history.refused.connect(self._tell_failure)
        tasks.changed.connect(self.reload)
        tasks.failed.connect(self._tell_failure)

    @property
    def case_id(self) -> CaseId | None:
        """The case that is open, or is being opened."""
        return self._wanted

    def take_new_key(self) -> str:
        """What was added last and not shown yet: the id of an event or of evidence, or nothing."""
        key, self._new_key = self._new_key, ""
        return key

    def start(self, case_id: CaseId | None) -> None:
        """Opens a case, or the one that was touched last."""
        self.tasks.read(self, newest_case, then=lambda newest: self.open_case(case_id or newest))
        self.tasks.compute(self, _problems, self.tasks.workspace, then=self._tell_problems)

    def check_data(self) -> None:
        """Whether the database is whole, which takes the longer the more is in it."""
        if not self.tasks.workspace.refusal:
            self.tasks.run_beside(self, tr("Checking the data"), check_database, lambda _: None)

    def open_case(self, case_id: CaseId | None) -> None:
        """Shows another case, or none."""
        self._wanted = case_id
        self.reload()

    def reload(self) -> None:
        """Reads the open case again, and of the list what was changed."""
        if self.tasks.workspace.refusal:
            self.tasks.read(self, list_cases, then=self.cases_read.emit)
        else:
            self.tasks.read(self, self._watch.read, then=self._show_cases)
        if self._wanted:
            self.tasks.read(self, find_whole_case, self._wanted, then=self._show_case)
        else:
            self._show_case(None)

    def do(
        self,
        action: Action[T],
        form: Requester | None = None,
        then: Callable[[T, TakeBack], object] = lambda made, take_back: None,
        case_id: CaseId | None = None,
    ) -> None:
        """Changes the open case, or another one; the form that asked stays until that is stored. `then` is given what
        was made, and what takes this change back and no other."""
        changed = case_id or self._wanted
        if changed is None:
            return

        def done(change: Change[T]) -> None:
            if form:
                form.accept()
            then(change.made, self.remember(changed, change))

        self.tasks.write(self, action, changed, then=done, fail=form.refuse if form else None)

    def remember(self, case_id: CaseId, change: Change[object]) -> TakeBack:
        """A change that was made is a step that can be taken back, and is told."""
        if change.already:
            return lambda: None
        take_back = self.history.push(case_id, change)
        if change.notice:
            self.notify(remark_text(change.notice), (tr("Undo"), take_back))
        return take_back

    def draft(self, form: str, case_id: CaseId | None) -> Path:
        """Where what is typed into a form is kept until it is saved."""
        return draft_file(self.tasks.workspace.drafts, case_id, form)

    def tell_failure(self, error: CaseorgError) -> None:
        """Shows what went wrong, and nothing else of it."""
        self.notify(error_text(error), error=True)

    def show_next(self, key: str, _take_back: object = None) -> None:
        """The event or evidence of this id is selected once it is read."""
        self._new_key = key

    def notify(self, text: str, *choices: Choice, error: bool = False) -> None:
        """Shows a notice."""
        self.notified.emit(text, choices, error)

    def _show_cases(self, found: CaseChanges) -> None:
        (self.cases_read if found.whole else self.cases_changed).emit(found.cases)
        if found.gone:
            self.cases_gone.emit(found.gone)
        if self._wanted in found.gone:
            self.tasks.read(self, newest_case, then=self.open_case)
        if found.whole:
            drop_drafts(self.tasks.workspace.drafts, {case.id for case in found.cases})

    def _show_case(self, case: CaseFile | None) -> None:
        """An answer for a case that is no longer the open one is dropped."""
        if (case.id if case else None) != self._wanted:
            return
        self.case = case
        self.case_read.emit(case)

    def _tell_problems(self, problems: Sequence[CaseorgError]) -> None:
        for problem in problems[:1]:
            self.notify(error_text(problem), error=True)

    def _tell_failure(self, error: CaseorgError) -> None:
        self.tell_failure(error)
        self.reload()


def _problems(workspace: Workspace) -> Sequence[CaseorgError]:
    """A clock that is wrong, and what is of the user's own knowledge files; opening it has read them."""
    clock = None if workspace.refusal else clock_problem(workspace, datetime.now(UTC))
    return (*filter(None, (clock,)), *workspace.knowledge.problems)
