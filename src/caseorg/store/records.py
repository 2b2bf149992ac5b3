"""All that is stored of each thing of one case or of all, withdrawn and removed ones included, as it is compared with
the journal."""

from caseorg.domain.case import CaseId, Document, Evidence, Shelf
from caseorg.domain.journal.record import StoredCase, StoredDecision, StoredEvent, StoredMessage, StoredPromise
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
    PlainPromise,
)
from caseorg.store.queries import event_links
from caseorg.store.snapshot import Source, ask_rows
from caseorg.store.values import (
    decision_of,
    details_of,
    document_of,
    event_of,
    evidence_of,
    instant,
    maybe_instant,
    message_of,
    one_of,
    promise_of,
)


def list_evidence(
    source: Source, case_id: CaseId | None = None, key: str | None = None
) -> tuple[tuple[CaseId, Evidence], ...]:
    """Evidence of one case or of all, withdrawn items included, in the order of cases and numbers."""
    chosen, values = _chosen(case_id, key)
    rows = ask_rows(source, PlainEvidence, f"evidence {chosen} ORDER BY case_id, number", *values)
    return tuple((CaseId(row.case_id), evidence_of(row)) for row in rows)


def list_events(
    source: Source, case_id: CaseId | None = None, key: str | None = None
) -> tuple[tuple[CaseId, StoredEvent], ...]:
    """Events of one case or of all, removed ones included, in the order of cases and of being told."""
    chosen, values = _chosen(case_id, key)
    rows = list(ask_rows(source, PlainEvent, f"events {chosen} ORDER BY case_id, position", *values))
    links = event_links(source, chosen, *values)
    return tuple(
        (CaseId(row.case_id), StoredEvent(event_of(row, links.get(row.id, ())), row.position, bool(row.removed)))
        for row in rows
    )


def list_promises(
    source: Source, case_id: CaseId | None = None, key: str | None = None
) -> tuple[tuple[CaseId, StoredPromise], ...]:
    """Promises of one case or of all, removed ones included, in the order of cases and of being made."""
    chosen, values = _chosen(case_id, key)
    rows = ask_rows(source, PlainPromise, f"promises {chosen} ORDER BY case_id, made_at, id", *values)
    return tuple((CaseId(row.case_id), StoredPromise(promise_of(row), bool(row.removed))) for row in rows)


def list_messages(
    source: Source, case_id: CaseId | None = None, key: str | None = None
) -> tuple[tuple[CaseId, StoredMessage], ...]:
    """Messages of one case or of all, removed ones included, in the order of cases and of being made."""
    chosen, values = _chosen(case_id, key)
    rows = ask_rows(source, PlainMessage, f"messages {chosen} ORDER BY case_id, made_at, id", *values)
    return tuple((CaseId(row.case_id), StoredMessage(message_of(row), bool(row.removed))) for row in rows)


def list_stored_cases(
    source: Source, case_id: CaseId | None = None, key: str | None = None
) -> tuple[tuple[CaseId, StoredCase], ...]:
    """What the user told about one case or about all, in the order of their ids."""
    chosen, values = _chosen(case_id, key, "id")
    rows = ask_rows(source, PlainCase, f"cases {chosen} ORDER BY id", *values)
    return tuple((CaseId(row.id), _stored_case(source, row)) for row in list(rows))


def _stored_case(source: Source, row: PlainCase) -> StoredCase:
    parties = ask_rows(source, PlainParty, "parties WHERE case_id = ? ORDER BY role", row.id)
    orders = ask_rows(source, PlainOrder, "orders WHERE case_id = ? ORDER BY position", row.id)
    answers = ask_rows(source, PlainAnswer, "answers WHERE case_id = ? ORDER BY question", row.id)
    details = details_of(row, parties, orders, answers)
    asked_at = maybe_instant(row.demanded_at)
    return StoredCase(details, row.complainant_id, instant(row.created_at), asked_at, one_of(Shelf, row.shelf))


def list_documents(
    source: Source, case_id: CaseId | None = None, key: str | None = None
) -> tuple[tuple[CaseId, Document], ...]:
    """Papers of one case or of all, in the order of cases and of being made."""
    chosen, values = _chosen(case_id, key)
    rows = ask_rows(source, PlainDocument, f"documents {chosen} ORDER BY case_id, made_at, id", *values)
    return tuple((CaseId(row.case_id), document_of(row)) for row in rows)


def list_decisions(
    source: Source, case_id: CaseId | None = None, key: str | None = None
) -> tuple[tuple[CaseId, StoredDecision], ...]:
    """Decisions of one case or of all, those taken back included, in the order of cases and of being made."""
    chosen, values = _chosen(case_id, key)
    rows = ask_rows(source, PlainDecision, f"decisions {chosen} ORDER BY case_id, decided_at, id", *values)
    return tuple((CaseId(row.case_id), StoredDecision(decision_of(row), bool(row.removed))) for row in rows)


def _chosen(case_id: CaseId | None, key: str | None, case_column: str = "case_id") -> tuple[str, tuple[str, ...]]:
    """The choice of one case or of all, or of the one with the key, and its values."""
    wanted = [(column, value) for column, value in ((case_column, case_id), ("id", key)) if value is not None]
    conditions = " AND ".join(f"{column} = ?" for column, _ in wanted)
    return f"WHERE {conditions or 'true'}", tuple(value for _, value in wanted)
