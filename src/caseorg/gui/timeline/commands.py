"""The commands on the selected event, in the menu, under the right button and with their keys."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from caseorg.domain.timeline import Entry
from caseorg.gui.parts.menus import ShownEvent, part_menu, side_menu
from caseorg.gui.parts.parts import Parts
from caseorg.gui.timeline.view import TimelineView
from caseorg.i18n import tr
from caseorg.views.story import is_proposed

_SEVERAL = 2
Act = Callable[[Entry], object]


class EventCommands:
    """`menu` holds them all; each is grey where the selected row has no use for it."""

    def __init__(self, window: QMainWindow, parts: Parts, view: TimelineView, edit: Act, remove: Act) -> None:
        self._parts, self._view = parts, view
        self._at_hand = True
        self.menu = QMenu(tr("Event"), window)
        self.edit = self._add(tr("Edit"), lambda: self._on_entry(edit))
        self.menu.addSeparator()
        self.confirm = self._add(tr("Confirm the part"), self._confirm, "Ctrl+J")
        self.change = self._add(tr("Change the part …"), lambda: self._open(self.part_menu), "Ctrl+R")
        self.who = self._add(tr("Change who acted …"), lambda: self._open(self.side_menu), "Ctrl+Shift+R")
        self.split = self._add(tr("Split into its parts"), self._split, "Ctrl+T")
        self.menu.addSeparator()
        self.remove = self._add(tr("Remove the event"), lambda: self._on_entry(remove))
        self.part_menu = part_menu(view, self.shown, lambda event, part: parts.assign(event, part=part))
        self.side_menu = side_menu(view, self.shown, lambda event, side: parts.assign(event, side=side))
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        view.addActions(self.menu.actions())
        view.chosen.connect(lambda *_: self.refresh())
        parts.read.connect(lambda *_: self.refresh())
        self.refresh()

    def shown(self) -> ShownEvent | None:
        """The selected event."""
        entry = self._view.entry()
        return ShownEvent(entry.event, self._parts.beats(entry.event)) if entry and entry.event else None

    def at_hand(self, shown: bool) -> None:
        """Whether the timeline is in sight: nothing is changed unseen."""
        self._at_hand = shown
        self.refresh()

    def refresh(self) -> None:
        """What can be done with the selected row."""
        shown = self.shown() if self._at_hand else None
        beats = shown.beats if shown else ()
        several = len(beats) >= _SEVERAL
        for action in (self.edit, self.change, self.who, self.remove):
            action.setEnabled(shown is not None)
        self.split.setEnabled(several)
        self.confirm.setEnabled(not several and any(beat.part and is_proposed(beat) for beat in beats))

    def _add(self, text: str, act: Callable[[], object], keys: str = "") -> QAction:
        action = self.menu.addAction(text)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _=False: act())
        return action

    def _on_entry(self, act: Act) -> None:
        if entry := self._view.entry():
            act(entry)

    def _confirm(self) -> None:
        if shown := self.shown():
            self._parts.confirm(shown.event)

    def _split(self) -> None:
        if shown := self.shown():
            self._parts.split(shown.event)

    def _open(self, menu: QMenu) -> None:
        """The choices stand at the row that they are about."""
        index = self._view.currentIndex()
        self._view.scrollTo(index)
        menu.popup(self._view.viewport().mapToGlobal(self._view.visualRect(index).center()))
