"""What stands under the right button: the commands of the menus that can be used on what is selected."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListView, QMenu

from caseorg.gui.menus import ContextMenu


class RowMenu:
    """For a list whose selection decides which actions of some menus can be used; the menu key opens it too."""

    def __init__(self, view: QListView, menus: Sequence[QMenu], *actions: QAction) -> None:
        self._menus, self._actions = menus, actions
        self.opening = ContextMenu(view, self._fill)

    def actions(self) -> list[list[QAction]]:
        """In groups, as they stand in the menus; what is grey there is not here."""
        groups = [list(self._actions), *(menu.actions() for menu in self._menus)]
        able = [[action for action in group if action.isEnabled() and not action.isSeparator()] for group in groups]
        return [group for group in able if group]

    def _fill(self, menu: QMenu, _place: QPoint) -> None:
        for number, group in enumerate(self.actions()):
            if number:
                menu.addSeparator()
            menu.addActions(group)
