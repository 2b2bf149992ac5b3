"""Changes that can be taken back, with their names in the menu."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

Step = Callable[[Callable[[], None]], None]


class Change(QUndoCommand):
    """A change that was made, and its opposite.

    Each step is called with what to do when it is refused: the stack then goes back to where it was. The stack also
    redoes a command when it is pushed; that first time nothing is done.
    """

    def __init__(self, name: str, again: Step, take_back: Step) -> None:
        super().__init__(name)
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
