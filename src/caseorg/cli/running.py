"""Long work on the command line: how far it is, on a terminal alone."""

import sys
from collections.abc import Iterator
from typing import TypeVar

from caseorg.domain.progress import Progress

T = TypeVar("T")
_WIDTH = 60


def finish(steps: Iterator[Progress[T]]) -> T:
    """Runs to the end; the last progress carries what was made."""
    made = None
    shown = sys.stderr.isatty()
    for progress in steps:
        made = progress.item if progress.item is not None else made
        if shown:
            label = progress.label[:_WIDTH]
            sys.stderr.write(f"\r\x1b[K{progress.done}/{progress.total} {label}")
            sys.stderr.flush()
    if shown:
        sys.stderr.write("\r\x1b[K")
    assert made is not None
    return made
