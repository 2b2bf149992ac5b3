"""The box to paste into, with the words marked that were found."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from caseorg.gui.marking import mark
from caseorg.gui.theme import colours
from caseorg.i18n import tr


class PasteBox(QPlainTextEdit):
    """Takes text, and files of text that are dropped on it."""

    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Text to check"))
        self.setPlaceholderText(tr("Paste a message, a telephone number or a link here, or drop a text file."))
        self.setTabChangesFocus(True)
        self.setMinimumHeight(96)

    def mark(self, spans: Iterable[tuple[int, int]]) -> None:
        """Marks pieces of the text, given in code points, by colour and by underlining."""
        mark(self, spans, colours().red, colours().selected)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 — Qt's name
        if _files(event):
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        if _files(event):
            event.acceptProposedAction()
        else:
            super().dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        if files := _files(event):
            event.acceptProposedAction()
            self.dropped.emit(files[0])
        else:
            super().dropEvent(event)


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
