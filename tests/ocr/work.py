"""Functions for the reader's worker to call."""

import os
import time

from caseorg.children.calls import in_own_worker
from caseorg.children.limits import WorkerLimits
from waiting import PATIENCE


@in_own_worker(WorkerLimits())
def process() -> int:
    return os.getpid()


@in_own_worker(WorkerLimits())
def crash() -> None:
    os.abort()


@in_own_worker(WorkerLimits(seconds=0.2))
def endless() -> None:
    time.sleep(PATIENCE)
