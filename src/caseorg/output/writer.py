"""A paper's file, written by a process of its own: pictures go into it while this one draws the pages.

The process is sent the path of the file, then bytes to append, lists of pictures to read and append, and an end. It
answers with the length of each picture, at the end with that of the file and at last with the digest, or with what went
wrong. Threads would not do: each waits for Python's lock some ten times a picture, and while pages are drawn that lock
is taken.
"""

import os
import pickle
import signal
import subprocess
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, Self, TypeAlias

from caseorg.children.calls import warm
from caseorg.children.channel import READY, await_ready, own_pipes
from caseorg.children.ending import end_with_parent
from caseorg.children.scope import current
from caseorg.children.start import own, start
from caseorg.domain.errors import CaseorgError
from caseorg.output.readback import READERS
from caseorg.output.writing import HashingFile
from caseorg.pdf.picture_objects import Numbered, write_pictures

_END = None
Child: TypeAlias = "subprocess.Popen[bytes]"
_early: list[Child] = []  # started, and not told yet what to write
_MOST_CODES = 255  # what a program says of itself; Windows' codes for crashes are larger


class Writer:
    """A new file, open within a `with`; leaving that before `finish` ends the process. That makes the file too: where
    this one is killed before it told which, nothing is left.

    What goes wrong there is raised here by the next call that waits for an answer, or that nobody reads any more.

    Raises:
        CaseorgError: the process cannot be started, or was ended or crashed.
    """

    def __init__(self, path: Path) -> None:
        self._process = _early.pop() if _early else _start()
        self._length = 0
        self._ready = self._settled = False
        orders = self._process.stdin
        assert orders
        with suppress(OSError):  # told by the first answer that is waited for
            pickle.dump(path, orders)
            orders.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        _end(self._process)

    def tell(self) -> int:
        """The length of the file, with the pictures that were answered."""
        return self._length

    def write(self, data: bytes | memoryview, /) -> int:
        """Appends the data."""
        self._send(bytes(data))
        self._length += len(data)
        return len(data)

    def write_pictures(self, pictures: Sequence[Numbered]) -> Iterator[int]:
        """Has them written from now on, each read by what can be pickled; yields the length of each.

        All lengths are to be taken before more is written.
        """
        self._send(list(pictures), at_once=True)
        return self._lengths(len(pictures))

    def settle(self) -> None:
        """Returns when all of it can be read; it is on its way to the disk. Nothing more can be written."""
        self._send(_END, at_once=True)
        self._answer()
        self._settled = True

    def finish(self) -> str:
        """Brings the file to the disk; returns its sha256."""
        if not self._settled:
            self.settle()
        return str(self._answer())

    def _lengths(self, count: int) -> Iterator[int]:
        all_there = True
        for _ in range(count):
            length: int = self._answer()
            self._length += length
            all_there = all_there and length > 0
            yield length
        if not all_there:
            self._answer()  # says which cannot be shown

    def _send(self, message: object, *, at_once: bool = False) -> None:
        orders = self._process.stdin
        assert orders
        try:
            pickle.dump(message, orders)
            if at_once:
                orders.flush()
        except OSError:
            while True:  # the last answer says why nobody reads
                self._answer()

    def _answer(self) -> Any:
        answers = self._process.stdout
        assert answers
        try:
            with current().ending(self._process.kill):
                if not self._ready:
                    await_ready(answers)
                    self._ready = True
                answer = pickle.load(answers)  # noqa: S301 — of our own process
        except (EOFError, pickle.UnpicklingError) as error:
            raise _ended(self._process.wait()) from error
        if isinstance(answer, Exception):
            raise answer
        return answer


@contextmanager
def started_early() -> Iterator[None]:
    """Meanwhile the process of the next file, and the one that reads it back, load what they need."""
    with suppress(CaseorgError):  # told where they are needed
        _early.append(_start())
        warm(*READERS)
    try:
        yield
    finally:
        while _early:
            _end(_early.pop())


def _start() -> Child:
    """Its threads share what the C library keeps of freed memory, else some pictures each for the next ones."""
    try:
        return start(own(__name__), stderr=None, env={"MALLOC_ARENA_MAX": "1", **os.environ})
    except OSError as error:
        raise CaseorgError(
            "The process that writes the file cannot be started: {reason}.",
            "Close other programs, then try again.",
            reason=error.strerror,
        ) from error


def _end(process: Child) -> None:
    process.kill()
    with suppress(OSError):  # of what was not sent
        process.communicate()


def _ended(code: int) -> Exception:
    """What to say of a process that ended without a word."""
    if code == -getattr(signal, "SIGKILL", 0):
        return CaseorgError("The process that writes the file was ended.", "Close other programs, then try again.")
    if code < 0 or code > _MOST_CODES:
        return CaseorgError(
            "The process that writes the file crashed.",
            "If it does so again, a picture may be damaged: withdraw it ({withdraw}), or add it in another format.",
        )
    return RuntimeError(f"the process that writes the file ended with {code}")


class _AbandonedError(Exception):
    """Whoever started the process is gone."""


def main() -> None:
    """The process: writes the file that it is told."""
    files: list[Path] = []
    signal.signal(signal.SIGTERM, lambda *_: _abandon(files))
    end_with_parent(gently=True)
    orders, answers = own_pipes()
    try:
        path: Path = _next(orders)
        _tell(answers, READY)
        try:
            for answer in _write(path, files, orders):
                _tell(answers, pickle.dumps(answer))
        except _AbandonedError:
            raise
        except Exception as error:  # noqa: BLE001 — raised again where it is read
            error.add_note(traceback.format_exc())
            _tell(answers, _packed(error))
    except _AbandonedError:
        _remove(files)


def _abandon(files: Sequence[Path]) -> None:
    """Whoever started the process was killed, wherever the work stands."""
    _remove(files)
    os._exit(1)


def _remove(files: Sequence[Path]) -> None:
    for path in files:
        path.unlink(missing_ok=True)


def _write(path: Path, files: list[Path], orders: BinaryIO) -> Iterator[int | str]:
    with _new_file(path, files) as file:
        while (order := _next(orders)) is not _END:
            if isinstance(order, bytes):
                file.write(order)
            else:
                yield from write_pictures(order, file)
                file.sync_behind()  # while pages are drawn; what comes after is little
        file.settle()
        yield file.tell()
        digest = file.finish()
    yield digest


def _new_file(path: Path, files: list[Path]) -> HashingFile:
    files.append(path)
    try:
        return HashingFile(path)
    except OSError:
        files.clear()  # it is another's
        raise


def _next(orders: BinaryIO) -> Any:
    try:
        return pickle.load(orders)  # noqa: S301 — of whoever started it
    except (EOFError, pickle.UnpicklingError) as error:
        raise _AbandonedError from error


def _tell(answers: BinaryIO, answer: bytes) -> None:
    try:
        answers.write(answer)
        answers.flush()
    except OSError as error:
        raise _AbandonedError from error


def _packed(error: Exception) -> bytes:
    """The error as it can be raised elsewhere; of one that cannot, what it says."""
    try:
        packed = pickle.dumps(error)
        pickle.loads(packed)  # noqa: S301
    except Exception:  # noqa: BLE001 — an exception's own code may do anything
        return pickle.dumps(RuntimeError("".join(traceback.format_exception(error))))
    return packed
