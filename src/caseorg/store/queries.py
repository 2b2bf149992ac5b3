"""Questions to the database; the answers are domain values, never rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar, TypeVarTuple

from sqlalchemy import ColumnElement, Row, Select, String, case, cast, func, select
from sqlalchemy.orm import Session, selectinload

from caseorg.domain.case import (
    CaseFile,
    CaseId,
    CaseSummary,
    Document,
    Evidence,
    Person,
    Platform,
    Role,
    Stage,
)
from caseorg.domain.errors import CaseorgError
from caseorg.domain.journal.chain import JournalEntry
from caseorg.domain.journal.record import StoredCase, StoredDecision, StoredEvent, StoredMessage, StoredPromise
from caseorg.store.columns import UtcTime, Yuan
from caseorg.store.tables import (
    CaseRow,
    DecisionRow,
    DocumentRow,
    EventRow,
    EvidenceRow,
    JournalRow,
    MessageRow,
    OrderRow,
    PartyRow,
    ProfileRow,
    PromiseRow,
)
from caseorg.store.values import (
    answer_of,
    decision_of,
    details_of,
    document_of,
    event_of,
    evidence_of,
    message_of,
    one_of,
    order_of,
    party_of,
    promise_of,
)

ME = "me"
BATCH = 1000
Kept = TypeVar("Kept", EvidenceRow, EventRow, PromiseRow, MessageRow, DocumentRow, DecisionRow)
Columns = TypeVarTuple("Columns")
_STORED = {"populate_existing": True}  # an action asks for what it has just stored, as a reader will get it


def load_profile(session: Session, profile_id: str = ME) -> Person:
    """The complainant; an empty person where none was entered yet."""
    row = session.get(ProfileRow, profile_id)
    if row is None:
        return Person()
    return Person(name=row.name, phone=row.phone, address=row.address, id_type=row.id_type, id_number=row.id_number)


def list_cases(session: Session, case_ids: Iterable[str] | None = None) -> tuple[CaseSummary, ...]:
    """All cases or only these, the one touched last first."""
    keys = None if case_ids is None else list(case_ids)
    merchants, orders, counts = _merchants(session, keys), _order_sums(session, keys), _evidence_counts(session, keys)
    own = CaseRow.__table__.c  # not by way of the mapped class, which takes as long again
    query = select(own.id, own.title, own.platform, own.stage, own.updated_at, own.demand, _demand_said())
    query = (query if keys is None else query.where(own.id.in_(keys))).order_by(own.updated_at.desc(), own.id)
    return tuple(
        CaseSummary(
            id=CaseId(key),
            title=title,
            platform=one_of(Platform, platform),
            stage=one_of(Stage, stage),
            merchant=merchants.get(key, ""),
            **orders.get(key, _NO_ORDER),
            demand=demand,
            demand_said=said,
            evidence_count=counts.get(key, 0),
            updated_at=updated_at,
        )
        for key, title, platform, stage, updated_at, demand, said in session.execute(query).all()
    )


_NO_ORDER = {"order_number": "", "paid": None, "refunded": None, "bought": ""}


def _demand_said() -> ColumnElement[datetime | None]:
    """Only where there is a demand: a time takes as long to read as all the rest of a row."""
    own = CaseRow.__table__.c
    return case((own.demand != "", func.coalesce(own.demanded_at, own.created_at, type_=UtcTime())))


def _merchants(session: Session, keys: Sequence[str] | None) -> dict[str, str]:
    own = PartyRow.__table__.c
    query = select(own.case_id, own.name).where(own.role == Role.MERCHANT)
    return dict(map(tuple, session.execute(_of_these(query, own.case_id, keys)).all()))


def _order_sums(session: Session, keys: Sequence[str] | None) -> dict[str, dict[str, Any]]:
    """The first number by its letters, when the first was placed (as text: to read a time takes as long as all the
    rest), what was paid, and what came back of orders whose price is known."""
    own = OrderRow.__table__.c
    numbered, priced = case((own.number != "", own.number)), case((own.paid.is_not(None), own.refunded))
    sums = func.sum(own.paid, type_=Yuan()), func.sum(priced, type_=Yuan())
    placed = cast(func.min(func.coalesce(own.ordered_at, own.paid_at)), String)
    query = _of_these(select(own.case_id, func.min(numbered), placed, *sums).group_by(own.case_id), own.case_id, keys)
    return {
        key: {"order_number": number or "", "bought": bought or "", "paid": paid, "refunded": refunded}
        for key, number, bought, paid, refunded in session.execute(query).all()
    }


def _evidence_counts(session: Session, keys: Sequence[str] | None) -> dict[str, int]:
    own = EvidenceRow.__table__.c
    query = select(own.case_id, func.count()).where(own.withdrawn.is_(False)).group_by(own.case_id)
    return dict(map(tuple, session.execute(_of_these(query, own.case_id, keys)).all()))


def _of_these(query: Select[*Columns], case_id: ColumnElement[str], keys: Sequence[str] | None) -> Select[*Columns]:
    return query if keys is None else query.where(case_id.in_(keys))


def newest_case(session: Session) -> CaseId | None:
    """The case touched last."""
    found = session.scalar(select(CaseRow.id).order_by(CaseRow.updated_at.desc(), CaseRow.id).limit(1))
    return CaseId(found) if found else None


def find_case(session: Session, beginning: str) -> CaseId:
    """The case whose id begins so.

    Raises:
        CaseorgError: no case does, or more than one.
    """
    wanted = beginning.strip().lower()
    found = session.scalars(
        select(CaseRow.id).where(CaseRow.id.startswith(wanted, autoescape=True)).order_by(CaseRow.id).limit(2)
    ).all()
    if not found or not wanted:
        raise CaseorgError("There is no case “{case}”.", "See {list_cases}.", case=beginning)
    if len(found) > 1:
        raise CaseorgError("More than one case begins with “{case}”.", "Give more of its id.", case=beginning)
    return CaseId(found[0])


def load_case(session: Session, case_id: CaseId) -> CaseFile:
    """The whole case as it is now.

    Raises:
        CaseorgError: there is no such case.
    """
    row = session.get(CaseRow, case_id, options=[selectinload("*")])
    if row is None:
        raise CaseorgError("There is no case “{case}”.", "See {list_cases}.", case=case_id)
    return _case_file(row, load_profile(session, row.complainant_id or ME))


def load_cases(session: Session, case_ids: Sequence[CaseId]) -> tuple[CaseFile, ...]:
    """Those of the cases that there are, whole, in the order in which they are named; not for very many at a time."""
    rows = session.scalars(select(CaseRow).where(CaseRow.id.in_(case_ids)).options(selectinload("*")))
    found = {row.id: row for row in rows}
    people = {key: load_profile(session, key) for key in {row.complainant_id or ME for row in found.values()}}
    named = (found[key] for key in case_ids if key in found)
    return tuple(_case_file(row, people[row.complainant_id or ME]) for row in named)


def _case_file(row: CaseRow, complainant: Person) -> CaseFile:
    return CaseFile(
        id=CaseId(row.id),
        title=row.title,
        platform=one_of(Platform, row.platform),
        stage=one_of(Stage, row.stage),
        demand=row.demand,
        complainant=complainant,
        parties=tuple(map(party_of, row.parties)),
        orders=tuple(map(order_of, row.orders)),
        events=tuple(event_of(event) for event in row.events if not event.removed),
        evidence=tuple(map(evidence_of, row.evidence)),
        messages=tuple(message_of(message) for message in row.messages if not message.removed),
        promises=tuple(promise_of(promise) for promise in row.promises if not promise.removed),
        documents=tuple(map(document_of, row.documents)),
        created_at=row.created_at,
        updated_at=row.updated_at,
        revision=row.revision,
        scenario=row.scenario,
        answers=tuple(map(answer_of, row.answers)),
        demanded_at=row.demanded_at,
        decisions=tuple(decision_of(decision) for decision in row.decisions if not decision.removed),
    )


def find_duplicate(session: Session, case_id: CaseId, sha256: str) -> Evidence | None:
    """The case's evidence with the same bytes, withdrawn or not."""
    row = session.scalar(select(EvidenceRow).where(EvidenceRow.case_id == case_id, EvidenceRow.sha256 == sha256))
    return evidence_of(row) if row else None


