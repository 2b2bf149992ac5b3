"""The journal as it is stored: its entries, how far it goes, and which cases it tells of since."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from caseorg.domain.journal.chain import JournalEntry
from caseorg.store.snapshot import Source, ask, ask_slowly


@dataclass(frozen=True, slots=True)
class JournalEnd:
    """How far the journal was read: the number and the digest of its last entry."""

    seq: int = 0
    digest: str = ""


def journal_end(source: Source) -> JournalEnd:
    """Where the journal ends now."""
    found = ask(source, "SELECT seq, digest FROM journal ORDER BY seq DESC LIMIT 1")
    return JournalEnd(*found[0]) if found else JournalEnd()


def changed_since(source: Source, end: JournalEnd) -> frozenset[str] | None:
    """The cases of the entries that the journal has got since; None where it is not the same journal."""
    if end.seq and ask(source, "SELECT digest FROM journal WHERE seq = ?", end.seq) != [(end.digest,)]:
        return None
    return frozenset(key for (key,) in ask(source, "SELECT DISTINCT case_id FROM journal WHERE seq > ?", end.seq))


def last_journal_entry(source: Source) -> JournalEntry | None:
    """The end of the chain."""
    return next(_journal(source, "ORDER BY seq DESC LIMIT 1"), None)


def find_journal_entry(source: Source, seq: int) -> JournalEntry | None:
    """One link of the chain, or None."""
    return next(_journal(source, "WHERE seq = ?", seq), None)


def journal_entries(source: Source) -> Iterator[JournalEntry]:
    """The chain from its beginning, however long it is."""
    return _journal(source, "ORDER BY seq")


def entries_of(source: Source, action: str) -> Iterator[JournalEntry]:
    """The entries of one kind, whatever case they belong to."""
    return _journal(source, "WHERE action = ? ORDER BY seq", action)


def _journal(source: Source, rest: str, *values: object) -> Iterator[JournalEntry]:
    """All columns as text: whatever was done to an entry, it must reach the verification."""
    columns = ("at", "case_id", "action", "details", "previous", "digest")
    texts = ", ".join(f"cast({column} AS TEXT)" for column in columns)
    for seq, at, *others in ask_slowly(source, f"SELECT seq, {texts} FROM journal {rest}", *values):  # noqa: S608 — our names
        named = dict(zip(columns[1:], others, strict=True))
        yield JournalEntry(seq=seq, at=_instant(at), **named)


def _instant(stored: str) -> datetime:
    """An entry's time; the year 1 stands for one that was made unreadable, so that its digest is wrong."""
    try:
        return datetime.fromisoformat(stored).replace(tzinfo=UTC)
    except (TypeError, ValueError):
        return datetime.min.replace(tzinfo=UTC)
