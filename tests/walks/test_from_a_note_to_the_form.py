"""The keyboard alone: a note that tells of several things is split, its parts are confirmed and changed, the guard is
passed, and the form of 12315 filled in and submitted."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from caseorg.domain.case import Event, Part
from caseorg.gui.form.dialog import FormFillDialog
from caseorg.gui.guard.dialog import GuardDialog
from caseorg.gui.parts.confirming import ConfirmDialog
from caseorg.gui.timeline.event_dialog import EventDialog
from caseorg.gui.window import MainWindow
from gui.hands import dialog, press, wait
from waiting import PATIENCE_MILLISECONDS

W = TypeVar("W", bound=QWidget)
NOTE = "我找客服要求退款，客服说虚拟商品概不退换，这家黑店收了钱就不管了"


def keys(window: MainWindow, *sequences: str) -> None:
    """Presses one after the other where the keyboard is."""
    for sequence in sequences:
        QTest.keySequence(focused(), sequence)
        wait(window)
        if QApplication.activeWindow() is None:  # a window manager would bring the window back to the front
            in_front(window)


def focused() -> QWidget:
    widget = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert widget
    return widget


def shown(window: MainWindow, kind: type[QDialog]) -> bool:
    return any(one.isVisible() for one in window.findChildren(kind))


def in_front(widget: W) -> W:
    """A window manager would do that."""
    while QApplication.activeWindow() is not widget:
        widget.activateWindow()
        QApplication.processEvents()
    return widget


def tab_to(window: MainWindow, parent: QDialog, text: str) -> QPushButton:
    """Goes on with the Tab key to the button with this label."""
    for _ in range(60):
        widget = focused()
        if isinstance(widget, QPushButton) and widget.text() == text and parent.isAncestorOf(widget):
            return widget
        keys(window, "Tab")
    raise AssertionError(text)


def events(window: MainWindow) -> dict[str, Event]:
    assert window.desk.case
    return {event.text: event for event in window.desk.case.events}


def write_down(window: MainWindow, text: str) -> None:
    press(window, "Ctrl+E")
    form = in_front(dialog(window, EventDialog))
    assert form.text.hasFocus()
    QApplication.clipboard().setText(text)
    keys(window, "Ctrl+V", "Ctrl+Return")
    assert not shown(window, EventDialog)


def test_a_note_is_split_confirmed_mended_and_goes_into_the_form(sample_window: MainWindow, qtbot: QtBot) -> None:
    window = sample_window
    write_down(window, NOTE)
    window.page.view.setFocus()
    assert "提议" in str(window.page.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))

    keys(window, "Ctrl+T")
    assert NOTE not in events(window)
    asked = events(window)["我找客服要求退款"]
    assert asked.part is Part.ASKED
    keys(window, "Ctrl+Z")
    assert window.notice.text == "已撤销：拆分这条经过"
    assert NOTE in events(window)
    keys(window, "Ctrl+Shift+Z")
    assert NOTE not in events(window)

    window.page.view.setFocus()
    keys(window, "Home")
    first = window.page.view.entry()
    assert first and first.event and not first.event.part
    keys(window, "Ctrl+J")
    assert events(window)[first.event.text].part is Part.BUY
    keys(window, "Ctrl+R", "Down", "Return")
    assert events(window)[first.event.text].part is Part.FAULT
    keys(window, "Ctrl+Z", "Ctrl+Z")
    assert window.notice.text.startswith("已撤销：确认环节")
    assert not events(window)[first.event.text].part

    keys(window, "Ctrl+Shift+F")
    guard = in_front(dialog(window, GuardDialog))
    assert guard.back.hasFocus(), "Enter goes back"
    tab_to(window, guard, "用这句")
    keys(window, "Space")
    assert guard.title.text() == "都换好了，请返回再看一遍"
    assert not any("黑店" in text for text in events(window))
    keys(window, "Esc")
    assert not shown(window, GuardDialog)

    keys(window, "Ctrl+Shift+F")
    form = in_front(dialog(window, FormFillDialog))
    wait(window)
    copied = []
    for button in form.rows.buttons:
        assert button.hasFocus()
        keys(window, "Return")
        copied.append(QApplication.clipboard().text())
    assert "98.00" in copied
    keys(window, "Ctrl+Return")
    assert "概不退换" in QApplication.clipboard().text()
    assert "黑店" not in QApplication.clipboard().text()

    keys(window, "Alt+F")
    qtbot.waitUntil(lambda: shown(window, ConfirmDialog), timeout=PATIENCE_MILLISECONDS)  # once it was seen pressed
    wait(window)
    asked_for = in_front(dialog(window, ConfirmDialog))
    assert asked_for.holds.hasFocus() and asked_for.ok.isEnabled()
    keys(window, "Return")
    assert not shown(window, ConfirmDialog)
    assert all(event.part for event in events(window).values())
    assert not form.open_points.notes or "提议" not in form.open_points.notes[0].text

    tab_to(window, in_front(form), "已提交，记入时间线")
    keys(window, "Space")
    assert not shown(window, FormFillDialog)
    assert any(event.milestone == "12315-filed" for event in events(window).values())
