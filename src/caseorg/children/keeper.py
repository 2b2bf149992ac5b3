"""The one thread that starts children and watches them: it lives as long as the program.

Linux ends a child when the thread that started it ends, and threads of pools come and go.
"""

import os
import queue
import subprocess
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import TypeVar

from caseorg.children.breach import Breach
from caseorg.children.limits import WorkerLimits, memory_of, work_of

R = TypeVar("R")
_LOOK = 0.1  # seconds between two looks
_PATIENCE = 20  # looks that find nothing to watch before it sleeps


class Watch:
    """A child at work on one thing."""

    def __init__(self, child: "subprocess.Popen[bytes]", limits: WorkerLimits) -> None:
        self.breach: Breach | None = None
        self._child, self._limits = child, limits
        self._begun, self._before = time.monotonic(), work_of(child.pid)

    def look(self) -> None:
        """Kills it where it takes too much."""
        if self.breach is None:
            self.breach = self._broken()
            if self.breach:
                self._child.kill()

    def _broken(self) -> Breach | None:
        if memory_of(self._child.pid) > self._limits.megabytes:
            return Breach.MEMORY
        worked = work_of(self._child.pid) - self._before
        passed = time.monotonic() - self._begun
        if worked > self._limits.seconds or passed > self._limits.clock:
            return Breach.TIME
        return None


class ProcessKeeper:
    """Starts and watches. Whoever asks waits."""

    def __init__(self) -> None:
        self._orders: queue.SimpleQueue[Callable[[], object]] = queue.SimpleQueue()
        self._watched: set[Watch] = set()
        self._asleep = False
        threading.Thread(target=self._live, name="keeper", daemon=True).start()

    def run(self, call: Callable[[], R]) -> R:
        """What the call gives, made by the thread."""
        answer: Future[R] = Future()

        def made() -> None:
            try:
                answer.set_result(call())
            except BaseException as error:  # noqa: BLE001 — raised where it is waited for
                answer.set_exception(error)

        self._orders.put(made)
        return answer.result()

    def watch(self, watch: Watch) -> None:
        """From now on until `leave`."""
        self._watched.add(watch)
        if self._asleep:
            self._orders.put(lambda: None)

    def leave(self, watch: Watch) -> None:
        """It is done."""
        self._watched.discard(watch)

    def _live(self) -> None:
        idle = 0
        while True:
            self._asleep = idle >= _PATIENCE
            if self._watched:  # somebody came meanwhile who did not see that it sleeps
                self._asleep = False
            with suppress(queue.Empty):
                self._orders.get(timeout=None if self._asleep else _LOOK)()
            for watch in tuple(self._watched):
                watch.look()
            idle = 0 if self._watched else idle + 1


_lock = threading.Lock()
_keeper: ProcessKeeper | None = None


def keeper() -> ProcessKeeper:
    """The program's own."""
    global _keeper
    with _lock:
        if _keeper is None:
            _keeper = ProcessKeeper()
        return _keeper


def _forget() -> None:
    """A copy of this process has no other threads, and no children."""
    global _keeper, _lock
    _keeper, _lock = None, threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
