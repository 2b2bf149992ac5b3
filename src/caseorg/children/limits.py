"""How much one piece of work may take, and what a process takes, as the system tells from outside."""

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_ADDRESSES = 4 << 30  # bytes that a worker may map: what is used of it is watched from outside
_TRIM, _MAPPED, _ARENAS = -1, -3, -8  # M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX
_KEPT = 128 << 20  # bytes that stay when they were freed
_LARGE = 32 << 20  # bytes; what is larger goes back at once
_BUSY = 3  # times as long on the clock, for the machine may have other things to do


class WorkerLimits(NamedTuple):
    """Seconds of work and megabytes of memory for one call."""

    seconds: float = 20.0
    megabytes: int = 1600

    @property
    def clock(self) -> float:
        """Seconds on the clock, whoever works meanwhile."""
        return self.seconds * _BUSY


def work_of(pid: int) -> float:
    """Seconds that the process worked so far; 0 where the system does not tell."""
    with suppress(OSError, ValueError, IndexError):
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def memory_of(pid: int) -> float:
    """Megabytes that the process has in memory; 0 where the system does not tell."""
    with suppress(OSError, ValueError, IndexError):
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    return 0.0


def limit_memory() -> None:
    """Of this process, where the system can: what asks for more fails before anybody sees it from outside."""
    with suppress(ImportError, OSError, ValueError):  # Windows has none; a lower limit may be there already
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, _ADDRESSES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def share_memory() -> None:
    """From now on: for a child that uses much for a moment, again and again, on several threads.

    glibc keeps what was freed, for each thread apart; now all threads take from what any has given back. To
    give it back to the system each time costs a picture a fifth of its time. Nothing is done where another library
    gives memory.
    """
    with suppress(ImportError, OSError, AttributeError):
        import ctypes

        system = ctypes.CDLL(None)
        for setting, value in ((_ARENAS, 1), (_TRIM, _KEPT), (_MAPPED, _LARGE)):
            system.mallopt(setting, value)