def present_digests(session: Session, digests: Iterable[str]) -> frozenset[str]:
    """Those of them that are evidence of some case, withdrawn or not."""
    return frozenset(digests) & frozenset(session.scalars(select(EvidenceRow.sha256).distinct()))


def evidence_of_digests(session: Session, digests: Iterable[str]) -> dict[str, tuple[tuple[CaseId, Evidence], ...]]:
    """By digest, the pieces that have these bytes and were not withdrawn, each with its case."""
    query = select(EvidenceRow).where(EvidenceRow.sha256.in_(digests), EvidenceRow.withdrawn.is_(False))
    found: dict[str, tuple[tuple[CaseId, Evidence], ...]] = {}
    for row in session.scalars(query):
        found[row.sha256] = (*found.get(row.sha256, ()), (CaseId(row.case_id), evidence_of(row)))
    return found


def list_evidence(
    session: Session, case_id: CaseId | None = None, key: str | None = None
) -> tuple[tuple[CaseId, Evidence], ...]:
    """Evidence of one case or of all, withdrawn items included, in the order of cases and numbers."""
    query = select(EvidenceRow).order_by(EvidenceRow.case_id, EvidenceRow.number)
    rows = _stored(session, EvidenceRow, query, case_id, key)
    return tuple((CaseId(row.case_id), evidence_of(row)) for row in rows)


