"""Questions in plain SQL. The library that writes takes half a second to load: what only reads need not wait for it."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

BUSY_SECONDS = 15
AMONG = "IN (SELECT value FROM json_each(?))"
_NOT_UTF8 = "Could not decode to UTF-8"
R = TypeVar("R", bound=NamedTuple)
Source: TypeAlias = "Snapshot | Session"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the data, whatever others write meanwhile."""

    connection: sqlite3.Connection


@contextmanager
def snapshot(database: Path) -> Iterator[Snapshot]:
    """The database as it is now. A write that was cut off is taken back first, as at every opening."""
    uri = f"{database.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(uri, timeout=BUSY_SECONDS, isolation_level=None, uri=True)) as connection:
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("BEGIN")
        yield Snapshot(connection)


def ask(source: Source, question: str, *values: object) -> list[Any]:
    """All rows of the answer, with what was changed in the session so far."""
    connection = driver_of(source)
    try:
        return connection.execute(question, values).fetchall()
    except sqlite3.OperationalError as error:
        if not str(error).startswith(_NOT_UTF8):
            raise
        connection.text_factory = as_far_as_it_reads
        return connection.execute(question, values).fetchall()


def ask_slowly(source: Source, question: str, *values: object) -> Iterator[Any]:
    """The same where there are too many to hold at a time; damaged text comes as far as it can be read."""
    connection = driver_of(source)
    connection.text_factory = as_far_as_it_reads
    return iter(connection.execute(question, values))


def ask_rows(source: Source, kind: type[R], rest: str, *values: object) -> Iterator[R]:
    """Rows of the table that the kind stands for; `rest` is what follows its name in the question."""
    return map(kind._make, ask(source, f"SELECT {columns_of(kind)} FROM {rest}", *values))  # noqa: S608 — our names


def columns_of(kind: type[NamedTuple]) -> str:
    """The columns as they are asked for."""
    return ", ".join(f'"{name}"' for name in kind._fields)


def listed(values: Iterable[str]) -> str:
    """What `AMONG` asks for: however many they are, they are one value, for SQLite takes no more than so many."""
    return json.dumps(list(values))


def as_far_as_it_reads(stored: bytes) -> str:
    """Damaged text must come as far as the verification, which then names where it stands."""
    return stored.decode(errors="replace")


def driver_of(source: Source) -> sqlite3.Connection:
    """The connection below, which knows what was changed in the session so far."""
    if isinstance(source, Snapshot):
        return source.connection
    source.flush()
    driver = source.connection().connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver
