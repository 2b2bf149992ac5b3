"""What a person does with mouse and keyboard."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from caseorg.gui.app import settle
from caseorg.gui.timeline.model import ROW
from caseorg.gui.window import MainWindow
from waiting import PATIENCE_MILLISECONDS

D = TypeVar("D", bound=QDialog)
NO_KEYS = Qt.KeyboardModifier.NoModifier


def wait(window: MainWindow) -> None:
    """Lets the window finish what it is doing."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    settle(application, window)


def press(widget: QWidget, keys: str) -> None:
    """Presses a shortcut such as Ctrl+N. A window manager would bring the window to the front; here we do."""
    widget.activateWindow()
    QApplication.processEvents()
    assert QTest.qWaitForWindowActive(widget.window(), PATIENCE_MILLISECONDS)
    QTest.keySequence(widget, keys)


def click(widget: QWidget) -> None:
    """Clicks the middle of a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NO_KEYS, widget.rect().center())


def click_text(parent: QWidget, label: str) -> None:
    """Clicks the visible button with this label."""
    buttons = [button for button in parent.findChildren(QPushButton) if button.text() == label and button.isVisible()]
    assert buttons, [button.text() for button in parent.findChildren(QPushButton)]
    click(buttons[0])


def type_into(field: QLineEdit | QPlainTextEdit, text: str) -> None:
    """Replaces a field's text as a person would. Chinese comes by way of the clipboard: QTest types Latin only."""
    field.setFocus()
    field.selectAll()
    QApplication.clipboard().setText(text)
    QTest.keySequence(field, "Ctrl+V")


def dialog(window: MainWindow, kind: type[D]) -> D:
    """The open dialog of this kind."""
    found = [child for child in window.findChildren(kind) if child.isVisible()]
    assert found, f"no {kind.__name__} is open"
    return found[-1]


def drop(window: MainWindow, files: Sequence[Path]) -> None:
    """Drags files over the window and lets them go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    drop_data(window, data)


def drop_data(window: MainWindow, data: QMimeData, offered: Qt.DropAction = Qt.DropAction.CopyAction) -> Qt.DropAction:
    """Drags what another program offers over the window and lets it go; answers what the window did with it."""
    place, left = window.rect().center(), Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(QPoint(place), offered, data, left, NO_KEYS)
    QApplication.sendEvent(window, entering)
    if not entering.isAccepted():
        return Qt.DropAction.IgnoreAction
    dropped = QDropEvent(QPointF(place), offered, data, left, NO_KEYS)
    QApplication.sendEvent(window, dropped)
    return dropped.dropAction()


def select_row(window: MainWindow, number: int) -> None:
    """Clicks the n-th entry of the timeline, counted from 0."""
    view = window.page.view
    model = window.page.model
    indexes = [model.index(row) for row in range(model.rowCount()) if hasattr(model.index(row).data(ROW), "evidence")]
    view.scrollTo(indexes[number])
    place = view.visualRect(indexes[number]).topLeft() + QPoint(80, 20)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, place)
