"""Functions for the reader's worker to call."""

import os
import time

from caseorg.children.calls import in_own_worker
from caseorg.children.limits import Limits
from waiting import PATIENCE


@in_own_worker(Limits())
def process() -> int:
    return os.getpid()


@in_own_worker(Limits())
def crash() -> None:
    os.abort()


@in_own_worker(Limits(seconds=0.2))
def endless() -> None:
    time.sleep(PATIENCE)
