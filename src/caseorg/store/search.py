"""What is searched, in a file of its own that is made again at will: the texts of cases, and by the digests of files
the lines of those that are text; of both also what tells whether two cases are about the same merchant.

Both are folded when they are kept, so that a search folds nothing but its own words.
"""

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from caseorg.domain.parties.traits import FoundTrait
from caseorg.domain.text.alikes import blur
from caseorg.store.derived import unless_unusable
from caseorg.store.journal import JournalEnd
from caseorg.store.throwaway import connected, transaction

TABLES = (
    "CREATE TABLE journal_read (seq INTEGER NOT NULL, digest TEXT NOT NULL)",
    "CREATE TABLE cases (id TEXT PRIMARY KEY, stamp TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE texts (case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE, place TEXT NOT NULL, "
    "item TEXT NOT NULL, text TEXT NOT NULL, folded TEXT NOT NULL)",
    "CREATE INDEX texts_of ON texts (case_id)",
    "CREATE TABLE pieces (case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE, sha256 TEXT NOT NULL, "
    "has_lines INTEGER NOT NULL, PRIMARY KEY (case_id, sha256)) WITHOUT ROWID",
    "CREATE INDEX pieces_with ON pieces (sha256)",
    "CREATE TABLE files (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, maker TEXT NOT NULL)",
    "CREATE TABLE lines (file INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE, place INTEGER NOT NULL, "
    "folded TEXT NOT NULL, PRIMARY KEY (file, place)) WITHOUT ROWID",
    "CREATE TABLE line_texts (file INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE, place INTEGER NOT NULL, "
    "page INTEGER NOT NULL, number INTEGER NOT NULL, start INTEGER NOT NULL, text TEXT NOT NULL, "
    "PRIMARY KEY (file, place)) WITHOUT ROWID",
    "CREATE TABLE case_traits (case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE, trait TEXT NOT NULL, "
    "key TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (case_id, trait, key)) WITHOUT ROWID",
    "CREATE INDEX cases_with ON case_traits (trait, key)",
    "CREATE TABLE file_traits (file INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE, trait TEXT NOT NULL, "
    "key TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (file, trait, key)) WITHOUT ROWID",
    "CREATE INDEX files_with ON file_traits (trait, key)",
)


@dataclass(frozen=True, slots=True)
class CaseText:
    """A text of a case: `place` is what it is, `item` the id of the event or evidence that has it, where one does."""

    case_id: str
    place: str
    item: str
    text: str


@dataclass(frozen=True, slots=True)
class Searched:
    """A case as it is searched: how it was then, its texts, and by digest, whether its files have lines."""

    case_id: str
    stamp: str
    texts: tuple[CaseText, ...]
    pieces: Mapping[str, bool]
    traits: frozenset[FoundTrait]


def kept_end(file: Path) -> JournalEnd | None:
    """How far the journal was read when the file was last up to date."""
    with unless_unusable(file), connected(file, TABLES) as connection:
        row = connection.execute("SELECT seq, digest FROM journal_read").fetchone()
        return JournalEnd(*row) if row else None
    return None


def kept_stamps(file: Path) -> Mapping[str, str]:
    """Of each case that is in the file, how it was then."""
    with unless_unusable(file), connected(file, TABLES) as connection:
        return dict(connection.execute("SELECT id, stamp FROM cases"))
    return {}


def standing_digests(file: Path) -> frozenset[str]:
    """Of all evidence that was not withdrawn, without that of the trash."""
    with unless_unusable(file), connected(file, TABLES) as connection:
        return frozenset(digest for (digest,) in connection.execute("SELECT DISTINCT sha256 FROM pieces"))
    return frozenset()


def keep_cases(
    file: Path, cases: Iterable[Searched], gone: Collection[str] = (), end: JournalEnd | None = None
) -> None:
    """In place of what was kept of the same cases; `gone` are those that are no more. The lines of files that are in no
    case any more go too. With `end`, the file is up to date with that."""
    known = tuple(cases)
    with unless_unusable(file), connected(file, TABLES, make=True) as connection, transaction(connection):
        before = _drop_cases(connection, (*(case.case_id for case in known), *gone))
        connection.executemany("INSERT INTO cases VALUES (?, ?)", ((case.case_id, case.stamp) for case in known))
        texts = (text for case in known for text in case.texts)
        rows = ((row.case_id, row.place, row.item, row.text, blur(row.text).text) for row in texts)
        connection.executemany("INSERT INTO texts VALUES (?, ?, ?, ?, ?)", rows)
        pieces = ((case.case_id, *piece) for case in known for piece in case.pieces.items())
        connection.executemany("INSERT INTO pieces VALUES (?, ?, ?)", pieces)
        traits = ((case.case_id, trait.trait, trait.key, trait.text) for case in known for trait in sorted(case.traits))
        connection.executemany("INSERT OR IGNORE INTO case_traits VALUES (?, ?, ?, ?)", traits)
        unless_held = "DELETE FROM files WHERE sha256 = ?1 AND NOT EXISTS (SELECT 1 FROM pieces WHERE sha256 = ?1)"
        connection.executemany(unless_held, before)
        if end:
            connection.execute("DELETE FROM journal_read")
            connection.execute("INSERT INTO journal_read VALUES (?, ?)", (end.seq, end.digest))


def _drop_cases(connection: sqlite3.Connection, case_ids: Iterable[str]) -> list[tuple[str]]:
    """The digests of the files that they had."""
    had: list[tuple[str]] = []
    for key in case_ids:
        had += connection.execute("SELECT sha256 FROM pieces WHERE case_id = ?", (key,))
        connection.execute("DELETE FROM cases WHERE id = ?", (key,))
    return had


def find_texts(file: Path, wanted: str, most: int, case_id: str | None = None) -> tuple[CaseText, ...]:
    """Where the words stand, or what could be they; in all cases or in one."""
    needle = blur(wanted).text
    query = (
        "SELECT case_id, place, item, text FROM texts WHERE case_id = coalesce(?, case_id) AND instr(folded, ?) LIMIT ?"
    )
    with unless_unusable(file), connected(file, TABLES) as connection:
        return tuple(CaseText(*row) for row in connection.execute(query, (case_id, needle, most))) if needle else ()
    return ()
