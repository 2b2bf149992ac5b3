"""From nothing, and from an older version, to this version's schema."""

import shutil
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from caseorg.actions.case import new_case
from caseorg.domain.case import CaseDetails, CaseId, Part, Payment
from caseorg.domain.errors import CaseorgError
from caseorg.jobs.sample import SAMPLE
from caseorg.jobs.verify import verify
from caseorg.store import upgrade as upgrade_module
from caseorg.store.queries import list_cases, load_case, load_cases
from caseorg.store.tables import Base
from caseorg.workspace import Workspace, open_workspace

HEAD = upgrade_module.HEAD
LATER = f"{int(HEAD) + 1:04}"
RELEASED = Path(__file__).parents[1] / "data/folder-0.1.0.zip"
NEXT = '''"""A column more, and a table made anew that others refer to"""

import sqlalchemy as sa
from alembic import op

revision = "LATER"
down_revision = "HEAD"


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
    text = NEXT.replace("FAILS", fails).replace("LATER", LATER).replace("HEAD", HEAD)
    (folder / f"versions/{LATER}_later.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr(upgrade_module, "MIGRATIONS", folder)
    monkeypatch.setattr(upgrade_module, "HEAD", LATER)


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
    assert backup.name.startswith(f"caseorg-{HEAD}-")
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
    assert ask(database, "SELECT version_num FROM alembic_version") == [(HEAD,)]

    later_version(monkeypatch, tmp_path / "migrations")
    with open_workspace(sample_folder) as workspace:
        assert [case.id for case in workspace.read(list_cases)] == [SAMPLE]
    assert ask(database, "SELECT version_num FROM alembic_version") == [(LATER,)]


def test_an_upgrade_that_loses_what_others_refer_to_is_undone(
    sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later_version(monkeypatch, tmp_path / "migrations", fails='op.execute("DELETE FROM cases")')
    with pytest.raises(CaseorgError), open_workspace(sample_folder):
        pass
    assert ask(sample_folder / "caseorg.db", "SELECT id FROM cases") == [(SAMPLE,)]
    assert ask(sample_folder / "caseorg.db", "SELECT version_num FROM alembic_version") == [(HEAD,)]


def test_without_a_backup_there_is_no_upgrade(
    sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (sample_folder / "backups").write_text("a file where the folder should be", encoding="utf-8")
    later_version(monkeypatch, tmp_path / "migrations")
    with pytest.raises(CaseorgError, match="nothing was changed"), open_workspace(sample_folder):
        pass
    assert ask(sample_folder / "caseorg.db", "SELECT version_num FROM alembic_version") == [(HEAD,)]


def test_a_first_start_that_was_interrupted_is_repeated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later_version(monkeypatch, tmp_path / "migrations", fails="raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt), open_workspace(tmp_path / "data"):
        pass
    assert list((tmp_path / "data").iterdir()) == []
    monkeypatch.undo()
    with open_workspace(tmp_path / "data") as workspace:
        assert workspace.read(list_cases) == ()


def first_version(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes a data folder of the first version with a row in every table that the second one changes."""
    monkeypatch.setattr(upgrade_module, "HEAD", "0001")
    migrations = folder.parent / "migrations"
    shutil.copytree(upgrade_module.MIGRATIONS, migrations)
    for later in (migrations / "versions").glob("*.py"):
        if later.name[:4] > "0001":
            later.unlink()
    monkeypatch.setattr(upgrade_module, "MIGRATIONS", migrations)
    with open_workspace(folder):
        pass
    monkeypatch.undo()
    at = "'2026-11-01 06:30:00.000000'"
    with closing(sqlite3.connect(folder / "caseorg.db")) as database:
        database.executescript(f"""
            INSERT INTO cases VALUES ('aa', '旧案', 'pdd', 'contacted', '退款', NULL, {at}, {at}, 1);
            INSERT INTO orders (id, case_id, position, number, product, paid, ordered_precision, paid_precision)
                VALUES ('o1', 'aa', 0, '1', '点卡', 9800, '', '');
            INSERT INTO events VALUES ('e1', 'aa', 1, {at}, 'minute', 'typed', 'me', '付款', 1, 0);
            INSERT INTO messages VALUES ('m1', 'aa', 'merchant', '请退款', {at}, {at});
            INSERT INTO promises VALUES ('p1', 'aa', 'service', '1小时内处理', {at}, 'minute', {at}, NULL);
        """)


def test_a_database_of_the_first_version_keeps_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first_version(tmp_path / "data", monkeypatch)
    with open_workspace(tmp_path / "data") as workspace:
        (case,) = workspace.read(load_cases, [CaseId("aa")])
    (order,), (event,), (message,), (promise,) = case.orders, case.events, case.messages, case.promises
    assert (case.title, case.scenario, case.answers) == ("旧案", "", ())
    assert (order.paid, order.refunded, order.payment) == (Decimal("98.00"), None, Payment.UNKNOWN)
    assert (event.text, event.channel, event.milestone) == ("付款", "", "")
    assert (message.text, message.kind, message.attached) == ("请退款", "", ())
    assert (promise.text, promise.kept, promise.event) == ("1小时内处理", None, None)
    (backup,) = (tmp_path / "data/backups").iterdir()
    assert backup.name.startswith("caseorg-0001-")


def test_a_folder_of_the_released_version_is_upgraded_and_verifies(tmp_path: Path) -> None:
    with ZipFile(RELEASED) as packed:
        packed.extractall(tmp_path)
    with open_workspace(tmp_path) as workspace:
        (summary,) = workspace.read(list_cases)
        case = workspace.read(load_case, summary.id)
        checked = [progress.item for progress in verify(workspace)]
    assert len(checked) == len(case.evidence) == 2
    assert {event.part for event in case.events} == {Part.UNKNOWN}
    assert (case.merchant.licence, case.merchant.website, case.merchant.payee) == ("", "", "")
