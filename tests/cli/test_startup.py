"""What a quick command must not load: each of these would cost as much as the whole answer."""

import subprocess
import sys
from pathlib import Path

import pytest

from caseorg.actions.case import new_case
from caseorg.domain.case import CaseDetails
from caseorg.workspace import Workspace
from waiting import PATIENCE

NEVER = (
    "PySide6",
    "PIL",
    "numpy",
    "reportlab",
    "icalendar",
    "chinese_calendar",
    "alembic",
    "asn1crypto",
    "onnxruntime",
)
LIST_NEVER = (
    *NEVER,
    "sqlalchemy",
    "msgspec",
    "caseorg.knowledge",
    "caseorg.jobs",
    "caseorg.actions.case",
    "caseorg.pdf",
    "caseorg.gui",
    "caseorg.domain.story",
    "caseorg.domain.checks",
    "caseorg.domain.messages",
    "caseorg.domain.privacy",
    "caseorg.domain.clocks",
)
DUE_NEVER = (*NEVER[:5], "sqlalchemy", "icalendar", "caseorg.pdf", "caseorg.gui")
VERSION_NEVER = (*LIST_NEVER, "typer", "click", "caseorg.cli", "caseorg.domain", "dataclasses", "logging")


def loaded(*arguments: str) -> set[str]:
    """The modules in memory when the command ends."""
    told = "import atexit, sys; atexit.register(lambda: print('\\n'.join(sys.modules), file=sys.stderr))"
    run = f"{told}; sys.argv[1:] = {list(arguments)!r}; from caseorg.__main__ import main; main()"
    ended = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True, timeout=PATIENCE)
    return set(ended.stderr.splitlines())


def within(modules: set[str], names: tuple[str, ...]) -> set[str]:
    return {module for module in modules for name in names if module == name or module.startswith(f"{name}.")}


def test_the_version_is_told_without_loading_anything() -> None:
    assert within(loaded("--version"), VERSION_NEVER) == set()


@pytest.fixture
def folder(workspace: Workspace) -> Path:
    workspace.write(new_case, CaseDetails(title="点卡卡密无效", demand="3日内退还货款98元"))
    return workspace.folder


def test_a_list_of_cases_needs_the_database_and_little_else(folder: Path) -> None:
    assert within(loaded("--data", str(folder), "case", "list"), LIST_NEVER) == set()


def test_what_is_due_needs_neither_window_nor_papers(folder: Path) -> None:
    loaded("--data", str(folder), "due")
    assert within(loaded("--data", str(folder), "due"), DUE_NEVER) == set()


def test_the_window_loads_nothing_that_draws_papers() -> None:
    run = "import sys, caseorg.gui.app; print('\\n'.join(sys.modules))"
    told = subprocess.run(
        [sys.executable, "-c", run], capture_output=True, text=True, check=True, timeout=PATIENCE
    ).stdout
    never = (
        "reportlab",
        "numpy",
        "onnxruntime",
        "segno",
        "icalendar",
        "cryptography",
        "alembic",
        "caseorg.pdf",
        "caseorg.cli",
    )
    assert within(set(told.splitlines()), never) == set()
