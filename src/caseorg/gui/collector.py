"""Garbage is collected on the window's thread only.

Python collects on whichever thread happens to allocate. A cycle that holds a pixmap or a widget, freed by a worker,
ends the process, so that automatic collection is off while a window is open and a timer does it instead.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_INTERVAL_MILLISECONDS = 500
_DUE = (50_000, 10, 10)  # new objects, and collections of a generation before one of the next: some 20 ms at a time


class Collector(QObject):
    """Collects what is due, until it is stopped."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_INTERVAL_MILLISECONDS)
        self._timer.timeout.connect(_collect_due)
        self._timer.start()

    def stop(self) -> None:
        """Leaves collection to Python again; no worker may be running any more."""
        self._timer.stop()
        gc.enable()


def leave_garbage() -> None:
    """None is collected before a window's collector does it: not on a thread that loads things meanwhile."""
    gc.disable()


def spare_what_stays() -> None:
    """What is there by now stays as long as the window: no later collection looks through it."""
    gc.freeze()


def _collect_due() -> None:
    for generation, (count, due) in reversed(list(enumerate(zip(gc.get_count(), _DUE, strict=True)))):
        if count > due:
            gc.collect(generation)
            return
