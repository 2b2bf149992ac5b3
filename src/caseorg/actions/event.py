"""Writing down what happened."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import TYPE_CHECKING

from caseorg.actions.change import Change, together
from caseorg.actions.promise import move_promise
from caseorg.actions.work import UnitOfWork, new_id, one_line, require_unchanged
from caseorg.domain.case import CaseId, Event, EventId, EvidenceId, Part, Side
from caseorg.domain.errors import CaseorgError
from caseorg.domain.journal.record import event_record
from caseorg.domain.moments import Moment, Precision, TimeSource
from caseorg.domain.remark import Remark, remark
from caseorg.store.queries import last_position, present_evidence, promises_in
from caseorg.store.records import list_events

if TYPE_CHECKING:
    from caseorg.store.tables import EventRow

_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDetails:
    """What the user tells about an event."""

    at: Moment
    text: str
    side: Side = Side.UNKNOWN
    evidence: tuple[EvidenceId, ...] = ()
    in_complaint: bool = True
    channel: str = ""
    agent: str = ""
    ticket: str = ""
    milestone: str = ""
    part: Part = Part.UNKNOWN


@dataclass(frozen=True, slots=True)
class Edit:
    """An event, its details as they were looked at, and those that take their place."""

    event: EventId
    before: EventDetails
    after: EventDetails


def event_details(event: Event) -> EventDetails:
    """What the user told about an event as it is stored."""
    return EventDetails(**{part.name: getattr(event, part.name) for part in fields(EventDetails)})


def add_event(work: UnitOfWork, case_id: CaseId, details: EventDetails) -> Change[EventId]:
    """Adds an event.

    Raises:
        CaseorgError: the text is empty, or the case has no such evidence.
    """
    from caseorg.store.tables import EventRow

    work.case(case_id)
    position = last_position(work.session, case_id) + 1
    row = EventRow(id=new_id(), case_id=case_id, position=position, removed=False)
    _apply(work, row, details)
    work.session.add(row)
    _journal(work, case_id, "event.add", row)
    key = EventId(row.id)
    return Change(
        remark("New event"),
        undo=partial(remove_event, event_id=key),
        redo=partial(restore_event, event_id=key),
        made=key,
    )


def edit_event(
    work: UnitOfWork, case_id: CaseId, event_id: EventId, details: EventDetails, before: EventDetails | None = None
) -> Change[EventId]:
    """Puts the details in place of the event's present ones.

    Raises:
        CaseorgError: as add_event, the case has no such event, or the present details are not `before`.
    """
    work.case(case_id)
    row = _find(work, case_id, event_id)
    present = _details(row)
    require_unchanged(present, before)
    _apply(work, row, details)
    _journal(work, case_id, "event.edit", row)
    stored = _details(row)
    return Change(
        remark("Edit the event"),
        undo=partial(edit_event, event_id=event_id, details=present, before=stored),
        redo=partial(edit_event, event_id=event_id, details=stored, before=present),
        made=event_id,
    )


def edit_events(
    work: UnitOfWork, case_id: CaseId, edits: Sequence[Edit], name: Remark | None = None
) -> Change[tuple[EventId, ...]]:
    """Several events in one step: all of them or none. A `name` says better what that is.

    Raises:
        CaseorgError: as edit_event.
    """
    made = [edit_event(work, case_id, edit.event, edit.after, edit.before) for edit in edits]
    return together(name or remark("Edit {count} events", count=len(made)), made)


def remove_event(work: UnitOfWork, case_id: CaseId, event_id: EventId) -> Change[EventId]:
    """Takes an event off the timeline; restore_event brings it back."""
    change = _set_removed(work, case_id, event_id, True)
    return replace(change, notice=remark("The event was removed."))


def restore_event(work: UnitOfWork, case_id: CaseId, event_id: EventId) -> Change[EventId]:
    """Undoes remove_event."""
    return _set_removed(work, case_id, event_id, False)


def split_event(
    work: UnitOfWork, case_id: CaseId, event_id: EventId, pieces: Sequence[EventDetails]
) -> Change[tuple[EventId, ...]]:
    """Puts several events in the place of one that tells of several things; the one is kept, off the timeline. What was
    promised in it goes with the piece that promises.

    Raises:
        CaseorgError: as add_event, the case has no such event, or there is only one piece.
    """
    if len(pieces) < _FEWEST:
        raise CaseorgError("This event tells of one thing alone.", "Edit it instead.")
    removed = remove_event(work, case_id, event_id)
    added = [add_event(work, case_id, piece) for piece in pieces]
    made = tuple(piece.made for piece in added)
    promising = next((key for key, details in zip(made, pieces, strict=True) if details.part is Part.PROMISE), event_id)
    moved = [move_promise(work, case_id, key, promising) for key in promises_in(work.session, case_id, event_id)]
    steps: list[Change[object]] = [removed, *added, *moved]
    whole = together(remark("Split the event"), steps)
    notice = remark("Split into {count} events; the whole one is kept.", count=len(made))
    return Change(whole.name, whole.undo, whole.redo, made, notice)


def _set_removed(work: UnitOfWork, case_id: CaseId, event_id: EventId, removed: bool) -> Change[EventId]:
    work.case(case_id)
    row = _find(work, case_id, event_id)
    row.removed = removed
    _journal(work, case_id, "event.remove" if removed else "event.restore", row)
    return Change(
        remark("Remove the event") if removed else remark("Restore the event"),
        undo=partial(_set_removed, event_id=event_id, removed=not removed),
        redo=partial(_set_removed, event_id=event_id, removed=removed),
        made=event_id,
    )


def _find(work: UnitOfWork, case_id: CaseId, event_id: EventId) -> "EventRow":
    from caseorg.store.tables import EventRow

    row = work.session.get(EventRow, event_id)
    if row is None or row.case_id != case_id:
        raise CaseorgError("The case has no such event.", "Look at it again, then repeat.")
    return row


def _details(row: "EventRow") -> EventDetails:
    return EventDetails(
        at=Moment(row.at, Precision(row.precision), TimeSource(row.time_source), row.time_said, row.time_until),
        text=row.text,
        side=Side(row.side),
        evidence=tuple(EvidenceId(link.evidence_id) for link in row.links),
        in_complaint=row.in_complaint,
        channel=row.channel,
        agent=row.agent,
        ticket=row.ticket,
        milestone=row.milestone,
        part=Part(row.part),
    )


def _apply(work: UnitOfWork, row: "EventRow", details: EventDetails) -> None:
    if not details.text.strip():
        raise CaseorgError("An event needs a text.", "Write in one sentence what happened.")
    row.at, row.precision, row.time_source = details.at.at, details.at.precision, details.at.source
    row.time_said, row.time_until = details.at.said, details.at.until
    row.text, row.side, row.in_complaint = details.text.strip(), details.side, details.in_complaint
    row.channel, row.milestone, row.part = details.channel, details.milestone, details.part
    row.agent, row.ticket = one_line(details.agent), one_line(details.ticket)
    _link(work, row, details.evidence)


def _link(work: UnitOfWork, row: "EventRow", evidence_ids: tuple[EvidenceId, ...]) -> None:
    from caseorg.store.tables import EventEvidenceRow

    wanted = tuple(dict.fromkeys(evidence_ids))
    if present_evidence(work.session, CaseId(row.case_id), wanted) != set(wanted):
        raise CaseorgError("The case has no such evidence.", "Look at it again, then repeat.")
    present = {link.evidence_id: link for link in row.links}
    links = [present.get(key) or EventEvidenceRow(evidence_id=key) for key in wanted]
    for position, link in enumerate(links):
        link.position = position
    row.links = links


def _journal(work: UnitOfWork, case_id: CaseId, action: str, row: "EventRow") -> None:
    ((_, stored),) = list_events(work.session, case_id, row.id)
    work.journal(case_id, action, event_record(stored))
