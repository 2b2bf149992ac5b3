"""Two programs add to one case at the same time: nothing is lost, no number is given twice.

CASEORG_TWO_AT_ONCE=1000 makes it a thousand files each, which takes minutes.
"""

import os
import subprocess
import sys
from pathlib import Path

from caseorg.actions.case import new_case
from caseorg.domain.case import CaseDetails
from caseorg.jobs.verify import verify
from caseorg.store.queries import load_case
from caseorg.workspace import open_workspace

FILES = int(os.environ.get("CASEORG_TWO_AT_ONCE", "200"))


def test_two_programs_lose_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with open_workspace(data) as workspace:
        case_id = workspace.write(new_case, CaseDetails(title="x"))
    commands = []
    for name in ("a", "b"):
        folder = tmp_path / name
        folder.mkdir()
        files = [folder / f"{name}{number:04}.txt" for number in range(FILES)]
        for file in files:
            file.write_text(file.name, encoding="utf-8")
        commands.append([sys.executable, "-m", "caseorg", "--data", str(data), "add", case_id, *map(str, files)])
    environment = {**os.environ, "CASEORG_LANGUAGE": "en"}
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        for command in commands
    ]
    told = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0, 0], [error for _, error in told]
    added = [line.split("\t") for out, _ in told for line in out.splitlines()]
    assert len(added) == 2 * FILES and {line[0] for line in added} == {"added"}
    with open_workspace(data) as workspace:
        case = workspace.read(load_case, case_id)
        assert sorted(item.number for item in case.evidence) == list(range(1, 2 * FILES + 1))
        assert {item.sha256 for item in case.evidence} == {line[3] for line in added}
        assert sum(bool(progress.item) for progress in verify(workspace)) == 2 * FILES
