"""The tables. Rows never leave this package; what asks for them answers in domain values."""

from sqlalchemy import ForeignKey, MetaData, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from caseorg.store.columns import Amount, Body, Key, Line, MaybeTime, Sha256, Time, Word

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Names every constraint, so that a migration can alter it."""

    metadata = MetaData(naming_convention=_NAMES)


def _case_key() -> Mapped[str]:
    return mapped_column(String(32), ForeignKey("cases.id"), index=True)


class ProfileRow(Base):
    """Complainants; the user has the id `me`, the sample case brings its own."""

    __tablename__ = "profiles"
    id: Mapped[Key]
    name: Mapped[Line]
    phone: Mapped[Word]
    address: Mapped[Line]
    id_type: Mapped[Word]
    id_number: Mapped[Word]


class CaseRow(Base):
    __tablename__ = "cases"
    id: Mapped[Key]
    title: Mapped[Line]
    platform: Mapped[Word]
    stage: Mapped[Word]
    demand: Mapped[Body]
    complainant_id: Mapped[str | None] = mapped_column(ForeignKey("profiles.id"))
    created_at: Mapped[Time]
    updated_at: Mapped[Time]
    revision: Mapped[int] = mapped_column()
    scenario: Mapped[Word]
    demanded_at: Mapped[MaybeTime]
    shelf: Mapped[Word] = mapped_column(default="")

    parties: Mapped[list["PartyRow"]] = relationship(order_by="PartyRow.role", cascade="all, delete-orphan")
    orders: Mapped[list["OrderRow"]] = relationship(order_by="OrderRow.position", cascade="all, delete-orphan")
    answers: Mapped[list["AnswerRow"]] = relationship(order_by="AnswerRow.question", cascade="all, delete-orphan")
    events: Mapped[list["EventRow"]] = relationship(order_by="EventRow.at, EventRow.position")
    evidence: Mapped[list["EvidenceRow"]] = relationship(order_by="EvidenceRow.number")
    messages: Mapped[list["MessageRow"]] = relationship(order_by="MessageRow.made_at")
    promises: Mapped[list["PromiseRow"]] = relationship(order_by="PromiseRow.made_at")
    documents: Mapped[list["DocumentRow"]] = relationship(order_by="DocumentRow.made_at")
    decisions: Mapped[list["DecisionRow"]] = relationship(order_by="DecisionRow.decided_at, DecisionRow.id")

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012 — SQLAlchemy's own attribute


class PartyRow(Base):
    __tablename__ = "parties"
    __table_args__ = (UniqueConstraint("case_id", "role"),)
    id: Mapped[Key]
    case_id: Mapped[str] = _case_key()
    role: Mapped[Word]
    name: Mapped[Line]
    contact: Mapped[Line]
    address: Mapped[Line]
    phone: Mapped[Word]
    credit_code: Mapped[Word]
    licence: Mapped[Line]
    website: Mapped[Line]
    payee: Mapped[Line]


class OrderRow(Base):
    __tablename__ = "orders"
    id: Mapped[Key]
    case_id: Mapped[str] = _case_key()
    position: Mapped[int]
    number: Mapped[Line]
    product: Mapped[Line]
    paid: Mapped[Amount]
    ordered_at: Mapped[MaybeTime]
    ordered_precision: Mapped[Word]
    paid_at: Mapped[MaybeTime]
    paid_precision: Mapped[Word]
    refunded: Mapped[Amount]
    payment: Mapped[Word]
    transaction: Mapped[Line]
    account: Mapped[Line]


class AnswerRow(Base):
    __tablename__ = "answers"
    case_id: Mapped[str] = mapped_column(String(32), ForeignKey("cases.id"), primary_key=True)
    question: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[Line]


class EvidenceRow(Base):
    __tablename__ = "evidence"
    __table_args__ = (UniqueConstraint("case_id", "number"), UniqueConstraint("case_id", "sha256"))
    id: Mapped[Key]
    case_id: Mapped[str] = _case_key()
    number: Mapped[int]
    name: Mapped[Line]
    sha256: Mapped[Sha256]
    size: Mapped[int]
    kind: Mapped[Word]
    media_type: Mapped[Word]
    width: Mapped[int | None]
    height: Mapped[int | None]
    pages: Mapped[int | None]
    taken_at: Mapped[MaybeTime]
    taken_precision: Mapped[Word]
    taken_source: Mapped[Word]
    added_at: Mapped[Time]
    source: Mapped[Line]
    proves: Mapped[Body]
    note: Mapped[Line]
    withdrawn: Mapped[bool]
    shows: Mapped[Line]
    other_times: Mapped[Body]
    annotations: Mapped[Body]
    former_numbers: Mapped[Body]


class EventRow(Base):
    __tablename__ = "events"
    id: Mapped[Key]
    case_id: Mapped[str] = _case_key()
    position: Mapped[int]
    at: Mapped[Time]
    precision: Mapped[Word]
    time_source: Mapped[Word]
    time_said: Mapped[Word]
    time_until: Mapped[MaybeTime]
    side: Mapped[Word]
    text: Mapped[Body]
    in_complaint: Mapped[bool]
    channel: Mapped[Word]
    agent: Mapped[Line]
    ticket: Mapped[Line]
    milestone: Mapped[Word]
    part: Mapped[Word]
    removed: Mapped[bool]

    links: Mapped[list["EventEvidenceRow"]] = relationship(
        order_by="EventEvidenceRow.position", cascade="all, delete-orphan"
    )


class EventEvidenceRow(Base):
    __tablename__ = "event_evidence"
    event_id: Mapped[str] = mapped_column(ForeignKey("events.id"), primary_key=True)
    evidence_id: Mapped[str] = mapped_column(ForeignKey("evidence.id"), primary_key=True, index=True)
    position: Mapped[int]


class MessageRow(Base):
    __tablename__ = "messages"
    id: Mapped[Key]
    case_id: Mapped[str] = _case_key()
    channel: Mapped[Word]
    text: Mapped[Body]
    made_at: Mapped[Time]
    sent_at: Mapped[MaybeTime]
    kind: Mapped[Word]
    subject: Mapped[Line]
    attached: Mapped[Body]
    removed: Mapped[bool] = mapped_column(default=False)


class PromiseRow(Base):
    __tablename__ = "promises"
    id: Mapped[Key]
    case_id: Mapped[str] = _case_key()
    side: Mapped[Word]
    text: Mapped[Body]
    made_at: Mapped[Time]
    made_precision: Mapped[Word]
    due: Mapped[MaybeTime]
    kept: Mapped[bool | None]
    event_id: Mapped[str | None] = mapped_column(ForeignKey("events.id"))
    removed: Mapped[bool] = mapped_column(default=False)


class DocumentRow(Base):
    __tablename__ = "documents"
    id: Mapped[Key]
    case_id: Mapped[str] = _case_key()
    kind: Mapped[Word]
    name: Mapped[Line]
    sha256: Mapped[Sha256]
    pages: Mapped[int]
    made_at: Mapped[Time]


class DecisionRow(Base):
    """What was said to a proposal; `box` has four numbers. One that was taken back is removed."""

    __tablename__ = "decisions"
    id: Mapped[Key]
    case_id: Mapped[str] = _case_key()
    proposal: Mapped[Word]
    accepted: Mapped[bool]
    kind: Mapped[Word]
    value: Mapped[Body]
    evidence_id: Mapped[str] = mapped_column(ForeignKey("evidence.id"), index=True)
    page: Mapped[int]
    box: Mapped[Word]
    made: Mapped[Word]
    decided_at: Mapped[Time]
    removed: Mapped[bool] = mapped_column(default=False)


class JournalRow(Base):
    """Append-only; the digests tell when that was not kept."""

    __tablename__ = "journal"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[Time]
    case_id: Mapped[Word]
    action: Mapped[Word]
    details: Mapped[Body]
    previous: Mapped[Sha256]
    digest: Mapped[Sha256] = mapped_column(String(64), unique=True)