def list_events(
    session: Session, case_id: CaseId | None = None, key: str | None = None
) -> tuple[tuple[CaseId, StoredEvent], ...]:
    """Events of one case or of all, removed ones included, in the order of cases and of being told."""
    query = select(EventRow).options(selectinload(EventRow.links)).order_by(EventRow.case_id, EventRow.position)
    rows = _stored(session, EventRow, query, case_id, key)
    return tuple((CaseId(row.case_id), StoredEvent(event_of(row), row.position, row.removed)) for row in rows)


def list_promises(
    session: Session, case_id: CaseId | None = None, key: str | None = None
) -> tuple[tuple[CaseId, StoredPromise], ...]:
    """Promises of one case or of all, removed ones included, in the order of cases and of being made."""
    query = select(PromiseRow).order_by(PromiseRow.case_id, PromiseRow.made_at, PromiseRow.id)
    rows = _stored(session, PromiseRow, query, case_id, key)
    return tuple((CaseId(row.case_id), StoredPromise(promise_of(row), row.removed)) for row in rows)


def list_messages(
    session: Session, case_id: CaseId | None = None, key: str | None = None
) -> tuple[tuple[CaseId, StoredMessage], ...]:
    """Messages of one case or of all, removed ones included, in the order of cases and of being made."""
    query = select(MessageRow).order_by(MessageRow.case_id, MessageRow.made_at, MessageRow.id)
    rows = _stored(session, MessageRow, query, case_id, key)
    return tuple((CaseId(row.case_id), StoredMessage(message_of(row), row.removed)) for row in rows)


def _stored(
    session: Session, kind: type[Kept], query: Select[Kept], case_id: CaseId | None, key: str | None
) -> Iterator[Kept]:
    """The rows of one case or of all, or the one with the key, as they stand in the database now."""
    if case_id is not None:
        query = query.where(kind.case_id == case_id)
    if key is not None:
        query = query.where(kind.id == key)
    return iter(session.scalars(query, execution_options=_STORED))


def list_stored_cases(
    session: Session, case_id: CaseId | None = None, key: str | None = None
) -> tuple[tuple[CaseId, StoredCase], ...]:
    """What the user told about one case or about all, in the order of their ids."""
    whole = (selectinload(CaseRow.parties), selectinload(CaseRow.orders), selectinload(CaseRow.answers))
    query = select(CaseRow).options(*whole).order_by(CaseRow.id)
    if case_id is not None:
        query = query.where(CaseRow.id == case_id)
    if key is not None:
        query = query.where(CaseRow.id == key)
    rows = session.scalars(query, execution_options=_STORED)
    return tuple((CaseId(row.id), _stored_case(row)) for row in rows)


def _stored_case(row: CaseRow) -> StoredCase:
    return StoredCase(details_of(row), row.complainant_id, row.created_at, row.demanded_at)


def list_documents(
    session: Session, case_id: CaseId | None = None, key: str | None = None
) -> tuple[tuple[CaseId, Document], ...]:
    """Papers of one case or of all, in the order of cases and of being made."""
    query = select(DocumentRow).order_by(DocumentRow.case_id, DocumentRow.made_at, DocumentRow.id)
    rows = _stored(session, DocumentRow, query, case_id, key)
    return tuple((CaseId(row.case_id), document_of(row)) for row in rows)


def list_decisions(
    session: Session, case_id: CaseId | None = None, key: str | None = None
) -> tuple[tuple[CaseId, StoredDecision], ...]:
    """Decisions of one case or of all, those taken back included, in the order of cases and of being made."""
    query = select(DecisionRow).order_by(DecisionRow.case_id, DecisionRow.decided_at, DecisionRow.id)
    rows = _stored(session, DecisionRow, query, case_id, key)
    return tuple((CaseId(row.case_id), StoredDecision(decision_of(row), row.removed)) for row in rows)


@dataclass(frozen=True, slots=True)
class CaseStamp:
    """How a case is called, and what differs after every change of it."""

    id: CaseId
    title: str
    revision: int
    stamp: str
    closed: bool


