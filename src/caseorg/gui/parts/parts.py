"""The story of the open case as it is read, and what can be done about what its events are taken for."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from caseorg.actions.event import Edit, edit_events, event_details, split_event
from caseorg.actions.several import order_events
from caseorg.domain.case import CaseFile, Event, EventId, Part, Side
from caseorg.domain.remark import Remark, remark
from caseorg.domain.story.story import Beat, Story, ToldPromise
from caseorg.gui.desk import Desk, Requester
from caseorg.gui.undo import TakeBack
from caseorg.i18n import remark_text, tr
from caseorg.knowledge.stories import story_of
from caseorg.views.labels import PARTS, SIDES
from caseorg.views.story import beat_name, confirmed, is_proposed, proposed_pieces

_SEVERAL = 2


def _told_in(case: CaseFile) -> tuple[object, ...]:
    """What decides how it stands today."""
    return case.id, case.orders, tuple((event.id, event.at, event.text) for event in case.events)


def _said(side: Side | None) -> str:
    return SIDES[side] if side else "As proposed"


class Parts(QObject):
    """Reads the story behind the window whenever the case was read: `read` carries the case and its story. Every change
    can be taken back."""

    read = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.case: CaseFile | None = None
        self.story: Story | None = None
        self._held: set[tuple[object, ...]] = set()
        desk.case_read.connect(self._read)

    def promised(self, event: Event | None) -> tuple[ToldPromise, ...]:
        """What the other side promised as the event tells, and is not noted yet."""
        return self.story.unnoted(event.id) if self.story and event else ()

    def beats(self, event: Event | None) -> tuple[Beat, ...]:
        """What the event tells of, as far as the story was read; several where its words tell of several things."""
        return self.story.by_event.get(event.id, ()) if self.story and event else ()

    def confirm(self, event: Event) -> None:
        """Stores the proposal as it is."""
        self.confirm_events([event])

    def confirm_events(self, events: Sequence[Event]) -> None:
        """Stores the proposals for several events in one step."""
        edits = [edit for event in events if (edit := confirmed(event, self.beats(event)))]
        if len(edits) == 1:
            event = next(event for event in events if event.id == edits[0].event)
            self.edit(edits, remark("Confirm the part: {what}", what=beat_name(self.beats(event)[0])))
        elif edits:
            self.edit(edits, remark("Confirm the part: {what}", what=tr("{count} events", count=len(edits))))

    def assign(self, event: Event, *, part: Part | None = None, side: Side | None = None) -> None:
        """Puts what the user says in place of a proposal; an empty one is proposed again."""
        before, assigned = event_details(event), PARTS[part] if part is not None else _said(side)
        if side and not event.part and len(beats := self.beats(event)) == 1:
            part = beats[0].part  # whoever says against the words who acted says with it what the event is
        after = replace(before, part=before.part if part is None else part, side=before.side if side is None else side)
        if after != before:
            self.edit([Edit(event.id, before, after)], remark("Change the part: {what}", what=tr(assigned)))

    def edit(self, edits: Sequence[Edit], name: Remark, form: Requester | None = None) -> None:
        """Changes events in one step of this name; the form that asked for it stays until that is stored."""

        def tell(_: object, take_back: TakeBack) -> None:
            self._desk.notify(remark_text(name), (tr("Undo"), take_back))

        if self.case is not None:
            self._desk.do(partial(edit_events, edits=edits, name=name), form, tell, self.case.id)

    def put_in_order(self, order: Sequence[EventId]) -> None:
        """Of events of the same time, in one step."""
        if order:
            self._desk.do(partial(order_events, order=order))

    def confirm_all(self, edits: Sequence[Edit], form: Requester) -> None:
        """What stood in a form of several events."""
        if edits:
            self.edit(edits, remark("Confirm the part: {what}", what=tr("{count} events", count=len(edits))), form)
        else:
            form.accept()

    def open_events(self) -> tuple[tuple[Event, tuple[Beat, ...]], ...]:
        """The events of which something is only proposed."""
        events = self.case.events if self.case else ()
        return tuple((event, beats) for event in events if any(map(is_proposed, beats := self.beats(event))))

    def hold(self, asserted: str) -> None:
        """The user said that it is so; that is not asked again before the case changes."""
        if self.case is not None:
            self._held.add((asserted, *_told_in(self.case)))

    def holds(self, asserted: str) -> bool:
        """Whether the user said so of the case as it stands."""
        return self.case is not None and (asserted, *_told_in(self.case)) in self._held

    def split(self, event: Event) -> None:
        """Puts an event for each thing in the place of one that tells of several."""
        if self.case is None or self.story is None or len(self.beats(event)) < _SEVERAL:
            return
        self._desk.do(
            partial(split_event, event_id=event.id, pieces=proposed_pieces(self.story, event)),
            then=lambda made, _: self._desk.show_next(made[0]),
            case_id=self.case.id,
        )

    def _read(self, case: CaseFile | None) -> None:
        if case is None:
            self.case = self.story = None
            return
        knowledge = self._desk.tasks.workspace.knowledge
        self._desk.tasks.compute(self, story_of, knowledge, case, then=partial(self._show, case))

    def _show(self, case: CaseFile, story: Story) -> None:
        """The story of an earlier reading may come in last; it is dropped."""
        if case is self._desk.case:
            self.case, self.story = case, story
            self.read.emit(case, story)
