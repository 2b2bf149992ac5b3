"""What is found on a page, or was drawn there: a row for each mark, with the piece of the picture that it hides."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from caseorg.domain.privacy.kinds import KIND_NAMES
from caseorg.domain.reading.reading import Box
from caseorg.domain.redaction.marks import MarkState, RedactionMark
from caseorg.gui.redaction.work import Loaded
from caseorg.i18n import tr

_CROP = QSize(96, 28)
_ID = int(Qt.ItemDataRole.UserRole)


class MarkList(QListWidget):
    """The marks of one page; `now` is the one where one is."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lines")
        self.setIconSize(_CROP)
        self.setWordWrap(True)
        self.setAccessibleName(tr("What is found"))
        self._marks: Sequence[RedactionMark] = ()

    @property
    def now(self) -> RedactionMark | None:
        """The mark where one is."""
        return next((mark for mark in self._marks if mark.id == self._key()), None)

    def fill(self, loaded: Loaded | None, marks: Sequence[RedactionMark], answered: Sequence[RedactionMark]) -> None:
        """The rows anew; one stays where one was, or goes on to what waits where that is `answered`."""
        kept, row = self._key(), self.currentRow()
        self._marks = marks
        self.blockSignals(True)
        self.clear()
        for number, mark in enumerate(marks, start=1):
            self.addItem(_row(number, mark, loaded))
        keys = [mark.id for mark in marks]
        stays = kept in keys and kept not in {mark.id for mark in answered}
        self.setCurrentRow(keys.index(kept) if stays else max(0, _next_waiting(marks, row)))
        self.blockSignals(False)

    def pick(self, key: str) -> None:
        """Goes to the mark of this id."""
        for row, mark in enumerate(self._marks):
            if mark.id == key:
                self.setCurrentRow(row)

    def numbers(self, marks: Sequence[RedactionMark]) -> Sequence[int]:
        """The numbers by which the rows of these marks are called."""
        keys = {mark.id for mark in marks}
        return [number for number, mark in enumerate(self._marks, start=1) if mark.id in keys]

    def _key(self) -> str:
        item = self.currentItem()
        return str(item.data(_ID)) if item else ""


def _next_waiting(marks: Sequence[RedactionMark], row: int) -> int:
    """The first that waits from this row on, else the first at all, else as far down as there are rows."""
    waiting = [place for place, mark in enumerate(marks) if mark.state is MarkState.OPEN]
    return next((place for place in waiting if place >= row), waiting[0] if waiting else min(row, len(marks) - 1))


def _row(number: int, mark: RedactionMark, loaded: Loaded | None) -> QListWidgetItem:
    row = QListWidgetItem(f"{number}　{tr(KIND_NAMES[mark.kind])}　{tr(mark.state)}\n{mark.text}")
    row.setData(_ID, mark.id)
    if loaded and loaded.images:
        row.setIcon(QIcon(QPixmap.fromImage(_crop(loaded, mark.box))))
    return row


def _crop(loaded: Loaded, box: Box) -> QImage:
    """What it hides."""
    image = loaded.images[0]
    scale = image.width() / max(1, loaded.plan.reading.pages[loaded.asked.page].width)
    left, top, right, bottom = (round(side * scale) for side in (box.left, box.top, box.right, box.bottom))
    part = image.copy(left, top, max(1, right - left), max(1, bottom - top))
    return part.scaled(_CROP, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
