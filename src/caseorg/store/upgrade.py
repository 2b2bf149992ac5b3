"""Brings a database to this version's schema: all or nothing, after a backup that was read back."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, inspect, text

from caseorg.domain.errors import CaseorgError
from caseorg.store.engine import world_errors

HEAD = "0001"
MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(engine: Engine, backups: Path) -> None:
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


def _revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _require_known(revision: str) -> None:
    if revision not in {path.name[:4] for path in (MIGRATIONS / "versions").glob("0*.py")}:
        raise CaseorgError("A newer version of caseorg made this data.", "Install the newest version, then open it.")


def _backup(engine: Engine, folder: Path, revision: str) -> None:
    """Copies a SQLite database and reads the copy back; a server's database is backed up by its own tools."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return
    folder.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    target = folder / f"caseorg-{revision}-{stamp}.db"
    source, copy = sqlite3.connect(engine.url.database), sqlite3.connect(target)
    try:
        source.backup(copy)
        sound = copy.execute("PRAGMA quick_check").fetchone() == ("ok",)
        sound = sound and not copy.execute("PRAGMA foreign_key_check").fetchall()
    finally:
        copy.close()
        source.close()
    if not sound:
        raise CaseorgError("The backup before the upgrade failed; nothing was changed.", "Check the disk, then start.")


def _migrate(engine: Engine) -> None:
    """Alembic is imported only when there is something to migrate: it costs a third of the start."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
