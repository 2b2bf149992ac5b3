"""A machine that fails at a chosen system call: strace makes the call fail, or kills the program there."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pytest

from caseorg.domain.case import CaseId
from caseorg.jobs.intake import add_files
from caseorg.jobs.verify import verify
from caseorg.workspace import open_workspace
from waiting import wait_until

KILLED = -9
SPREAD = 5
"""Random keys fill the pages of the database differently in each run, so that the number of writes differs a little."""

# Imports once, then adds a file in a child for each line that it reads. The child waits until strace has come. It has
# one thread, because strace counts the calls of each thread for itself, and tells with `writev`, because `write` may
# be made to fail. What a worker would find in the file is given: its pipe is no disk.
_ADDER = """if True:
    import ctypes, os, sys, threading
    from pathlib import Path
    from tempfile import TemporaryDirectory
    from caseorg.actions.case import new_case
    from caseorg.actions.evidence import add_evidence
    from caseorg.domain.case import CaseDetails
    from caseorg.domain.errors import CaseorgError
    from caseorg.evidence.kinds import file_type
    from caseorg.evidence.found import Probe
    from caseorg.workspace import open_workspace

    def add(data, case_id, file):
        try:
            with open_workspace(Path(data)) as workspace:
                received = workspace.evidence.receive(Path(file))
                try:
                    workspace.add(add_evidence, case_id, received, Probe(file_type("image/png")))
                finally:
                    workspace.evidence.discard(received)
        except CaseorgError as error:
            os.writev(1, [str(error).encode(), b"\\n"])
            os._exit(error.exit_code)
        os._exit(0)

    def load():  # by a run elsewhere, what each would else load for itself
        with TemporaryDirectory() as folder, open_workspace(Path(folder) / "data") as workspace:
            (file := Path(folder) / "file").write_bytes(b"x")
            received = workspace.evidence.receive(file)
            case_id = workspace.write(new_case, CaseDetails(title="x"))
            workspace.add(add_evidence, case_id, received, Probe(file_type("image/png")))
        assert threading.active_count() == 1

    load()
    while line := sys.stdin.buffer.raw.readline():
        child = os.fork()
        if child == 0:
            ctypes.CDLL(None).prctl(0x59616D61, ctypes.c_ulong(-1), 0, 0, 0)  # PR_SET_PTRACER: whoever wants
            os.write(1, f"{os.getpid()}\\n".encode())
            os.read(0, 1)
            add(*line.decode().rstrip("\\n").split("\\t"))
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        os.write(1, f"= {code}\\n".encode())
"""


@dataclass(frozen=True)
class Ground:
    """A data folder as it is before the trouble, of which each run gets a copy."""

    folder: Path
    case_id: CaseId
    file: Path

    def copy(self, number: object) -> Path:
        """A copy of the data folder."""
        return shutil.copytree(self.folder / "data", self.folder / f"data-{number}")

    def command(self, data: Path, *files: Path) -> list[str]:
        """The command that adds the file."""
        names = map(str, files or (self.file,))
        return [sys.executable, "-m", "caseorg", "--data", str(data), "add", self.case_id, *names]

    def add_again(self, data: Path) -> None:
        """The next time it works, whatever happened before."""
        with open_workspace(data) as workspace:
            outcomes = [progress.item for progress in add_files(workspace, self.case_id, [self.file])]
        assert [outcome.number for outcome in outcomes if outcome] == [2]
        require_sound(data, leftovers=1)


class Adder:
    """Adds the file of a ground under strace, again and again."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground

    def __enter__(self) -> Self:
        command = [sys.executable, "-c", _ADDER]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        assert self.process.stdin and self.process.stdout
        self.input, self.output = self.process.stdin, self.process.stdout
        return self

    def __exit__(self, *_: object) -> None:
        self.input.close()
        self.process.wait()
        self.output.close()

    def add(self, data: Path, *options: str) -> tuple[int, str]:
        """How it ended, and what it said."""
        self.input.write(f"{data}\t{self.ground.case_id}\t{self.ground.file}\n".encode())
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

    def calls(self, names: str, data: Path) -> list[tuple[str, str]]:
        """Which of these calls one undisturbed run makes."""
        log = self.ground.folder / "calls.log"
        assert self.add(data, "-e", f"trace={names}", "-o", str(log)) == (0, "")
        return list(calls(log))


def traced(command: list[str], *options: str) -> subprocess.CompletedProcess[str]:
    """Runs a command under strace, which tells of no signals and names the file behind each descriptor."""
    environment = {**os.environ, "CASEORG_LANGUAGE": "en", "PYTHONDONTWRITEBYTECODE": "1"}
    command = ["strace", "-f", "-y", "-qqq", "-e", "signal=none", *options, *command]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def calls(log: Path) -> Iterator[tuple[str, str]]:
    """Name and rest of the line of each system call in a log."""
    for line in log.read_text(errors="replace").splitlines():
        if match := re.match(r"(?:\d+ +)?(\w+)(\(.*)", line):
            yield match[1], match[2]


def records(data: Path) -> int:
    """How many pieces of evidence are recorded."""
    database = sqlite3.connect(data / "caseorg.db")
    count: int = database.execute("SELECT count(*) FROM evidence").fetchone()[0]
    database.close()
    return count


def require_sound(data: Path, leftovers: int) -> None:
    """Database and journal hold, every record has its good file, and little lies around."""
    database = sqlite3.connect(data / "caseorg.db")
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.close()
    with open_workspace(data) as workspace:
        good = sum(1 for _ in verify(workspace))
        kept = list(workspace.evidence.folder.glob("??/*"))
        assert all(workspace.evidence.is_whole(file.name) for file in kept)
        parts = list(workspace.evidence.incoming.glob("*"))
    assert good == records(data)
    assert len(kept) - good + len(parts) <= leftovers
