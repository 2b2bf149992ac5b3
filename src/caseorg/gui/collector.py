"""Garbage is collected on the window's thread only.

Python collects on whichever thread happens to allocate. A cycle that holds a pixmap or a widget, freed by a worker,
ends the process, so that automatic collection is off while a window is open and a timer does it instead.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_INTERVAL_MILLISECONDS = 500


class Collector(QObject):
    """Collects what Python's own thresholds say is due, until it is stopped."""

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


def _collect_due() -> None:
    for generation, (count, threshold) in reversed(
        list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))
    ):
        if count > threshold:
            gc.collect(generation)
            return
