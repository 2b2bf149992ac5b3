"""The text of the message, with what could be put better underlined; nothing is changed by itself."""

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from caseorg.domain.checks.wording import WordingFinding
from caseorg.gui.marking import cursors, mark
from caseorg.gui.theme import colours
from caseorg.i18n import tr


class MessageEditor(QPlainTextEdit):
    """What the user writes, and what is said about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Message"))
        self.setTabChangesFocus(True)

    def underline(self, findings: Sequence[WordingFinding]) -> None:
        """Underlines what the findings are about; one about the text as a whole underlines nothing."""
        mark(self, ((finding.start, finding.end) for finding in findings), colours().amber)

    def replace(self, finding: WordingFinding, text: str) -> None:
        """Puts the text in the place of what was found; Ctrl+Z takes it back."""
        (piece,) = cursors(self, [(finding.start, finding.end)])
        piece.insertText(text)

    def replace_all(self, text: str) -> None:
        """Puts another text in the place of the whole; Ctrl+Z takes it back."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def show_text(self, text: str) -> None:
        """Replaces the whole without a step of undo in between."""
        if text != self.toPlainText():
            self.setPlainText(text)
