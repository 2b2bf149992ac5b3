"""What is done to several rows of the timeline at once: all of it in one step, or nothing."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from caseorg.actions.change import Change, together
from caseorg.actions.event import remove_event
from caseorg.actions.evidence import describe_evidence, described, withdraw_evidence
from caseorg.actions.promise import remove_promise
from caseorg.actions.work import UnitOfWork
from caseorg.domain.case import CaseId, EventId, EvidenceId, PromiseId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.journal.record import event_record
from caseorg.domain.papers.numbers import numbers_of
from caseorg.domain.remark import remark
from caseorg.store.records import list_events, list_evidence

if TYPE_CHECKING:
    from caseorg.store.tables import EventRow


def remove_several(
    work: UnitOfWork,
    case_id: CaseId,
    events: Sequence[EventId] = (),
    promises: Sequence[PromiseId] = (),
    evidence: Sequence[EvidenceId] = (),
) -> Change[int]:
    """Takes all of it off the timeline; the files of the evidence are kept.

    Raises:
        CaseorgError: the case has no such thing.
    """
    changes: list[Change[object]] = [remove_event(work, case_id, key) for key in events]
    changes += [remove_promise(work, case_id, key) for key in promises]
    if evidence:
        changes.append(withdraw_evidence(work, case_id, tuple(evidence)))
    count = len(events) + len(promises) + len(evidence)
    whole = together(remark("Remove {count} rows", count=count), changes)
    text = remark("{count} rows were removed; all files are kept.", count=count)
    return Change(whole.name, whole.undo, whole.redo, count, text)


def change_source(
    work: UnitOfWork, case_id: CaseId, evidence_ids: Sequence[EvidenceId], source: str
) -> Change[tuple[EvidenceId, ...]]:
    """Says of several pieces where they are from.

    Raises:
        CaseorgError: as describe_evidence.
    """
    items = [item for key in evidence_ids for _, item in list_evidence(work.session, case_id, key)]
    changes = [
        describe_evidence(work, case_id, item.id, replace(described(item), source=source), described(item))
        for item in items
    ]
    return together(remark("Change the source of {label}", label=numbers_of(items)), changes)


def order_events(
    work: UnitOfWork, case_id: CaseId, order: Sequence[EventId], before: Sequence[EventId] | None = None
) -> Change[tuple[EventId, ...]]:
    """Puts events of the same time into this order; they take each other's places, nothing else moves.

    Raises:
        CaseorgError: they are not of the same time, the case has no such event, or they do not stand as `before`.
    """
    work.case(case_id)
    rows = _of_one_time(work, case_id, order)
    present = tuple(EventId(row.id) for row in sorted(rows.values(), key=lambda row: row.position))
    if before is not None and present != tuple(before):
        raise CaseorgError("This was changed elsewhere meanwhile.", "Look at it again, then repeat.")
    places = sorted(row.position for row in rows.values())
    for key, place in zip(order, places, strict=True):
        if rows[key].position != place:
            rows[key].position = place
            _journal(work, case_id, key)
    return Change(
        remark("Change the order of events"),
        undo=partial(order_events, order=present, before=tuple(order)),
        redo=partial(order_events, order=tuple(order), before=present),
        made=tuple(order),
        already=present == tuple(order),
    )


def _of_one_time(work: UnitOfWork, case_id: CaseId, keys: Sequence[EventId]) -> "dict[str, EventRow]":
    from sqlalchemy import select

    from caseorg.store.tables import EventRow

    found = select(EventRow).where(EventRow.case_id == case_id, EventRow.id.in_(keys))
    rows = {row.id: row for row in work.session.scalars(found)}
    if len(rows) != len(keys):
        raise CaseorgError("The case has no such event.", "Look at it again, then repeat.")
    if len({row.at for row in rows.values()}) > 1:
        raise CaseorgError("These events are of different times.", "Change the time of one instead.")
    return rows


def _journal(work: UnitOfWork, case_id: CaseId, key: EventId) -> None:
    work.session.flush()
    ((_, stored),) = list_events(work.session, case_id, key)
    work.journal(case_id, "event.edit", event_record(stored))
