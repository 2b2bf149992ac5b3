"""Writing in plain SQL: whoever only adds rows need not wait for the library that maps them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from caseorg.store.engine import configure, file_uri
from caseorg.store.snapshot import BUSY_SECONDS, Snapshot, Source, columns_of, driver_of


@contextmanager
def adding(database: Path) -> Iterator[Snapshot]:
    """One transaction, as durable as those of the engine; an error leaves everything as it was."""
    uri = f"{file_uri(database)}?mode=rw"
    with closing(sqlite3.connect(uri, timeout=BUSY_SECONDS, uri=True)) as connection:
        configure(connection)
        connection.execute("BEGIN IMMEDIATE")
        yield Snapshot(connection)
        connection.execute("COMMIT")


def add_row(source: Source, table: str, row: NamedTuple) -> None:
    """Adds a row whose fields are the columns of the table."""
    places = ", ".join("?" * len(row))
    driver_of(source).execute(f"INSERT INTO {table} ({columns_of(type(row))}) VALUES ({places})", row)  # noqa: S608 — our names


def alter(source: Source, statement: str, *values: object) -> int:
    """How many rows the statement changed."""
    return driver_of(source).execute(statement, values).rowcount
