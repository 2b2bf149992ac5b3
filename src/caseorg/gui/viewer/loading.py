"""The pictures that are looked at, and those that come next; a worker decodes them."""

from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from caseorg.domain.case import Evidence
from caseorg.domain.errors import CaseorgError
from caseorg.evidence.thumbnails import has_picture
from caseorg.gui.inspector.picture import load_image
from caseorg.gui.tasks import TaskRunner

Wish = tuple[Evidence, int]  # a page of it, from 0
MOST = 192 << 20  # bytes of decoded pictures that are kept


class Loading(QObject):
    """Loads one wish after the other; new wishes replace those that were not begun. What was wished for longest ago
    is forgotten first, so that what is kept stays below `most` bytes, or is what was wished for last."""

    arrived = Signal(object)

    def __init__(self, tasks: TaskRunner, most: int = MOST, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._most = tasks, most
        self._kept: OrderedDict[tuple[str, int], list[QImage]] = OrderedDict()
        self._wishes: list[Wish] = []
        self._left: list[Wish] = []
        self._busy = False
        self._looked_at = 1

    def of(self, item: Evidence, page: int) -> list[QImage] | None:
        """The picture in its sizes; empty where it cannot be shown, None where it has not come yet."""
        return self._kept.get((item.sha256, page))

    def want(self, wishes: Sequence[Wish], looked_at: int = 1) -> None:
        """Loads what is not there, in this order, each once; the first ones are looked at and stay."""
        self._looked_at = looked_at
        self._wishes = [wish for wish in wishes if has_picture(wish[0])]
        self._left = [wish for wish in self._wishes if self.of(*wish) is None]
        for item, page in reversed(self._wishes):
            if (item.sha256, page) in self._kept:
                self._kept.move_to_end((item.sha256, page))
        self._begin()

    @property
    def held(self) -> int:
        """Bytes of what is kept."""
        return sum(map(_size, self._kept.values()))

    def _begin(self) -> None:
        if self._busy or not self._left:
            return
        self._busy = True
        wish = item, page = self._left.pop(0)
        file = self._tasks.workspace.evidence.path(item.sha256)
        self._tasks.compute(self, _load, file, item, page, then=partial(self._take, wish), fail=self._rest)

    def _rest(self) -> None:
        self._busy = False

    def _take(self, wish: Wish, images: list[QImage]) -> None:
        self._busy = False
        item, page = wish
        self._kept[item.sha256, page] = images
        self._forget()
        self.arrived.emit(wish)
        self._begin()

    def _forget(self) -> None:
        wished = {(item.sha256, page) for item, page in self._wishes[: self._looked_at]}
        for old in [old for old in self._kept if old not in wished]:
            if self.held <= self._most:
                break
            del self._kept[old]


def _load(file: Path, item: Evidence, page: int) -> list[QImage]:
    """Runs on a worker's thread; nothing where it cannot be shown, which the page says."""
    try:
        return load_image(file, item, page)
    except CaseorgError:
        return []


def _size(images: Sequence[QImage]) -> int:
    return sum(image.sizeInBytes() for image in images)
