"""From nothing, and from an older version, to this version's schema."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from caseorg.actions.case import new_case
from caseorg.domain.case import CaseDetails, CaseId
from caseorg.domain.errors import CaseorgError
from caseorg.jobs.sample import SAMPLE
from caseorg.store import upgrade as upgrade_module
from caseorg.store.queries import list_cases, load_case
from caseorg.store.tables import Base
from caseorg.workspace import Workspace, open_workspace

NEXT = '''"""A column more, and a table made anew that others refer to"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("events", sa.Column("later", sa.Text(), nullable=True))
    with op.batch_alter_table("cases", recreate="always") as batch:
        batch.add_column(sa.Column("later", sa.Text(), nullable=True))
    FAILS
'''


def later_version(monkeypatch: pytest.MonkeyPatch, folder: Path, *, fails: str = "pass") -> None:
    """Makes this a caseorg whose schema is one revision further."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(Path(upgrade_module.__file__).parent / "migrations", folder)
    (folder / "versions/0002_later.py").write_text(NEXT.replace("FAILS", fails), encoding="utf-8")
    monkeypatch.setattr(upgrade_module, "MIGRATIONS", folder)
    monkeypatch.setattr(upgrade_module, "HEAD", "0002")


def ask(database: Path, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(question).fetchall()


def schema(database: Path) -> list[tuple[object, ...]]:
    return ask(database, "SELECT name, sql FROM sqlite_schema ORDER BY name")


def test_a_new_database_has_the_tables_of_this_version(workspace: Workspace) -> None:
    with workspace.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_this_version_knows_its_own_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(upgrade_module.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == upgrade_module.HEAD


def test_a_new_or_present_database_needs_no_backup(workspace: Workspace) -> None:
    with open_workspace(workspace.folder):
        pass
    assert not (workspace.folder / "backups").exists()


def test_a_database_of_a_newer_version_is_refused_and_left_alone(workspace: Workspace, case_id: CaseId) -> None:
    database = workspace.folder / "caseorg.db"
    with closing(sqlite3.connect(database)) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
        other.commit()
    before = database.read_bytes()
    with (
        pytest.raises(CaseorgError, match=r"A newer version of caseorg made this data\. Install"),
        open_workspace(workspace.folder),
    ):
        pass
    assert database.read_bytes() == before


def test_an_older_database_is_backed_up_and_upgraded_with_all_its_data(
    sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_workspace(sample_folder) as workspace:
        before = workspace.read(load_case, SAMPLE)
    old_schema = schema(sample_folder / "caseorg.db")
    later_version(monkeypatch, tmp_path / "migrations")

    with open_workspace(sample_folder) as workspace:
        assert workspace.read(load_case, SAMPLE) == before
        workspace.write(new_case, CaseDetails(title="仍可写入"))
    columns = {row[1] for row in ask(sample_folder / "caseorg.db", "PRAGMA table_info(cases)")}
    assert "later" in columns
    assert ask(sample_folder / "caseorg.db", "PRAGMA foreign_key_check") == []

    (backup,) = (sample_folder / "backups").iterdir()
    assert backup.name.startswith("caseorg-0001-")
    assert schema(backup) == old_schema
    monkeypatch.undo()
    restored = tmp_path / "restored"
    restored.mkdir()
    shutil.copy(backup, restored / "caseorg.db")
    with open_workspace(restored) as workspace:
        assert workspace.read(load_case, SAMPLE) == before


def test_an_interrupted_upgrade_leaves_the_old_schema_and_can_be_run_again(
    sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = sample_folder / "caseorg.db"
    before = schema(database)
    later_version(monkeypatch, tmp_path / "migrations", fails="raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt), open_workspace(sample_folder):
        pass
    assert schema(database) == before
    assert ask(database, "SELECT version_num FROM alembic_version") == [("0001",)]

    later_version(monkeypatch, tmp_path / "migrations")
    with open_workspace(sample_folder) as workspace:
        assert [case.id for case in workspace.read(list_cases)] == [SAMPLE]
    assert ask(database, "SELECT version_num FROM alembic_version") == [("0002",)]


def test_an_upgrade_that_loses_what_others_refer_to_is_undone(
    sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later_version(monkeypatch, tmp_path / "migrations", fails='op.execute("DELETE FROM cases")')
    with pytest.raises(CaseorgError), open_workspace(sample_folder):
        pass
    assert ask(sample_folder / "caseorg.db", "SELECT id FROM cases") == [(SAMPLE,)]
    assert ask(sample_folder / "caseorg.db", "SELECT version_num FROM alembic_version") == [("0001",)]


def test_without_a_backup_there_is_no_upgrade(
    sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (sample_folder / "backups").write_text("a file where the folder should be", encoding="utf-8")
    later_version(monkeypatch, tmp_path / "migrations")
    with pytest.raises(CaseorgError, match="nothing was changed"), open_workspace(sample_folder):
        pass
    assert ask(sample_folder / "caseorg.db", "SELECT version_num FROM alembic_version") == [("0001",)]


def test_a_first_start_that_was_interrupted_is_repeated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later_version(monkeypatch, tmp_path / "migrations", fails="raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt), open_workspace(tmp_path / "data"):
        pass
    assert schema(tmp_path / "data/caseorg.db") == []
    monkeypatch.undo()
    with open_workspace(tmp_path / "data") as workspace:
        assert workspace.read(list_cases) == ()
