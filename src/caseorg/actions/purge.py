"""Purging a case for good. There is no way back, so these are no changes that could be undone."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, delete, func, select, update

from caseorg.actions.work import LONGEST_LINE, UnitOfWork, one_line, require_short
from caseorg.domain.case import CaseId, Shelf
from caseorg.domain.errors import CaseorgError
from caseorg.domain.journal.chain import ERASED, PURGE
from caseorg.domain.journal.purges import Tombstone, tombstone_record
from caseorg.store.queries import present_digests
from caseorg.store.tables import (
    AnswerRow,
    CaseRow,
    DecisionRow,
    DocumentRow,
    EventEvidenceRow,
    EventRow,
    EvidenceRow,
    JournalRow,
    MessageRow,
    OrderRow,
    PartyRow,
    ProfileRow,
    PromiseRow,
)

_OF_A_CASE = (
    *(DecisionRow, PromiseRow, MessageRow, DocumentRow, EventRow, EvidenceRow),
    *(AnswerRow, OrderRow, PartyRow),
)  # what refers to others first


def purge_case(work: UnitOfWork, case_id: CaseId, reason: str) -> Tombstone:
    """Deletes everything that is stored of a case in the trash, and the words of its entries in the journal. What stays
    is the entry about it. The files are for `drop_files`, once this is on the disk.

    Raises:
        CaseorgError: the case is not in the trash, or no reason is given.
    """
    row = work.find_case(case_id)
    if row.shelf != Shelf.TRASH:
        raise CaseorgError("Only what is in the trash can be purged.", "Move the case to the trash first.")
    reason = one_line(reason)
    if not reason:
        raise CaseorgError("Purging needs a reason.", "Say in a few words why; the journal keeps it.")
    require_short(reason, LONGEST_LINE)
    tombstone = _tombstone(work, row, reason)
    work.session.execute(update(JournalRow).where(*_erased(case_id)).values(details=ERASED))
    work.session.expunge_all()
    _delete(work, case_id, row.complainant_id)
    work.journal(case_id, PURGE, tombstone_record(tombstone))
    return tombstone


def _tombstone(work: UnitOfWork, row: CaseRow, reason: str) -> Tombstone:
    files = select(EvidenceRow.sha256).where(EvidenceRow.case_id == row.id).order_by(EvidenceRow.number)
    erased = select(JournalRow.seq, JournalRow.digest).where(*_erased(row.id)).order_by(JournalRow.seq)
    return Tombstone(
        title=row.title,
        reason=reason,
        files=tuple(work.session.scalars(files)),
        events=_count(work, EventRow, row.id),
        messages=_count(work, MessageRow, row.id),
        erased=tuple((seq, digest) for seq, digest in work.session.execute(erased)),
    )


def _erased(case_id: str) -> tuple[ColumnElement[bool], ...]:
    """What holds of the journal's entries whose words go."""
    return JournalRow.case_id == case_id, JournalRow.action != PURGE, JournalRow.details != ERASED


def _count(work: UnitOfWork, kind: type[EventRow | MessageRow], case_id: str) -> int:
    query = select(func.count()).select_from(kind).where(kind.case_id == case_id, kind.removed.is_(False))
    return work.session.scalar(query) or 0


def _delete(work: UnitOfWork, case_id: CaseId, complainant: str | None) -> None:
    """Who complained goes along where no other case is theirs."""
    events = select(EventRow.id).where(EventRow.case_id == case_id)
    work.session.execute(delete(EventEvidenceRow).where(EventEvidenceRow.event_id.in_(events)))
    for kind in _OF_A_CASE:
        work.session.execute(delete(kind).where(kind.case_id == case_id))
    work.session.execute(delete(CaseRow).where(CaseRow.id == case_id))
    others = select(CaseRow.id).where(CaseRow.complainant_id == complainant).limit(1)
    if complainant and work.session.scalar(others) is None:
        work.session.execute(delete(ProfileRow).where(ProfileRow.id == complainant))


def drop_files(work: UnitOfWork, digests: Iterable[str]) -> tuple[str, ...]:
    """Removes the files that no case has as evidence; the answer is which. While this runs nobody takes one in.

    Raises:
        CaseorgError: one of them cannot be removed; the others are.
    """
    wanted = tuple(dict.fromkeys(digests))
    used = present_digests(work.session, wanted)
    gone = tuple(digest for digest in wanted if digest not in used)
    failed = [error for digest in gone if (error := _failure(work, digest))]
    if failed:
        raise failed[0]
    return gone


def _failure(work: UnitOfWork, digest: str) -> CaseorgError | None:
    try:
        work.evidence.remove(digest)
    except CaseorgError as error:
        return error
    return None
