"""Changes that can be taken back, with their names in the menu."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand


class Change(QUndoCommand):
    """A change that was made, and its opposite. The stack redoes a command when it is pushed: that is skipped."""

    def __init__(self, name: str, again: Callable[[], object], take_back: Callable[[], object]) -> None:
        super().__init__(name)
        self._again = again
        self._take_back = take_back
        self._pushed = False

    def redo(self) -> None:
        """Called by the stack."""
        if self._pushed:
            self._again()
        self._pushed = True

    def undo(self) -> None:
        """Called by the stack."""
        self._take_back()
