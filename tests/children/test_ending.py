"""No child outlives the program, however that ends."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from caseorg.children.channel import await_ready
from caseorg.children.start import RESERVED, own, program, start
from children import work
from waiting import PATIENCE, wait_until

linux = pytest.mark.skipif(sys.platform != "linux", reason="the signal for the end of a parent is Linux'")

# A worker at work, a writer in the middle of a file, and another program below a worker; then their ids.
_FAMILY = """if True:
    import sys, threading, time
    from functools import partial
    from pathlib import Path
    from caseorg.output.writer import Writer
    from children import work
    from waiting import PATIENCE

    writer = Writer(Path(sys.argv[1]))
    writer.write_pictures([(1, partial(time.sleep, PATIENCE))])
    threading.Thread(target=work.sleep_below, args=(PATIENCE,), daemon=True).start()
    print("ready", flush=True)
    time.sleep(PATIENCE)
"""


def processes() -> dict[int, tuple[int, str]]:
    """Of each that lives, who started it and its command."""
    table = subprocess.run(
        ["ps", "-ww", "-e", "-o", "pid=,ppid=,stat=,args="], capture_output=True, text=True, check=True
    )
    rows = (row.split(maxsplit=3) for row in table.stdout.splitlines())
    return {int(row[0]): (int(row[1]), row[-1]) for row in rows if row[2][0] != "Z"}


def descendants(pid: int) -> dict[int, str]:
    """All that it started, and what these did, with their commands."""
    table, found, new = processes(), dict[int, str](), {pid}
    while new:
        new = {one for one, (of, _) in table.items() if of in new}
        found |= {one: table[one][1] for one in new}
    return found


def family(parent: int) -> set[int]:
    """Once all of it is there and does what it is to do."""
    wanted = ("caseorg.output.writer", "caseorg.children.worker")

    def is_there() -> bool:
        commands = descendants(parent).values()
        return f"/bin/sleep {PATIENCE}" in commands and all(any(one in told for told in commands) for one in wanted)

    wait_until(is_there, lambda: descendants(parent))
    return set(descendants(parent))


def wait_until_gone(pids: set[int], file: Path | None = None) -> None:
    wait_until(
        lambda: not pids & processes().keys() and not (file and file.exists()), lambda: pids & processes().keys()
    )


@linux
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_is_left_of_a_program_that_was_ended(tmp_path: Path, number: signal.Signals) -> None:
    part = tmp_path / "part"
    parent = subprocess.Popen([sys.executable, "-c", _FAMILY, part], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert parent.stdout and parent.stdout.readline() == b"ready\n"
    children = family(parent.pid)
    wait_until(part.exists)
    parent.send_signal(number)
    parent.wait(PATIENCE)
    parent.stdout.close()
    wait_until_gone(children, part)


@linux
@pytest.mark.parametrize("module", ["caseorg.children.worker", "caseorg.output.writer", "caseorg.children.program"])
def test_a_child_whose_starter_ended_before_it_could_ask_for_the_signal_ends(module: str) -> None:
    words = {"worker": [], "writer": [], "program": ["500", "60", "/bin/true"]}[module.split(".")[-1]]
    gone = subprocess.Popen(["true"])
    gone.wait()
    command = own(module, *words)
    command[command.index(RESERVED) + 1] = str(gone.pid)
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with child:  # its pipes stay open: nothing else can tell it
        assert child.wait(PATIENCE) == (1 if "writer" in module else -signal.SIGKILL)


@linux
def test_a_loader_between_the_program_and_a_child_changes_nothing() -> None:
    """A program in one file starts itself by another process, which lives on when the program was killed."""
    code = """if True:
        import subprocess, sys
        from caseorg.children.start import own
        command = own("caseorg.children.worker")
        loader = [sys.executable, "-c", "import subprocess, sys; subprocess.run(sys.argv[1:])", *command]
        child = subprocess.Popen(loader, start_new_session=True)
        child.wait()
    """
    # It could read on from us: nothing but the end of its starter ends it.
    parent = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert parent.stdout
    await_ready(parent.stdout)
    workers = {pid for pid, command in descendants(parent.pid).items() if RESERVED in command and "run(" not in command}
    assert len(workers) == 1
    parent.kill()
    parent.wait()
    wait_until_gone(workers)
    parent.communicate()


def test_children_stay_when_the_thread_ends_that_wanted_them() -> None:
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.append(work.process()))
    thread.start()
    thread.join()
    of_thread = Path(f"/proc/self/task/{thread.native_id}")  # Linux tells the children before that is gone
    wait_until(lambda: not of_thread.exists())
    assert work.process() == found[0]


@pytest.mark.skipif(os.name == "nt", reason="another program is started as it is there")
def test_another_program_has_limits(tmp_path: Path) -> None:
    told = ["/bin/sh", "-c", f"ulimit -v; ulimit -t; ulimit -c; echo x > {tmp_path}/written"]
    with start(program(told, megabytes=500, seconds=7)) as child:
        out, _ = child.communicate(timeout=PATIENCE)
    assert out.split() == [b"488281", b"7", b"0"]
    assert not (tmp_path / "written").stat().st_size
