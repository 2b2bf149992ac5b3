"""Menus as they are filled."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu


def add_action(menu: QMenu, text: str, act: Callable[[], object], keys: str = "") -> QAction:
    """A choice at the end of the menu, with its keys."""
    action = menu.addAction(text)
    if keys:
        action.setShortcut(keys)
    action.triggered.connect(lambda _=False: act())
    return action
