"""Rows as values of the domain. A row that holds no such value means that the database is damaged."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from caseorg.domain.annotation import Annotation, AnnotationShape
from caseorg.domain.case import (
    Answer,
    CaseDetails,
    Decision,
    DecisionId,
    Document,
    DocumentId,
    Event,
    EventId,
    Evidence,
    EvidenceId,
    FormerNumber,
    MediaKind,
    Message,
    MessageId,
    Order,
    OrderId,
    Part,
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
from caseorg.domain.journal.record import plain
from caseorg.domain.moments import Moment, Precision, TimeSource
from caseorg.store.engine import damaged
from caseorg.store.plain import (
    PlainAnswer,
    PlainCase,
    PlainDecision,
    PlainDocument,
    PlainEvent,
    PlainEvidence,
    PlainMessage,
    PlainOrder,
    PlainParty,
    PlainProfile,
    PlainPromise,
)

Choice = TypeVar("Choice", bound=StrEnum)


@lru_cache(maxsize=1024)
def one_of(kind: type[Choice], stored: str) -> Choice:
    """The member of the enum with this value.

    Raises:
        CaseorgError: there is none, which no version of caseorg wrote.
    """
    try:
        return kind(stored)
    except ValueError as error:
        raise damaged() from error


def instant(stored: str) -> datetime:
    """Raises:
    CaseorgError: no version of caseorg wrote this.
    """
    try:
        return datetime.fromisoformat(f"{stored}+00:00")
    except (TypeError, ValueError) as error:
        raise damaged() from error


def write_instant(at: datetime) -> str:
    """As `instant` reads it."""
    if at.tzinfo is None:
        raise ValueError("a time without a zone")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def write_maybe_instant(at: datetime | None) -> str | None:
    """The same where there may be none."""
    return None if at is None else write_instant(at)


def maybe_instant(stored: str | None) -> datetime | None:
    """The same where there may be none."""
    return None if stored is None else instant(stored)


@lru_cache(maxsize=4096, typed=True)
def yuan(stored: int | None) -> Decimal | None:
    """Raises:
    CaseorgError: no version of caseorg wrote this.
    """
    if stored is not None and not isinstance(stored, int):
        raise damaged()
    return None if stored is None else Decimal(stored).scaleb(-2)


def moment_of(at: str, precision: str, source: str = TimeSource.TYPED) -> Moment:
    return Moment(instant(at), one_of(Precision, precision), one_of(TimeSource, source))


def told_moment(row: PlainEvent) -> Moment:
    """A time that is not certain."""
    source, until = one_of(TimeSource, row.time_source), instant(row.time_until) if row.time_until else None
    return Moment(instant(row.at), one_of(Precision, row.precision), source, row.time_said, until)


def person_of(row: PlainProfile) -> Person:
    return Person(name=row.name, phone=row.phone, address=row.address, id_type=row.id_type, id_number=row.id_number)


def write_moments(moments: Iterable[Moment]) -> str:
    """One a line, as `read_moments` reads them."""
    return "\n".join(f"{moment.at.isoformat()} {moment.precision} {moment.source}" for moment in moments)


def read_moments(stored: str) -> tuple[Moment, ...]:
    """Raises:
    CaseorgError: no version of caseorg wrote this.
    """
    try:
        return tuple(
            Moment(datetime.fromisoformat(at), one_of(Precision, precision), one_of(TimeSource, source))
            for at, precision, source in (line.split(" ") for line in stored.splitlines())
        )
    except ValueError as error:
        raise damaged() from error


def write_former_numbers(numbers: Iterable[FormerNumber]) -> str:
    """As `read_former_numbers` reads them."""
    return "\n".join(f"{number.number} {number.until.astimezone(UTC).isoformat()}" for number in numbers)


def read_former_numbers(stored: str) -> tuple[FormerNumber, ...]:
    """Raises:
    CaseorgError: no version of caseorg wrote this.
    """
    try:
        fields = (line.split(" ") for line in stored.splitlines())
        return tuple(FormerNumber(int(number), datetime.fromisoformat(until)) for number, until in fields)
    except ValueError as error:
        raise damaged() from error


def write_annotations(annotations: Iterable[Annotation]) -> str:
    """As `read_annotations` reads them."""
    return "\n".join(json.dumps(plain(annotation), ensure_ascii=False) for annotation in annotations)


def read_annotations(stored: str) -> tuple[Annotation, ...]:
    """Raises:
    CaseorgError: no version of caseorg wrote this.
    """
    return tuple(map(_read_annotation, stored.split("\n"))) if stored else ()


def _read_annotation(line: str) -> Annotation:
    try:
        fields = json.loads(line)
        (left, top), (right, bottom) = fields["start"], fields["end"]
        return Annotation(
            one_of(AnnotationShape, fields["shape"]),
            int(fields["page"]),
            (left, top),
            (right, bottom),
            str(fields["text"]),
        )
    except (ValueError, TypeError, LookupError) as error:
        raise damaged() from error


def details_of(
    row: PlainCase, parties: Iterable[PlainParty], orders: Iterable[PlainOrder], answers: Iterable[PlainAnswer]
) -> CaseDetails:
    return CaseDetails(
        title=row.title,
        platform=one_of(Platform, row.platform),
        stage=one_of(Stage, row.stage),
        demand=row.demand,
        parties=tuple(map(party_of, parties)),
        orders=tuple(map(order_of, orders)),
        scenario=row.scenario,
        answers=tuple(map(answer_of, answers)),
    )


def answer_of(row: PlainAnswer) -> Answer:
    return Answer(question=row.question, value=row.value)


def party_of(row: PlainParty) -> Party:
    return Party(
        role=one_of(Role, row.role),
        name=row.name,
        contact=row.contact,
        address=row.address,
        phone=row.phone,
        credit_code=row.credit_code,
        licence=row.licence,
        website=row.website,
        payee=row.payee,
    )


def order_of(row: PlainOrder) -> Order:
    return Order(
        id=OrderId(row.id),
        number=row.number,
        product=row.product,
        paid=yuan(row.paid),
        ordered_at=moment_of(row.ordered_at, row.ordered_precision) if row.ordered_at is not None else None,
        paid_at=moment_of(row.paid_at, row.paid_precision) if row.paid_at is not None else None,
        refunded=yuan(row.refunded),
        payment=one_of(Payment, row.payment),
        transaction=row.transaction,
        account=row.account,
    )


def event_of(row: PlainEvent, evidence: Iterable[str]) -> Event:
    return Event(
        id=EventId(row.id),
        at=told_moment(row) if row.time_said or row.time_until else moment_of(row.at, row.precision, row.time_source),
        text=row.text,
        side=one_of(Side, row.side),
        evidence=tuple(map(EvidenceId, evidence)),
        in_complaint=bool(row.in_complaint),
        channel=row.channel,
        agent=row.agent,
        ticket=row.ticket,
        milestone=row.milestone,
        part=one_of(Part, row.part),
    )


def evidence_of(row: PlainEvidence) -> Evidence:
    return Evidence(
        id=EvidenceId(row.id),
        number=row.number,
        name=row.name,
        sha256=row.sha256,
        size=row.size,
        kind=one_of(MediaKind, row.kind),
        media_type=row.media_type,
        width=row.width,
        height=row.height,
        pages=row.pages,
        taken_at=moment_of(row.taken_at, row.taken_precision, row.taken_source) if row.taken_at is not None else None,
        added_at=instant(row.added_at),
        source=row.source,
        proves=row.proves,
        note=row.note,
        withdrawn=bool(row.withdrawn),
        shows=tuple(row.shows.split()),
        other_times=read_moments(row.other_times),
        annotations=read_annotations(row.annotations),
        former_numbers=read_former_numbers(row.former_numbers),
    )


def message_of(row: PlainMessage) -> Message:
    return Message(
        id=MessageId(row.id),
        channel=row.channel,
        text=row.text,
        made_at=instant(row.made_at),
        sent_at=maybe_instant(row.sent_at),
        kind=row.kind,
        subject=row.subject,
        attached=tuple(map(EvidenceId, row.attached.split())),
    )


def promise_of(row: PlainPromise) -> Promise:
    return Promise(
        id=PromiseId(row.id),
        side=one_of(Side, row.side),
        text=row.text,
        made_at=moment_of(row.made_at, row.made_precision),
        due=maybe_instant(row.due),
        kept=None if row.kept is None else bool(row.kept),
        event=EventId(row.event_id) if row.event_id else None,
    )


def document_of(row: PlainDocument) -> Document:
    return Document(
        id=DocumentId(row.id),
        kind=row.kind,
        name=row.name,
        sha256=row.sha256,
        pages=row.pages,
        made_at=instant(row.made_at),
    )


def decision_of(row: PlainDecision) -> Decision:
    return Decision(
        id=DecisionId(row.id),
        proposal=row.proposal,
        accepted=bool(row.accepted),
        kind=row.kind,
        value=row.value,
        evidence=EvidenceId(row.evidence_id),
        page=row.page,
        box=read_box(row.box),
        made=row.made,
    )


def write_box(box: tuple[int, int, int, int]) -> str:
    """As `read_box` reads it."""
    return " ".join(map(str, box))


def read_box(stored: str) -> tuple[int, int, int, int]:
    """Raises:
    CaseorgError: no version of caseorg wrote this.
    """
    try:
        left, top, right, bottom = map(int, stored.split())
    except ValueError as error:
        raise damaged() from error
    return left, top, right, bottom
