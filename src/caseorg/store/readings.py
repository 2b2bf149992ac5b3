"""What was read off pictures and pages, by the digest of their files, so that it need not be read again.

A database of its own, as what store.derived keeps: nobody's record, and thrown away where it is of no use. It comes to
the disk with more care, for a reading takes longer to make than the clocks of a case.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import msgspec

from caseorg.domain.reading.reading import Reading
from caseorg.domain.text.alikes import blur
from caseorg.store.derived import has_tables, opened, unless_unusable

_TABLES = (
    "CREATE TABLE readings (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, engine TEXT NOT NULL, "
    "failure TEXT NOT NULL, value BLOB NOT NULL, digest BLOB NOT NULL)",
    "CREATE TABLE lines (reading INTEGER NOT NULL REFERENCES readings (id) ON DELETE CASCADE, page INTEGER NOT NULL, "
    "line INTEGER NOT NULL, folded TEXT NOT NULL, PRIMARY KEY (reading, page, line)) WITHOUT ROWID",
)
_PRAGMAS = ("journal_mode=DELETE", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON")
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Reading)


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of a file that was looked at by this engine: its reading, or the message id of why there is none."""

    sha256: str
    engine: str
    reading: Reading | None = None
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the reading of the file with this digest; page and line count from 0."""

    sha256: str
    page: int
    line: int


def load_readings(file: Path, digests: Iterable[str]) -> Mapping[str, Kept]:
    """What came of these files, for those that were looked at."""
    query = "SELECT sha256, engine, failure, value, digest FROM readings WHERE sha256 = ?"
    with unless_unusable(file), _connected(file) as connection:
        rows = (row for digest in digests for row in connection.execute(query, (digest,)))
        return {kept.sha256: kept for kept in _whole(rows)}
    return {}


def known_digests(file: Path) -> frozenset[str]:
    """The files that were looked at."""
    with unless_unusable(file), _connected(file) as connection:
        return frozenset(digest for (digest,) in connection.execute("SELECT sha256 FROM readings"))
    return frozenset()


def keep_reading(file: Path, kept: Kept) -> None:
    """In place of what was kept of the same file. Where that cannot be done, it is read again another time."""
    value = _encoder.encode(kept.reading) if kept.reading else b""
    with unless_unusable(file), _connected(file, make=True) as connection, _transaction(connection):
        connection.execute("DELETE FROM readings WHERE sha256 = ?", (kept.sha256,))
        row = (kept.sha256, kept.engine, kept.failure, value, _digest(kept.sha256, kept.engine, kept.failure, value))
        made = connection.execute(
            "INSERT INTO readings (sha256, engine, failure, value, digest) VALUES (?, ?, ?, ?, ?)", row
        )
        connection.executemany(
            "INSERT INTO lines VALUES (?, ?, ?, ?)",
            ((made.lastrowid, *line) for line in (_lines(kept.reading) if kept.reading else ())),
        )


def forget_readings(file: Path, digests: Collection[str]) -> None:
    """Of files that are gone."""
    with unless_unusable(file), _connected(file) as connection, _transaction(connection):
        connection.executemany("DELETE FROM readings WHERE sha256 = ?", ((digest,) for digest in digests))


def forget_all(file: Path) -> None:
    """Everything that was ever read.

    Raises:
        OSError: the file cannot be removed.
    """
    for part in (file, file.with_name(f"{file.name}-journal")):
        part.unlink(missing_ok=True)


def find_lines(file: Path, wanted: str, most: int) -> tuple[Place, ...]:
    """Where the words stand, or what could be they; of the files looked at last first, and no more than so many."""
    needle = blur(wanted).text
    if not needle:
        return ()
    query = (
        "SELECT readings.sha256, page, line FROM lines JOIN readings ON readings.id = lines.reading "
        "WHERE instr(folded, ?) ORDER BY reading DESC, page, line LIMIT ?"
    )
    with unless_unusable(file), _connected(file) as connection:
        return tuple(Place(*row) for row in connection.execute(query, (needle, most)))
    return ()


@contextmanager
def _connected(file: Path, *, make: bool = False) -> Iterator[sqlite3.Connection]:
    """The database with our tables; one of another make is thrown away. Where there is none, one of nothing."""
    if file.is_file() and not _is_ours(file):
        forget_all(file)
    there = make or file.is_file()
    with opened(file, *_PRAGMAS) if there else closing(sqlite3.connect(":memory:")) as connection:
        _make_tables(connection)
        yield connection


def _is_ours(file: Path) -> bool:
    """An empty one is being made."""
    try:
        with opened(file, *_PRAGMAS) as connection:
            return has_tables(connection, _TABLES) or has_tables(connection, ())
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        return False


def _make_tables(connection: sqlite3.Connection) -> None:
    if has_tables(connection, ()):
        with _transaction(connection):
            for table in () if has_tables(connection, _TABLES) else _TABLES:
                connection.execute(table)


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


def _lines(reading: Reading) -> Iterator[tuple[int, int, str]]:
    for page, read in enumerate(reading.pages):
        for number, line in enumerate(read.lines):
            yield page, number, blur(line.text).text


def _whole(rows: Iterable[tuple[str, str, str, bytes, bytes]]) -> Iterator[Kept]:
    """Those that are as they were kept."""
    for sha256, engine, failure, value, digest in rows:
        if _digest(sha256, engine, failure, value) == digest:
            yield Kept(sha256, engine, _decoder.decode(value) if value else None, failure)


def _digest(sha256: str, engine: str, failure: str, value: bytes) -> bytes:
    return blake2b(f"{sha256}\0{engine}\0{failure}\0".encode() + value, digest_size=8).digest()
