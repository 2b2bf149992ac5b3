"""The connection, and what the world does to a database."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from caseorg.actions.case import edit_case, new_case
from caseorg.actions.work import UnitOfWork
from caseorg.domain.case import CaseDetails, CaseId
from caseorg.domain.errors import BrokenError, CaseorgError
from caseorg.jobs.sample import SAMPLE
from caseorg.jobs.verify import verify
from caseorg.store import engine as engine_module
from caseorg.store.queries import list_cases, load_case
from caseorg.workspace import Workspace, open_workspace

PAGE = 4096


def pragma(work: UnitOfWork, name: str) -> object:
    return work.session.execute(text(f"PRAGMA {name}")).scalar()


def test_a_connection_is_durable_and_checks_foreign_keys(workspace: Workspace) -> None:
    found = [
        workspace.write(pragma, name) for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema")
    ]
    assert found == ["delete", 3, 1, 0]


def test_a_closed_workspace_is_one_database_file(workspace: Workspace, case_id: CaseId) -> None:
    assert [file.name for file in workspace.folder.glob("caseorg.db*")] == ["caseorg.db"]


@pytest.mark.parametrize("name", ["数据 夹", "a?b#c%20d", "it's", "x" * 100])
def test_any_folder_name_is_good(tmp_path: Path, name: str) -> None:
    with open_workspace(tmp_path / name) as workspace:
        workspace.write(new_case, CaseDetails(title="退款"))
    assert (tmp_path / name / "caseorg.db").is_file()
    with open_workspace(tmp_path / name) as workspace:
        assert [case.title for case in workspace.read(list_cases)] == ["退款"]


def begun_with(workspace: Workspace, run: Callable[[], object]) -> set[str]:
    """How the transactions of a call begin, as SQLite itself tells."""
    said: list[str] = []
    with workspace.engine.connect() as connection:
        driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.set_trace_callback(said.append)
    run()
    driver.set_trace_callback(None)
    return {statement for statement in said if statement.startswith("BEGIN")}


def test_a_write_begins_with_the_write_lock(workspace: Workspace) -> None:
    assert begun_with(workspace, lambda: workspace.write(new_case, CaseDetails(title="b"))) == {"BEGIN IMMEDIATE"}


def test_reading_and_opening_go_on_while_another_program_writes(workspace: Workspace, case_id: CaseId) -> None:
    with closing(sqlite3.connect(workspace.folder / "caseorg.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert workspace.read(load_case, case_id).id == case_id
        with open_workspace(workspace.folder) as second:
            assert second.read(load_case, case_id).id == case_id


def test_a_write_while_another_program_writes_is_refused_in_plain_words(
    workspace: Workspace, case_id: CaseId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "BUSY_SECONDS", 0.05)
    with (
        closing(sqlite3.connect(workspace.folder / "caseorg.db", isolation_level=None)) as other,
        open_workspace(workspace.folder) as second,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CaseorgError, match="in use by another program"):
            second.write(edit_case, case_id, CaseDetails(title="b"))
    assert workspace.read(load_case, case_id).title != "b"


def test_text_that_no_database_can_store_is_refused(workspace: Workspace, case_id: CaseId) -> None:
    with pytest.raises(CaseorgError, match="cannot be stored"):
        workspace.write(edit_case, case_id, CaseDetails(title="\udcff"))


def everything(folder: Path) -> None:
    """Reads all there is, as the list, the case's page and the verification do."""
    with open_workspace(folder) as workspace:
        workspace.read(list_cases)
        workspace.read(load_case, SAMPLE)
        list(verify(workspace))


def test_a_text_file_is_no_database(sample_folder: Path) -> None:
    (sample_folder / "caseorg.db").write_text("这是一份文本\n" * 100, encoding="utf-8")
    with pytest.raises(CaseorgError, match="is no database"):
        everything(sample_folder)
    assert not (sample_folder / "backups").exists()


@pytest.mark.parametrize("share", [0.01, 0.5, 0.99])
def test_a_cut_off_database_is_damaged(sample_folder: Path, share: float) -> None:
    database = sample_folder / "caseorg.db"
    content = database.read_bytes()
    database.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(CaseorgError):
        everything(sample_folder)


def test_whatever_happens_to_its_bytes_the_user_reads_a_sentence(sample_folder: Path) -> None:
    database = sample_folder / "caseorg.db"
    good = database.read_bytes()
    random = Random(1)
    noticed = 0
    for number in range(40):
        damaged = bytearray(good)
        if number % 2:
            start = random.randrange(len(good) // PAGE) * PAGE
            damaged[start : start + PAGE] = random.randbytes(PAGE)
        else:
            for _ in range(20):
                damaged[random.randrange(len(good))] = random.randrange(256)
        database.write_bytes(damaged)
        try:
            everything(sample_folder)
        except CaseorgError:
            noticed += 1
    assert noticed > 20


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "yesterday"),
        ("details", b"\xff\xfe"),
        ("details", "{"),
        ("action", "evidence.addd"),
        ("case_id", 5),
        ("previous", ""),
        ("digest", "0" * 64),
    ],
)
def test_any_change_of_a_journal_entry_is_named(sample_folder: Path, column: str, value: object) -> None:
    with open_workspace(sample_folder) as workspace:
        with closing(sqlite3.connect(sample_folder / "caseorg.db")) as other:
            other.execute(f"UPDATE journal SET {column} = ? WHERE seq = 7", (value,))
            other.commit()
        with pytest.raises(BrokenError, match="entry 7 was changed"):
            list(verify(workspace))


def test_an_error_of_the_database_does_not_quote_what_was_to_be_stored(workspace: Workspace) -> None:
    with workspace.engine.connect() as connection, pytest.raises(OperationalError) as caught:
        connection.execute(text("INSERT INTO nowhere VALUES (:said)"), {"said": "客服小李 13800001234"})
    told = str(caught.value)
    assert "nowhere" in told and "小李" not in told and "1380000" not in told
