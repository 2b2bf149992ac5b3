"""Help: F1 shows every key of the menus, 关于 what a report needs and nothing of a case."""

from PySide6.QtGui import QGuiApplication, QKeySequence

from caseorg import __version__
from caseorg.gui.help import HelpDialog
from caseorg.gui.window import MainWindow
from gui.hands import click, dialog, press

NATIVE = QKeySequence.SequenceFormat.NativeText


def test_f1_lists_every_key_of_the_menus(sample_window: MainWindow) -> None:
    window = sample_window
    press(window, "F1")
    page = dialog(window, HelpDialog).page.toPlainText()
    actions = [one for entry in window.menuBar().actions() for one in entry.menu().actions()]  # type: ignore[attr-defined]
    keys = {key.toString(NATIVE) for one in actions for key in one.shortcuts()}
    assert len(keys) > 20
    assert [key for key in keys if key not in page] == []
    press(dialog(window, HelpDialog), "Escape")


def test_about_copies_versions_and_nothing_of_the_case(sample_window: MainWindow) -> None:
    window = sample_window
    window.commands.about.trigger()
    about = dialog(window, HelpDialog)
    for name in ("PP-OCRv6", "Noto Sans SC", "PySide6"):
        assert name in about.page.toPlainText()
    click(about.copy)
    copied = QGuiApplication.clipboard().text()
    assert f"caseorg {__version__}" in copied
    assert window.desk.case
    assert window.desk.case.title not in copied + about.page.toPlainText()
