"""The append-only journal: each entry carries the digest of the one before it."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

FIRST = "0" * 64
ERASED = ""  # stands for the details of an entry whose case was purged: no details of ours are empty
PURGE = "case.purge"
ARRIVAL = "evidence.arrive"  # several files are about to be given their names, for a case that is entered afterwards


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One change. `details` is canonical JSON, so that the same change always has the same digest."""

    seq: int
    at: datetime
    case_id: str
    action: str
    details: str
    previous: str
    digest: str


def canonical(details: object) -> str:
    """JSON with sorted keys, no spaces and nothing that is not JSON."""
    return json.dumps(details, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def follow(previous: JournalEntry | None, *, at: datetime, case_id: str, action: str, details: object) -> JournalEntry:
    """The entry that comes after `previous` (None for the first one)."""
    seq = previous.seq + 1 if previous else 1
    before = previous.digest if previous else FIRST
    text = canonical(details)
    return JournalEntry(
        seq=seq,
        at=at,
        case_id=case_id,
        action=action,
        details=text,
        previous=before,
        digest=_digest(seq, at, case_id, action, text, before),
    )


def first_broken(entries: Iterable[JournalEntry]) -> int | None:
    """The number of the first entry that was changed, removed or put in later; None where all hold.

    Entries cut off at the end leave a chain that holds; compare the records with it to notice that.
    """
    return first_broken_after(None, entries)


def first_broken_after(before: JournalEntry | None, entries: Iterable[JournalEntry]) -> int | None:
    """The same of a part of the journal; `before` is the entry in front of it, None where it begins with the first.

    An entry whose words were erased keeps its place and its digest, which a later entry about the purge must name.
    """
    previous, start = (before.digest, before.seq + 1) if before else (FIRST, 1)
    erased: dict[int, JournalEntry] = {}
    for expected, entry in enumerate(entries, start=start):
        if entry.seq != expected or entry.previous != previous:
            return expected
        if entry.details == ERASED:
            erased[entry.seq] = entry
        elif entry.digest != _digest(entry.seq, entry.at, entry.case_id, entry.action, entry.details, entry.previous):
            return expected
        elif entry.action == PURGE:
            _let_pass(erased, entry)
        previous = entry.digest
    return min(erased, default=None)


def _let_pass(erased: dict[int, JournalEntry], purge: JournalEntry) -> None:
    """What this purge says it erased was erased by it."""
    for seq, digest in json.loads(purge.details).get("erased", ()):
        if seq in erased and erased[seq].digest == digest and erased[seq].case_id == purge.case_id:
            del erased[seq]


def _digest(seq: int, at: datetime, case_id: str, action: str, details: str, previous: str) -> str:
    instant = at.astimezone(UTC).isoformat(timespec="microseconds")
    content = canonical([seq, instant, case_id, action, details, previous])
    return hashlib.sha256(content.encode()).hexdigest()
