"""Counting work, so that a test sees a cost that grows without looking at a clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from caseorg import workspace as workspaces
from caseorg.knowledge import library, stories
from caseorg.store.snapshot import Snapshot
from caseorg.workspace import Workspace

STEP = 10  # instructions of SQLite's machine


@dataclass
class Work:
    """Queries to the database and the steps that their answers took, stories read, knowledge files parsed."""

    queries: int = 0
    steps: int = 0
    stories: int = 0
    files: int = 0


@contextmanager
def counted(workspace: Workspace) -> Iterator[Work]:
    """The work that is done meanwhile."""
    work = Work()

    def count(name: str) -> None:
        setattr(work, name, getattr(work, name) + 1)

    def counting(of: Any, name: str) -> Any:
        def called(*given: Any, **named: Any) -> Any:
            count(name)
            return of(*given, **named)

        return called

    def checked_out(connection: Any, *_: object) -> None:
        connection.set_progress_handler(lambda: count("steps"), STEP)

    def asked(*_: object) -> None:
        count("queries")

    @contextmanager
    def snapshot(database: Path) -> Iterator[Snapshot]:
        with plain(database) as source:
            checked_out(source.connection)
            source.connection.set_trace_callback(asked)
            yield source

    plain = workspaces.snapshot
    event.listen(workspace.engine, "checkout", checked_out)
    event.listen(workspace.engine, "before_cursor_execute", asked)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(workspaces, "snapshot", snapshot)
            patch.setattr(stories, "read_story", counting(stories.read_story, "stories"))
            patch.setattr(library, "read_tables", counting(library.read_tables, "files"))
            patch.setattr(library, "read_one", counting(library.read_one, "files"))
            yield work
    finally:
        event.remove(workspace.engine, "checkout", checked_out)
        event.remove(workspace.engine, "before_cursor_execute", asked)