def case_stamps(session: Session, case_ids: Iterable[str] | None = None) -> tuple[CaseStamp, ...]:
    """Of all cases that are not closed, the one touched last first; or of these, closed or not."""
    own = CaseRow.__table__.c  # not by way of the mapped class, which takes as long again
    query = select(own.id, own.title, own.revision, cast(own.updated_at, String), own.stage)
    query = query.order_by(own.updated_at.desc(), own.id)
    chosen = own.stage != Stage.CLOSED if case_ids is None else own.id.in_(case_ids)
    return tuple(
        CaseStamp(CaseId(key), title, revision, f"{revision} {changed}", stage == Stage.CLOSED)
        for key, title, revision, changed, stage in session.execute(query.where(chosen))
    )


def all_stamps(session: Session) -> dict[str, str]:
    """Of every case, what differs after each change of it."""
    own = CaseRow.__table__.c
    rows = session.execute(select(own.id, own.revision, cast(own.updated_at, String)))
    return {key: f"{revision} {changed}" for key, revision, changed in rows}


@dataclass(frozen=True, slots=True)
class JournalEnd:
    """How far the journal was read: the number and the digest of its last entry."""

    seq: int = 0
    digest: str = ""


def journal_end(session: Session) -> JournalEnd:
    """Where the journal ends now."""
    query = select(JournalRow.seq, JournalRow.digest).order_by(JournalRow.seq.desc()).limit(1)
    row = session.execute(query).first()
    return JournalEnd(row.seq, row.digest) if row else JournalEnd()


def changed_since(session: Session, end: JournalEnd) -> frozenset[str] | None:
    """The cases of the entries that the journal has got since; None where it is not the same journal."""
    if end.seq and session.scalar(select(JournalRow.digest).where(JournalRow.seq == end.seq)) != end.digest:
        return None
    return frozenset(session.scalars(select(JournalRow.case_id).where(JournalRow.seq > end.seq).distinct()))


@dataclass(frozen=True, slots=True)
class CaseChanges:
    """The cases of the list that are not as they were, or all of them where that is not known; and where the journal
    ends now."""

    end: JournalEnd
    cases: tuple[CaseSummary, ...]
    whole: bool


def changed_cases(session: Session, since: JournalEnd | None) -> CaseChanges:
    """What became of the list of cases since the journal ended there."""
    keys = changed_since(session, since) if since else None
    return CaseChanges(journal_end(session), list_cases(session, keys) if keys != frozenset() else (), keys is None)


class CaseWatch:
    """Remembers how far the journal was read. For one thread, so that several wishes at a time read all cases once."""

    def __init__(self) -> None:
        self._end: JournalEnd | None = None

    def read(self, session: Session) -> CaseChanges:
        """What became of the list of cases since the last time; all of them at first."""
        found = changed_cases(session, self._end)
        self._end = found.end
        return found


def last_journal_entry(session: Session) -> JournalEntry | None:
    """The end of the chain."""
    row = session.execute(_journal().order_by(JournalRow.seq.desc()).limit(1)).first()
    return _journal_entry(row) if row else None


def find_journal_entry(session: Session, seq: int) -> JournalEntry | None:
    """One link of the chain, or None."""
    row = session.execute(_journal().where(JournalRow.seq == seq)).first()
    return _journal_entry(row) if row else None


def journal_entries(session: Session) -> Iterator[JournalEntry]:
    """The chain from its beginning, read in batches."""
    query = _journal().order_by(JournalRow.seq).execution_options(yield_per=BATCH)
    return map(_journal_entry, session.execute(query))


def entries_of(session: Session, action: str) -> Iterator[JournalEntry]:
    """The entries of one kind, whatever case they belong to."""
    return map(_journal_entry, session.execute(_journal().where(JournalRow.action == action).order_by(JournalRow.seq)))


def _journal() -> Select[*tuple[Any, ...]]:
    """All columns as text: whatever was done to an entry, it must reach the verification."""
    columns = [column for column in JournalRow.__table__.columns if column.name != "seq"]
    return select(JournalRow.seq, *(cast(column, String).label(column.name) for column in columns))


def _journal_entry(row: Row[*tuple[Any, ...]]) -> JournalEntry:
    return JournalEntry(
        seq=row.seq,
        at=_instant(row.at),
        case_id=row.case_id,
        action=row.action,
        details=row.details,
        previous=row.previous,
        digest=row.digest,
    )


def _instant(stored: str) -> datetime:
    """An entry's time; the year 1 stands for one that was made unreadable, so that its digest is wrong."""
    try:
        return datetime.fromisoformat(stored).replace(tzinfo=UTC)
    except (TypeError, ValueError):
        return datetime.min.replace(tzinfo=UTC)
