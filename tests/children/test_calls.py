"""Functions that run in a worker: what they may take, and what comes of it."""

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from caseorg.children import calls
from caseorg.children.breach import Breach, BreachError, BugError
from caseorg.children.channel import Values
from caseorg.children.limits import WorkerLimits
from caseorg.children.pool import MOST
from caseorg.children.scope import Scope, Stopped, taken
from caseorg.domain.errors import CaseorgError
from children import work
from waiting import PATIENCE, wait_until

linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell what a process takes")
SHORT, SMALL = WorkerLimits(seconds=0.4), WorkerLimits(PATIENCE, megabytes=200)  # only one of the two can be broken


def within(limits: WorkerLimits, call: Callable[[], object]) -> None:
    """Calls it with these limits, and nothing else: to start a worker may take longer."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(calls, "USUAL", limits)
        call()


def test_a_function_is_called_elsewhere_and_its_answer_is_the_same() -> None:
    assert work.process() != os.getpid()
    assert work.doubled("证据", times=3) == "证据证据证据"


def test_one_call_after_the_other_goes_to_the_same_worker() -> None:
    assert work.process() == work.process()


def test_a_call_within_a_call_stays_in_the_worker() -> None:
    outer, inner = work.nested()
    assert outer == inner != os.getpid()


def test_calls_of_several_threads_go_to_several_workers_but_not_to_many(tmp_path: Path) -> None:
    with ThreadPoolExecutor(3 * MOST) as threads:
        found = set(threads.map(work.meet, [tmp_path] * 3 * MOST))
    assert 1 < len(found) <= MOST


@pytest.mark.parametrize(
    ("call", "limits", "breach"),
    [
        (lambda: work.wait(Path(os.devnull)), SHORT, Breach.TIME),
        pytest.param(work.work, SHORT, Breach.TIME, marks=linux),
        pytest.param(lambda: work.fill(900), SMALL, Breach.MEMORY, marks=linux),
        (work.crash, WorkerLimits(), Breach.CRASH),
        (lambda: work.leave(-signal.SIGKILL), WorkerLimits(), None),
    ],
    ids=["waits", "works", "fills", "crashes", "leaves"],
)
def test_what_breaks_a_limit_costs_its_worker_and_nothing_else(
    call: Callable[[], object], limits: WorkerLimits, breach: Breach | None
) -> None:
    before = work.process()
    with pytest.raises(BreachError if breach else RuntimeError) as told:
        within(limits, call)
    assert getattr(told.value, "breach", None) == breach
    assert work.process() != before


def test_what_asks_for_more_addresses_than_there_are_for_it_breaks_the_limit_too() -> None:
    with pytest.raises(BreachError, match="memory"):
        work.fill(5000)


def test_a_worker_that_was_killed_between_two_calls_is_replaced() -> None:
    before = work.process()
    os.kill(before, signal.SIGKILL)
    wait_until(lambda: not _lives(before))
    assert work.process() != before


def _lives(pid: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.startswith("Z")


def test_what_is_wrong_with_a_file_is_told_as_it_is_here() -> None:
    with pytest.raises(CaseorgError) as told:
        work.refuse()
    assert str(told.value) == "证据 is odd. Leave it."


def test_what_the_system_says_is_told_as_it_is_here() -> None:
    with pytest.raises(FileNotFoundError, match="No such file or directory"):
        work.lose()


def test_a_bug_says_where_it_is_and_not_what_it_read() -> None:
    with pytest.raises(BugError, match="ZeroDivisionError in a child") as bug:
        work.stumble()
    assert "in stumble" in str(bug.value) and "division by zero" not in str(bug.value)


def test_what_libraries_print_and_read_is_nobody_s_business(capfd: pytest.CaptureFixture[str]) -> None:
    assert work.talk() == ""
    assert work.doubled("a") == "aa"
    assert capfd.readouterr() == ("", "")


class _Cut(Values):
    """Half of an answer came before the child was killed."""

    def load(self) -> object:
        raise pickle.UnpicklingError("pickle data was truncated")


def test_one_that_was_killed_in_the_middle_of_its_answer_is_lost_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("caseorg.children.pool.Values", _Cut)
        with pytest.raises(BreachError):
            work.crash()
    assert work.doubled("a") == "aa"


@pytest.mark.parametrize("what", ["function", "lambda", "path"])
def test_an_answer_that_is_no_value_is_not_taken(what: str) -> None:
    with pytest.raises((pickle.UnpicklingError, RuntimeError)):
        work.answer(what)
    assert work.doubled("a") == "aa"


def test_who_stops_does_not_wait_for_the_answer(tmp_path: Path) -> None:
    scope, begun, ended = Scope(), tmp_path / "begun", list[BaseException]()

    def wait() -> None:
        try:
            with taken(scope):
                work.wait(begun)
        except Stopped as stopped:
            ended.append(stopped)

    thread = threading.Thread(target=wait)
    thread.start()
    wait_until(begun.exists)
    scope.stop()
    thread.join()
    assert ended
    with taken(scope), pytest.raises(Stopped):
        work.process()
    assert work.process()


def test_a_copy_of_the_process_has_workers_of_its_own() -> None:
    mine = work.process()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writer, str(work.process()).encode())
        os._exit(0)
    os.waitpid(child, 0)
    assert int(os.read(reader, 99)) not in (mine, child)
    os.close(reader)
    os.close(writer)
    assert work.process() == mine
