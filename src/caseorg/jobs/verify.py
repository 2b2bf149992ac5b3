"""Checks that nothing was altered: the journal, every record of evidence, every file."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseorg.domain.case import CaseId, Evidence
from caseorg.domain.errors import BrokenError, CaseorgError
from caseorg.domain.journal import first_broken
from caseorg.domain.progress import Progress
from caseorg.evidence.store import EvidenceStore, file_digest
from caseorg.store.queries import find_duplicate, journal_entries, list_evidence
from caseorg.store.tables import JournalRow
from caseorg.workspace import Workspace

_ADVICE = "Keep the data folder as it is and restore a backup."
_UNREADABLE = (CaseorgError, ValueError, TypeError)  # what no version of caseorg wrote
Records = dict[str, tuple[CaseId, dict[str, Any]]]


def verify(workspace: Workspace, case_id: CaseId | None = None) -> Iterator[Progress[Evidence]]:
    """Checks the journal, then the evidence of one case or of all against the journal and its own digest.

    Raises:
        BrokenError: names the first thing that is not as it was recorded.
    """
    items = workspace.read(_recorded_evidence, case_id)
    for done, item in enumerate(items, start=1):
        _require_whole(workspace.evidence, item)
        yield Progress(done, len(items), item.name, item)


def _recorded_evidence(session: Session, case_id: CaseId | None) -> tuple[Evidence, ...]:
    """Read at once: what is added meanwhile is both in the journal and in the records, or in neither."""
    _require_journal(session)
    records = _records(session, case_id)
    try:
        present = list_evidence(session, case_id)
    except _UNREADABLE:
        _require_readable(session, records)
        raise
    _require_same(records, present)
    return tuple(item for _, item in present)


def _require_journal(session: Session) -> None:
    try:
        broken = first_broken(journal_entries(session))
    except _UNREADABLE:
        broken = 1
        while _is_readable(session, broken):
            broken += 1
    if broken is not None:
        raise BrokenError("Journal entry {number} was changed, added or removed.", _ADVICE, number=broken)


def _is_readable(session: Session, number: int) -> bool:
    try:
        return session.scalar(select(JournalRow).where(JournalRow.seq == number)) is not None
    except _UNREADABLE:
        return False


def _records(session: Session, case_id: CaseId | None) -> Records:
    """What the journal says of each piece of evidence when it came in."""
    entries = (entry for entry in journal_entries(session) if entry.action == "evidence.add")
    wanted = ((CaseId(entry.case_id), json.loads(entry.details)) for entry in entries)
    return {said["id"]: (case, said) for case, said in wanted if case_id in (None, case)}


def _require_readable(session: Session, records: Records) -> None:
    for case, said in records.values():
        try:
            find_duplicate(session, case, said["sha256"])
        except _UNREADABLE as error:
            raise _changed(f"证据{said['number']}", said["name"]) from error


def _require_same(records: Records, present: tuple[tuple[CaseId, Evidence], ...]) -> None:
    for case, item in present:
        found = {
            "id": item.id,
            "number": item.number,
            "name": item.name,
            "sha256": item.sha256,
            "size": item.size,
        }
        if records.get(item.id) != (case, found):
            raise _changed(item.label, item.name)
    keys = {item.id for _, item in present}
    for key, (_, said) in records.items():
        if key not in keys:
            label = f"证据{said['number']}"
            raise BrokenError("The record of {label} ({name}) is missing.", _ADVICE, label=label, name=said["name"])


def _changed(label: str, name: str) -> BrokenError:
    return BrokenError("The record of {label} ({name}) is not as the journal says.", _ADVICE, label=label, name=name)


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
