"""Putting a case out of the list, or into the trash, and back."""

from functools import partial

from caseorg.actions.change import Change
from caseorg.actions.work import UnitOfWork, require_unchanged
from caseorg.domain.case import CaseId, Shelf
from caseorg.domain.journal.record import case_record
from caseorg.domain.remark import remark
from caseorg.store.records import list_stored_cases

_ACTIONS = {Shelf.AT_HAND: "case.restore", Shelf.PUT_AWAY: "case.put-away", Shelf.TRASH: "case.trash"}
_NAMES = {
    Shelf.AT_HAND: "Put the case back into the list",
    Shelf.PUT_AWAY: "Put the case away",
    Shelf.TRASH: "Move the case to the trash",
}
_NOTICES = {
    Shelf.AT_HAND: "“{title}” is in the list again.",
    Shelf.PUT_AWAY: "“{title}” was put away. You are still told what is due.",
    Shelf.TRASH: "“{title}” is in the trash. Everything is kept; you are no longer told what is due.",
}


def put_away(work: UnitOfWork, case_id: CaseId) -> Change[CaseId]:
    """Takes a case out of the list; its clocks go on."""
    return _move(work, case_id, Shelf.PUT_AWAY)


def trash(work: UnitOfWork, case_id: CaseId) -> Change[CaseId]:
    """Puts a case where it can be purged; until then everything of it is kept, and nothing of it runs."""
    return _move(work, case_id, Shelf.TRASH)


def restore_case(work: UnitOfWork, case_id: CaseId) -> Change[CaseId]:
    """Brings a case back into the list."""
    return _move(work, case_id, Shelf.AT_HAND)


def _move(work: UnitOfWork, case_id: CaseId, shelf: Shelf) -> Change[CaseId]:
    row = work.find_case(case_id)
    before = Shelf(row.shelf)
    if before is not shelf:
        _set(work, case_id, shelf, before)
    return Change(
        remark(_NAMES[shelf]),
        undo=partial(_set, shelf=before, before=shelf),
        redo=partial(_set, shelf=shelf, before=before),
        made=case_id,
        notice=remark(_NOTICES[shelf], title=row.title),
        already=before is shelf,
    )


def _set(work: UnitOfWork, case_id: CaseId, shelf: Shelf, before: Shelf) -> None:
    row = work.case(case_id)
    require_unchanged(Shelf(row.shelf), before)
    row.shelf = shelf
    work.session.flush()
    ((_, stored),) = list_stored_cases(work.session, case_id)
    work.journal(case_id, _ACTIONS[shelf], case_record(case_id, stored))
