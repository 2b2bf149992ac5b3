"""What was drawn of the pages, and the drawing of what is being looked at."""

from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from caseorg.domain.errors import CaseorgError
from caseorg.evidence.document import Bitmap, draw_page
from caseorg.gui.tasks import TaskRunner

Wish = tuple[int, float]  # a page from 0, and dots a point


class Pictures(QObject):
    """Draws one wish at a time; new wishes replace those that were not begun, so that nothing piles up.

    What is kept stays below `most` bytes, or is what was wished for last.
    """

    arrived = Signal(int)

    def __init__(self, tasks: TaskRunner, most: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._most = tasks, most
        self._file: Path | None = None
        self._kept: OrderedDict[Wish, QImage] = OrderedDict()
        self._wishes: Sequence[Wish] = ()
        self._failed: set[int] = set()
        self._busy = False

    def open(self, file: Path) -> None:
        """Draws from this document."""
        self._file = file

    def of(self, page: int, scale: float) -> QImage | None:
        """The page at this scale, else at any, else nothing."""
        if found := self._kept.get((page, scale)):
            return found
        return next((image for (kept, _), image in self._kept.items() if kept == page), None)

    def failed(self, page: int) -> bool:
        """Whether the page could not be drawn."""
        return page in self._failed

    def want(self, wishes: Sequence[Wish]) -> None:
        """Draws what is not there, in this order."""
        self._wishes = wishes
        for wish in wishes:
            if wish in self._kept:
                self._kept.move_to_end(wish)
        self._begin()

    def _begin(self) -> None:
        wish = next((wish for wish in self._wishes if wish not in self._kept and wish[0] not in self._failed), None)
        if self._busy or wish is None or self._file is None:
            return
        self._busy = True
        self._tasks.compute(self, _draw, self._file, *wish, then=partial(self._take, wish))

    def _take(self, wish: Wish, image: QImage | None) -> None:
        self._busy = False
        if image:
            self._kept[wish] = image
            self._forget()
        else:
            self._failed.add(wish[0])
        self.arrived.emit(wish[0])
        self._begin()

    def _forget(self) -> None:
        """What was not looked at for the longest time goes first."""
        size = sum(kept.sizeInBytes() for kept in self._kept.values())
        for old in [old for old in self._kept if old not in self._wishes]:
            if size <= self._most:
                break
            size -= self._kept.pop(old).sizeInBytes()


def _draw(file: Path, page: int, scale: float) -> QImage | None:
    """Runs on a worker; nothing where it cannot be drawn, which the page itself will say if somebody still looks."""
    try:
        return as_image(draw_page(file, page, scale)).copy()
    except CaseorgError:
        return None


def as_image(bitmap: Bitmap) -> QImage:
    """An image that is good as long as the bitmap is."""
    kind = QImage.Format.Format_Grayscale8 if bitmap.grey else QImage.Format.Format_RGB32
    return QImage(memoryview(bitmap.pixels), bitmap.width, bitmap.height, bitmap.stride, kind)
