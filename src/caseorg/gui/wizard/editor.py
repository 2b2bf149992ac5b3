"""The text of the message, with what could be put better underlined; nothing is changed by itself."""

from collections.abc import Sequence

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from caseorg.domain.checks.wording import Finding
from caseorg.gui.theme import colours
from caseorg.i18n import tr


class MessageEditor(QPlainTextEdit):
    """Offsets of findings count characters; Qt counts UTF-16 units."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Message"))
        self.setTabChangesFocus(True)

    def underline(self, findings: Sequence[Finding]) -> None:
        """Underlines what the findings are about; one about the text as a whole underlines nothing."""
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(QColor(colours().amber))
        marks = []
        for finding in findings:
            if finding.end > finding.start:
                mark = QTextEdit.ExtraSelection()
                mark.cursor = self._selected(finding)
                mark.format = look
                marks.append(mark)
        self.setExtraSelections(marks)

    def replace(self, finding: Finding, text: str) -> None:
        """Puts the text in the place of what was found; Ctrl+Z takes it back."""
        self._selected(finding).insertText(text)

    def replace_all(self, text: str) -> None:
        """Puts another text in the place of the whole; Ctrl+Z takes it back."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def show_text(self, text: str) -> None:
        """Replaces the whole without a step of undo in between."""
        if text != self.toPlainText():
            self.setPlainText(text)

    def _selected(self, finding: Finding) -> QTextCursor:
        text = self.toPlainText()
        cursor = QTextCursor(self.document())
        cursor.setPosition(units(text[: finding.start]))
        cursor.setPosition(units(text[: finding.end]), QTextCursor.MoveMode.KeepAnchor)
        return cursor


def units(text: str) -> int:
    """How many UTF-16 units the text takes; rare characters and emoji take two."""
    return len(text.encode("utf-16-le")) // 2
