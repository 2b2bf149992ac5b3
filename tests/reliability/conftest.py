"""Where strace can trace, and what is there before the trouble begins."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from caseorg.actions.case import new_case
from caseorg.domain.case import CaseDetails
from caseorg.jobs.intake import add_files
from caseorg.workspace import open_workspace
from evidence.material import PNG
from reliability.machine import Adder, Ground


@pytest.fixture(scope="session", autouse=True)
def _strace() -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    probe = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False)
    if probe.returncode:
        pytest.skip("strace may not trace here")


@pytest.fixture(autouse=True)
def _killed_with_folders_of_their_own(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is killed leaves behind what it made for a while: there, and not where all programs have it."""
    monkeypatch.setenv("TMPDIR", str(tmp_path_factory.mktemp("killed")))


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    """A case with one piece of evidence, and a file that is to be the second."""
    first, second = tmp_path / "first.txt", tmp_path / "second.png"
    first.write_text("客服聊天记录")
    second.write_bytes(PNG)
    with open_workspace(tmp_path / "data") as workspace:
        case_id = workspace.write(new_case, CaseDetails(title="x"))
        for progress in add_files(workspace, case_id, [first]):
            assert progress.item and progress.item.number == 1
    return Ground(tmp_path, case_id, second)


@pytest.fixture
def adder(ground: Ground) -> Iterator[Adder]:
    """Adds the second file under strace."""
    with Adder(ground) as adder:
        yield adder
