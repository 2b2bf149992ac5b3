"""What was sent over a channel before, and how the present text differs from it."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from html import escape

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QMenu,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from caseorg.domain.case import Message
from caseorg.domain.moments import BEIJING
from caseorg.gui.forms import heading
from caseorg.gui.menus import ContextMenu, add_choice, copy_text, open_menus_by_key
from caseorg.gui.theme import colours
from caseorg.i18n import tr


def diff_html(before: str, after: str) -> str:
    """The new text; what was added is underlined, what was taken out is struck through."""
    return "".join(_pieces(before, after)).replace("\n", "<br>")


def _pieces(before: str, after: str) -> Iterator[str]:
    for what, old, old_end, new, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            yield escape(after[new:new_end])
        else:
            yield _marked(before[old:old_end], "line-through", colours().red)
            yield _marked(after[new:new_end], "underline", colours().green)


def _marked(text: str, line: str, colour: str) -> str:
    return f'<span style="color:{colour}; text-decoration:{line}">{escape(text)}</span>' if text else ""


class VersionsDialog(QDialog):
    """The sent texts at the left, newest first; at the right the selected one compared with the present text."""

    def __init__(self, parent: QWidget | None, sent: Sequence[Message], text: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("What was sent before"))
        self.resize(760, 480)
        self._sent = tuple(reversed(sent))
        self._text = text
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Sent versions"))
        self.list.setFixedWidth(190)
        for number, message in zip(range(len(sent), 0, -1), self._sent, strict=True):
            assert message.sent_at
            self.list.addItem(f"v{number}　{message.sent_at.astimezone(BEIJING):%Y-%m-%d %H:%M}")
        self.menus = ContextMenu(self.list, self._fill_menu)
        open_menus_by_key(self)
        self.compared = QTextBrowser()
        self.compared.setAccessibleName(tr("Comparison with the present text"))
        row = QHBoxLayout()
        row.addWidget(self.list)
        row.addWidget(self.compared, 1)
        buttons = QDialogButtonBox()
        buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(heading(tr("Underlined: new in the present text. Struck through: no longer in it."), "faint"))
        column.addLayout(row, 1)
        column.addWidget(buttons)
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)

    def _fill_menu(self, menu: QMenu, place: QPoint) -> None:
        index = self.list.indexAt(place)
        message = self._sent[index.row() if index.isValid() else self.list.currentRow()]
        add_choice(menu, tr("Copy this text"), lambda: copy_text(message.text))

    def _show(self, row: int) -> None:
        self.compared.setHtml(diff_html(self._sent[row].text, self._text))
