"""A disk that cannot lock files is told as such, and never as another program."""

import errno
import fcntl
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from caseorg.domain.errors import CaseorgError
from caseorg.store import gate
from caseorg.store.engine import world_errors
from caseorg.store.locking import lock_error
from caseorg.workspace import Workspace, open_workspace


def test_a_database_that_another_program_holds_is_told_as_such(tmp_path: Path) -> None:
    error = lock_error("database is locked", tmp_path / "caseorg.db")
    assert error is not None and "in use by another program" in error.what


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOLCK, errno.ENOTSUP])
def test_a_place_where_nothing_can_be_locked_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(fcntl, "lockf", refuse)
    error = lock_error("database is locked", tmp_path / "caseorg.db")
    assert error is not None and "cannot lock" in str(error) and "any_folder" in error.advice
    assert list(tmp_path.iterdir()) == []


def test_other_reasons_are_not_about_locks() -> None:
    assert lock_error("disk I/O error") is None


@pytest.mark.parametrize("reason", ["access permission denied", "locking protocol"])
def test_what_sqlite_says_without_locks_is_an_error_with_advice(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    with pytest.raises(CaseorgError, match="cannot lock files"), world_errors():
        raise OperationalError("SELECT 1", None, sqlite3.OperationalError(reason))

    def refuse(_: Path) -> sqlite3.Connection:
        raise sqlite3.OperationalError(reason)

    with closing(sqlite3.connect(workspace.folder / "caseorg.db")):
        monkeypatch.setattr(gate, "read_only", refuse)
    with pytest.raises(CaseorgError, match="cannot lock files"), open_workspace(workspace.folder):
        pass
