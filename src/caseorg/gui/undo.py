"""Changes that can be taken back, with their names in the menu."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand


class Change(QUndoCommand):
    """A change and its opposite. One that is done already does nothing when it is put on the stack."""

    def __init__(self, name: str, do: Callable[[], object], take_back: Callable[[], object], *, done: bool) -> None:
        super().__init__(name)
        self._do = do
        self._take_back = take_back
        self._done = done

    def redo(self) -> None:
        """Called by the stack."""
        if not self._done:
            self._do()
        self._done = False

    def undo(self) -> None:
        """Called by the stack."""
        self._take_back()
