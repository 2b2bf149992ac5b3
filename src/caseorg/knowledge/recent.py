"""What was worked out of one of the last few case files is not worked out again: case files never change."""

from collections import deque
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")
R = TypeVar("R")
_FEW = 8  # a case as it is, as it is sent to each kind of reader, and the one before


def remembered(function: Callable[[A, B], R]) -> Callable[[A, B], R]:
    """The function of two such things, which are the same only where they are one and the same object."""
    recent: deque[tuple[A, B, R]] = deque(maxlen=_FEW)
    looking = Lock()

    @wraps(function)
    def asked(first: A, second: B) -> R:
        with looking:
            for one, other, answer in recent:
                if one is first and other is second:
                    return answer
        found = function(first, second)
        with looking:
            recent.append((first, second, found))
        return found

    return asked
