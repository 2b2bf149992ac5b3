"""Work on several threads that brings more work."""

import threading

import pytest

from caseorg.ocr.jobs import ReadingJob, finish
from waiting import PATIENCE


def test_everything_that_follows_is_done_once_and_the_most_urgent_first() -> None:
    done: list[tuple[int, float]] = []

    def job(stage: int, size: float, *more: ReadingJob) -> ReadingJob:
        def do() -> tuple[ReadingJob, ...]:
            done.append((stage, size))
            return more

        return ReadingJob((stage, size), do)

    finish([job(2, 0), job(1, -5, job(2, -9), job(0, 1, job(2, -3))), job(1, -7)], 1)
    assert done == [(1, -7), (1, -5), (0, 1), (2, -9), (2, -3), (2, 0)]
    finish([], 2)


def test_a_thread_without_work_waits_for_what_another_may_bring() -> None:
    both = threading.Barrier(2)

    def meet() -> tuple[ReadingJob, ...]:
        both.wait(PATIENCE)  # two of them only meet on two threads
        return ()

    finish([ReadingJob((0, 0), lambda: (ReadingJob((0, 0), meet), ReadingJob((0, 0), meet)))], 2)


def test_the_first_failure_ends_all_and_is_told() -> None:
    done = []

    def fail() -> tuple[ReadingJob, ...]:
        raise ValueError("no picture")

    with pytest.raises(ValueError, match="no picture"):
        finish([ReadingJob((0, 0), fail), ReadingJob((1, 0), lambda: done.append(1) or ())], 1)
    assert not done
