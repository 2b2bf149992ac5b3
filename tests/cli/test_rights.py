"""Who may look into a data folder and into what is exported: real processes, real modes."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from caseorg.domain.case import CaseId
from caseorg.jobs.intake import add_files
from caseorg.jobs.sample import SAMPLE
from caseorg.workspace import _OURS, DATABASE, Workspace
from cli.conftest import COMMAND
from evidence.material import encoded, picture
from waiting import PATIENCE

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(params=[0o022, 0o027])
def umask(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def run(tmp_path: Path, umask: int, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A command in a process with that umask."""
    monkeypatch.setenv("CASEORG_DATA", str(tmp_path / "new" / "data"))
    monkeypatch.setenv("CASEORG_LANGUAGE", "en")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")

    def call(*arguments: object, command: Path = COMMAND) -> subprocess.CompletedProcess[str]:
        words = [str(command), *map(str, arguments)]
        return subprocess.run(words, capture_output=True, text=True, check=True, umask=umask, timeout=PATIENCE)

    return call


def modes(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): stat.S_IMODE(path.lstat().st_mode) for path in folder.rglob("*")}


FILLED = """
import sys
from pathlib import Path
from caseorg.cli.app import run
from caseorg.jobs.sample import SAMPLE, make_sample
from caseorg.workspace import open_workspace
with open_workspace(Path(sys.argv[1])) as workspace:
    list(make_sample(workspace))
for line in (["note", SAMPLE, "--at", "2026-11-20T10:00", "--text", "再次联系"], ["backup", sys.argv[2]]):
    assert run(line) == 0
"""
WINDOW = """
import sys
from caseorg.actions.evidence import withdraw_evidence
from caseorg.gui import crash
from caseorg.gui.app import make_application, make_window, settle
from caseorg.jobs.sample import SAMPLE
from caseorg.settings import load_settings
from caseorg.store.queries import load_case
from caseorg.workspace import open_workspace
settings = load_settings(None)
with open_workspace(settings.data) as workspace:
    _, *others = workspace.read(load_case, SAMPLE).evidence
    workspace.write(withdraw_evidence, SAMPLE, tuple(one.id for one in others))  # to read one picture is enough
    application = make_application(settings)
    crash.install(workspace.folder)
    window = make_window(workspace, settings, SAMPLE)
    window.show()
    settle(application, window)
    crash._show = lambda *_: None
    sys.excepthook(ValueError, ValueError(), None)
    window.close()
"""


def test_all_in_a_new_data_folder_is_the_users_alone(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "new" / "data"
    run("-c", FILLED, data, tmp_path / "shelf", command=Path(sys.executable))
    (data / "knowledge").mkdir(mode=0o700)
    (data / "knowledge" / "peaks.toml").write_text("", encoding="utf-8")
    run("message", SAMPLE, "--channel", "12315")
    run("-c", WINDOW, command=Path(sys.executable))
    found = modes(data)
    own = {"knowledge/peaks.toml"}  # the user's
    assert {name: oct(mode) for name, mode in found.items() if mode & 0o077 and name not in own} == {}
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    kept = [mode for name, mode in found.items() if name.startswith("evidence/") and name.count("/") == 2]
    assert len(kept) == 5 and set(kept) == {0o400}
    assert found[DATABASE] == 0o600 and {"crash.log", "thumbnails", "readings.db"} <= found.keys()
    assert "knowledge/.last-good/peaks.toml" in found
    tops = {path.name for path in data.iterdir()}
    assert {name for name in tops - _OURS if not name.startswith((DATABASE, "."))} == set()


def test_exports_have_the_rights_that_the_user_gives_to_files(
    run: Run, tmp_path: Path, umask: int, sample_folder: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    lines = [
        ("complaint", SAMPLE, "-o", f"{out}/a.pdf"),
        ("pack", SAMPLE, "-o", f"{out}/b.pdf"),
        ("upload", SAMPLE, "--channel", "12315", "-o", f"{out}/c"),
        ("upload", SAMPLE, "--channel", "heimao", "-o", f"{out}/d"),
        ("ics", "-o", f"{out}/e.ics"),
    ]
    told = ["--data", str(sample_folder)]
    run("-c", f"from caseorg.cli.app import run\nfor line in {lines!r}:\n    assert run([*{told!r}, *line]) == 0",
        command=Path(sys.executable))  # fmt: skip
    found = modes(out)
    assert len(found) > 8
    for name, mode in found.items():
        assert mode == (0o777 if (out / name).is_dir() else 0o666) & ~umask, name


def test_pictures_that_are_uploaded_are_ordinary_files(
    run: Run, tmp_path: Path, umask: int, workspace: Workspace, case_id: CaseId
) -> None:
    shot = tmp_path / "1.png"
    shot.write_bytes(encoded(picture(), "PNG"))
    list(add_files(workspace, case_id, [shot]))
    run("--data", workspace.folder, "upload", case_id, "--channel", "12315", "-o", tmp_path / "set")
    (copied,) = (tmp_path / "set").glob("*.png")
    assert stat.S_IMODE(copied.stat().st_mode) == 0o666 & ~umask


def opened(folder: Path) -> None:
    """As the first version left it."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o444 if "evidence" in path.parts else 0o644)


def test_a_folder_that_is_open_is_closed_once_and_that_is_told(run: Run, sample_folder: Path) -> None:
    opened(sample_folder)
    first = run("--data", sample_folder, "case", "list")
    assert first.stderr == f"Others could look into {sample_folder}; from now on only you can.\n"
    assert not stat.S_IMODE(sample_folder.stat().st_mode) & 0o077
    assert not any(mode & 0o077 for mode in modes(sample_folder).values())
    assert run("--data", sample_folder, "verify").stderr == ""
    sample_folder.chmod(0o755)
    assert run("--data", sample_folder, "case", "list").stderr == "", "what the user opens again stays open"
    assert stat.S_IMODE(sample_folder.stat().st_mode) == 0o755


def test_what_else_lies_in_the_folder_is_not_touched(run: Run, sample_folder: Path) -> None:
    opened(sample_folder)
    (sample_folder / "信.txt").write_text("mine", encoding="utf-8")
    (sample_folder / "信.txt").chmod(0o644)
    assert "only you can" in run("--data", sample_folder, "case", "list").stderr
    assert stat.S_IMODE((sample_folder / "信.txt").stat().st_mode) == 0o644
    assert stat.S_IMODE(sample_folder.stat().st_mode) == 0o755, "it is not ours alone"
    assert stat.S_IMODE((sample_folder / DATABASE).stat().st_mode) == 0o600
    assert stat.S_IMODE((sample_folder / "evidence").stat().st_mode) == 0o700


@pytest.mark.parametrize("way", ["setgid", "other group"])
def test_what_a_group_uses_is_left_to_it(run: Run, sample_folder: Path, way: str) -> None:
    if way == "other group":
        if os.geteuid() != 0:
            pytest.skip("only root may give a folder to any group")
        os.chown(sample_folder, -1, os.getegid() + 4711)
        sample_folder.chmod(0o770)
    else:
        sample_folder.chmod(0o2775)
    before = stat.S_IMODE(sample_folder.stat().st_mode)
    assert run("--data", sample_folder, "case", "list").stderr == ""
    assert stat.S_IMODE(sample_folder.stat().st_mode) == before


def test_an_empty_folder_is_closed_without_a_word(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir(mode=0o755)
    assert "look into" not in run("--data", tmp_path / "mine", "case", "list").stderr
    assert stat.S_IMODE((tmp_path / "mine").stat().st_mode) == 0o700
