"""What the journal says of all that a case holds: whole, so that a change behind its back shows.

Each entry about a case, an event, a promise, a message, a paper or evidence carries all of it as it then was; what the
last such entry says must be what is stored. A field that was added to these values later is not in older entries:
`_LATER` says what it was then.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from caseorg.domain.case import CaseDetails, CaseId, Decision, Document, Event, Evidence, Message, Promise, Shelf
from caseorg.domain.journal.chain import JournalEntry
from caseorg.domain.moments import Moment

Record = dict[str, Any]
_LATER: dict[str, Record] = {
    "evidence": {"shows": [], "other_times": [], "annotations": [], "former_numbers": []},
    "event": {"channel": "", "agent": "", "ticket": "", "milestone": "", "part": ""},
    "message": {"removed": False},
    "case": {"scenario": "", "answers": [], "demanded_at": None, "shelf": ""},
}
_LATER_IN_ORDERS: Record = {"refunded": None, "payment": "", "transaction": "", "account": ""}
_LATER_IN_PARTIES: Record = {"licence": "", "website": "", "payee": ""}
_UNSAID = ("complainant", "created_at")  # of a case; what they were then cannot be known
Said = tuple[CaseId, Record]  # the form and the case that it belongs to


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event with what the timeline does not show: its place among those of the same time, and its removal."""

    event: Event
    position: int
    removed: bool


@dataclass(frozen=True, slots=True)
class StoredCase:
    """What the user told about a case, whose it is (None for the user's own), since when, when the demand got its
    words, and where it is kept."""

    details: CaseDetails
    complainant: str | None
    created_at: datetime
    demanded_at: datetime | None = None
    shelf: Shelf = Shelf.AT_HAND


@dataclass(frozen=True, slots=True)
class StoredPromise:
    """A promise, and whether it was taken off the case."""

    promise: Promise
    removed: bool


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """What was said to a proposal, and whether it was taken back."""

    decision: Decision
    removed: bool


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A message, and whether it was taken off the case."""

    message: Message
    removed: bool


@dataclass(frozen=True, slots=True)
class Recorded:
    """Id → what the journal said last, in the order in which they came in."""

    evidence: Mapping[str, Said]
    events: Mapping[str, Said]
    cases: Mapping[str, Said]
    promises: Mapping[str, Said]
    messages: Mapping[str, Said]
    documents: Mapping[str, Said]
    decisions: Mapping[str, Said]


def evidence_record(item: Evidence) -> Record:
    """All that is stored of a piece of evidence."""
    return _fields(item)


def event_record(stored: StoredEvent) -> Record:
    """All that is stored of an event."""
    return {**_fields(stored.event), "position": stored.position, "removed": stored.removed}


def promise_record(stored: StoredPromise) -> Record:
    """All that is stored of a promise."""
    return {**_fields(stored.promise), "removed": stored.removed}


def message_record(stored: StoredMessage) -> Record:
    """All that is stored of a message."""
    return {**_fields(stored.message), "removed": stored.removed}


def first_message_record(stored: StoredMessage) -> Record:
    """What the first version wrote into the journal when a message was kept."""
    message, sent = stored.message, stored.message.sent_at is not None
    return {
        "id": message.id,
        "channel": message.channel,
        "text": message.text,
        "sent": sent,
        "removed": stored.removed,
    }


def case_record(case_id: CaseId, stored: StoredCase) -> Record:
    """All that is printed of a case's own."""
    more = {name: plain(getattr(stored, name)) for name in ("complainant", "created_at", "demanded_at", "shelf")}
    return {"id": case_id, **_fields(stored.details), **more}


def document_record(document: Document) -> Record:
    """All that is stored of a paper that was exported."""
    return _fields(document)


def decision_record(stored: StoredDecision) -> Record:
    """All that is stored of a decision."""
    return {**_fields(stored.decision), "removed": stored.removed}


def said_so(recorded: Record, present: Record) -> bool:
    """Whether the entry says what is there; of `_UNSAID` an older entry says nothing."""
    return recorded == {field: value for field, value in present.items() if field in recorded or field not in _UNSAID}


def replay(entries: Iterable[JournalEntry]) -> Recorded:
    """What the entries say last; those about other things, or that say nothing of this form, are passed over."""
    evidence: dict[str, Said] = {}
    events: dict[str, Said] = {}
    cases: dict[str, Said] = {}
    promises: dict[str, Said] = {}
    messages: dict[str, Said] = {}
    documents: dict[str, Said] = {}
    decisions: dict[str, Said] = {}
    kinds = {
        **dict.fromkeys(("evidence.add", "evidence.describe", "evidence.annotate"), evidence),
        **dict.fromkeys(("evidence.withdraw", "evidence.restore", "evidence.renumber"), evidence),
        **dict.fromkeys(("event.add", "event.edit", "event.remove", "event.restore"), events),
        **dict.fromkeys(("case.new", "case.edit", "case.put-away", "case.trash", "case.restore"), cases),
        **dict.fromkeys(("promise.add", "promise.settle", "promise.move"), promises),
        **dict.fromkeys(("promise.remove", "promise.restore"), promises),
        **dict.fromkeys(("message.keep", "message.remove", "message.restore"), messages),
        "document.export": documents,
        **dict.fromkeys(("proposal.accept", "proposal.dismiss", "proposal.reopen"), decisions),
    }
    for entry in entries:
        if entry.action in kinds:
            try:
                form = _completed(entry.action, json.loads(entry.details))
                kinds[entry.action][form["id"]] = (CaseId(entry.case_id), form)
            except (ValueError, TypeError, LookupError):
                continue
    return Recorded(evidence, events, cases, promises, messages, documents, decisions)


def _completed(action: str, form: Record) -> Record:
    """The entry with the fields that came later."""
    completed = {**_LATER.get(action.partition(".")[0], {}), **form}
    if "orders" in completed:
        completed["orders"] = [{**_LATER_IN_ORDERS, **order} for order in completed["orders"]]
    if "parties" in completed:
        completed["parties"] = [{**_LATER_IN_PARTIES, **party} for party in completed["parties"]]
    return completed


def plain(value: Any) -> Any:
    """A domain value as JSON that loses nothing: instants in UTC, a moment with its precision and source."""
    if isinstance(value, Moment):
        return _moment(value)
    if is_dataclass(value):
        return _fields(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    return value if value is None or isinstance(value, bool | int) else str(value)


def _moment(value: Moment) -> Record:
    """What only a time that is not certain has is left out of the others, as in older entries."""
    parts = _fields(value)
    return parts if value.said or value.until else {name: parts[name] for name in ("at", "precision", "source")}


def _fields(value: Any) -> Record:
    return {part.name: plain(getattr(value, part.name)) for part in fields(value)}
