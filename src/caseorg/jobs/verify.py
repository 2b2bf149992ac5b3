"""Checks that nothing was altered: the journal, every record of evidence, every file."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from caseorg.domain.case import CaseId, Evidence
from caseorg.domain.errors import BrokenError
from caseorg.domain.journal import first_broken
from caseorg.domain.progress import Progress
from caseorg.store.queries import journal_entries, list_evidence
from caseorg.workspace import Workspace

_ADVICE = "Keep the data folder as it is and restore a backup."
Records = Mapping[str, Mapping[str, Any]]


def verify(workspace: Workspace, case_id: CaseId | None = None) -> Iterator[Progress[Evidence]]:
    """Checks the journal, then the evidence of one case or of all against the journal and its own digest.

    Raises:
        BrokenError: names the first thing that is not as it was recorded.
    """
    broken = workspace.read(lambda session: first_broken(journal_entries(session)))
    if broken is not None:
        raise BrokenError("Journal entry {number} was changed, added or removed.", _ADVICE, number=broken)
    records = workspace.read(_records, case_id)
    items = tuple(item for _, item in workspace.read(list_evidence, case_id))
    _require_same(records, items)
    for done, item in enumerate(items, start=1):
        if not workspace.evidence.is_whole(item.sha256):
            missing = not workspace.evidence.path(item.sha256).exists()
            what = (
                "The file of {label} ({name}) is missing." if missing else "The file of {label} ({name}) was altered."
            )
            raise BrokenError(what, _ADVICE, label=item.label, name=item.name)
        yield Progress(done, len(items), item.name, item)


def _records(session: Session, case_id: CaseId | None) -> Records:
    """What the journal says of each piece of evidence when it came in."""
    entries = (entry for entry in journal_entries(session) if entry.action == "evidence.add")
    wanted = (json.loads(entry.details) for entry in entries if case_id in (None, entry.case_id))
    return {details["id"]: details for details in wanted}


def _require_same(records: Records, items: tuple[Evidence, ...]) -> None:
    for item in items:
        said = records.get(item.id)
        found = {
            "id": item.id,
            "number": item.number,
            "name": item.name,
            "sha256": item.sha256,
            "size": item.size,
        }
        if said != found:
            raise BrokenError(
                "The record of {label} ({name}) is not as the journal says.",
                _ADVICE,
                label=item.label,
                name=item.name,
            )
    present = {item.id for item in items}
    for key, said in records.items():
        if key not in present:
            label = f"证据{said['number']}"
            raise BrokenError("The record of {label} ({name}) is missing.", _ADVICE, label=label, name=said["name"])
