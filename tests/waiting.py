"""Waiting for what comes, however long a busy machine takes for it.

What is too slow is seen by counting work or by showing an order; no other module of the tests asks a clock.
"""

import time
from collections.abc import Callable

PATIENCE = 600  # seconds; only what never comes takes so long
PATIENCE_MILLISECONDS = PATIENCE * 1000
_LOOK = 0.01  # seconds


def wait_until(reached: Callable[[], object], told: Callable[[], object] = lambda: "it never came") -> None:
    """Returns as soon as that is so.

    Raises:
        AssertionError: it never was; with what `told` says then.
    """
    end = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < end, told()
        time.sleep(_LOOK)
