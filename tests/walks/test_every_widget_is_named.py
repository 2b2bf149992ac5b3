"""Who has the window read aloud hears what each widget is: all pages and dialogs are opened through the menus."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from caseorg.gui.window import MainWindow
from caseorg.gui.wizard.dialog import Wizard
from gui.hands import dialog, press, wait

USED = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)
NOT_HERE = {"退出": "it ends the walk", "简体中文": "it changes what later tests read", "English": "the same"}


def unnamed(top: QWidget) -> Iterator[str]:
    """The widgets that a person uses and that say nothing of themselves; Qt's own parts of others are not asked."""
    for kind in USED:
        for widget in top.findChildren(kind):
            own = widget.objectName().startswith("qt_") or isinstance(widget.parent(), QComboBox | QAbstractSpinBox)
            reached = widget.focusPolicy() is not Qt.FocusPolicy.NoFocus or isinstance(widget, QAbstractButton)
            if own or not reached or not widget.isVisible():
                continue
            told = QAccessible.queryAccessibleInterface(widget)
            if told is None or not told.text(QAccessible.Text.Name).strip():
                yield f"{type(top).__name__}: {type(widget).__name__} in {type(widget.parent()).__name__}"


def menu_actions(window: MainWindow) -> Iterator[QAction]:
    for menu in window.menuBar().actions():
        submenu = menu.menu()
        assert isinstance(submenu, QWidget)
        yield from (action for action in submenu.actions() if not action.isSeparator())


def shown(window: MainWindow) -> list[QWidget]:
    """The window and what stands over it."""
    return [window, *(one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window)]


def test_every_widget_of_every_page_and_dialog_is_named(
    sample_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([], ""))
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_, **__: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: "")
    QGuiApplication.clipboard().setText("商家说不退")
    window, found, opened = sample_window, list[str](), set[str]()
    for action in list(menu_actions(window)):
        if action.text() in NOT_HERE or not action.isEnabled():
            continue
        action.trigger()
        wait(window)
        for top in shown(window):
            found += (f"{action.text()} → {one}" for one in unnamed(top))
            opened.add(type(top).__name__)
        for top in shown(window)[1:]:
            top.close()
        wait(window)
    assert found == []
    assert len(opened) > 12, opened


def test_every_page_of_the_wizard_is_named(sample_window: MainWindow) -> None:
    press(sample_window, "Ctrl+M")
    wait(sample_window)
    wizard = dialog(sample_window, Wizard)
    for _ in range(5):
        assert list(unnamed(wizard)) == []
        if wizard.page < 4:
            wizard.next.click()
            wait(sample_window)


def test_one_that_says_nothing_is_found(sample_window: MainWindow) -> None:
    sample_window.cases.filter.setAccessibleName("")
    sample_window.cases.filter.setPlaceholderText("")
    assert any("QLineEdit" in one for one in unnamed(sample_window))
