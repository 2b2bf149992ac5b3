"""Work off the window's thread comes back to it, or nowhere."""

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from caseorg.actions.case import new_case
from caseorg.domain.case import CaseDetails
from caseorg.domain.errors import CaseorgError
from caseorg.domain.progress import Progress
from caseorg.gui.tasks import TaskRunner
from caseorg.store.queries import list_cases
from caseorg.workspace import Workspace
from waiting import PATIENCE_MILLISECONDS


@pytest.fixture
def tasks(qtbot: QtBot, workspace: Workspace) -> Iterator[TaskRunner]:
    runner = TaskRunner(workspace)
    yield runner
    runner.close()


def test_an_answer_arrives_on_the_windows_thread(qtbot: QtBot, tasks: TaskRunner) -> None:
    threads: list[threading.Thread] = []

    tasks.read(tasks, list_cases, then=lambda _: threads.append(threading.current_thread()))
    qtbot.waitUntil(lambda: tasks.idle, timeout=PATIENCE_MILLISECONDS)

    assert threads == [threading.main_thread()]


def test_writes_and_reads_keep_their_order(qtbot: QtBot, tasks: TaskRunner) -> None:
    seen: list[list[str]] = []

    for title in ("一", "二", "三"):
        tasks.write(tasks, new_case, CaseDetails(title=title))
        tasks.read(tasks, list_cases, then=lambda cases: seen.append([case.title for case in cases]))
    qtbot.waitUntil(lambda: tasks.idle, timeout=PATIENCE_MILLISECONDS)

    assert [len(titles) for titles in seen] == [1, 2, 3]


def test_an_answer_is_dropped_when_its_owner_is_gone(qtbot: QtBot, tasks: TaskRunner) -> None:
    answers: list[object] = []
    owner = QObject()
    gate = threading.Event()

    tasks.read(owner, lambda _session: gate.wait(), then=answers.append)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete)
    gate.set()
    qtbot.waitUntil(lambda: tasks.idle, timeout=PATIENCE_MILLISECONDS)

    assert answers == []


def test_a_known_error_is_told_and_changes_nothing(qtbot: QtBot, tasks: TaskRunner) -> None:
    with qtbot.waitSignal(tasks.failed, timeout=PATIENCE_MILLISECONDS) as told:
        tasks.write(tasks, new_case, CaseDetails(title=" "))

    assert isinstance(told.args[0], CaseorgError)
    assert tasks.workspace.read(list_cases) == ()


def test_a_bug_reaches_the_crash_net(qtbot: QtBot, tasks: TaskRunner) -> None:
    def bug(_session: object) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        tasks.read(tasks, bug, then=lambda _: None)
        qtbot.waitUntil(lambda: tasks.idle, timeout=PATIENCE_MILLISECONDS)

    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]


def counting(ended: list[str], gate: threading.Event) -> Callable[[Workspace], Iterator[Progress[int]]]:
    def job(_workspace: Workspace) -> Iterator[Progress[int]]:
        try:
            for number in range(1, 1000):
                yield Progress(number, 1000, item=number)
                gate.wait()
            ended.append("ran out")
        finally:
            ended.append("closed")

    return job


def test_a_stopped_job_is_closed_and_is_not_done(qtbot: QtBot, tasks: TaskRunner) -> None:
    ended: list[str] = []
    gate = threading.Event()

    job = tasks.run(tasks, "count", counting(ended, gate), done=lambda: ended.append("done"))
    with qtbot.waitSignal(job.ended, timeout=PATIENCE_MILLISECONDS):
        job.stop()
        gate.set()

    assert ended == ["closed"]


def test_a_job_tells_each_step_and_then_that_it_is_done(qtbot: QtBot, tasks: TaskRunner) -> None:
    ended: list[str] = []
    steps: list[int | None] = []
    gate = threading.Event()
    gate.set()

    tasks.run(tasks, "count", counting(ended, gate), lambda step: steps.append(step.item), lambda: ended.append("done"))
    qtbot.waitUntil(lambda: tasks.idle, timeout=PATIENCE_MILLISECONDS)

    assert steps == list(range(1, 1000))
    assert ended == ["ran out", "closed", "done"]


def test_closing_waits_for_what_is_being_written(qtbot: QtBot, workspace: Workspace) -> None:
    runner = TaskRunner(workspace)

    for number in range(20):
        runner.write(runner, new_case, CaseDetails(title=str(number)))
    runner.close()

    assert len(workspace.read(list_cases)) == 20
