"""Checks that nothing was altered: the journal, all that is stored of the cases, every file of evidence."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, TypeVar

from caseorg.domain.case import CaseId, Evidence
from caseorg.domain.errors import BrokenError, CaseorgError
from caseorg.domain.journal.chain import first_broken
from caseorg.domain.journal.record import (
    Record,
    Said,
    StoredMessage,
    case_record,
    decision_record,
    document_record,
    event_record,
    evidence_record,
    first_message_record,
    message_record,
    promise_record,
    replay,
    said_so,
)
from caseorg.domain.moments import Moment, Precision, TimeSource, show_moment
from caseorg.domain.progress import Progress
from caseorg.domain.remark import Remark
from caseorg.evidence.store import EvidenceStore, file_digest
from caseorg.store.gate import content_fault, frame_fault
from caseorg.store.journal import find_journal_entry, journal_entries, last_journal_entry
from caseorg.store.records import (
    list_decisions,
    list_documents,
    list_events,
    list_evidence,
    list_messages,
    list_promises,
    list_stored_cases,
)
from caseorg.store.snapshot import Snapshot
from caseorg.workspace import DATABASE, Workspace

_ADVICE = "Keep the data folder as it is; {doctor} tells what can be made good, {restore_any} brings a backup back."
_UNREADABLE = (CaseorgError, ValueError, TypeError)  # what no version of caseorg wrote
_CHANGED = {
    "evidence": "The record of {label} ({name}) is not as the journal says.",
    "event": "The event “{time} {text}” is not as the journal says.",
    "promise": "The promise “{text}” is not as the journal says.",
    "message": "The message “{text}” is not as the journal says.",
    "document": "The record of the paper {name} is not as the journal says.",
    "decision": "What was said to “{value}”, which a picture says, is not as the journal says.",
    "case": "The details of the case “{title}” are not as the journal says.",
}
_MISSING = {
    "evidence": "The record of {label} ({name}) is missing.",
    "event": "The event “{time} {text}” is missing.",
    "promise": "The promise “{text}” is missing.",
    "message": "The message “{text}” is missing.",
    "document": "The record of the paper {name} is missing.",
    "decision": "What was said to “{value}”, which a picture says, is missing.",
    "case": "The case “{title}” is missing.",
}
_SHORT = 20
Stored = TypeVar("Stored")


def verify(workspace: Workspace, case_id: CaseId | None = None) -> Iterator[Progress[Evidence]]:
    """Checks the database, the journal, then what is stored of one case or of all against it, then the files.

    Raises:
        BrokenError: names the first thing that is not as it was recorded.
    """
    if workspace.refusal:
        raise workspace.refusal
    workspace.read(last_journal_entry)  # a write that was cut off is taken back now, for what follows only reads
    _require(frame_fault(workspace.folder / DATABASE))
    items = workspace.read(_verified_records, case_id)
    _require(content_fault(workspace.folder / DATABASE))
    for done, item in enumerate(items, start=1):
        _require_whole(workspace.evidence, item)
        yield Progress(done, len(items), item.name, item)


def check_database(workspace: Workspace) -> Iterator[Progress[None]]:
    """What the opening leaves out for the time that it takes; where something is wrong, nothing is written any more.

    Raises:
        BrokenError: the database is damaged.
    """
    yield Progress(0, 1)
    if workspace.refusal:
        return
    workspace.read(last_journal_entry)
    database = workspace.folder / DATABASE
    if fault := frame_fault(database) or content_fault(database):
        raise workspace.refuse(fault)
    yield Progress(1, 1)


def _require(fault: Remark | None) -> None:
    """What SQLite finds is not what a walk over our own digests finds, nor the other way round."""
    if fault:
        raise BrokenError(fault.text, _ADVICE, **fault.values)


def _verified_records(source: Snapshot, case_id: CaseId | None) -> tuple[Evidence, ...]:
    """Read at once: what is added meanwhile is both in the journal and in the records, or in neither."""
    _require_journal(source)
    recorded = replay(entry for entry in journal_entries(source) if case_id in (None, entry.case_id))
    evidence = _read("evidence", recorded.evidence, list_evidence, source, case_id)
    _require_same("evidence", recorded.evidence, ((case, evidence_record(item)) for case, item in evidence))
    events = _read("event", recorded.events, list_events, source, case_id)
    _require_same("event", recorded.events, ((case, event_record(item)) for case, item in events))
    promises = _read("promise", recorded.promises, list_promises, source, case_id)
    _require_same("promise", recorded.promises, ((case, promise_record(item)) for case, item in promises))
    messages = _read("message", recorded.messages, list_messages, source, case_id)
    _require_same("message", recorded.messages, ((case, _as_then(recorded.messages, item)) for case, item in messages))
    documents = _read("document", recorded.documents, list_documents, source, case_id)
    _require_same("document", recorded.documents, ((case, document_record(item)) for case, item in documents))
    decisions = _read("decision", recorded.decisions, list_decisions, source, case_id)
    _require_same("decision", recorded.decisions, ((case, decision_record(item)) for case, item in decisions))
    cases = _read("case", recorded.cases, list_stored_cases, source, case_id)
    _require_same("case", recorded.cases, ((case, case_record(case, item)) for case, item in cases))
    return tuple(item for _, item in evidence)


def _as_then(recorded: Mapping[str, Said], stored: StoredMessage) -> Record:
    """The message in the form of its journal entry: the first version's was shorter."""
    _, form = recorded.get(stored.message.id, ("", {}))
    return first_message_record(stored) if "sent" in form else message_record(stored)


