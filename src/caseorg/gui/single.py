"""One window for a data folder: a second start brings the first window to the front, and ends."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject
from PySide6.QtWidgets import QWidget

from caseorg.locking import only_one
from caseorg.rights import FILE, write_private

_LOCK = "window.lock"
_CALL = "window.call"


@contextmanager
def only_window(data: Path) -> Iterator[bool]:
    """Whether no other window has the folder open; a lock that ends with its process says so. Where none can be had,
    as in a folder that may only be read, every window is the only one."""
    with ExitStack() as stack:
        alone = True
        if data.is_dir():
            with suppress(OSError):
                alone = stack.enter_context(only_one(data / _LOCK))
        yield alone


def call_other(data: Path) -> None:
    """Asks the window that has the folder open to come to the front."""
    with suppress(OSError):
        write_private(data / _CALL, str(time.time_ns()))


class Answering(QObject):
    """Brings the window to the front whenever another start calls."""

    def __init__(self, window: QWidget, data: Path) -> None:
        super().__init__(window)
        self._window, self._file = window, data / _CALL
        with suppress(OSError):
            self._file.touch(FILE)
        self._watcher = QFileSystemWatcher([str(self._file)] if self._file.exists() else [], self)
        self._watcher.fileChanged.connect(self._come)

    def _come(self, _: str) -> None:
        if self._file.exists() and str(self._file) not in self._watcher.files():  # it was written anew
            self._watcher.addPath(str(self._file))
        window = self._window
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()
