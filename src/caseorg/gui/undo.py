"""Changes that can be taken back, with their names in the menu."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from caseorg.actions.change import Change, Verb
from caseorg.domain.case import CaseId
from caseorg.domain.errors import CaseorgError
from caseorg.gui.tasks import TaskRunner
from caseorg.i18n import remark_text, tr

Step = Callable[[Callable[[], None]], None]
TakeBack = Callable[[], None]


class Command(QUndoCommand):
    """A change that was made, and its opposite.

    Each step is called with what to do when it is refused: the stack then goes back to where it was. The stack also
    redoes a command when it is pushed; that first time nothing is done.
    """

    def __init__(self, name: str, again: Step, take_back: Step, case_id: CaseId, change: Change[object]) -> None:
        super().__init__(name)
        self.case_id, self.change = case_id, change
        self._again = again
        self._take_back = take_back
        self._moving_only = True
        self.move_back: Callable[[bool], None] = lambda undone: None

    def redo(self) -> None:
        """Called by the stack."""
        if not self._moving_only:
            self._again(lambda: self._refused(undone=False))
        self._moving_only = False

    def undo(self) -> None:
        """Called by the stack."""
        if not self._moving_only:
            self._take_back(lambda: self._refused(undone=True))
        self._moving_only = False

    def _refused(self, *, undone: bool) -> None:
        self._moving_only = True
        self.move_back(undone)


class History(QObject):
    """Remembers changes of cases, and takes them back.

    `touched` tells the case that a step of the stack changed, `refused` why a step could not be made, `stepped` what
    was taken back, or done again.
    """

    moved = Signal()
    touched = Signal(object)
    refused = Signal(object)
    stepped = Signal(str)

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.stack = QUndoStack(self)
        self.stack.indexChanged.connect(self.moved)

    def push(self, case_id: CaseId, made: Change[object]) -> TakeBack:
        """Remembers a change that was made; what it returns takes back this change and no other."""
        name = remark_text(made.name)
        redone, undone = tr("Done again: {what}", what=name), tr("Undone: {what}", what=name)
        again, back = ((made.redo, redone), (made.undo, undone))
        steps = (partial(self._step, case_id, *again), partial(self._step, case_id, *back))
        command = Command(name, *steps, case_id, made)
        command.move_back = lambda undone: self.stack.redo() if undone else self.stack.undo()
        self.stack.push(command)

        def take_back() -> None:
            last = self.stack.index() - 1
            if last >= 0 and self.stack.command(last) is command:
                self.stack.undo()

        return take_back

    def done(self) -> tuple[tuple[CaseId, Change[object]], ...]:
        """The changes that can be taken back, the first one first."""
        commands = (self.stack.command(place) for place in range(self.stack.index()))
        return tuple((command.case_id, command.change) for command in commands if isinstance(command, Command))

    def forget(self) -> None:
        """Nothing that was done so far can be taken back: what it was about is gone."""
        self.stack.clear()

    def _step(self, case_id: CaseId, verb: Verb, name: str, refused: Callable[[], None]) -> None:
        """A step of the undo stack; the case that it changes comes to the front."""

        def fail(error: CaseorgError) -> None:
            refused()
            self.refused.emit(error)

        def done(_: object) -> None:
            self.touched.emit(case_id)
            self.stepped.emit(name)

        self._tasks.write(self, verb, case_id, then=done, fail=fail)