def _require_journal(source: Snapshot) -> None:
    try:
        broken = first_broken(journal_entries(source))
    except _UNREADABLE:
        broken = 1
        while _is_readable(source, broken):
            broken += 1
    if broken is not None:
        raise BrokenError("Journal entry {number} was changed, added or removed.", _ADVICE, number=broken)


def _is_readable(source: Snapshot, number: int) -> bool:
    try:
        return find_journal_entry(source, number) is not None
    except _UNREADABLE:
        return False


def _read(
    kind: str,
    recorded: Mapping[str, Said],
    ask: Callable[..., tuple[tuple[CaseId, Stored], ...]],
    source: Snapshot,
    case_id: CaseId | None,
) -> tuple[tuple[CaseId, Stored], ...]:
    """All at once; where that fails, one by one to name the one that cannot be read."""
    try:
        return ask(source, case_id)
    except _UNREADABLE:
        for key, (case, form) in recorded.items():
            try:
                ask(source, case, key)
            except _UNREADABLE as error:
                raise BrokenError(_CHANGED[kind], _ADVICE, **_names(form)) from error
        raise


def _require_same(kind: str, recorded: Mapping[str, Said], present: Iterator[Said]) -> None:
    keys = set()
    for case, form in present:
        keys.add(form["id"])
        owner, expected = recorded.get(form["id"], (None, {}))
        if owner != case or not said_so(expected, form):
            raise BrokenError(_CHANGED[kind], _ADVICE, **_names(form))
    for key, (_, form) in recorded.items():
        if key not in keys:
            raise BrokenError(_MISSING[kind], _ADVICE, **_names(form))


def _names(form: Record) -> dict[str, object]:
    """What the messages call it by; a form of another kind lacks some."""
    text = str(form.get("text", ""))
    value = str(form.get("value", ""))
    return {
        "label": f"证据{form.get('number')}",
        "name": form.get("name"),
        "time": _time(form.get("at")),
        "text": text if len(text) <= _SHORT else f"{text[:_SHORT]}…",
        "title": form.get("title"),
        "value": value if len(value) <= _SHORT else f"{value[:_SHORT]}…",
    }


def _time(at: Any) -> str:
    try:
        moment = Moment(datetime.fromisoformat(at["at"]), Precision(at["precision"]), TimeSource(at["source"]))
        return show_moment(moment)
    except (*_UNREADABLE, LookupError, OverflowError):  # a forged time need not be one that can be shown
        return ""


def _require_whole(store: EvidenceStore, item: Evidence) -> None:
    try:
        if file_digest(store.path(item.sha256)) == item.sha256:
            return
        what, reason = "The file of {label} ({name}) was altered.", ""
    except FileNotFoundError:
        what, reason = "The file of {label} ({name}) is missing.", ""
    except OSError as error:
        what, reason = "The file of {label} ({name}) cannot be read: {reason}.", str(error.strerror)
    raise BrokenError(what, _ADVICE, label=item.label, name=item.name, reason=reason)
