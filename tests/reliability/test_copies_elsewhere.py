"""Backup, restore and archive, killed or out of space at every call: what is there is whole; next time it works."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from caseorg.jobs.archives.opening import open_archive
from caseorg.jobs.backups.making import make_backup
from caseorg.jobs.backups.restoring import rehearse, restore_backup
from caseorg.jobs.backups.shelf import backups_in
from caseorg.jobs.verify import verify
from caseorg.workspace import open_workspace
from reliability.machine import KILLED, Ground, calls, records, require_sound
from waiting import wait_until

# Imports once, then does one job in a child for each line that it reads; the child waits until strace has come. Papers
# are left out of the archive: they are drawn elsewhere, and have their own tests.
_WORKER = """if True:
    import ctypes, os, sys, threading
    from pathlib import Path
    from tempfile import TemporaryDirectory
    from caseorg.actions.case import new_case
    from caseorg.domain.case import CaseDetails, CaseId
    from caseorg.domain.errors import CaseorgError
    from caseorg.jobs.archives import making
    from caseorg.jobs.backups.making import make_backup
    from caseorg.jobs.backups.restoring import restore_backup
    from caseorg.workspace import open_workspace

    def no_papers(*_):
        return [], []
        yield

    making._papers = no_papers

    def do(job, data, case_id, target):
        try:
            if job == "restore":
                list(restore_backup(Path(data), Path(target)))
            else:
                with open_workspace(Path(data)) as workspace:
                    if job == "backup":
                        list(make_backup(workspace, Path(target)))
                    else:
                        list(making.archive_case(workspace, CaseId(case_id), Path(target)))
        except CaseorgError as error:
            os.writev(1, [str(error).encode(), b"\\n"])
            os._exit(error.exit_code)
        os._exit(0)

    def load():  # by all jobs elsewhere, what each would else load for itself
        with TemporaryDirectory() as folder, open_workspace(Path(folder) / "data") as workspace:
            case_id = workspace.write(new_case, CaseDetails(title="x"))
            list(make_backup(workspace, Path(folder) / "shelf"))
            list(restore_backup(Path(folder) / "shelf", Path(folder) / "restored"))
            list(making.archive_case(workspace, case_id, Path(folder) / "a.caseorg"))
        assert threading.active_count() == 1

    load()
    while line := sys.stdin.buffer.raw.readline():
        child = os.fork()
        if child == 0:
            ctypes.CDLL(None).prctl(0x59616D61, ctypes.c_ulong(-1), 0, 0, 0)
            os.write(1, f"{os.getpid()}\\n".encode())
            os.read(0, 1)
            do(*line.decode().rstrip("\\n").split("\\t"))
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        os.write(1, f"= {code}\\n".encode())
"""
KILLED_AT = ("write", "pwrite64", "fsync", "fdatasync", "rename", "mkdir")
FULL_AT = ("write", "pwrite64", "mkdir")
SPREAD = 6


class Worker:
    """Does jobs under strace, one after the other."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        command = [sys.executable, "-c", _WORKER]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        assert self.process.stdin and self.process.stdout
        self.input, self.output = self.process.stdin, self.process.stdout

    def do(self, job: str, data: Path, target: Path, *options: str) -> tuple[int, str]:
        """How it ended, and what it said."""
        self.input.write(f"{job}\t{data}\t{self.ground.case_id}\t{target}\n".encode())
        child = int(self.output.readline())
        tracer = subprocess.Popen(["strace", "-qq", *options, "-p", str(child)], stderr=subprocess.DEVNULL)
        attached = f"TracerPid:\t{tracer.pid}\n"
        wait_until(lambda: tracer.poll() is not None or attached in Path(f"/proc/{child}/status").read_text())
        if tracer.poll() is not None:
            pytest.skip("strace may not attach to a program here")
        self.input.write(b"\n")
        said = ""
        while not (line := self.output.readline().decode()).startswith("= "):
            said += line
        tracer.wait()
        return int(line[2:]), said

    def usual(self, job: str, data: Path, target: Path, call: str) -> int:
        """How many such calls an undisturbed run makes."""
        log = self.ground.folder / "calls.log"
        assert self.do(job, data, target, "-e", f"trace={call}", "-o", str(log)) == (0, "")
        return sum(1 for _ in calls(log))

    def close(self) -> None:
        self.input.close()
        self.process.wait()
        self.output.close()


@pytest.fixture
def worker(ground: Ground) -> Iterator[Worker]:
    worker = Worker(ground)
    yield worker
    worker.close()


