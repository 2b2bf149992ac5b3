"""No child outlives the program, however that ends."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from caseorg.children.start import program, start
from children import work

# A worker at work, a writer in the middle of a file, and another program below a worker; then their ids.
_FAMILY = """if True:
    import sys, threading, time
    from pathlib import Path
    from caseorg.jobs.writer import Writer
    from children import work

    def wait():
        work.sleep_below(60)

    writer = Writer(Path(sys.argv[1]))
    writer.write_pictures([(1, __import__("functools").partial(time.sleep, 60))])
    threading.Thread(target=wait, daemon=True).start()
    time.sleep(0.5)
    print("ready", flush=True)
    time.sleep(60)
"""


def descendants(pid: int) -> set[int]:
    """All that it started, and what these did."""
    table = subprocess.run(["ps", "-e", "-o", "pid=,ppid=,stat="], capture_output=True, text=True, check=True).stdout
    parents = {int(one): int(of) for one, of, state in map(str.split, table.splitlines()) if state[0] != "Z"}
    found, new = set[int](), {pid}
    while new:
        new = {one for one, of in parents.items() if of in new}
        found |= new
    return found


def alive(pids: set[int]) -> set[int]:
    table = subprocess.run(["ps", "-e", "-o", "pid=,stat="], capture_output=True, text=True, check=True).stdout
    return pids & {int(one) for one, state in map(str.split, table.splitlines()) if state[0] != "Z"}


@pytest.mark.skipif(sys.platform != "linux", reason="the signal for the end of a parent is Linux'")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_is_left_of_a_program_that_was_ended(tmp_path: Path, number: signal.Signals) -> None:
    part = tmp_path / "part"
    parent = subprocess.Popen([sys.executable, "-c", _FAMILY, part], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert parent.stdout and parent.stdout.readline() == b"ready\n"
    family = descendants(parent.pid)
    assert len(family) >= 3 and part.exists()
    parent.send_signal(number)
    parent.wait(30)
    parent.stdout.close()
    until = time.monotonic() + 30
    while (left := alive(family)) or part.exists():
        assert time.monotonic() < until, left
        time.sleep(0.02)


def test_children_stay_when_the_thread_ends_that_wanted_them() -> None:
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.append(work.process()))
    thread.start()
    thread.join()
    time.sleep(0.2)
    assert work.process() == found[0]


@pytest.mark.skipif(os.name == "nt", reason="another program is started as it is there")
def test_another_program_has_limits(tmp_path: Path) -> None:
    told = ["/bin/sh", "-c", f"ulimit -v; ulimit -t; ulimit -c; echo x > {tmp_path}/written"]
    with start(program(told, megabytes=500, seconds=7)) as child:
        out, _ = child.communicate(timeout=60)
    assert out.split() == [b"488281", b"7", b"0"]
    assert not (tmp_path / "written").stat().st_size
