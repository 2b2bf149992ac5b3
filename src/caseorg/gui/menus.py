"""Menus as they are filled, and how they open under the right button and by key."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QMenu, QWidget

MENU_KEY = "Shift+F10"  # the Menu key is the platform's


def add_action(menu: QMenu, text: str, act: Callable[[], object], keys: str = "") -> QAction:
    """A choice at the end of the menu, with its keys."""
    action = menu.addAction(text)
    if keys:
        action.setShortcut(keys)
    action.triggered.connect(lambda _=False: act())
    return action


def add_choice(menu: QMenu, text: str, act: Callable[[], object], keys: str = "") -> QAction:
    """The same in a menu that is there for a moment: its keys are told, and heard elsewhere."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return add_action(menu, f"{text}\t{native}" if native else text, act)


def copy_text(text: str) -> None:
    """Into the clipboard."""
    QGuiApplication.clipboard().setText(text)


class ContextMenu(QObject):
    """At a widget, under the right button and the keys; `fill` is given the menu and the place within the widget. Where
    it puts nothing in, no menu opens."""

    def __init__(self, widget: QWidget, fill: Callable[[QMenu, QPoint], object]) -> None:
        super().__init__(widget)
        self._widget, self._fill = widget, fill
        self.menu: QMenu | None = None
        widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        widget.customContextMenuRequested.connect(self.open)

    def open(self, place: QPoint) -> None:
        """As if it was asked for there."""
        menu = QMenu(self._widget)
        menu.aboutToHide.connect(menu.deleteLater)
        self._fill(menu, place)
        if menu.isEmpty():
            menu.deleteLater()
            return
        self.menu = menu
        menu.popup(_inner(self._widget).mapToGlobal(place))


def row_at(view: QAbstractItemView, place: QPoint, role: int) -> object:
    """What the row there carries; asked by key, beside all rows, the current one."""
    index = view.indexAt(place)
    return (index if index.isValid() else view.currentIndex()).data(role)


def open_menus_by_key(window: QWidget) -> None:
    """Shift+F10 opens the menu of whatever has the keyboard in this window, as the Menu key does."""
    QShortcut(MENU_KEY, window, lambda: _ask_for_menu(window))


def _ask_for_menu(window: QWidget) -> None:
    holder = window.focusWidget() or window
    place = QRectF(holder.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)).toRect().center()
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(holder, QContextMenuEvent(reason, place, _inner(holder).mapToGlobal(place)))


def _inner(widget: QWidget) -> QWidget:
    """What places within a widget are counted from."""
    return widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
