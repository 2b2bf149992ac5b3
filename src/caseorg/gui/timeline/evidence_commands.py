"""The commands on the selected evidence: link it to an event, write one about it, say where it is from, withdraw it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QMainWindow, QMenu

from caseorg.actions.event import Edit, event_details
from caseorg.actions.several import change_source
from caseorg.domain.case import CaseFile, CaseSummary, Event, Evidence, EvidenceId
from caseorg.domain.moments import show_moment
from caseorg.domain.papers.numbers import numbers_of
from caseorg.domain.remark import remark
from caseorg.domain.timeline import TimelineEntry
from caseorg.gui.desk import Desk
from caseorg.gui.forms import ask
from caseorg.gui.menus import add_action
from caseorg.gui.parts.parts import Parts
from caseorg.gui.timeline.removing import remove_entries
from caseorg.gui.timeline.source_dialog import SourceDialog
from caseorg.gui.timeline.view import TimelineView
from caseorg.i18n import tr
from caseorg.store.queries import list_cases

_NEAR = 12  # events that are offered to link to, those of about the same time
_LONGEST = 30  # characters of an event in a menu


class EvidenceCommands:
    """`menu` holds them all; each is grey where nothing that is selected is evidence by itself. What an event uses can
    be moved too."""

    def __init__(
        self,
        window: QMainWindow,
        desk: Desk,
        parts: Parts,
        view: TimelineView,
        write: Callable[[Sequence[Evidence]], object],
    ) -> None:
        self._window, self._desk, self._parts, self._view, self._write = window, desk, parts, view, write
        self._at_hand = True
        self.menu = QMenu(tr("Evidence"), window)
        self.write = add_action(self.menu, tr("Write event"), lambda: write(self.items()))
        self.link = add_action(self.menu, tr("Link to an event …"), self._choose_event, "Ctrl+Shift+E")
        self.source = add_action(
            self.menu, tr("Change the source …"), lambda: self.ask_for_source(self.items()), "Ctrl+Shift+S"
        )
        self.move = add_action(self.menu, tr("Move to another case …"), lambda: self.ask_for_case(self._of_the_case()))
        self.menu.addSeparator()
        self.withdraw = add_action(self.menu, tr("Withdraw"), lambda: remove_entries(desk, self._alone()))
        self.events_menu = QMenu(tr("Link to an event"), view)
        view.selectionModel().selectionChanged.connect(lambda *_: self.refresh())
        view.model().modelReset.connect(self.refresh)
        self.refresh()

    def items(self) -> tuple[Evidence, ...]:
        """The selected evidence that stands by itself."""
        return tuple(item for entry in self._alone() for item in entry.evidence)

    def at_hand(self, shown: bool) -> None:
        """Whether the timeline is in sight: nothing is changed unseen."""
        self._at_hand = shown
        self.refresh()

    def refresh(self) -> None:
        """What can be done with the selection."""
        some = self._at_hand and bool(self.items())
        for action in (self.write, self.source, self.withdraw):
            action.setEnabled(some)
        self.move.setEnabled(self._at_hand and bool(self._of_the_case()))
        self.link.setEnabled(some and bool(self._desk.case and self._desk.case.events))

    def link_to(self, event: Event, keys: Sequence[EvidenceId]) -> None:
        """The evidence stands with the event from now on; one step back sets all of it free."""
        case = self._desk.case
        new = tuple(key for key in keys if key not in event.evidence)
        if case is None or not new:
            return
        before = event_details(event)
        after = replace(before, evidence=(*event.evidence, *new))
        numbers = numbers_of([item for item in case.evidence if item.id in new])
        self._parts.edit([Edit(event.id, before, after)], remark("Link {label} to an event", label=numbers))

    def _of_the_case(self) -> tuple[Evidence, ...]:
        """The selected evidence that stands by itself or with an event."""
        entries = (entry for entry in self._view.entries() if not entry.message)
        return tuple({item.id: item for entry in entries for item in entry.evidence if not item.withdrawn}.values())

    def _alone(self) -> list[TimelineEntry]:
        return [entry for entry in self._view.entries() if not (entry.event or entry.message or entry.promises)]

    def _choose_event(self) -> None:
        """Where one event is selected too, it is that one; else those of about the same time are offered."""
        keys = [item.id for item in self.items()]
        chosen = [entry.event for entry in self._view.entries() if entry.event]
        if len(chosen) == 1:
            self.link_to(chosen[0], keys)
            return
        self.events_menu.clear()
        for event in self._near():
            action = self.events_menu.addAction(f"{show_moment(event.at)[5:]}  {_brief(event.text)}")
            action.triggered.connect(partial(self._link, event, keys))
        self._view.open_menu(self.events_menu)
        if actions := self.events_menu.actions():
            self.events_menu.setActiveAction(actions[0])

    def _link(self, event: Event, keys: Sequence[EvidenceId], _checked: bool = False) -> None:
        self.link_to(event, keys)

    def _near(self) -> list[Event]:
        """In the order of the timeline."""
        events = self._desk.case.events if self._desk.case else ()
        times = [item.taken_at.at for item in self.items() if item.taken_at]
        if times:
            events = tuple(sorted(events, key=lambda event: abs(event.at.at - times[0]))[:_NEAR])
        return sorted(events[:_NEAR], key=lambda event: event.at.at)

    def ask_for_source(self, items: Sequence[Evidence]) -> None:
        """Where these pieces are from; one step back for all of them."""
        if case := self._desk.case:
            dialog = SourceDialog(self._window, case, items)
            keys = tuple(item.id for item in items)
            ask(dialog, lambda: self._desk.do(partial(change_source, evidence_ids=keys, source=dialog.source), dialog))

    def ask_for_case(self, items: Sequence[Evidence]) -> None:
        """Where these pieces go. The list is read first: other cases may have come in since."""
        if case := self._desk.case:
            then = partial(self._choose_case, case, items)
            self._desk.tasks.read(self._window, list_cases, then=then)

    def _choose_case(self, case: CaseFile, items: Sequence[Evidence], cases: Sequence[CaseSummary]) -> None:
        from caseorg.actions.moving import move_evidence
        from caseorg.gui.timeline.move_dialog import MoveDialog

        dialog = MoveDialog(self._window, case, items, cases)
        keys = tuple(item.id for item in items)

        def move() -> None:
            self._desk.do(
                partial(move_evidence, evidence_ids=keys, target=dialog.target, keep=dialog.keep),
                dialog,
                case_id=case.id,
            )

        ask(dialog, move)


def _brief(words: str) -> str:
    """In a menu, where an ampersand would mark a key."""
    line = " ".join(words.split()).replace("&", "&&")
    return f"{line[:_LONGEST]}…" if len(line) > _LONGEST else line
