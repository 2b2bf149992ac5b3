"""What stands under the right button: the commands of the menus that can be used on what is selected."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListView, QMenu


class RowMenu:
    """For a list whose selection decides which actions of some menus can be used; the menu key opens it too."""

    def __init__(self, view: QListView, menus: Sequence[QMenu], *actions: QAction) -> None:
        self._view, self._menus, self._actions = view, menus, actions
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open)
        self.menu: QMenu | None = None

    def actions(self) -> list[list[QAction]]:
        """In groups, as they stand in the menus; what is grey there is not here."""
        groups = [list(self._actions), *(menu.actions() for menu in self._menus)]
        able = [[action for action in group if action.isEnabled() and not action.isSeparator()] for group in groups]
        return [group for group in able if group]

    def _open(self, place: QPoint) -> None:
        groups = self.actions()
        if not groups:
            return
        if not self._view.indexAt(place).isValid():  # by key: at the row that is selected
            place = self._view.visualRect(self._view.currentIndex()).center()
        menu = QMenu(self._view)
        for number, group in enumerate(groups):
            if number:
                menu.addSeparator()
            menu.addActions(group)
        menu.aboutToHide.connect(menu.deleteLater)
        self.menu = menu
        menu.popup(self._view.viewport().mapToGlobal(place))
