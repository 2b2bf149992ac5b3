"""Questions to the database; the answers are domain values, never rows."""

from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import Row, Select, String, cast, func, select
from sqlalchemy.orm import Session, selectinload

from caseorg.domain.case import (
    Answer,
    CaseDetails,
    CaseFile,
    CaseId,
    CaseSummary,
    Document,
    DocumentId,
    Event,
    EventId,
    Evidence,
    EvidenceId,
    MediaKind,
    Message,
    MessageId,
    Order,
    OrderId,
    Party,
    Payment,
    Person,
    Platform,
    Promise,
    PromiseId,
    Role,
    Side,
    Stage,
)
from caseorg.domain.errors import CaseorgError
from caseorg.domain.journal import JournalEntry
from caseorg.domain.moments import Moment, Precision, TimeSource
from caseorg.domain.record import StoredEvent, StoredPromise
from caseorg.store.engine import damaged
from caseorg.store.tables import (
    AnswerRow,
    CaseRow,
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

ME = "me"
BATCH = 1000
Choice = TypeVar("Choice", bound=StrEnum)
_STORED = {"populate_existing": True}  # an action asks for what it has just stored, as a reader will get it


def load_profile(session: Session, profile_id: str = ME) -> Person:
    """The complainant; an empty person where none was entered yet."""
    row = session.get(ProfileRow, profile_id)
    if row is None:
        return Person()
    return Person(name=row.name, phone=row.phone, address=row.address, id_type=row.id_type, id_number=row.id_number)


def list_cases(session: Session) -> tuple[CaseSummary, ...]:
    """All cases, the one touched last first."""
    mine = {
        "merchant": select(PartyRow.name).where(PartyRow.role == Role.MERCHANT, PartyRow.case_id == CaseRow.id),
        "order_number": select(func.min(OrderRow.number)).where(OrderRow.case_id == CaseRow.id, OrderRow.number != ""),
        "paid": select(func.sum(OrderRow.paid)).where(OrderRow.case_id == CaseRow.id),
        "refunded": select(func.sum(OrderRow.refunded)).where(
            OrderRow.case_id == CaseRow.id, OrderRow.paid.is_not(None)
        ),
        "evidence_count": select(func.count(EvidenceRow.id)).where(
            EvidenceRow.case_id == CaseRow.id, EvidenceRow.withdrawn.is_(False)
        ),
    }
    columns = [query.scalar_subquery().label(name) for name, query in mine.items()]
    cases = select(CaseRow.id, CaseRow.title, CaseRow.platform, CaseRow.stage, CaseRow.updated_at, *columns)
    return tuple(
        CaseSummary(
            id=CaseId(row.id),
            title=row.title,
            platform=_one_of(Platform, row.platform),
            stage=_one_of(Stage, row.stage),
            merchant=row.merchant or "",
            order_number=row.order_number or "",
            paid=row.paid,
            refunded=row.refunded,
            evidence_count=row.evidence_count,
            updated_at=row.updated_at,
        )
        for row in session.execute(cases.order_by(CaseRow.updated_at.desc(), CaseRow.id))
    )


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
        raise CaseorgError("There is no case “{case}”.", "See “caseorg case list”.", case=beginning)
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
        raise CaseorgError("There is no case “{case}”.", "See “caseorg case list”.", case=case_id)
    return CaseFile(
        id=CaseId(row.id),
        title=row.title,
        platform=_one_of(Platform, row.platform),
        stage=_one_of(Stage, row.stage),
        demand=row.demand,
        complainant=load_profile(session, row.complainant_id or ME),
        parties=tuple(map(_party, row.parties)),
        orders=tuple(map(_order, row.orders)),
        events=tuple(_event(event) for event in row.events if not event.removed),
        evidence=tuple(map(_evidence, row.evidence)),
        messages=tuple(map(_message, row.messages)),
        promises=tuple(_promise(promise) for promise in row.promises if not promise.removed),
        documents=tuple(map(_document, row.documents)),
        created_at=row.created_at,
        updated_at=row.updated_at,
        revision=row.revision,
        scenario=row.scenario,
        answers=tuple(map(_answer, row.answers)),
    )


def find_duplicate(session: Session, case_id: CaseId, sha256: str) -> Evidence | None:
    """The case's evidence with the same bytes, withdrawn or not."""
    row = session.scalar(select(EvidenceRow).where(EvidenceRow.case_id == case_id, EvidenceRow.sha256 == sha256))
    return _evidence(row) if row else None


def list_evidence(
    session: Session, case_id: CaseId | None = None, key: str | None = None
) -> tuple[tuple[CaseId, Evidence], ...]:
    """Evidence of one case or of all, withdrawn items included, in the order of cases and numbers."""
    query = select(EvidenceRow).order_by(EvidenceRow.case_id, EvidenceRow.number)
    if case_id is not None:
        query = query.where(EvidenceRow.case_id == case_id)
    if key is not None:
        query = query.where(EvidenceRow.id == key)
    return tuple((CaseId(row.case_id), _evidence(row)) for row in session.scalars(query, execution_options=_STORED))


def list_events(
    session: Session, case_id: CaseId | None = None, key: str | None = None
) -> tuple[tuple[CaseId, StoredEvent], ...]:
    """Events of one case or of all, removed ones included, in the order of cases and of being told."""
    query = select(EventRow).options(selectinload(EventRow.links)).order_by(EventRow.case_id, EventRow.position)
    if case_id is not None:
        query = query.where(EventRow.case_id == case_id)
    if key is not None:
        query = query.where(EventRow.id == key)
    return tuple(
        (CaseId(row.case_id), StoredEvent(_event(row), row.position, row.removed))
        for row in session.scalars(query, execution_options=_STORED)
    )


def list_details(session: Session, case_id: CaseId | None = None) -> tuple[tuple[CaseId, CaseDetails], ...]:
    """What the user told about one case or about all, in the order of their ids."""
    whole = (selectinload(CaseRow.parties), selectinload(CaseRow.orders), selectinload(CaseRow.answers))
    query = select(CaseRow).options(*whole).order_by(CaseRow.id)
    if case_id is not None:
        query = query.where(CaseRow.id == case_id)
    return tuple((CaseId(row.id), _details(row)) for row in session.scalars(query, execution_options=_STORED))


def list_promises(
    session: Session, case_id: CaseId | None = None, key: str | None = None
) -> tuple[tuple[CaseId, StoredPromise], ...]:
    """Promises of one case or of all, removed ones included, in the order of cases and of being made."""
    query = select(PromiseRow).order_by(PromiseRow.case_id, PromiseRow.made_at, PromiseRow.id)
    if case_id is not None:
        query = query.where(PromiseRow.case_id == case_id)
    if key is not None:
        query = query.where(PromiseRow.id == key)
    return tuple(
        (CaseId(row.case_id), StoredPromise(_promise(row), row.removed))
        for row in session.scalars(query, execution_options=_STORED)
    )


def list_messages(
    session: Session, case_id: CaseId | None = None, key: str | None = None
) -> tuple[tuple[CaseId, Message], ...]:
    """Messages of one case or of all, in the order of cases and of being made."""
    query = select(MessageRow).order_by(MessageRow.case_id, MessageRow.made_at, MessageRow.id)
    if case_id is not None:
        query = query.where(MessageRow.case_id == case_id)
    if key is not None:
        query = query.where(MessageRow.id == key)
    return tuple((CaseId(row.case_id), _message(row)) for row in session.scalars(query, execution_options=_STORED))


def load_open_cases(session: Session) -> tuple[CaseFile, ...]:
    """Every case that is not closed, whole, the one touched last first."""
    query = select(CaseRow.id).where(CaseRow.stage != Stage.CLOSED).order_by(CaseRow.updated_at.desc(), CaseRow.id)
    return tuple(load_case(session, CaseId(key)) for key in session.scalars(query))


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


def _journal() -> Select[*tuple[Any, ...]]:
    """All columns as text: whatever was done to an entry, it must reach the verification."""
    columns = [column for column in JournalRow.__table__.columns if column.name != "seq"]
    return select(JournalRow.seq, *(cast(column, String).label(column.name) for column in columns))


def _one_of(kind: type[Choice], stored: str) -> Choice:
    try:
        return kind(stored)
    except ValueError as error:
        raise damaged() from error


def _moment_of(at: datetime, precision: str, source: str = TimeSource.TYPED) -> Moment:
    return Moment(at, _one_of(Precision, precision), _one_of(TimeSource, source))


def _details(row: CaseRow) -> CaseDetails:
    return CaseDetails(
        title=row.title,
        platform=_one_of(Platform, row.platform),
        stage=_one_of(Stage, row.stage),
        demand=row.demand,
        parties=tuple(map(_party, row.parties)),
        orders=tuple(map(_order, row.orders)),
        scenario=row.scenario,
        answers=tuple(map(_answer, row.answers)),
    )


def _answer(row: AnswerRow) -> Answer:
    return Answer(question=row.question, value=row.value)


def _party(row: PartyRow) -> Party:
    return Party(
        role=_one_of(Role, row.role),
        name=row.name,
        contact=row.contact,
        address=row.address,
        phone=row.phone,
        credit_code=row.credit_code,
    )


def _order(row: OrderRow) -> Order:
    return Order(
        id=OrderId(row.id),
        number=row.number,
        product=row.product,
        paid=row.paid,
        ordered_at=_moment_of(row.ordered_at, row.ordered_precision) if row.ordered_at else None,
        paid_at=_moment_of(row.paid_at, row.paid_precision) if row.paid_at else None,
        refunded=row.refunded,
        payment=_one_of(Payment, row.payment),
        transaction=row.transaction,
        account=row.account,
    )


def _event(row: EventRow) -> Event:
    return Event(
        id=EventId(row.id),
        at=_moment_of(row.at, row.precision, row.time_source),
        text=row.text,
        side=_one_of(Side, row.side),
        evidence=tuple(EvidenceId(link.evidence_id) for link in row.links),
        in_complaint=row.in_complaint,
        channel=row.channel,
        agent=row.agent,
        ticket=row.ticket,
        milestone=row.milestone,
    )


def _evidence(row: EvidenceRow) -> Evidence:
    return Evidence(
        id=EvidenceId(row.id),
        number=row.number,
        name=row.name,
        sha256=row.sha256,
        size=row.size,
        kind=_one_of(MediaKind, row.kind),
        media_type=row.media_type,
        width=row.width,
        height=row.height,
        pages=row.pages,
        taken_at=_moment_of(row.taken_at, row.taken_precision, row.taken_source) if row.taken_at else None,
        added_at=row.added_at,
        source=row.source,
        proves=row.proves,
        note=row.note,
        withdrawn=row.withdrawn,
        shows=tuple(row.shows.split()),
    )


def _message(row: MessageRow) -> Message:
    return Message(
        id=MessageId(row.id),
        channel=row.channel,
        text=row.text,
        made_at=row.made_at,
        sent_at=row.sent_at,
        kind=row.kind,
        subject=row.subject,
        attached=tuple(map(EvidenceId, row.attached.split())),
    )


def _promise(row: PromiseRow) -> Promise:
    return Promise(
        id=PromiseId(row.id),
        side=_one_of(Side, row.side),
        text=row.text,
        made_at=_moment_of(row.made_at, row.made_precision),
        due=row.due,
        kept=row.kept,
        event=EventId(row.event_id) if row.event_id else None,
    )


def _document(row: DocumentRow) -> Document:
    return Document(
        id=DocumentId(row.id),
        kind=row.kind,
        name=row.name,
        sha256=row.sha256,
        pages=row.pages,
        made_at=row.made_at,
    )


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
