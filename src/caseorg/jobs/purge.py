"""Purging a case from the trash with all that was made of it, and what is told of that afterwards."""

import shutil
from collections.abc import Collection, Iterator

from caseorg.domain.case import CaseId
from caseorg.domain.journal.chain import PURGE
from caseorg.domain.journal.purges import Purge, Tombstone, purges_of
from caseorg.domain.progress import Progress
from caseorg.jobs.kept_clocks import forget_clocks
from caseorg.jobs.strips import forget_strips
from caseorg.store.inboxes import forget_inbox
from caseorg.store.journal import entries_of
from caseorg.store.queries import present_digests
from caseorg.store.readings import forget_readings
from caseorg.store.search import keep_cases
from caseorg.store.snapshot import Source
from caseorg.workspace import Workspace


def purge(workspace: Workspace, case_id: CaseId, reason: str) -> Iterator[Progress[Tombstone]]:
    """First the records, then what was derived of the files, then these, which the doctor knows where they are left
    behind; the last progress tells what stays. Once begun it is not stopped.

    Raises:
        CaseorgError: the case is not in the trash, no reason is given, or a file cannot be removed.
    """
    from caseorg.actions.purge import drop_files, purge_case  # who lists purges need not wait for what maps rows

    yield Progress(0, 1)
    tombstone = workspace.write(purge_case, case_id, reason)
    used = workspace.read(present_digests, tombstone.files)
    _forget(workspace, case_id, [digest for digest in tombstone.files if digest not in used])
    workspace.write(drop_files, tombstone.files)
    yield Progress(1, 1, tombstone.title, tombstone)


def _forget(workspace: Workspace, case_id: CaseId, digests: Collection[str]) -> None:
    """Thumbnails, readings and strips of the files; drafts, clocks, inbox and searched texts of the case."""
    forget_readings(workspace.readings, digests)
    forget_strips(workspace, digests)
    forget_clocks(workspace, case_id)
    keep_cases(workspace.searchable, (), [case_id])
    for digest in digests:
        for small in workspace.thumbnails.glob(f"{digest}*"):
            small.unlink(missing_ok=True)
    shutil.rmtree(workspace.drafts / case_id, ignore_errors=True)
    forget_inbox(workspace.folder, case_id)


def list_purges(source: Source) -> tuple[Purge, ...]:
    """Every case that was purged, in the order in which that was done."""
    return purges_of(entries_of(source, PURGE))
