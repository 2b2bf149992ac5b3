"""The last entries of the journal, which the next one will follow."""

import sqlite3
from datetime import UTC, datetime

from caseorg.domain.journal.chain import JournalEntry, first_broken_after
from caseorg.domain.remark import Remark, remark

_LAST = 16
_ASKED = "SELECT seq, at, case_id, action, details, previous, digest FROM journal ORDER BY seq DESC LIMIT ?"


def tail_fault(connection: sqlite3.Connection) -> Remark | None:
    """Whether they follow one another; that costs the same however long the journal is."""
    rows = connection.execute(_ASKED, (_LAST + 1,)).fetchall()
    rows.reverse()
    try:
        entries = [_entry(*row) for row in rows]
        before, rest = (entries[0], entries[1:]) if len(entries) > _LAST else (None, entries)
        broken = first_broken_after(before, rest)
    except (TypeError, ValueError, AttributeError):
        return remark("The end of the journal is not as it was written.")
    if broken is None:
        return None
    return remark("Journal entry {number} was changed, added or removed.", number=broken)


def _entry(seq: int, at: str, case_id: str, action: str, details: str, previous: str, digest: str) -> JournalEntry:
    return JournalEntry(
        seq=seq,
        at=datetime.fromisoformat(at).replace(tzinfo=UTC),
        case_id=case_id,
        action=action,
        details=details,
        previous=previous,
        digest=digest,
    )
