"""What the journal says of cases that were purged: what stays when all else of them is gone."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from caseorg.domain.case import CaseId
from caseorg.domain.journal.chain import JournalEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """What is kept of a case: its title, why it was purged, the digests of its files, how much there was of the rest,
    and which entries of the journal lost their words (number and digest)."""

    title: str
    reason: str
    files: tuple[str, ...]
    events: int
    messages: int
    erased: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Purge:
    """A case that was purged, and when."""

    case_id: CaseId
    at: datetime
    tombstone: Tombstone


def tombstone_record(tombstone: Tombstone) -> dict[str, Any]:
    """As it stands in the journal."""
    return asdict(tombstone)


def purges_of(entries: Iterable[JournalEntry]) -> tuple[Purge, ...]:
    """In their order; an entry that says nothing of this form is passed over."""
    return tuple(purge for entry in entries if (purge := _purge(entry)))


def _purge(entry: JournalEntry) -> Purge | None:
    try:
        fields = json.loads(entry.details)
        erased = tuple((int(seq), str(digest)) for seq, digest in fields["erased"])
        tombstone = Tombstone(
            title=str(fields["title"]),
            reason=str(fields["reason"]),
            files=tuple(map(str, fields["files"])),
            events=int(fields["events"]),
            messages=int(fields["messages"]),
            erased=erased,
        )
    except (ValueError, TypeError, LookupError):
        return None
    return Purge(CaseId(entry.case_id), entry.at, tombstone)
