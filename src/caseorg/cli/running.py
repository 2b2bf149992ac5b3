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
    for progress in told(steps):
        made = progress.item if progress.item is not None else made
    assert made is not None
    return made


def told(steps: Iterator[Progress[T]]) -> Iterator[Progress[T]]:
    """The same steps, with how far they are."""
    shown = sys.stderr.isatty()
    for progress in steps:
        if shown:
            label = progress.label[:_WIDTH]
            sys.stderr.write(f"\r\x1b[K{progress.done}/{progress.total} {label}")
            sys.stderr.flush()
        yield progress
    if shown:
        sys.stderr.write("\r\x1b[K")
