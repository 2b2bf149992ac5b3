"""The words of a text that was taken in, with what was found in them marked."""

import re
from dataclasses import dataclass

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from caseorg.domain.case import Evidence
from caseorg.domain.text.sentences import Span
from caseorg.evidence.store import EvidenceStore
from caseorg.gui.marking import cursors
from caseorg.gui.theme import colours
from caseorg.i18n import tr

_LONGEST_TEXT = 200_000
_BEFORE = 20_000  # characters in front of what is marked, where a text is too long to be shown whole
_LONG_LINE = re.compile(r"[^\n]{2000}(?=[^\n])")


@dataclass(frozen=True, slots=True)
class ShownText:
    """What is shown, and where in it something is marked."""

    text: str
    marked: Span | None = None


def load_text(store: EvidenceStore, item: Evidence, span: Span | None = None) -> ShownText:
    """Qt takes the square of a line's length to lay it out, and the window would stand still meanwhile."""
    from caseorg.evidence.words import read_words  # on a worker's thread: what reads mail and pages takes time to load

    return shown_text(read_words(store, item).text, span)


def shown_text(words: str, span: Span | None) -> ShownText:
    """As much as can be shown, around `span` where that is far behind; long lines are cut."""
    if span is None or span.end > len(words):
        return ShownText(_cut(words[:_LONGEST_TEXT]))
    first = 0 if span.end <= _LONGEST_TEXT else words.rfind("\n", 0, span.start - _BEFORE) + 1
    first = max(first, span.end - _LONGEST_TEXT)
    before, found = _cut(words[first : span.start]), words[span.start : span.end]
    return ShownText(
        before + found + _cut(words[span.end : first + _LONGEST_TEXT]), Span(len(before), len(before) + len(found))
    )


def _cut(words: str) -> str:
    return _LONG_LINE.sub("\\g<0>\n", words)


class TextView(QPlainTextEdit):
    """A text to read; what was found in it is marked with its line, and in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAccessibleName(tr("Text of the file"))
        self.found = QTextCursor()

    def show_text(self, shown: ShownText) -> None:
        """Replaces what is shown."""
        self.setPlainText(shown.text)
        self.found = cursors(self, [(shown.marked.start, shown.marked.end)])[0] if shown.marked else QTextCursor()
        self._mark()
        if shown.marked:
            place = QTextCursor(self.found)
            place.setPosition(place.selectionStart())
            self.setTextCursor(place)
            self.centerCursor()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 — Qt's name
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._mark()

    def _mark(self) -> None:
        if self.found.isNull():
            self.setExtraSelections([])
            return
        line, words = QTextCharFormat(), QTextCharFormat()
        line.setBackground(QColor(colours().selected))
        line.setProperty(QTextFormat.Property.FullWidthSelection, True)
        words.setBackground(QColor(colours().accent))
        words.setForeground(QColor(colours().on_accent))
        at_line = QTextCursor(self.found)
        at_line.clearSelection()
        self.setExtraSelections([_marked(at_line, line), _marked(self.found, words)])


def _marked(cursor: QTextCursor, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
    made = QTextEdit.ExtraSelection()
    made.cursor, made.format = cursor, look
    return made
