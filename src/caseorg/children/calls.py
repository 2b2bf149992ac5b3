"""Functions that run in a worker, whoever calls them.

`@in_worker` before a function of a module is all it takes: its arguments and its answer travel as values. What breaks
a limit or crashes is a BreachError, and costs the worker; the next call gets a new one.
"""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from caseorg.children.limits import WorkerLimits

P = ParamSpec("P")
R = TypeVar("R")
USUAL = WorkerLimits()
inside = False  # whether this process is a worker


def in_worker(function: Callable[P, R]) -> Callable[P, R]:
    """The function, called in a worker; in a worker it is called as it is.

    Raises (when called):
        BreachError: it broke the usual limits, or the worker ended.
    """
    return _in_worker(function)


def in_own_worker(limits: WorkerLimits) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """As `in_worker`, within other limits, in a worker for such calls alone: what they loaded stays loaded.

    One call follows the other; `end_own_worker` lets it go.
    """

    def within(function: Callable[P, R]) -> Callable[P, R]:
        return _in_worker(function, limits)

    return within


def _in_worker(function: Callable[P, R], own: WorkerLimits | None = None) -> Callable[P, R]:
    @functools.wraps(function)
    def called(*args: P.args, **kwargs: P.kwargs) -> R:
        if inside:
            return function(*args, **kwargs)
        from caseorg.children.pool import pool  # starts what many commands need not

        answer: R = pool(own=own is not None).call(called, args, kwargs, own or USUAL)
        return answer

    return called


def end_own_worker() -> None:
    """Gives back the memory that it holds, where there is one; the next call starts another."""
    if not inside:
        from caseorg.children.pool import pool

        pool(own=True).rest()


def warm(*modules: str, count: int = 1) -> None:
    """Starts workers that will be needed soon, where there are fewer: they load the modules while others work."""
    if not inside:
        from caseorg.children.pool import pool

        pool().warm(modules, count)
