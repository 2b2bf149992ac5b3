"""The connection: all that is particular to SQLite stands here, and the errors that the world causes."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from caseorg.domain.errors import CaseorgError
from caseorg.store.locking import lock_error
from caseorg.store.snapshot import BUSY_SECONDS, as_far_as_it_reads

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.engine import Connection

_PRAGMAS = ("journal_mode=DELETE", "synchronous=EXTRA", "foreign_keys=ON", "trusted_schema=OFF", "secure_delete=ON")
_DAMAGE = ("malformed", "not a database", "no such table", "no such column", "has no column", "unsupported file format")


def sqlite_url(file: Path, *, new: bool = False) -> str:
    """The URL of a database file, whatever characters its path has; one that is not `new` must be there."""
    from sqlalchemy.engine import make_url  # takes long to load, and only writing needs it

    query = {"uri": "true", "mode": "rwc" if new else "rw"}
    return make_url("sqlite://").set(database=file_uri(file), query=query).render_as_string(hide_password=False)


def file_uri(file: Path) -> str:
    """The file as SQLite takes it where more is said of it."""
    return file.absolute().as_uri()


def make_engine(url: str) -> "Engine":
    """An engine whose SQLite connections are durable, check foreign keys and begin with BEGIN IMMEDIATE."""
    from sqlalchemy import create_engine, event

    if not url.startswith("sqlite"):
        return create_engine(url, hide_parameters=True)  # they are the user's words
    engine = create_engine(
        url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}
    )
    event.listen(engine, "connect", lambda connection, _record: configure(connection))
    event.listen(engine, "begin", _begin)
    return engine


def configure(connection: sqlite3.Connection) -> None:
    """Journal DELETE keeps the database one file that is safe to copy; EXTRA also syncs its folder. What is deleted is
    overwritten: a purged case can be found nowhere in the file."""
    connection.isolation_level = None  # we say BEGIN ourselves, so that DDL is part of a transaction too
    connection.text_factory = as_far_as_it_reads
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: "Connection") -> None:
    """Readers take no write lock; a connection says with the option `readonly` that it is one."""
    read_only = connection.get_execution_options().get("readonly", False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


@contextmanager
def schema_change(engine: "Engine") -> Iterator["Connection"]:
    """One transaction for migrations. SQLite alters a table by making it anew, which foreign keys would forbid:
    they are checked at the end instead."""
    with engine.connect() as connection, _without_foreign_keys(connection), connection.begin():
        yield connection
        if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise damaged()


@contextmanager
def _without_foreign_keys(connection: "Connection") -> Iterator[None]:
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        yield
        return
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def damaged() -> CaseorgError:
    """For what no version of caseorg wrote."""
    return CaseorgError(
        "The database is damaged.",
        "Keep the data folder as it is; {doctor} tells what can be made good, {restore_any} brings a backup back.",
    )


@contextmanager
def world_errors() -> Iterator[None]:
    """Turns what the world does to a database into a CaseorgError; everything else is a bug and passes."""
    try:
        yield
    except UnicodeDecodeError as error:  # sqlite3 quotes a damaged schema in its messages
        raise damaged() from error
    except UnicodeEncodeError as error:
        raise CaseorgError("The text has characters that cannot be stored.", "Type it again.") from error
    except Exception as error:
        if known := _known(error):
            raise known from error
        raise


def _known(error: BaseException | None) -> CaseorgError | None:
    """What there is to say of it; None where it is a bug."""
    if "sqlalchemy.orm" in sys.modules:  # what was not loaded has raised nothing
        from sqlalchemy.exc import DatabaseError
        from sqlalchemy.orm.exc import StaleDataError

        if isinstance(error, StaleDataError):
            return CaseorgError("The case was changed elsewhere meanwhile.", "Look at it again, then repeat.")
        error = error.orig if isinstance(error, DatabaseError) else error
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.IntegrityError):
        return _of_the_world(error)
    return None


def _of_the_world(error: sqlite3.DatabaseError) -> CaseorgError | None:
    reason = str(error).lower()
    if "disk is full" in reason:
        return CaseorgError("The disk is full; nothing was changed.", "Free some space, then try again.")
    if held := lock_error(reason):
        return held
    if any(words in reason for words in _DAMAGE):
        return damaged()
    if "readonly" in reason or "unable to open" in reason:
        return CaseorgError("The data folder cannot be written.", "Check its permissions or choose another one.")
    if isinstance(error, sqlite3.OperationalError) and "disk i/o" in reason:
        return CaseorgError("The disk reports an error; nothing was changed.", "Check the disk, then try again.")
    return None
