"""Work off the window's thread: a queue for reads and writes, a worker for jobs, two for pictures to look at, and one
behind all for what may take long.

Answers come back in one queued signal.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from threading import Thread
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from caseorg.children.scope import Scope, Stopped, taken
from caseorg.domain.errors import CaseorgError
from caseorg.domain.progress import Progress
from caseorg.workspace import Workspace

R = TypeVar("R")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a worker wants called on the window's thread, unless the owner is gone by then."""

    owner: QObject
    call: Callable[[], None]


class Job(QObject):
    """A job that was started; `stop` ends it before its next step."""

    progressed = Signal(object)
    ended = Signal()

    def __init__(self, parent: QObject, label: str) -> None:
        super().__init__(parent)
        self.label = label
        self.scope = Scope()

    def stop(self) -> None:
        """Ends the job, whatever file it waits for; what it was writing is not left half-made."""
        self.scope.stop()

    @property
    def stopped(self) -> bool:
        return self.scope.stopped


class TaskRunner(QObject):
    """The window's door to the workspace. Every `then`, `each` and `done` is called on the window's thread."""

    changed = Signal()
    failed = Signal(object)
    rested = Signal()
    started = Signal(object)
    _answered = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._queue = ThreadPoolExecutor(1, "queue")
        self._jobs = ThreadPoolExecutor(1, "jobs")
        self._looks = ThreadPoolExecutor(2, "looks")
        self._behind = ThreadPoolExecutor(1, "behind")
        self._pending: set[Job] = set()
        self._waiting = 0
        self._closed = False
        self._scope = Scope()  # of what is looked at; it goes with the window
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def read(self, owner: QObject, query: Callable[..., R], *args: object, then: Callable[[R], None]) -> None:
        """Asks a query of the store; its answer goes to `then`, or nowhere when the owner is gone."""
        self._submit(self._queue, owner, lambda: self.workspace.read(query, *args), then)

    def compute(
        self,
        owner: QObject,
        function: Callable[..., R],
        *args: object,
        then: Callable[[R], None],
        fail: Callable[[], object] = lambda: None,
    ) -> None:
        """Calls a slow function that touches no database, such as decoding a picture; waits for no job.

        `fail` is called before an error is told in the usual way, so that nobody looks at an empty page.
        """

        def work() -> R:
            try:
                with taken(self._scope):
                    return function(*args)
            except Stopped:
                raise
            except BaseException:
                self._answer(owner, fail)
                raise

        self._submit(self._looks, owner, work, then)

    def look(self, owner: QObject, function: Callable[..., R], *args: object, then: Callable[[R], None]) -> None:
        """Calls what may wait for ever and changes nothing, such as listing a folder of a network that is gone.

        Nothing waits for it: neither other work, nor the window when it closes.
        """

        def deliver() -> None:
            self._guarded(owner, partial(function, *args), then, self.failed.emit)

        Thread(target=deliver, name="look", daemon=True).start()

    def write(
        self,
        owner: QObject,
        action: Callable[..., R],
        *args: object,
        then: Callable[[R], None] = lambda _: None,
        fail: Callable[[CaseorgError], None] | None = None,
    ) -> None:
        """Runs an action, then tells everyone that the data changed. An error goes to `fail`, else to `failed`."""

        def done(answer: R) -> None:
            then(answer)
            self.changed.emit()

        self._submit(self._queue, owner, lambda: self.workspace.write(action, *args), done, fail)

    def run(
        self,
        owner: QObject,
        label: str,
        job: Callable[[Workspace], Iterator[Progress[T]]],
        each: Callable[[Progress[T]], None] = lambda _: None,
        done: Callable[[], None] = lambda: None,
    ) -> Job:
        """Starts a job; `done` follows when it ran to its end, not when it failed or was stopped."""
        return self._start(self._jobs, owner, label, job, each, done)

    def run_beside(
        self,
        owner: QObject,
        label: str,
        job: Callable[[Workspace], Iterator[Progress[T]]],
        each: Callable[[Progress[T]], None],
    ) -> Job:
        """Starts a job that waits for no other, such as drawing thumbnails."""
        return self._start(self._looks, owner, label, job, each, lambda: None)

    def run_behind(
        self,
        owner: QObject,
        label: str,
        job: Callable[[Workspace], Iterator[Progress[T]]],
        each: Callable[[Progress[T]], None],
    ) -> Job:
        """Starts a job that takes long and that nobody waits for, such as reading pictures."""
        return self._start(self._behind, owner, label, job, each, lambda: None)

    def _start(
        self,
        pool: ThreadPoolExecutor,
        owner: QObject,
        label: str,
        job: Callable[[Workspace], Iterator[Progress[T]]],
        each: Callable[[Progress[T]], None],
        done: Callable[[], None],
    ) -> Job:
        handle = Job(self, label)
        self._pending.add(handle)
        self.started.emit(handle)
        self._submit(pool, owner, lambda: self._steps(owner, handle, job, each), lambda _: done())
        return handle

    @property
    def idle(self) -> bool:
        """Whether every answer was delivered."""
        return self._waiting == 0

    def stop_jobs(self) -> None:
        """Asks every job to end."""
        for job in self._pending:
            job.stop()

    def close(self) -> None:
        """Stops the jobs and waits for what is being written; nothing is delivered any more."""
        self._closed = True
        self.stop_jobs()
        self._scope.stop()
        self._jobs.shutdown(wait=True, cancel_futures=True)
        self._looks.shutdown(wait=True, cancel_futures=True)
        self._behind.shutdown(wait=True, cancel_futures=True)
        self._queue.shutdown(wait=True)

    def _steps(
        self,
        owner: QObject,
        handle: Job,
        job: Callable[[Workspace], Iterator[Progress[T]]],
        each: Callable[[Progress[T]], None],
    ) -> None:
        """What was done together is told in one answer, also where the job is stopped meanwhile."""

        def tell() -> None:
            done = tuple(together)
            together.clear()
            self._answer(handle, lambda: handle.progressed.emit(done[-1]))
            self._answer(owner, lambda: _call_each(each, done))

        together: list[Progress[T]] = []
        with taken(handle.scope):
            steps = job(self.workspace)
            try:
                for progress in steps:
                    together.append(progress)
                    if not progress.held:
                        tell()
                        handle.scope.check()
            finally:
                if together:
                    tell()
                getattr(steps, "close", lambda: None)()
                self._answer(handle, lambda: self._end(handle))

    def _end(self, handle: Job) -> None:
        self._pending.discard(handle)
        handle.ended.emit()
        self.changed.emit()
        handle.deleteLater()

    def _counted(self, *given: Any) -> None:
        """Until it is done, the window is not idle."""
        try:
            self._guarded(*given)
        finally:
            self._answer(self, self._finish)

    def _guarded(
        self, owner: QObject, work: Callable[[], R], then: Callable[[R], None], fail: Callable[[CaseorgError], None]
    ) -> None:
        """Runs on a worker; whatever comes out is delivered on the window's thread."""
        try:
            answer = work()
        except Stopped:
            return
        except CaseorgError as error:
            self._answer(self, lambda error=error: fail(error))
        except BaseException as error:  # noqa: BLE001 — a bug is raised again where the crash net hangs
            self._answer(self, lambda error=error: _raise(error))
        else:
            self._answer(owner, lambda: then(answer))

    def _answer(self, owner: QObject, call: Callable[..., Any]) -> None:
        if isValid(self):  # a look may come back when the window is gone
            self._answered.emit(_Answer(owner, call))

    @Slot(object)
    def _deliver(self, answer: _Answer) -> None:
        if isValid(answer.owner):
            answer.call()

    def _submit(
        self,
        pool: ThreadPoolExecutor,
        owner: QObject,
        work: Callable[[], R],
        then: Callable[[R], None],
        fail: Callable[[CaseorgError], None] | None = None,
    ) -> None:
        if self._closed:  # the window is going: nobody waits for the answer
            return
        self._waiting += 1
        pool.submit(self._counted, owner, work, then, fail or self.failed.emit)

    def _finish(self) -> None:
        self._waiting -= 1
        if self.idle:
            self.rested.emit()


def _call_each(call: Callable[[T], None], values: Iterable[T]) -> None:
    for value in values:
        call(value)


def _raise(error: BaseException) -> None:
    raise error
