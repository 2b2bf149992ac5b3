"""The connection: all that is particular to SQLite stands here, and the errors that the world causes."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from caseorg.domain.errors import CaseorgError
from caseorg.store.locking import lock_error

BUSY_SECONDS = 15
_DAMAGE = ("malformed", "not a database", "no such table", "no such column", "has no column", "unsupported file format")


def sqlite_url(file: Path, *, new: bool = False) -> str:
    """The URL of a database file, whatever characters its path has; one that is not `new` must be there."""
    query = {"uri": "true", "mode": "rwc" if new else "rw"}
    return make_url("sqlite://").set(database=file_uri(file), query=query).render_as_string(hide_password=False)


def file_uri(file: Path) -> str:
    """The file as SQLite takes it where more is said of it."""
    return file.absolute().as_uri()


def make_engine(url: str) -> Engine:
    """An engine whose SQLite connections are durable, check foreign keys and begin with BEGIN IMMEDIATE."""
    if not url.startswith("sqlite"):
        return create_engine(url, hide_parameters=True)  # they are the user's words
    engine = create_engine(
        url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}
    )
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    """Journal DELETE keeps the database one file that is safe to copy; EXTRA also syncs its folder."""
    connection.isolation_level = None  # we say BEGIN ourselves, so that DDL is part of a transaction too
    connection.text_factory = _text
    for pragma in ("journal_mode=DELETE", "synchronous=EXTRA", "foreign_keys=ON", "trusted_schema=OFF"):
        connection.execute(f"PRAGMA {pragma}")


def _text(stored: bytes) -> str:
    """Damaged text must come as far as the verification, which then names where it stands."""
    return stored.decode(errors="replace")


def _begin(connection: Connection) -> None:
    """Readers take no write lock; a connection says with the option `readonly` that it is one."""
    read_only = connection.get_execution_options().get("readonly", False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


@contextmanager
def schema_change(engine: Engine) -> Iterator[Connection]:
    """One transaction for migrations. SQLite alters a table by making it anew, which foreign keys would forbid:
    they are checked at the end instead."""
    with engine.connect() as connection, _without_foreign_keys(connection), connection.begin():
        yield connection
        if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise damaged()


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
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
    except StaleDataError as error:
        raise CaseorgError("The case was changed elsewhere meanwhile.", "Look at it again, then repeat.") from error
    except IntegrityError:
        raise
    except DatabaseError as error:
        raise _known(error) or error from error
    except UnicodeDecodeError as error:  # sqlite3 quotes a damaged schema in its messages
        raise damaged() from error
    except UnicodeEncodeError as error:
        raise CaseorgError("The text has characters that cannot be stored.", "Type it again.") from error


def _known(error: DatabaseError) -> CaseorgError | None:
    reason = str(error.orig).lower()
    if "disk is full" in reason:
        return CaseorgError("The disk is full; nothing was changed.", "Free some space, then try again.")
    if held := lock_error(reason):
        return held
    if any(words in reason for words in _DAMAGE):
        return damaged()
    if "readonly" in reason or "unable to open" in reason:
        return CaseorgError("The data folder cannot be written.", "Check its permissions or choose another one.")
    if isinstance(error, OperationalError) and "disk i/o" in reason:
        return CaseorgError("The disk reports an error; nothing was changed.", "Check the disk, then try again.")
    return None
