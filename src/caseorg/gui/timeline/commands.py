"""The commands on the selected event, in the menu, under the right button and with their keys."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMainWindow, QMenu

from caseorg.domain.case import EventId
from caseorg.domain.timeline import TimelineEntry
from caseorg.gui.menus import add_action, copy_text
from caseorg.gui.parts.menus import ShownEvent, part_menu, side_menu
from caseorg.gui.parts.parts import Parts
from caseorg.gui.timeline.dragging import neighbour, reordered
from caseorg.gui.timeline.view import TimelineView
from caseorg.i18n import tr
from caseorg.views.story import is_proposed

_SEVERAL = 2
Act = Callable[[TimelineEntry], object]


class EventCommands:
    """`menu` holds them all; each is grey where the selected row has no use for it."""

    def __init__(
        self,
        window: QMainWindow,
        parts: Parts,
        view: TimelineView,
        edit: Act,
        remove: Callable[[Sequence[TimelineEntry]], object],
    ) -> None:
        self._parts, self._view = parts, view
        self._at_hand = True
        self.menu = QMenu(tr("Event"), window)
        add = partial(add_action, self.menu)
        self.edit = add(tr("Edit"), lambda: self._on_entry(edit))
        self.menu.addSeparator()
        self.confirm = add(tr("Confirm the part"), self._confirm, "Ctrl+J")
        self.change = add(tr("Change the part …"), lambda: view.open_menu(self.part_menu), "Ctrl+R")
        self.who = add_action(
            self.menu, tr("Change who acted …"), lambda: view.open_menu(self.side_menu), "Ctrl+Shift+R"
        )
        self.up = add(tr("Move up among events of the same time"), lambda: self._move(-1), "Alt+Up")
        self.down = add_action(
            self.menu, tr("Move down among events of the same time"), lambda: self._move(1), "Alt+Down"
        )
        self.split = add(tr("Split into its parts"), self._split, "Ctrl+T")
        self.copy = add(tr("Copy the words"), lambda: self._on_entry(_copy))
        self.menu.addSeparator()
        self.remove = add(tr("Remove the event"), lambda: remove(view.entries()))
        self.part_menu: QMenu = part_menu(view, self.shown, lambda event, part: parts.assign(event, part=part))
        self.side_menu: QMenu = side_menu(view, self.shown, lambda event, side: parts.assign(event, side=side))
        view.selectionModel().selectionChanged.connect(lambda *_: self.refresh())
        view.model().modelReset.connect(self.refresh)
        parts.read.connect(lambda *_: self.refresh())
        self.refresh()

    def shown(self) -> ShownEvent | None:
        """The selected event."""
        entry = self._view.entry()
        return ShownEvent(entry.event, self._parts.beats(entry.event)) if entry and entry.event else None

    def put_in_order(self, order: Sequence[EventId]) -> None:
        """Of events of the same time."""
        self._parts.put_in_order(order)

    def _move(self, by: int) -> None:
        """The selected event above or below its neighbour of the same time."""
        entry, entries = self._view.entry(), self._view.shown_entries()
        if entry and entry.event and (target := neighbour(entries, entry, by)):
            self.put_in_order(reordered(entries, entry.event.id, target, below=by > 0))

    def at_hand(self, shown: bool) -> None:
        """Whether the timeline is in sight: nothing is changed unseen."""
        self._at_hand = shown
        self.refresh()

    def refresh(self) -> None:
        """What can be done with what is selected; of several events, they can be confirmed and removed."""
        chosen = self._chosen() if self._at_hand else []
        shown = chosen[0] if len(chosen) == 1 else None
        for action in (self.edit, self.change, self.who):
            action.setEnabled(shown is not None)
        entry = self._view.entry() if shown else None
        for action, by in ((self.up, -1), (self.down, 1)):
            action.setEnabled(bool(entry and neighbour(self._view.shown_entries(), entry, by)))
        self.remove.setEnabled(bool(chosen))
        shown_entry = len(self._view.entries()) == 1 and self._view.entry()
        self.copy.setEnabled(
            bool(self._at_hand and shown_entry and (shown_entry.event or shown_entry.message or shown_entry.promises))
        )
        self.split.setEnabled(shown is not None and len(shown.beats) >= _SEVERAL)
        self.confirm.setEnabled(any(map(_to_confirm, chosen)))

    def _chosen(self) -> list[ShownEvent]:
        events = [entry.event for entry in self._view.entries() if entry.event]
        return [ShownEvent(event, self._parts.beats(event)) for event in events]

    def _on_entry(self, act: Act) -> None:
        if entry := self._view.entry():
            act(entry)

    def _confirm(self) -> None:
        self._parts.confirm_events([shown.event for shown in self._chosen() if _to_confirm(shown)])

    def _split(self) -> None:
        if shown := self.shown():
            self._parts.split(shown.event)


def _copy(entry: TimelineEntry) -> None:
    copy_text(entry.text)


def _to_confirm(shown: ShownEvent) -> bool:
    """Whether it tells of one thing, and what that is was only proposed."""
    return len(shown.beats) < _SEVERAL and any(beat.part and is_proposed(beat) for beat in shown.beats)
