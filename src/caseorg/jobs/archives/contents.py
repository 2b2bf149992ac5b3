"""The case and its part of the journal as they stand in an archive."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from caseorg import __version__
from caseorg.domain.case import CaseFile, CaseId, EvidenceId
from caseorg.domain.journal.chain import JournalEntry
from caseorg.domain.journal.record import plain
from caseorg.store.journal import journal_entries
from caseorg.store.snapshot import Snapshot
from caseorg.store.upgrade import HEAD

FORMAT = 1


def case_json(case: CaseFile, files: Mapping[EvidenceId, str], made_at: datetime, *, incomplete: bool) -> bytes:
    """The whole case in the journal's form, and where the file of each piece of evidence is."""
    content = {
        "format": FORMAT,
        "schema": HEAD,
        "program": f"caseorg {__version__}",
        "made_at": plain(made_at),
        "incomplete": incomplete,
        "files": dict(files),
        "case": plain(case),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def journal_lines(source: Snapshot, case_id: CaseId) -> tuple[bytes, ...]:
    """The case's entries whole; of all others only what the chain needs."""
    return tuple(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in _lines(source, case_id))


def _lines(source: Snapshot, case_id: CaseId) -> Iterator[dict[str, Any]]:
    for entry in journal_entries(source):
        yield _whole(entry) if entry.case_id == case_id else _link(entry)


def _link(entry: JournalEntry) -> dict[str, Any]:
    return {"seq": entry.seq, "previous": entry.previous, "digest": entry.digest}


def _whole(entry: JournalEntry) -> dict[str, Any]:
    instant = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    content = {"at": instant, "case_id": entry.case_id, "action": entry.action, "details": entry.details}
    return {**_link(entry), **content}
