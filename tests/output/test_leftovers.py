"""What a killed export leaves is gone with the next one there, and nothing of anybody else's."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from caseorg.domain.errors import CaseorgError
from caseorg.jobs.sample import SAMPLE
from caseorg.jobs.upload import export_upload
from caseorg.output.leftovers import OLDER, part_of, sweep
from caseorg.output.writing import put_in_place
from caseorg.workspace import Workspace
from waiting import wait_until

COMMAND = Path(sys.executable).with_name("caseorg")
DAY = 24 * 3600


def of_another_process(out: Path) -> Path:
    """The part of a process that has ended."""
    code = f"from pathlib import Path; from caseorg.output.leftovers import part_of; print(part_of(Path({str(out)!r})))"
    return Path(subprocess.check_output([sys.executable, "-c", code], text=True).strip())


@pytest.mark.parametrize("command", [("pack",), ("upload", "--channel", "12315"), ("complaint",)])
def test_after_a_kill_the_next_export_there_leaves_only_what_was_asked(
    sample_folder: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    name, *options = command
    target = tmp_path / "出"
    target.mkdir()
    call = [COMMAND, "--data", sample_folder, name, SAMPLE, *options, "-o", target / "a"]
    killed = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_until(lambda: killed.poll() is not None or list(target.glob(".caseorg-*.part")))
    killed.kill()
    killed.wait()
    assert killed.returncode != 0 or list(target.iterdir()), "it was quicker than we"
    subprocess.run(call, check=True, capture_output=True)
    assert [file.name for file in target.iterdir()] == ["a"]


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    names = [".caseorg-x.part", ".caseorg-0123abcd-1-0123456789ab.part.txt", ".0123456789ab.part", "a.part", "b"]
    for name in names:
        (tmp_path / name).write_bytes(b"mine")
    sweep(tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(names)


def test_who_still_works_is_let_work(tmp_path: Path) -> None:
    here, gone = part_of(tmp_path / "a"), of_another_process(tmp_path / "a")
    elsewhere = tmp_path / f".caseorg-00000000-{os.getpid()}-0123456789ab.part"
    for part in (here, gone, elsewhere):
        part.mkdir()
        (part / "page").write_bytes(b"x")
    sweep(tmp_path)
    assert set(tmp_path.iterdir()) == {here, elsewhere}
    yesterday = time.time() - DAY - 60
    for part in (here, elsewhere):
        os.utime(part, (yesterday, yesterday))
    sweep(tmp_path)
    assert set(tmp_path.iterdir()) == {here, elsewhere}, "a number of our own is at work, wherever it was given"
    strange = elsewhere.rename(tmp_path / ".caseorg-00000000-4194304-0123456789ab.part")
    assert strange.stat().st_mtime < time.time() - DAY
    sweep(tmp_path)
    assert set(tmp_path.iterdir()) == {here}


def test_a_link_is_removed_and_not_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "file").write_bytes(b"mine")
    of_another_process(tmp_path / "a").symlink_to(tmp_path / "mine")
    sweep(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["mine"] and (tmp_path / "mine" / "file").exists()


def test_an_older_set_comes_back_where_a_kill_came_between(sample: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "set"
    *_, last = export_upload(sample, SAMPLE, "12315", out)
    assert last.item
    before = {file.name: file.read_bytes() for file in out.iterdir()}
    part = of_another_process(out)
    (part / "set").mkdir(parents=True)
    (part / OLDER).mkdir()
    out.rename(part / OLDER / out.name)  # where the kill came
    sweep(tmp_path)
    assert {file.name: file.read_bytes() for file in out.iterdir()} == before
    assert not list(tmp_path.glob(".*"))


def test_a_newer_set_is_not_taken_back(tmp_path: Path) -> None:
    part = part_of(tmp_path / "set")
    for folder in (part / "set", tmp_path / "set"):
        folder.mkdir(parents=True)
    (part / "set" / "new").write_bytes(b"")
    put_in_place(part / "set", tmp_path / "set")
    part.rename(gone := of_another_process(tmp_path / "set"))
    assert (gone / OLDER / "set").is_dir()
    sweep(tmp_path)
    assert [file.name for file in (tmp_path / "set").iterdir()] == ["new"]
    assert [file.name for file in tmp_path.iterdir()] == ["set"]


def test_a_folder_that_cannot_be_read_is_told_by_the_export(sample: Workspace, tmp_path: Path) -> None:
    sweep(tmp_path / "nowhere")
    with pytest.raises(CaseorgError):
        list(export_upload(sample, SAMPLE, "12315", tmp_path / "nowhere" / "set"))
