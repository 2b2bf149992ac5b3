"""Rows as values of the domain. A row that holds no such value means that the database is damaged."""

import json
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from caseorg.domain.annotation import Annotation, Shape
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
    MediaKind,
    Message,
    MessageId,
    Order,
    OrderId,
    Part,
    Party,
    Payment,
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
from caseorg.store.tables import (
    AnswerRow,
    CaseRow,
    DecisionRow,
    DocumentRow,
    EventRow,
    EvidenceRow,
    MessageRow,
    OrderRow,
    PartyRow,
    PromiseRow,
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


def moment_of(at: datetime, precision: str, source: str = TimeSource.TYPED) -> Moment:
    return Moment(at, one_of(Precision, precision), one_of(TimeSource, source))


def write_moments(moments: Iterable[Moment]) -> str:
    """One a line, as `read_moments` reads them."""
    return "\n".join(f"{moment.at.isoformat()} {moment.precision} {moment.source}" for moment in moments)


def read_moments(stored: str) -> tuple[Moment, ...]:
    """Raises:
    CaseorgError: no version of caseorg wrote this.
    """
    try:
        return tuple(
            moment_of(datetime.fromisoformat(at), precision, source)
            for at, precision, source in (line.split(" ") for line in stored.splitlines())
        )
    except ValueError as error:
        raise damaged() from error


def write_annotations(annotations: Iterable[Annotation]) -> str:
    """As `read_annotations` reads them."""
    return "\n".join(json.dumps(plain(one), ensure_ascii=False) for one in annotations)


def read_annotations(stored: str) -> tuple[Annotation, ...]:
    """Raises:
    CaseorgError: no version of caseorg wrote this.
    """
    return tuple(map(_read_annotation, stored.split("\n"))) if stored else ()


def _read_annotation(line: str) -> Annotation:
    try:
        told = json.loads(line)
        (left, top), (right, bottom) = told["start"], told["end"]
        return Annotation(
            one_of(Shape, told["shape"]), int(told["page"]), (left, top), (right, bottom), str(told["text"])
        )
    except (ValueError, TypeError, LookupError) as error:
        raise damaged() from error


def details_of(row: CaseRow) -> CaseDetails:
    return CaseDetails(
        title=row.title,
        platform=one_of(Platform, row.platform),
        stage=one_of(Stage, row.stage),
        demand=row.demand,
        parties=tuple(map(party_of, row.parties)),
        orders=tuple(map(order_of, row.orders)),
        scenario=row.scenario,
        answers=tuple(map(answer_of, row.answers)),
    )


def answer_of(row: AnswerRow) -> Answer:
    return Answer(question=row.question, value=row.value)


def party_of(row: PartyRow) -> Party:
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


def order_of(row: OrderRow) -> Order:
    return Order(
        id=OrderId(row.id),
        number=row.number,
        product=row.product,
        paid=row.paid,
        ordered_at=moment_of(row.ordered_at, row.ordered_precision) if row.ordered_at else None,
        paid_at=moment_of(row.paid_at, row.paid_precision) if row.paid_at else None,
        refunded=row.refunded,
        payment=one_of(Payment, row.payment),
        transaction=row.transaction,
        account=row.account,
    )


def event_of(row: EventRow) -> Event:
    return Event(
        id=EventId(row.id),
        at=moment_of(row.at, row.precision, row.time_source),
        text=row.text,
        side=one_of(Side, row.side),
        evidence=tuple(EvidenceId(link.evidence_id) for link in row.links),
        in_complaint=row.in_complaint,
        channel=row.channel,
        agent=row.agent,
        ticket=row.ticket,
        milestone=row.milestone,
        part=one_of(Part, row.part),
    )


def evidence_of(row: EvidenceRow) -> Evidence:
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
        taken_at=moment_of(row.taken_at, row.taken_precision, row.taken_source) if row.taken_at else None,
        added_at=row.added_at,
        source=row.source,
        proves=row.proves,
        note=row.note,
        withdrawn=row.withdrawn,
        shows=tuple(row.shows.split()),
        other_times=read_moments(row.other_times),
        annotations=read_annotations(row.annotations),
    )


def message_of(row: MessageRow) -> Message:
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


def promise_of(row: PromiseRow) -> Promise:
    return Promise(
        id=PromiseId(row.id),
        side=one_of(Side, row.side),
        text=row.text,
        made_at=moment_of(row.made_at, row.made_precision),
        due=row.due,
        kept=row.kept,
        event=EventId(row.event_id) if row.event_id else None,
    )


def document_of(row: DocumentRow) -> Document:
    return Document(
        id=DocumentId(row.id),
        kind=row.kind,
        name=row.name,
        sha256=row.sha256,
        pages=row.pages,
        made_at=row.made_at,
    )


def decision_of(row: DecisionRow) -> Decision:
    return Decision(
        id=DecisionId(row.id),
        proposal=row.proposal,
        accepted=row.accepted,
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
