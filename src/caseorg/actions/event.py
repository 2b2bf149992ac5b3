"""Writing down what happened."""

from dataclasses import dataclass

from sqlalchemy import func, select

from caseorg.actions.work import UnitOfWork, new_id
from caseorg.domain.case import CaseId, EventId, EvidenceId, Side
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import Moment, show_moment
from caseorg.store.tables import EventEvidenceRow, EventRow, EvidenceRow


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDetails:
    """What the user tells about an event."""

    at: Moment
    text: str
    side: Side = Side.ME
    evidence: tuple[EvidenceId, ...] = ()
    in_complaint: bool = True


def add_event(work: UnitOfWork, case_id: CaseId, details: EventDetails) -> EventId:
    """Adds an event.

    Raises:
        CaseorgError: the text is empty, or the case has no such evidence.
    """
    work.case(case_id)
    highest = work.session.scalar(select(func.max(EventRow.position)).where(EventRow.case_id == case_id))
    row = EventRow(id=new_id(), case_id=case_id, position=(highest or 0) + 1, removed=False)
    _apply(work, row, details)
    work.session.add(row)
    work.journal(case_id, "event.add", _plain(row, details))
    return EventId(row.id)


def edit_event(work: UnitOfWork, case_id: CaseId, event_id: EventId, details: EventDetails) -> None:
    """Puts the details in place of the event's present ones.

    Raises:
        CaseorgError: as add_event, or the case has no such event.
    """
    work.case(case_id)
    row = _find(work, case_id, event_id)
    _apply(work, row, details)
    work.journal(case_id, "event.edit", _plain(row, details))


def remove_event(work: UnitOfWork, case_id: CaseId, event_id: EventId) -> None:
    """Takes an event off the timeline; restore_event brings it back."""
    _set_removed(work, case_id, event_id, True)


def restore_event(work: UnitOfWork, case_id: CaseId, event_id: EventId) -> None:
    """Undoes remove_event."""
    _set_removed(work, case_id, event_id, False)


def _set_removed(work: UnitOfWork, case_id: CaseId, event_id: EventId, removed: bool) -> None:
    work.case(case_id)
    row = _find(work, case_id, event_id)
    row.removed = removed
    work.journal(case_id, "event.remove" if removed else "event.restore", {"id": row.id})


def _find(work: UnitOfWork, case_id: CaseId, event_id: EventId) -> EventRow:
    row = work.session.get(EventRow, event_id)
    if row is None or row.case_id != case_id:
        raise CaseorgError("The case has no such event.", "Look at it again, then repeat.")
    return row


def _apply(work: UnitOfWork, row: EventRow, details: EventDetails) -> None:
    if not details.text.strip():
        raise CaseorgError("An event needs a text.", "Write in one sentence what happened.")
    row.at, row.precision, row.time_source = details.at.at, details.at.precision, details.at.source
    row.text, row.side, row.in_complaint = details.text.strip(), details.side, details.in_complaint
    _link(work, row, details.evidence)


def _link(work: UnitOfWork, row: EventRow, evidence_ids: tuple[EvidenceId, ...]) -> None:
    wanted = tuple(dict.fromkeys(evidence_ids))
    found = work.session.scalars(
        select(EvidenceRow.id).where(EvidenceRow.case_id == row.case_id, EvidenceRow.id.in_(wanted))
    ).all()
    if len(found) != len(wanted):
        raise CaseorgError("The case has no such evidence.", "Look at it again, then repeat.")
    present = {link.evidence_id: link for link in row.links}
    links = [present.get(key) or EventEvidenceRow(evidence_id=key) for key in wanted]
    for position, link in enumerate(links):
        link.position = position
    row.links = links


def _plain(row: EventRow, details: EventDetails) -> dict[str, object]:
    return {
        "id": row.id,
        "at": show_moment(details.at),
        "text": row.text,
        "side": row.side,
        "evidence": list(details.evidence),
        "in_complaint": details.in_complaint,
    }
