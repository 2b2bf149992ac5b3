"""Rows as plain SQL gives them: times are texts, amounts are fen, yes and no are numbers. The fields are the columns of
the tables (`tables.py`), whose names a test compares."""

from typing import NamedTuple

Text = str | None


class PlainProfile(NamedTuple):
    id: str
    name: str
    phone: str
    address: str
    id_type: str
    id_number: str


class PlainCase(NamedTuple):
    id: str
    title: str
    platform: str
    stage: str
    demand: str
    complainant_id: Text
    created_at: str
    updated_at: str
    revision: int
    scenario: str
    demanded_at: Text
    shelf: str


class PlainParty(NamedTuple):
    id: str
    case_id: str
    role: str
    name: str
    contact: str
    address: str
    phone: str
    credit_code: str
    licence: str
    website: str
    payee: str


class PlainOrder(NamedTuple):
    id: str
    case_id: str
    position: int
    number: str
    product: str
    paid: int | None
    ordered_at: Text
    ordered_precision: str
    paid_at: Text
    paid_precision: str
    refunded: int | None
    payment: str
    transaction: str
    account: str


class PlainAnswer(NamedTuple):
    case_id: str
    question: str
    value: str


class PlainEvidence(NamedTuple):
    id: str
    case_id: str
    number: int
    name: str
    sha256: str
    size: int
    kind: str
    media_type: str
    width: int | None
    height: int | None
    pages: int | None
    taken_at: Text
    taken_precision: str
    taken_source: str
    added_at: str
    source: str
    proves: str
    note: str
    withdrawn: int
    shows: str
    other_times: str
    annotations: str
    former_numbers: str


class PlainEvent(NamedTuple):
    id: str
    case_id: str
    position: int
    at: str
    precision: str
    time_source: str
    time_said: str
    time_until: Text
    side: str
    text: str
    in_complaint: int
    channel: str
    agent: str
    ticket: str
    milestone: str
    part: str
    removed: int


class PlainMessage(NamedTuple):
    id: str
    case_id: str
    channel: str
    text: str
    made_at: str
    sent_at: Text
    kind: str
    subject: str
    attached: str
    removed: int


class PlainPromise(NamedTuple):
    id: str
    case_id: str
    side: str
    text: str
    made_at: str
    made_precision: str
    due: Text
    kept: int | None
    event_id: Text
    removed: int


class PlainDocument(NamedTuple):
    id: str
    case_id: str
    kind: str
    name: str
    sha256: str
    pages: int
    made_at: str


class PlainJournal(NamedTuple):
    seq: int
    at: str
    case_id: str
    action: str
    details: str
    previous: str
    digest: str


class PlainDecision(NamedTuple):
    id: str
    case_id: str
    proposal: str
    accepted: int
    kind: str
    value: str
    evidence_id: str
    page: int
    box: str
    made: str
    decided_at: str
    removed: int
