"""What stands in the middle: the picture, the words of a text, or how a film and a sound are opened."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from caseorg.domain.case import Evidence, MediaKind
from caseorg.evidence.thumbnails import has_picture
from caseorg.gui.forms import heading
from caseorg.gui.inspector.text import ShownText, TextView, load_text
from caseorg.gui.tasks import TaskRunner
from caseorg.gui.viewer.picture import ViewedPicture
from caseorg.i18n import tr

PLAYED = (MediaKind.VIDEO, MediaKind.AUDIO)


class ViewerStage(QStackedWidget):
    """`play_wanted` asks for a copy of a film or a sound in the system's own program."""

    play_wanted = Signal(object)

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.item: Evidence | None = None
        self.picture = ViewedPicture()
        self.words = TextView()
        self._told = heading("", "faint")
        self._told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._told.setWordWrap(True)
        self.play = QPushButton()
        self.play.clicked.connect(lambda: self.play_wanted.emit(self.item))
        for widget in (self.picture, self.words, self._message()):
            self.addWidget(widget)

    def _message(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(12)
        column.addStretch()
        column.addWidget(self._told)
        column.addWidget(self.play, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch()
        return page

    def show_item(self, item: Evidence | None, images: Sequence[QImage] | None) -> None:
        """`images` are None until they were loaded, and empty where nothing can be shown."""
        self.item = item
        if item is None:
            self._say(tr("There is nothing to show here."))
        elif has_picture(item):
            self.picture.show_image(images or ())
            self.setCurrentWidget(self.picture)
            if images is not None and not images:
                self._say(tr("This cannot be shown. The file is kept as it is."))
        elif item.kind is MediaKind.TEXT:
            self._show_words(item)
        elif item.kind in PLAYED:
            self._say(item.name, tr("Play a copy in this computer's own program"))
        else:
            self._say(tr("There is no preview for this kind of file. It is kept as it is."))

    def _show_words(self, item: Evidence) -> None:
        self.words.show_text(ShownText(""))
        self.setCurrentWidget(self.words)
        store, then = self._tasks.workspace.evidence, partial(self._take_words, item)
        self._tasks.compute(self, load_text, store, item, then=then)

    def _take_words(self, item: Evidence, shown: ShownText) -> None:
        if self.item and self.item.id == item.id:
            self.words.show_text(shown)

    def _say(self, text: str, button: str = "") -> None:
        self._told.setText(text)
        self.play.setText(button)
        self.play.setVisible(bool(button))
        self.setCurrentIndex(2)