def trouble(call: str, error: str, number: int) -> tuple[str, ...]:
    inject = f"signal=KILL:when={number}" if error == "KILL" else f"error={error}:when={number}+"
    return "-e", f"trace={call}", "-e", f"inject={call}:{inject}"


def require_ended(error: str, code: int, said: str) -> None:
    """A clear error or a kill, never a false success and never a traceback."""
    assert code in ((0, KILLED) if error == "KILL" else (0, 2)), said
    assert code != 2 or ("Free some space" in said and said.count("\n") == 1), said


EVERY = [("KILL", call) for call in KILLED_AT] + [("ENOSPC", call) for call in FULL_AT]


@pytest.mark.parametrize(("error", "call"), EVERY)
def test_a_backup_is_whole_or_not_there(ground: Ground, worker: Worker, error: str, call: str) -> None:
    data = ground.folder / "data"
    usual = worker.usual("backup", data, ground.folder / "undisturbed", call)
    for number in count(1):
        shelf = ground.folder / f"shelf-{number}"
        code, said = worker.do("backup", data, shelf, *trouble(call, error, number))
        require_ended(error, code, said)
        made = backups_in(shelf) if shelf.exists() else []
        assert made or code != 0
        for backup in made:
            list(rehearse(backup))
        if error != "KILL":
            assert not list(shelf.rglob(".*.part"))
        with open_workspace(data) as workspace:
            list(make_backup(workspace, shelf))
        assert len(backups_in(shelf)) == len(made) + 1 and not list(shelf.rglob(".*.part"))
        list(rehearse(shelf))
        shutil.rmtree(shelf)
        if code == 0:
            break
    require_sound(data, leftovers=0)
    assert number > max(0, usual - SPREAD)


@pytest.mark.parametrize(("error", "call"), EVERY)
def test_a_restored_folder_is_whole_or_not_there(ground: Ground, worker: Worker, error: str, call: str) -> None:
    shelf = ground.folder / "shelf"
    with open_workspace(ground.folder / "data") as workspace:
        list(make_backup(workspace, shelf))
    usual = worker.usual("restore", shelf, ground.folder / "undisturbed", call)
    for number in count(1):
        folder = ground.folder / f"out-{number}"
        folder.mkdir()
        code, said = worker.do("restore", shelf, folder / "new", *trouble(call, error, number))
        require_ended(error, code, said)
        if (folder / "new").exists():
            require_sound(folder / "new", leftovers=0)
            assert records(folder / "new") == 1
        else:
            assert code != 0
            list(restore_backup(shelf, folder / "new"))
            require_sound(folder / "new", leftovers=0)
        assert error == "KILL" or [path.name for path in folder.iterdir()] == ["new"]
        shutil.rmtree(folder)
        if code == 0:
            break
    list(rehearse(shelf))
    assert number > max(0, usual - SPREAD)


@pytest.mark.parametrize(("error", "call"), EVERY)
def test_an_archive_is_whole_or_not_there(ground: Ground, worker: Worker, error: str, call: str) -> None:
    data = ground.folder / "data"
    usual = worker.usual("archive", data, ground.folder / "undisturbed.caseorg", call)
    with open_workspace(ground.folder / "elsewhere") as elsewhere:
        for number in count(1):
            folder = ground.folder / f"out-{number}"
            folder.mkdir()
            file = folder / "a.caseorg"
            code, said = worker.do("archive", data, file, *trouble(call, error, number))
            require_ended(error, code, said)
            assert file.exists() or code != 0
            if file.exists():
                list(open_archive(elsewhere, file))
            assert error == "KILL" or [path.name for path in folder.iterdir()] == ["a.caseorg"] * file.exists()
            shutil.rmtree(folder)
            if code == 0:
                break
        list(verify(elsewhere))
    require_sound(data, leftovers=0)
    assert number > max(0, usual - SPREAD)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "none", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_on_a_really_full_disk_nothing_is_left(ground: Ground, worker: Worker, small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(bytes(shutil.disk_usage(small_disk).free - 100_000))
    data = ground.folder / "data"
    for job, target in (("backup", small_disk / "shelf"), ("archive", small_disk / "a.caseorg")):
        if job == "archive":
            (small_disk / "more").write_bytes(bytes(shutil.disk_usage(small_disk).free))
        code, said = worker.do(job, data, target, "-e", "trace=none")
        assert code == 2 and "Free some space" in said, said
    assert not (small_disk / "a.caseorg").exists() and backups_in(small_disk / "shelf") == []
    assert not list(small_disk.rglob(".*.part"))
    require_sound(data, leftovers=0)
