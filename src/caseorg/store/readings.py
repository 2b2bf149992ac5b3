"""What was read off pictures and pages, by the digest of their files, so that it need not be read again.

A database of its own, as what store.derived keeps: nobody's record, and thrown away where it is of no use.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

import msgspec

from caseorg.domain.patterns import regex
from caseorg.domain.reading.reading import Line, PageReading, Reading
from caseorg.domain.text.alikes import blur
from caseorg.store.derived import unless_unusable
from caseorg.store.throwaway import connected, thrown_away, transaction

_TABLES = (
    "CREATE TABLE readings (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, engine TEXT NOT NULL, "
    "failure TEXT NOT NULL, value BLOB NOT NULL, digest BLOB NOT NULL)",
    "CREATE TABLE lines (reading INTEGER NOT NULL REFERENCES readings (id) ON DELETE CASCADE, page INTEGER NOT NULL, "
    "line INTEGER NOT NULL, folded TEXT NOT NULL, PRIMARY KEY (reading, page, line)) WITHOUT ROWID",
    "CREATE TABLE line_values (reading INTEGER NOT NULL REFERENCES readings (id) ON DELETE CASCADE, "
    "page INTEGER NOT NULL, line INTEGER NOT NULL, value BLOB NOT NULL, "
    "PRIMARY KEY (reading, page, line)) WITHOUT ROWID",
)  # the values apart from what is searched: a search goes through all of that, and looks at few of these
_HALF = regex(r"[\ud800-\udfff]")  # of a pair
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Reading)
_line_decoder = msgspec.msgpack.Decoder(Line)


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of a file that was looked at by this engine: its reading, or the message id of why there is none."""

    sha256: str
    engine: str
    reading: Reading | None = None
    failure: str = ""


@dataclass(frozen=True, slots=True)
class LinePlace:
    """A line of the reading of the file with this digest; the pages count from 0."""

    sha256: str
    page: int
    line: Line


def load_readings(file: Path, digests: Iterable[str]) -> Mapping[str, Kept]:
    """What came of these files, for those that were looked at."""
    query = "SELECT sha256, engine, failure, value, digest FROM readings WHERE sha256 = ?"
    with unless_unusable(file), connected(file, _TABLES) as connection:
        rows = (row for digest in digests for row in connection.execute(query, (digest,)))
        return {kept.sha256: kept for kept in _whole(rows)}
    return {}


def known_digests(file: Path) -> frozenset[str]:
    """The files that were looked at."""
    with unless_unusable(file), connected(file, _TABLES) as connection:
        return frozenset(digest for (digest,) in connection.execute("SELECT sha256 FROM readings"))
    return frozenset()


def digests_read(file: Path, digests: Iterable[str]) -> frozenset[str]:
    """Those of the files of which there is a reading."""
    query = "SELECT sha256 FROM readings WHERE sha256 = ? AND failure = ''"
    with unless_unusable(file), connected(file, _TABLES) as connection:
        return frozenset(found for digest in digests for (found,) in connection.execute(query, (digest,)))
    return frozenset()


def pages_with_text(file: Path, digests: Iterable[str]) -> Mapping[str, frozenset[int]]:
    """Of those of the files of which there is a reading, the pages on which something stands, counted from 0."""
    query = (
        "SELECT DISTINCT page FROM readings LEFT JOIN lines ON reading = id WHERE sha256 = ? AND failure = '' "
        "ORDER BY page"
    )
    with unless_unusable(file), connected(file, _TABLES) as connection:
        found = ((digest, connection.execute(query, (digest,)).fetchall()) for digest in digests)
        return {digest: frozenset(page for (page,) in rows if page is not None) for digest, rows in found if rows}
    return {}


def keep_reading(file: Path, kept: Kept) -> None:
    """In place of what was kept of the same file. Where that cannot be done, it is read again another time."""
    reading = _storable(kept.reading) if kept.reading else None
    value = _encoder.encode(reading) if reading else b""
    with unless_unusable(file), connected(file, _TABLES, make=True) as connection, transaction(connection):
        connection.execute("DELETE FROM readings WHERE sha256 = ?", (kept.sha256,))
        row = (kept.sha256, kept.engine, kept.failure, value, _digest(kept.sha256, kept.engine, kept.failure, value))
        made = connection.execute(
            "INSERT INTO readings (sha256, engine, failure, value, digest) VALUES (?, ?, ?, ?, ?)", row
        )
        for page, number, line in _lines(reading) if reading else ():
            place = (made.lastrowid, page, number)
            connection.execute("INSERT INTO lines VALUES (?, ?, ?, ?)", (*place, blur(line.text).text))
            connection.execute("INSERT INTO line_values VALUES (?, ?, ?, ?)", (*place, _encoder.encode(line)))


def forget_readings(file: Path, digests: Collection[str]) -> None:
    """Of files that are gone."""
    with unless_unusable(file), connected(file, _TABLES) as connection, transaction(connection):
        connection.executemany("DELETE FROM readings WHERE sha256 = ?", ((digest,) for digest in digests))


def forget_all(file: Path) -> None:
    """Everything that was ever read.

    Raises:
        OSError: the file cannot be removed.
    """
    thrown_away(file)


def find_lines(file: Path, wanted: str, most: int, digests: Collection[str] | None = None) -> tuple[LinePlace, ...]:
    """Where the words stand, or what could be they; of all files or of these, those looked at last first, and no more
    than so many."""
    needle = blur(wanted).text
    if not needle:
        return ()
    query = (
        "SELECT sha256, page, line_values.value FROM (SELECT reading, page, line FROM lines WHERE instr(folded, ?) "
        "AND (? OR reading IN (SELECT id FROM readings WHERE sha256 IN (SELECT value FROM json_each(?)))) "
        "ORDER BY reading DESC, page, line LIMIT ?) JOIN line_values USING (reading, page, line) "
        "JOIN readings ON readings.id = reading ORDER BY reading DESC, page, line"
    )
    with unless_unusable(file), connected(file, _TABLES) as connection:
        listed = json.dumps(list(digests or ()))
        rows = connection.execute(query, (needle, digests is None, listed, most))
        return tuple(LinePlace(sha256, page, _line_decoder.decode(value)) for sha256, page, value in rows)
    return ()


def _storable(reading: Reading) -> Reading:
    """With a mark for half a character, which no file can hold; every character keeps its place."""
    return replace(reading, pages=tuple(_storable_page(page) for page in reading.pages))


def _storable_page(page: PageReading) -> PageReading:
    if not any(map(_HALF.search, (line.text for line in page.lines))):
        return page
    return replace(page, lines=tuple(replace(line, text=_HALF.sub("\ufffd", line.text)) for line in page.lines))


def _lines(reading: Reading) -> Iterator[tuple[int, int, Line]]:
    for page, read in enumerate(reading.pages):
        for number, line in enumerate(read.lines):
            yield page, number, line


def _whole(rows: Iterable[tuple[str, str, str, bytes, bytes]]) -> Iterator[Kept]:
    """Those that are as they were kept."""
    for sha256, engine, failure, value, digest in rows:
        if _digest(sha256, engine, failure, value) == digest:
            yield Kept(sha256, engine, _decoder.decode(value) if value else None, failure)


def _digest(sha256: str, engine: str, failure: str, value: bytes) -> bytes:
    return blake2b(f"{sha256}\0{engine}\0{failure}\0".encode() + value, digest_size=8).digest()
