"""Writing down what the other side said it would do, and whether it did."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from caseorg.actions.change import Change
from caseorg.actions.work import UnitOfWork, new_id, require_unchanged
from caseorg.domain.case import CaseId, EventId, PromiseId, Side
from caseorg.domain.errors import CaseorgError
from caseorg.domain.journal.record import promise_record
from caseorg.domain.moments import Moment
from caseorg.domain.remark import remark
from caseorg.domain.story.story import ToldPromise
from caseorg.store.records import list_promises

if TYPE_CHECKING:
    from caseorg.store.tables import PromiseRow

_SETTLED = {True: "Noted: the promise was kept.", False: "Noted: the promise was not kept."}


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseDetails:
    """What the user tells about a promise. `due` is None where no time was named."""

    side: Side
    text: str
    made_at: Moment
    due: datetime | None = None
    event: EventId | None = None


def as_told(promise: ToldPromise) -> PromiseDetails:
    """A promise that an event tells of, as it would be noted."""
    return PromiseDetails(
        side=promise.side, text=promise.text, made_at=promise.made_at, due=promise.due, event=promise.event
    )


def add_promise(work: UnitOfWork, case_id: CaseId, details: PromiseDetails) -> Change[PromiseId]:
    """Notes a promise.

    Raises:
        CaseorgError: the text is empty, or the case has no such event.
    """
    if not details.text.strip():
        raise CaseorgError("A promise needs a text.", "Write what was said, in its own words.")
    from caseorg.store.tables import EventRow, PromiseRow

    event = work.session.get(EventRow, details.event) if details.event else None
    if details.event and (event is None or event.case_id != case_id):
        raise CaseorgError("The case has no such event.", "Look at it again, then repeat.")
    work.case(case_id)
    row = PromiseRow(
        id=new_id(),
        case_id=case_id,
        side=details.side,
        text=details.text.strip(),
        made_at=details.made_at.at,
        made_precision=details.made_at.precision,
        due=details.due,
        event_id=details.event,
        removed=False,
    )
    work.session.add(row)
    _journal(work, case_id, "promise.add", row)
    key = PromiseId(row.id)
    return Change(
        remark("Note the promise"),
        undo=partial(remove_promise, promise_id=key),
        redo=partial(restore_promise, promise_id=key),
        made=key,
    )


def settle_promise(
    work: UnitOfWork, case_id: CaseId, promise_id: PromiseId, kept: bool | None, before: bool | None = None
) -> Change[PromiseId]:
    """Says whether a promise was kept; None opens it again. `before` is what was said so far.

    Raises:
        CaseorgError: the case has no such promise, or it was settled elsewhere meanwhile.
    """
    row = _find(work, case_id, promise_id)
    require_unchanged((row.kept,), (before,))
    row.kept = kept
    _journal(work, case_id, "promise.settle", row)
    return Change(
        remark("Settle the promise"),
        undo=partial(settle_promise, promise_id=promise_id, kept=before, before=kept),
        redo=partial(settle_promise, promise_id=promise_id, kept=kept, before=before),
        made=promise_id,
        notice=None if kept is None else remark(_SETTLED[kept]),
    )


def move_promise(
    work: UnitOfWork, case_id: CaseId, promise_id: PromiseId, event_id: EventId | None
) -> Change[PromiseId]:
    """Says in which event it was made, such as in one that was split off.

    Raises:
        CaseorgError: the case has no such promise.
    """
    row = _find(work, case_id, promise_id)
    before = EventId(row.event_id) if row.event_id else None
    if before != event_id:
        row.event_id = event_id
        _journal(work, case_id, "promise.move", row)
    return Change(
        remark("Move the promise"),
        undo=partial(move_promise, promise_id=promise_id, event_id=before),
        redo=partial(move_promise, promise_id=promise_id, event_id=event_id),
        made=promise_id,
        already=before == event_id,
    )


def remove_promise(work: UnitOfWork, case_id: CaseId, promise_id: PromiseId) -> Change[PromiseId]:
    """Takes a promise off the case; restore_promise brings it back."""
    change = _set_removed(work, case_id, promise_id, True)
    return replace(change, notice=remark("The promise was removed."))


def restore_promise(work: UnitOfWork, case_id: CaseId, promise_id: PromiseId) -> Change[PromiseId]:
    """Undoes remove_promise."""
    return _set_removed(work, case_id, promise_id, False)


def _set_removed(work: UnitOfWork, case_id: CaseId, promise_id: PromiseId, removed: bool) -> Change[PromiseId]:
    row = _find(work, case_id, promise_id)
    row.removed = removed
    _journal(work, case_id, "promise.remove" if removed else "promise.restore", row)
    return Change(
        remark("Remove the promise") if removed else remark("Restore the promise"),
        undo=partial(_set_removed, promise_id=promise_id, removed=not removed),
        redo=partial(_set_removed, promise_id=promise_id, removed=removed),
        made=promise_id,
    )


def _find(work: UnitOfWork, case_id: CaseId, promise_id: PromiseId) -> "PromiseRow":
    from caseorg.store.tables import PromiseRow

    work.case(case_id)
    row = work.session.get(PromiseRow, promise_id)
    if row is None or row.case_id != case_id:
        raise CaseorgError("The case has no such promise.", "Look at it again, then repeat.")
    return row


def _journal(work: UnitOfWork, case_id: CaseId, action: str, row: "PromiseRow") -> None:
    work.session.flush()
    ((_, stored),) = list_promises(work.session, case_id, row.id)
    work.journal(case_id, action, promise_record(stored))
