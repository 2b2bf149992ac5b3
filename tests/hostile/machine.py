"""What processes of this one there are, and what they take."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from caseorg.children.limits import memory_of
from caseorg.children.start import RESERVED

_LOOK = 0.02  # seconds


def descendants(pid: int | None = None) -> set[int]:
    """The ids of all that a process started, and of what these started."""
    found: set[int] = set()
    with suppress(OSError):
        for thread in Path(f"/proc/{pid or os.getpid()}/task").iterdir():
            for child in map(int, (thread / "children").read_text().split()):
                found |= {child} | descendants(child)
    return found


class Watched:
    """Looks at the memory of children as long as it is open; `timed` says what one thing took."""

    def __init__(self) -> None:
        self.highest = self.longest = self.seconds = self._now = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    @contextmanager
    def timed(self) -> Iterator[None]:
        self._now, begun = 0.0, time.monotonic()
        yield
        self.seconds = time.monotonic() - begun
        self.longest = max(self.longest, self.seconds)

    @property
    def last(self) -> str:
        """Seconds and megabytes of what was timed last."""
        return f"{self.seconds:.1f} s\t{self._now:.0f} MB"

    def workers(self) -> set[int]:
        """Those of our children that are workers."""
        return {pid for pid in descendants() if _is_worker(pid)}

    def _look(self) -> None:
        while not self._over.wait(_LOOK):
            self._now = max(self._now, *(memory_of(pid) for pid in (0, *descendants())))
            self.highest = max(self.highest, self._now)


def _is_worker(pid: int) -> bool:
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return True  # it ended meanwhile
    return RESERVED.encode() in words and b"caseorg.children.worker" in words
