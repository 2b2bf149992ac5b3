"""Work on several threads, where a piece of work may bring more of it: the most urgent first."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from threading import Condition


@dataclass(frozen=True, slots=True, order=True)
class ReadingJob:
    """What is done, and what follows from it. The least goes first: of all stages, then within one."""

    urgency: tuple[int, float]
    do: Callable[[], Iterable["ReadingJob"]] = field(compare=False)


def finish(jobs: Iterable[ReadingJob], threads: int) -> None:
    """Does these and all that follow.

    Raises:
        Exception: what the first one that failed raised; nothing is begun after it.
    """
    queue = _JobQueue(jobs)
    with ThreadPoolExecutor(threads) as pool:
        for served in [pool.submit(queue.serve) for _ in range(threads)]:
            served.result()


class _JobQueue:
    """What waits, and how many are at work on something that may bring more."""

    def __init__(self, jobs: Iterable[ReadingJob]) -> None:
        self._changed = Condition()
        self._number = count()  # of two as urgent the earlier one
        self._waiting: list[tuple[ReadingJob, int]] = []
        self._at_work = 0
        self._failed = False
        self._add(jobs)

    def serve(self) -> None:
        """Does one after the other, until there is nothing more to come."""
        while job := self._take():
            more = None
            try:
                more = tuple(job.do())
            finally:
                self._note(more)

    def _note(self, more: Iterable[ReadingJob] | None) -> None:
        """One is done, or failed."""
        with self._changed:
            self._at_work -= 1
            self._failed |= more is None
            if self._failed:
                self._waiting.clear()
            else:
                self._add(more or ())
            self._changed.notify_all()

    def _take(self) -> ReadingJob | None:
        with self._changed:
            self._changed.wait_for(lambda: bool(self._waiting) or not self._at_work)
            if not self._waiting:
                return None
            self._at_work += 1
            return heappop(self._waiting)[0]

    def _add(self, jobs: Iterable[ReadingJob]) -> None:
        for job in jobs:
            heappush(self._waiting, (job, next(self._number)))
