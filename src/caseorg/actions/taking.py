"""Taking a whole case in, from an archive or from what could be saved of a broken folder: always as a new one."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from caseorg.actions.case import new_case, set_profile
from caseorg.actions.decision import store_decision
from caseorg.actions.event import add_event, event_details
from caseorg.actions.promise import PromiseDetails, add_promise, settle_promise
from caseorg.actions.work import UnitOfWork, new_id
from caseorg.domain.case import CaseFile, CaseId, Decision, DecisionId, EventId, Evidence, EvidenceId, MessageId, Person
from caseorg.domain.errors import CaseorgError
from caseorg.domain.journal.chain import ARRIVAL
from caseorg.domain.journal.record import (
    document_record,
    evidence_record,
    message_record,
)
from caseorg.domain.reading.proposal import ProposalKind
from caseorg.evidence.store import Received
from caseorg.store.queries import load_profile
from caseorg.store.records import list_documents, list_evidence, list_messages
from caseorg.store.tables import DocumentRow, EvidenceRow, MessageRow
from caseorg.store.values import write_annotations, write_former_numbers, write_moments

_LONGEST = 4_000_000
_LARGEST = 10**15
_YEARS = range(1970, 2200)
_NO_CASE = CaseId("")


@dataclass(frozen=True, slots=True)
class CaseSource:
    """Where the case is from: `action` is what the journal calls it, `details` what it says of it."""

    action: str
    details: Mapping[str, object]


def announce_files(work: UnitOfWork, source: CaseSource) -> None:
    """Files are to lie beside the database before it knows of them: whoever looks meanwhile, or after a kill, sees
    from this that they are not another one's."""
    work.journal(_NO_CASE, ARRIVAL, dict(source.details))


def take_case(work: UnitOfWork, case: CaseFile, received: Mapping[EvidenceId, Received], source: CaseSource) -> CaseId:
    """Makes a new case like the given one, with the evidence whose files were received; all of it or nothing."""
    case_id = CaseId(new_id())
    complainant = _complainant(work, case_id, case.complainant)
    new_case(work, case.details, case_id, complainant, created_at=case.created_at, demanded_at=case.demanded_at)
    kept = {
        item.id: _take_evidence(work, case_id, item, received[item.id]) for item in case.evidence if item.id in received
    }
    events = {event.id: _take_event(work, case_id, event, kept) for event in case.events}
    became: dict[str, str] = dict(events.items())
    for promise in case.promises:
        details = PromiseDetails(
            side=promise.side,
            text=promise.text,
            made_at=promise.made_at,
            due=promise.due,
            event=events.get(promise.event) if promise.event else None,
        )
        key = add_promise(work, case_id, details).made
        became[promise.id] = key
        if promise.kept is not None:
            settle_promise(work, case_id, key, promise.kept)
    for decision in case.decisions:
        if decision.evidence in kept:
            place, made = kept[decision.evidence], became.get(decision.made, "")
            moved = replace(decision, evidence=place, made=made, value=_said_value(decision, kept))
            store_decision(work, case_id, replace(moved, id=DecisionId(new_id())))
    for message in case.messages:
        _take_message(work, case_id, message, kept)
    for document in case.documents:
        _take_document(work, case_id, document)
    work.case(case_id)
    work.journal(case_id, source.action, dict(source.details))
    return case_id


def _said_value(decision: Decision, kept: Mapping[EvidenceId, EvidenceId]) -> str:
    """With the new ids, where the value names evidence."""
    if decision.kind not in (ProposalKind.SEQUENCE, ProposalKind.DUPLICATE):
        return decision.value
    return "\n".join(kept[EvidenceId(key)] for key in decision.value.split("\n") if key in kept)


def _complainant(work: UnitOfWork, case_id: CaseId, person: Person) -> str | None:
    """The user's own details, where they are the same or none were entered yet; else the case brings its own."""
    mine = load_profile(work.session)
    if person in (mine, Person()):
        return None
    if mine == Person():
        set_profile(work, person)
        return None
    set_profile(work, person, case_id)
    return case_id


def _take_evidence(work: UnitOfWork, case_id: CaseId, item: Evidence, received: Received) -> EvidenceId:
    work.keep(received)
    taken = item.taken_at
    columns = {
        **{name: getattr(item, name) for name in ("number", "name", "sha256", "size", "kind", "media_type", "width")},
        **{
            name: getattr(item, name)
            for name in ("height", "pages", "added_at", "source", "proves", "note", "withdrawn")
        },
        "taken_at": taken.at if taken else None,
        "taken_precision": taken.precision if taken else "",
        "taken_source": taken.source if taken else "",
        "shows": " ".join(item.shows),
        "other_times": write_moments(item.other_times),
        "annotations": write_annotations(item.annotations),
        "former_numbers": write_former_numbers(item.former_numbers),
    }
    row = EvidenceRow(id=new_id(), case_id=case_id, **columns)
    work.session.add(row)
    work.session.flush()
    ((_, stored),) = list_evidence(work.session, case_id, row.id)
    work.journal(case_id, "evidence.add", evidence_record(stored))
    return EvidenceId(row.id)


def _take_event(work: UnitOfWork, case_id: CaseId, event: Any, kept: Mapping[EvidenceId, EvidenceId]) -> EventId:
    linked = tuple(kept[key] for key in event.evidence if key in kept)
    return add_event(work, case_id, replace(event_details(event), evidence=linked)).made


def _take_message(work: UnitOfWork, case_id: CaseId, message: Any, kept: Mapping[EvidenceId, EvidenceId]) -> None:
    attached = " ".join(kept[key] for key in message.attached if key in kept)
    columns = {**asdict(message), "id": new_id(), "attached": attached}
    work.session.add(MessageRow(case_id=case_id, **columns))
    work.session.flush()
    ((_, stored),) = list_messages(work.session, case_id, MessageId(columns["id"]))
    work.journal(case_id, "message.keep", message_record(stored))


def _take_document(work: UnitOfWork, case_id: CaseId, document: Any) -> None:
    columns = {**asdict(document), "id": new_id()}
    work.session.add(DocumentRow(case_id=case_id, **columns))
    work.session.flush()
    ((_, stored),) = list_documents(work.session, case_id, columns["id"])
    work.journal(case_id, "document.export", document_record(stored))


def require_possible(case: CaseFile) -> None:
    """Whoever made it, what is stored is what the forms of this program could have stored.

    Raises:
        CaseorgError: it holds what no case of ours holds.
    """
    items = case.evidence
    texts: list[Any] = [*case.events, *case.promises, *case.messages]
    unique = (
        [item.number for item in items],
        [item.sha256 for item in items],
        [thing.id for thing in (*items, *texts, *case.documents)],
        [party.role for party in case.parties],
    )
    doubled = any(len(set(values)) != len(values) for values in unique)
    empty = any(not thing.text.strip() for thing in texts) or any(item.number < 1 for item in items)
    if doubled or empty or not _possible(asdict(case)):
        raise CaseorgError(
            "The archive is not as caseorg makes them: {reason}.",
            "Ask whoever made it for another one.",
            reason="values that no case has",
        )


def _possible(value: Any) -> bool:
    match value:
        case dict():
            return all(map(_possible, value.values()))
        case list() | tuple():
            return all(map(_possible, value))
        case str():
            return (len(value) <= _LONGEST and "\0" not in value and value.isprintable()) or _encodes(value)
        case datetime():
            return value.tzinfo is not None and value.year in _YEARS
        case Decimal():
            return value.is_finite() and abs(value) < _LARGEST and value == round(value, 2)
        case int():
            return abs(value) < _LARGEST
    return value is None


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
