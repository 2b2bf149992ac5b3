"""Help in the window: all keys on one page, and what this program is."""

from collections.abc import Callable, Iterator
from html import escape

from PySide6.QtCore import qVersion
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMainWindow, QMenu, QVBoxLayout, QWidget

from caseorg.gui.forms import open_dialog
from caseorg.gui.reader import Reader, faint, heading, label, lines
from caseorg.i18n import tr
from caseorg.views.bugs import versions_line

_SIZE = (560, 520)
_LICENCES = (
    "caseorg: Apache-2.0",
    "PP-OCRv6 (PaddleOCR): Apache-2.0",
    "Noto Sans SC, Noto Emoji: SIL Open Font License 1.1",
    "Qt (PySide6): LGPL-3.0",
    "pypinyin (initials): MIT",
)
_NATIVE = QKeySequence.SequenceFormat.NativeText


class HelpDialog(QDialog):
    """A page to read; with a text to copy, a button does that."""

    def __init__(self, parent: QWidget, title: str, write: Callable[[], str], copied: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(*_SIZE)
        self.page = Reader(title)
        self.page.show_page(write)
        buttons = QDialogButtonBox()
        if copied:
            self.copy = buttons.addButton(tr("Copy for a report"), QDialogButtonBox.ButtonRole.ActionRole)
            self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(copied))
        close = buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.page, 1)
        column.addWidget(buttons)
        self.page.setFocus()


def show_keys(window: QMainWindow) -> None:
    """Every key of the menus as they are now, and those of all forms."""
    open_dialog(HelpDialog(window, tr("Keys"), lambda: "".join(_keys_page(window))))


def show_about(window: QMainWindow) -> None:
    """Version, licences, and what a report of a fault needs; nothing of any case."""
    versions = versions_line(f"Qt {qVersion()}")
    open_dialog(HelpDialog(window, tr("About caseorg"), lambda: _about_page(versions), versions))


def keys_of(window: QMainWindow) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The menus by their names, with what in each has keys."""
    for entry in window.menuBar().actions():
        if isinstance(menu := entry.menu(), QMenu):
            found = [(_name(action), _keys(action)) for action in _choices(menu) if action.shortcuts()]
            if found:
                yield _name(entry), found


def _choices(menu: QMenu) -> Iterator[QAction]:
    """Those of the menus within it too."""
    for action in menu.actions():
        inner = action.menu()
        yield from _choices(inner) if isinstance(inner, QMenu) else (action,)


def _name(action: QAction) -> str:
    return action.text().replace("&", "").rstrip(" …")


def _keys(action: QAction) -> str:
    return " / ".join(dict.fromkeys(sequence.toString(_NATIVE) for sequence in action.shortcuts()))


def _keys_page(window: QMainWindow) -> Iterator[str]:
    yield heading(tr("Keys"))
    for name, found in keys_of(window):
        yield label(name)
        yield _table(found)
    yield label(tr("In every form"))
    yield _table([(tr("Save"), "Ctrl+Enter"), (tr("Close; what was typed is kept"), "Esc")])


def _table(rows: list[tuple[str, str]]) -> str:
    cells = "".join(
        f'<tr><td width="60%">{escape(name)}</td><td><b>{escape(keys)}</b></td></tr>' for name, keys in rows
    )
    return f'<table width="100%" cellspacing="0" cellpadding="2">{cells}</table>'


def _about_page(versions: str) -> str:
    return "".join(
        (
            heading("caseorg"),
            lines([versions]),
            label(tr("What it does not do")),
            lines([tr("It sends nothing anywhere: all data stays on this machine."), tr("It gives no legal advice.")]),
            label(tr("Licences")),
            lines(_LICENCES),
            faint(tr("The line of versions is all that a report takes from here; it holds no text of your cases.")),
        )
    )
