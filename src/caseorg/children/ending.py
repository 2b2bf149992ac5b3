"""Children end with the program, also where that is killed and says nothing."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

parent = 0
"""Who started this child, as its command says; 0 in the program itself."""
_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG
_KILL, _TERMINATE = 9, 15
_LOOK = 0.5  # seconds


def end_with_parent(*, gently: bool = False) -> None:
    """For a child to call first; `gently` is for one that has SIGTERM handled, to tidy up.

    Linux kills it when the *thread* that started it ends, so `keeper` starts all of them. Elsewhere under Unix a thread
    looks whether the parent is still there, which a decoder that never comes back to Python may outlast. Windows ends
    the members of a job, see `adopt`.
    """
    if sys.platform == "linux":
        import ctypes

        number = _TERMINATE if gently else _KILL
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, number, 0, 0, 0)
        _mind_parent(number)
    elif gently:
        return  # it hears of it by its pipe
    elif os.name == "posix":
        threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()


def _mind_parent(number: int) -> None:
    """It may have ended before we asked for its signal, or the signal may be that of a loader between us and it."""
    if parent and parent not in _ancestors():
        os.kill(os.getpid(), number)
    if parent not in (0, os.getppid()):
        threading.Thread(target=_watch_above, args=(number,), daemon=True).start()


def _watch_above(number: int) -> None:
    while parent in _ancestors():
        time.sleep(_LOOK)
    os.kill(os.getpid(), number)


def _ancestors() -> Iterator[int]:
    """The ids of those that this process descends from, the nearest first; whoever ends is none of them any more."""
    pid = os.getppid()
    while pid:
        yield pid
        try:
            pid = int(
                Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[1]
            )
        except OSError:
            return


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)


if sys.platform == "win32":  # written after the documentation, not run yet
    import ctypes
    from ctypes import wintypes

    _KILL_ON_CLOSE = 0x2000
    _EXTENDED = 9

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least", ctypes.c_size_t),
            ("most", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("basic", _Basic),
            ("counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process", ctypes.c_size_t),
            ("peak_job", ctypes.c_size_t),
        )

    def _new_job() -> int:
        """Its only handle is this process's: it closes when the process ends, and the members end with it."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        job: int = kernel.CreateJobObjectW(None, None)
        wanted = _Extended()
        wanted.basic.flags = _KILL_ON_CLOSE
        kernel.SetInformationJobObject(wintypes.HANDLE(job), _EXTENDED, ctypes.byref(wanted), ctypes.sizeof(wanted))
        return job

    _job = _new_job()

    def adopt(handle: int) -> None:
        """Makes a child that was just started a member of the job."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.AssignProcessToJobObject(wintypes.HANDLE(_job), wintypes.HANDLE(handle))
