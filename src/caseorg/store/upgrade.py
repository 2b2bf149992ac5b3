"""Brings a database to this version's schema: all or nothing, after a backup that was read back."""

import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from caseorg.domain.errors import CaseorgError
from caseorg.rights import FILE, private_folder
from caseorg.store.engine import make_engine, schema_change, world_errors
from caseorg.store.shape import SchemaShape, planned_shape, present_shape

if TYPE_CHECKING:
    from sqlalchemy import Engine

HEAD = "0011"
HEAD_SHAPE = "fbe46d49e3d5014e90a8b603b88cb7be9ae73ba24b5e18892efc17f312380df3"
"""The digest of what its tables make: to see that a database has them, nothing need be loaded."""
MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(engine: "Engine", backups: Path) -> None:
    """Makes a new database or upgrades an older one; one of this version costs a single query.

    Raises:
        CaseorgError: a newer caseorg made the database, it is damaged, or the backup failed.
    """
    with world_errors():
        found = _revision(engine)
        if found == HEAD:
            return
        if found is not None:
            _require_known(found)
            _backup(engine, backups, found)
        _migrate(engine)


def expected_shape(revision: str) -> SchemaShape:
    """What a database of this revision looks like."""
    from caseorg.store.tables import Base

    return planned_shape(Base.metadata) if revision == HEAD else _earlier_shape(revision, MIGRATIONS)


@cache
def _earlier_shape(revision: str, _migrations: Path) -> SchemaShape:
    engine = make_engine("sqlite://")
    try:
        _migrate(engine, revision)
        with engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            return present_shape(driver)
    finally:
        engine.dispose()


def _revision(engine: "Engine") -> str | None:
    from sqlalchemy import inspect, text

    with engine.execution_options(readonly=True).connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def is_older(revision: str | None) -> bool:
    """Whether a database of this revision must be upgraded before it can be asked anything."""
    return revision is not None and revision < HEAD


def is_newer(revision: str) -> bool:
    """Whether only a later version knows it."""
    return revision > HEAD


def known_revisions() -> frozenset[str]:
    """Every revision that this version can bring to its own."""
    return frozenset(path.name[:4] for path in (MIGRATIONS / "versions").glob("0*.py"))


def _require_known(revision: str) -> None:
    if revision not in known_revisions():
        raise CaseorgError("A newer version of caseorg made this data.", "Install the newest version, then open it.")


def _backup(engine: "Engine", folder: Path, revision: str) -> None:
    """Copies a SQLite database and reads the copy back; a server's database is backed up by its own tools."""
    if engine.dialect.name != "sqlite":
        return
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    target = folder / f"caseorg-{revision}-{stamp}.db"
    try:
        private_folder(folder)
        target.touch(FILE, exist_ok=False)
        sound = _copy(engine, target)
    except (OSError, sqlite3.Error) as error:
        raise _backup_failed(target) from error
    if not sound:
        raise _backup_failed(target)


def _copy(engine: "Engine", target: Path) -> bool:
    """Whether the copy is sound."""
    with engine.connect() as source, closing(sqlite3.connect(target)) as copy:
        driver = source.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.backup(copy)
        sound = copy.execute("PRAGMA quick_check").fetchone() == ("ok",)
        return sound and not copy.execute("PRAGMA foreign_key_check").fetchall()


def _backup_failed(target: Path) -> CaseorgError:
    with suppress(OSError):
        target.unlink()
    return CaseorgError("The backup before the upgrade failed; nothing was changed.", "Check the disk, then start.")


def _migrate(engine: "Engine", revision: str = "head") -> None:
    """Alembic is imported only when there is something to migrate: it costs a third of the start."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with schema_change(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
