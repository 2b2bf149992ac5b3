"""Views of the timeline under names of the user's: what is filtered, what is searched, and as what it is shown."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from caseorg.gui.forms import FormDialog, ask, line
from caseorg.gui.menus import add_action
from caseorg.gui.timeline.looks import TimelineLook
from caseorg.gui.timeline.page import CasePage
from caseorg.i18n import tr
from caseorg.settings import SavedView
from caseorg.views.timeline_filter import FilterMark, TimelineFilter

_FIRST_KEY = 4  # Alt+1 to Alt+3 are the three looks
_WITH_KEYS = 6
_LONGEST = 24  # characters of a name

Store = Callable[[tuple[SavedView, ...]], bool]
Tell = Callable[..., object]


class SavedViews(QObject):
    """`menu` recalls them, the first six by key; `store` keeps all of them and answers whether it could."""

    def __init__(self, window: QWidget, page: CasePage, views: Sequence[SavedView], store: Store, notify: Tell) -> None:
        super().__init__(window)
        self._window, self._page, self._store, self._notify = window, page, store, notify
        self.views = tuple(views)
        self._at_hand = False
        self.menu = QMenu(tr("Saved views"), window)
        self._removals = QMenu(tr("Remove a saved view"), self.menu)
        self._fill()

    def at_hand(self, shown: bool) -> None:
        """Whether the timeline is in sight."""
        self._at_hand = shown
        for action in self.menu.actions():
            action.setEnabled(shown)

    def recall(self, view: SavedView) -> None:
        """Shows the timeline as it was saved; what this version does not know of it is left out."""
        marks = frozenset(mark for mark in FilterMark if mark.name in view.marks)
        self._page.filters.take(TimelineFilter(marks, view.words))
        self._page.show_look(next((look for look in TimelineLook if look.name == view.look), TimelineLook.LIST))
        self._page.focus_first()

    def present(self, name: str) -> SavedView:
        """What is shown now, under a name."""
        chosen = self._page.filters.filter
        marks = tuple(mark.name for mark in FilterMark if mark in chosen.marks)
        return SavedView(name, self._page.look.name, marks, chosen.words.strip())

    def ask_name(self) -> None:
        """One that is there already is replaced by the present view."""
        dialog = NameDialog(self._window, self._proposed())

        def keep() -> None:
            self.save(dialog.name.text().strip())
            dialog.accept()

        ask(dialog, keep)

    def save(self, name: str) -> None:
        """The present view, in the place of one with this name, else behind all others."""
        view = self.present(name)
        known = any(saved_view.name == name for saved_view in self.views)
        kept = tuple(view if saved_view.name == name else saved_view for saved_view in self.views)
        if self._take(kept if known else (*kept, view)):
            self._notify(tr("Saved as “{name}”; it stands in the menu “View”.", name=name))

    def remove(self, view: SavedView) -> None:
        """It can be put back from the notice."""
        before = self.views
        if self._take(tuple(saved_view for saved_view in before if saved_view != view)):
            text = tr("The saved view “{name}” was removed.", name=view.name)
            self._notify(text, (tr("Put it back"), lambda: self._take(before)))

    def _take(self, views: tuple[SavedView, ...]) -> bool:
        if not self._store(views):
            return False
        self.views = views
        self._fill()
        return True

    def _fill(self) -> None:
        self.menu.clear()
        self._removals.clear()
        for place, view in enumerate(self.views):
            keys = f"Alt+{_FIRST_KEY + place}" if place < _WITH_KEYS else ""
            add_action(self.menu, _in_menu(view.name), partial(self.recall, view), keys)
            add_action(self._removals, _in_menu(view.name), partial(self.remove, view))
        if self.views:
            self.menu.addSeparator()
        add_action(self.menu, tr("Save this view …"), self.ask_name, "Ctrl+Alt+S")
        if self.views:
            self.menu.addMenu(self._removals)
        self.at_hand(self._at_hand)

    def _proposed(self) -> str:
        """What the present view shows, in words."""
        chosen = self._page.filters.filter
        names = [tr(mark) for mark in FilterMark if mark in chosen.marks]
        parts = (*names, chosen.words.strip(), *([] if names else [tr(self._page.look)]))
        return " · ".join(filter(None, parts))[:_LONGEST]


class NameDialog(FormDialog):
    """Asks what the view is called; `name` holds it."""

    def __init__(self, parent: QWidget, proposed: str) -> None:
        super().__init__(parent, tr("Save this view"), tr("Save"), lambda: None)
        self.name: QLineEdit = line(self.form, tr("Name of the view"), proposed, tr("Such as: what the shop said"))
        self.name.setMaxLength(_LONGEST)
        self.name.textChanged.connect(lambda text: self.ok.setEnabled(bool(text.strip())))
        self.name.selectAll()
        self.name.setFocus()


def _in_menu(name: str) -> str:
    """Where an ampersand would mark a key."""
    return name.replace("&", "&&")
