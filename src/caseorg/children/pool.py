"""The workers of this program: started when they are needed, kept for the next call, replaced when one is lost."""

import atexit
import os
import pickle
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from caseorg.children.breach import Breach, BugError, broken
from caseorg.children.channel import NoValueError, Values, await_ready
from caseorg.children.keeper import Watch, keeper
from caseorg.children.limits import WorkerLimits, memory_of
from caseorg.children.scope import current
from caseorg.children.start import own, start
from caseorg.domain.errors import CaseorgError

MOST = 4
ROOM = 300  # megabytes; a worker that holds more between two calls makes way for a new one
_OWN_ROOM = 600  # of the one that is to hold what it loaded
_WAIT = 0.1  # seconds
_LAST = 2.0  # seconds that a child may take to end which said its last
_MOST_CODES = 255  # what a program says of itself; Windows' codes for crashes are larger
Order = tuple[Callable[..., Any], Sequence[object], Mapping[str, object]]


class Worker:
    """One child that answers one call after the other."""

    def __init__(self, modules: Sequence[str] = ()) -> None:
        try:
            self._child = start(own("caseorg.children.worker", *modules))
        except OSError as error:
            raise CaseorgError(
                "The process that looks into files cannot be started: {reason}.",
                "Close other programs, then try again.",
                reason=error.strerror,
            ) from error
        self._ready = False

    def is_usable(self, room: int) -> bool:
        """Whether it lives, and holds fewer megabytes than that."""
        return self._child.poll() is None and memory_of(self._child.pid) < room

    def ask(self, order: Order, limits: WorkerLimits) -> Any:
        """What the function of the order gives.

        Raises:
            BreachError: it broke its limits, or ended over it.
            CaseorgError, OSError: as the function says.
            BugError: it fails in another way.
        """
        watch = Watch(self._child, limits)
        keeper().watch(watch)
        try:
            kind, answer = self._exchange(order)
        except NoValueError:
            raise
        except (EOFError, OSError, pickle.UnpicklingError) as error:  # it was cut off, in the middle of its answer too
            with suppress(subprocess.TimeoutExpired):
                self._child.wait(_LAST)  # it says how it ended
            self.end()
            raise _lost(watch.breach, self._child.returncode) from error
        finally:
            keeper().leave(watch)
        match kind:
            case "value":
                return answer
            case "breach":
                raise broken(Breach(answer))
            case "system":
                raise OSError(*answer)
            case "error" if isinstance(answer, CaseorgError):
                raise answer
        raise BugError(answer)

    def _exchange(self, order: Order) -> tuple[str, Any]:
        orders, answers = self._child.stdin, self._child.stdout
        assert orders and answers
        pickle.dump(order, orders)
        orders.flush()
        if not self._ready:
            await_ready(answers)
            self._ready = True
        kind, answer = Values(answers).load()
        return kind, answer

    def kill(self) -> None:
        """Whatever it does; who waits for its answer is told."""
        self._child.kill()

    def end(self) -> None:
        """And is forgotten, by whoever waits for it."""
        self.kill()
        with suppress(OSError, ValueError):  # of what was not sent; it was ended before
            self._child.communicate()


def _lost(breach: Breach | None, code: int) -> Exception:
    if breach is None and 0 <= code <= _MOST_CODES:
        return RuntimeError(f"a worker ended with {code}")
    return broken(breach or Breach.CRASH)


class Pool:
    """At most so many workers; whoever comes when all are at work waits."""

    def __init__(self, most: int = MOST, room: int = ROOM) -> None:
        self._places = threading.Semaphore(most)
        self._room = room
        self._lock = threading.Lock()
        self._free: list[Worker] = []
        self._all: set[Worker] = set()

    def call(
        self,
        function: Callable[..., Any],
        arguments: Sequence[object],
        more: Mapping[str, object],
        limits: WorkerLimits,
    ) -> Any:
        """What the function gives, called in a worker; `current` can stop it."""
        scope = current()
        while not self._places.acquire(timeout=_WAIT):
            scope.check()
        try:
            worker = self._take()
            try:
                with scope.ending(worker.kill):
                    return worker.ask((function, arguments, more), limits)
            except (CaseorgError, OSError, RuntimeError):
                raise
            except BaseException:  # interrupted, and its answer is still to come
                worker.end()
                raise
            finally:
                self._give(worker)
        finally:
            self._places.release()

    def _take(self) -> Worker:
        with self._lock:
            while self._free:
                worker = self._free.pop()
                if worker.is_usable(self._room):
                    return worker
                self._drop(worker)
        worker = Worker()
        with self._lock:
            self._all.add(worker)
        return worker

    def _give(self, worker: Worker) -> None:
        with self._lock:
            if worker.is_usable(self._room):
                self._free.append(worker)
            else:
                self._drop(worker)

    def _drop(self, worker: Worker) -> None:
        worker.end()
        self._all.discard(worker)

    def warm(self, modules: Sequence[str], count: int = 1) -> None:
        """Starts as many as lack to that count, which load the modules meanwhile."""
        with self._lock:
            for _ in range(count - len(self._all)):
                worker = Worker(modules)
                self._all.add(worker)
                self._free.append(worker)

    def rest(self) -> None:
        """Ends those that have nothing to do."""
        with self._lock:
            while self._free:
                self._drop(self._free.pop())

    def close(self) -> None:
        """Ends all."""
        with self._lock:
            for worker in self._all:
                worker.end()
            self._free.clear()
            self._all.clear()


_lock = threading.Lock()
_pools: dict[bool, Pool] = {}
_of_others: list[dict[bool, Pool]] = []


def pool(*, own: bool = False) -> Pool:
    """The program's; `own` is that of the one worker that is kept for what is slow to load."""
    with _lock:
        if own not in _pools:
            _pools[own] = Pool(1, _OWN_ROOM) if own else Pool()
            atexit.register(_pools[own].close)
        return _pools[own]


def _forget() -> None:
    """A copy of this process has no children; those that it seems to have are another's and stay as they are."""
    global _pools, _lock
    _of_others.append(_pools)
    _pools, _lock = {}, threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
