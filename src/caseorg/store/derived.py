"""A file of what was worked out from the cases, so that it need not be worked out again. Nothing is lost with it.

It is a database of its own, for it is nobody's record: neither verified nor backed up, never waited for, and thrown
away where it is damaged, foreign or made on another basis. Every entry bears a digest of itself.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from caseorg.rights import private_opener
from caseorg.store.engine import file_uri

_TABLES = (
    "CREATE TABLE basis (digest TEXT NOT NULL)",
    "CREATE TABLE entries (id TEXT PRIMARY KEY, stamp TEXT NOT NULL, value BLOB NOT NULL, digest BLOB NOT NULL)",
)
_BUSY_SECONDS = 1.0
_SWIFT = ("journal_mode=MEMORY", "synchronous=OFF")  # what a crash tears is made again


class Derived(NamedTuple):
    """What was worked out from what `id` names, as it was at `stamp`."""

    id: str
    stamp: str
    value: bytes


def read_derived(file: Path, basis: str, ids: Iterable[str] | None = None) -> Mapping[str, Derived]:
    """What was kept on this basis, of all or of these; nothing where the file is not there or cannot be used."""
    with unless_unusable(file):
        if file.is_file():
            with opened(file) as connection:
                if _basis(connection) == basis:
                    return {entry.id: entry for entry in _entries(connection, ids)}
    return {}


def derived_ids(file: Path, basis: str) -> frozenset[str]:
    """Of what something is kept on this basis."""
    with unless_unusable(file):
        if file.is_file():
            with opened(file) as connection:
                if _basis(connection) == basis:
                    return frozenset(key for (key,) in connection.execute("SELECT id FROM entries"))
    return frozenset()


def keep_derived(file: Path, basis: str, entries: Iterable[Derived], gone: Iterable[str] = ()) -> None:
    """Keeps the entries in place of those of the same cases; where that cannot be done, they are made again later."""
    rows = [(entry.id, entry.stamp, entry.value, _digest(entry)) for entry in entries]
    ids = [(key,) for key in gone]
    if not rows and not ids:
        return
    with unless_unusable(file):
        with opened(file) as connection:
            known = _basis(connection)
        if known != basis:
            file.unlink()
        _write(file, basis, rows, ids)


def _write(file: Path, basis: str, rows: list[tuple[str, str, bytes, bytes]], ids: list[tuple[str]]) -> None:
    with opened(file) as connection, connection:
        connection.execute("BEGIN IMMEDIATE")
        if not _basis(connection):
            for table in _TABLES:
                connection.execute(table)
            connection.execute("INSERT INTO basis VALUES (?)", (basis,))
        connection.executemany("DELETE FROM entries WHERE id = ?", ids)
        connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)", rows)


@contextmanager
def unless_unusable(file: Path) -> Iterator[None]:
    """A full disk, a folder that is not ours to write to and another that writes are put up with; a file that is no
    good goes."""
    try:
        yield
    except (OSError, sqlite3.OperationalError):
        return
    except (sqlite3.DatabaseError, ValueError, TypeError):
        with suppress(OSError):
            file.unlink()


@contextmanager
def opened(file: Path, *pragmas: str) -> Iterator[sqlite3.Connection]:
    """The file's database, made for its user alone where there is none."""
    with open(file, "ab", opener=private_opener):
        pass
    uri = f"{file_uri(file)}?mode=rw"
    with closing(sqlite3.connect(uri, timeout=_BUSY_SECONDS, isolation_level=None, uri=True)) as connection:
        for pragma in ("trusted_schema=OFF", *(pragmas or _SWIFT)):
            connection.execute(f"PRAGMA {pragma}")
        yield connection


def has_tables(connection: sqlite3.Connection, tables: Iterable[str]) -> bool:
    """Whether it has these tables as they are made now, and no others."""
    found = {sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}
    return found == set(tables)


def _basis(connection: sqlite3.Connection) -> str:
    """What it was made on; empty where it has not our tables, and no others."""
    row = connection.execute("SELECT digest FROM basis").fetchone() if has_tables(connection, _TABLES) else None
    return str(row[0]) if row else ""


def _entries(connection: sqlite3.Connection, ids: Iterable[str] | None) -> Iterator[Derived]:
    query = "SELECT id, stamp, value, digest FROM entries"
    some = (connection.execute(f"{query} WHERE id = ?", (key,)) for key in ids or ())
    for key, stamp, value, digest in connection.execute(query) if ids is None else chain.from_iterable(some):
        entry = Derived(key, stamp, value)
        if _digest(entry) == digest:
            yield entry


def _digest(entry: Derived) -> bytes:
    return blake2b(f"{entry.id}\0{entry.stamp}\0".encode() + entry.value, digest_size=8).digest()
