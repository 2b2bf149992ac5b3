"""Files made to break whoever reads them: each has one outcome, the papers are sound, and nothing is left running.

`CASEORG_HOSTILE_DIR=FOLDER pytest tests/hostile` takes the files of a folder instead. The outcome of each is printed,
with the longest time that one took and the highest memory of the processes that looked into it.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from caseorg.actions.case import new_case
from caseorg.actions.evidence import Intake
from caseorg.children.limits import work_of
from caseorg.domain.case import CaseDetails, CaseId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.progress import Progress
from caseorg.i18n import error_text, remark_text
from caseorg.jobs.intake import add_files
from caseorg.jobs.papers.pack import export_pack
from caseorg.jobs.thumbnails import make_thumbnails
from caseorg.jobs.upload import export_upload
from caseorg.jobs.verify import verify
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace, open_workspace
from hostile.machine import Watched, descendants
from hostile.material import HOSTILE
from hurry import hurry, hurry_children
from waiting import wait_until

FOLDER = os.environ.get("CASEORG_HOSTILE_DIR")
CASE = 20  # files of one case


def files(folder: Path) -> Iterator[Path]:
    """Those that were given, or are made here."""
    if FOLDER:
        yield from sorted(path for path in Path(FOLDER).rglob("*") if path.is_file())
        return
    folder.mkdir()
    for name, make in HOSTILE.items():
        (folder / name).write_bytes(make())
        yield folder / name


def test_every_file_has_an_outcome_and_every_paper_is_sound(
    workspace: Workspace, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What never ends is waited for less long than by the program, save for the files that were given."""
    some, told = list(files(tmp_path / "hostile")), list[str]()
    if not FOLDER:
        hurry(monkeypatch, *(path.read_bytes() for path in some))
        hurry_children(monkeypatch, tmp_path)
    with Watched() as watched:
        for start in range(0, len(some), CASE):
            case_id = workspace.write(new_case, CaseDetails(title="x", demand="退还货款98.00元"))
            told += outcomes(workspace, case_id, some[start : start + CASE], watched)
            told += papers(workspace, case_id, tmp_path, watched)
        list(verify(workspace))
    assert capfd.readouterr() == ("", ""), "nothing that a decoder says reaches the user"
    assert descendants() <= watched.workers(), "nothing is left but workers that wait"
    with capfd.disabled():
        print("", *told, f"longest {watched.longest:.1f} s, highest {watched.highest:.0f} MB", sep="\n")


def outcomes(workspace: Workspace, case_id: CaseId, some: Sequence[Path], watched: Watched) -> Iterator[str]:
    """One file after the other, and then a small picture of each."""
    for path in some:
        with watched.timed():
            (step,) = add_files(workspace, case_id, [path])
        outcome = step.item
        assert (outcome and outcome.intake is not Intake.FAILED) or "empty" in str(outcome.reason), path
        said = error_text(outcome.reason) if outcome.reason else outcome.note.replace("\n", " ")
        yield f"{outcome.intake}\t{watched.last}\t{path.name}\t{said}"
    for item in workspace.read(load_case, case_id).evidence:
        with watched.timed():
            (thumbnail,) = make_thumbnails(workspace, [item])
        assert thumbnail.item
        if watched.seconds > 1:
            yield f"thumbnail\t{watched.last}\t{item.name}\t{thumbnail.item.file is not None}"


def papers(workspace: Workspace, case_id: CaseId, folder: Path, watched: Watched) -> Iterator[str]:
    out, others = folder / f"{case_id}.pdf", folder / case_id
    for name, steps in (
        ("pack", export_pack(workspace, case_id, out)),
        ("upload", export_upload(workspace, case_id, "12315", others, leave_out=True)),
    ):
        with watched.timed():
            said = list(finished(steps))
        yield from (f"{name}\t{watched.last}\t{line}" for line in said or [""])
    for paper in (out, *others.glob("*.pdf")):
        checked = subprocess.run(["qpdf", "--check", paper], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout + checked.stderr


def finished(steps: Iterator[Progress[object]]) -> Iterator[str]:
    """What is said at the end."""
    try:
        for step in steps:
            yield from map(remark_text, step.remarks)
    except CaseorgError as error:
        raise AssertionError(error_text(error)) from error


@pytest.mark.skipif(sys.platform != "linux", reason="what a process started is looked up as Linux tells it")
def test_nothing_goes_on_when_the_program_is_killed_over_a_file_without_end(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "nested.pdf"
    with open_workspace(data) as workspace:
        case_id = workspace.write(new_case, CaseDetails(title="x"))
    file.write_bytes(HOSTILE["nested forms.pdf"]())
    program = subprocess.Popen([sys.executable, "-m", "caseorg", "--data", str(data), "add", case_id, str(file)])
    wait_until(lambda: program.poll() is not None or any(work_of(pid) > 1 for pid in descendants(program.pid)))
    left = descendants(program.pid)
    assert program.poll() is None and left, "the worker is in the middle of it"
    program.kill()
    program.wait()
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in left), lambda: left)
    with open_workspace(data) as workspace:
        list(verify(workspace))
