"""The user guide in the window: the same text as in docs/, with its contents beside it and a field that finds words."""

import re
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeySequence, QShortcut, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caseorg.gui.forms import heading, keep_on_screen
from caseorg.gui.reader import Reader
from caseorg.i18n import tr
from caseorg.resources import document
from caseorg.settings import LANGUAGES

_SIZE = (900, 640)
_CONTENTS = 220
_DEEPEST = 3
_PLACE = int(Qt.ItemDataRole.UserRole)
_FILES = dict(zip(LANGUAGES, ("user-guide.zh-CN.md", "user-guide.md"), strict=True))
_NOT_HERE = re.compile(r"^(!\[.*\]\(.*\)|\[[^\]]*\]\(user-guide[^)]*\))\n", re.MULTILINE)


def guide_text(language: str) -> str:
    """The guide as Markdown, without its pictures of the window and the link to its other language."""
    return _NOT_HERE.sub("", document(_FILES[language]).read_text(encoding="utf-8"))


def show_guide(window: QMainWindow, language: str) -> None:
    """Opens it beside the window, which can be used meanwhile; where it is open, brings it to the front."""
    guide = window.findChild(GuideWindow) or GuideWindow(window, guide_text(language))
    keep_on_screen(guide)
    guide.show()
    guide.raise_()
    guide.activateWindow()


class GuideWindow(QDialog):
    """Contents at the left, the text at the right; Ctrl+F looks for words, Enter for the next place."""

    def __init__(self, parent: QWidget, text: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("User guide"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.page = Reader(tr("User guide"))
        self.page.show_page(lambda: _as_html(text, self.page.font()))
        self.contents = QListWidget()
        self.contents.setAccessibleName(tr("Contents"))
        self.contents.setObjectName("choices")
        self.contents.setFixedWidth(_CONTENTS)
        self.contents.setSpacing(3)
        for block in _headings(self.page.document()):
            self.contents.addItem(_entry(block))
        self.contents.currentItemChanged.connect(lambda item, _: self._go_to(item.data(_PLACE)))
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Find in the guide"))
        self.field.setAccessibleName(tr("Find in the guide"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(lambda _: self.find_words(again=False))
        self.field.returnPressed.connect(self.find_words)
        self.found = heading("", "faint")
        self._lay_out()
        QShortcut(QKeySequence.StandardKey.Find, self, self._begin)
        self.resize(*_SIZE)
        self.page.setFocus()

    def _lay_out(self) -> None:
        close = QPushButton(tr("Close"))
        close.setAutoDefault(False)  # Enter in the field looks for the next place
        close.clicked.connect(self.reject)
        top, middle = QHBoxLayout(), QHBoxLayout()
        for part in (self.field, self.found, close):
            top.addWidget(part, 1 if part is self.field else 0)
        middle.addWidget(self.contents)
        middle.addWidget(self.page, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addLayout(top)
        column.addLayout(middle, 1)

    def _begin(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def find_words(self, *, again: bool = True) -> None:
        """Goes to the next place of the words, or while one types to the first from here; from the end to the top."""
        words, cursor = self.field.text().strip(), self.page.textCursor()
        if not again:
            cursor.setPosition(cursor.selectionStart())
            self.page.setTextCursor(cursor)
        found = bool(words) and self._found(words)
        self.found.setText("" if found or not words else tr("Not found"))
        if not words:
            cursor.clearSelection()
            self.page.setTextCursor(cursor)

    def _found(self, words: str) -> bool:
        if self.page.find(words):
            return True
        start = QTextCursor(self.page.document())
        if self.page.document().find(words, start).isNull():
            return False
        self.page.setTextCursor(start)
        return self.page.find(words)

    def _go_to(self, place: int) -> None:
        """Where one then looks for words from."""
        block = self.page.document().findBlock(place)
        self.page.setTextCursor(QTextCursor(block))
        top = self.page.document().documentLayout().blockBoundingRect(block).top()
        self.page.verticalScrollBar().setValue(int(top))


def _as_html(text: str, font: QFont) -> str:
    """What the reader can write again in other colours."""
    written = QTextDocument()
    written.setDefaultFont(font)
    written.setMarkdown(text)
    return written.toHtml()


def _headings(text: QTextDocument) -> Iterator[QTextBlock]:
    block = text.begin()
    while block.isValid():
        if 1 <= block.blockFormat().headingLevel() <= _DEEPEST:
            yield block
        block = block.next()


def _entry(block: QTextBlock) -> QListWidgetItem:
    item = QListWidgetItem("　" * max(0, block.blockFormat().headingLevel() - 2) + block.text())
    item.setData(_PLACE, block.position())
    return item
