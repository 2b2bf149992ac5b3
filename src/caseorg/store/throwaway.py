"""Databases of what can be made again, with tables of their own. They come to the disk with care: making takes long.

Whoever uses one stands within `unless_unusable`.
"""

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from caseorg.store.derived import has_tables, opened

_PRAGMAS = ("journal_mode=DELETE", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON")


def thrown_away(file: Path) -> None:
    """All of it.

    Raises:
        OSError: the file cannot be removed.
    """
    for part in (file, file.with_name(f"{file.name}-journal")):
        part.unlink(missing_ok=True)


@contextmanager
def connected(file: Path, tables: Collection[str], *, make: bool = False) -> Iterator[sqlite3.Connection]:
    """The database with these tables; one of another make is thrown away. Where there is none, one of nothing."""
    if file.is_file() and not _is_ours(file, tables):
        thrown_away(file)
    there = make or file.is_file()
    with opened(file, *_PRAGMAS) if there else closing(sqlite3.connect(":memory:")) as connection:
        _make_tables(connection, tables)
        yield connection


def _is_ours(file: Path, tables: Collection[str]) -> bool:
    """An empty one is being made."""
    try:
        with opened(file, *_PRAGMAS) as connection:
            return has_tables(connection, tables) or has_tables(connection, ())
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        return False


def _make_tables(connection: sqlite3.Connection, tables: Collection[str]) -> None:
    if has_tables(connection, ()):
        with transaction(connection):
            for table in () if has_tables(connection, tables) else tables:
                connection.execute(table)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing."""
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
