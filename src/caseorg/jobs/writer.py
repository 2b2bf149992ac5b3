"""A paper's file, written by a process of its own: pictures go into it while this one draws the pages.

The process is sent bytes to append, lists of pictures to read and append, and an end. It answers with the length of
each picture and at last with the digest, or with what went wrong. Threads would not do: each waits for Python's lock
some ten times a picture, and while pages are drawn that lock is taken.
"""

import pickle
import signal
import subprocess
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Self

from caseorg.domain.errors import CaseorgError
from caseorg.jobs.writing import HashingFile
from caseorg.pdf.picture_objects import Numbered, write_pictures

_WINDOWLESS = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would show a console
_END = None


class Writer:
    """A new file, open within a `with`; leaving that before `finish` ends the process.

    What goes wrong there is raised here by the next call that waits for an answer.
    """

    def __init__(self, path: Path) -> None:
        path.touch(exist_ok=False)
        # -P: modules are not looked for in the working folder, where anything may lie.
        command = [sys.executable, "-P", "-m", __name__, str(path)]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(  # noqa: S603 — ourselves
            command, stdin=pipe, stdout=pipe, creationflags=_WINDOWLESS
        )
        self._length = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        with suppress(OSError):  # of what was not sent
            self._process.communicate()

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

    def finish(self) -> str:
        """Brings the file to the disk; returns its sha256."""
        self._send(_END, at_once=True)
        return str(self._answer())

    def _lengths(self, count: int) -> Iterator[int]:
        for _ in range(count):
            length: int = self._answer()
            self._length += length
            yield length

    def _send(self, message: object, *, at_once: bool = False) -> None:
        orders = self._process.stdin
        assert orders
        try:
            pickle.dump(message, orders)
            if at_once:
                orders.flush()
        except OSError:
            self._answer()  # says why nobody reads
            raise

    def _answer(self) -> Any:
        assert self._process.stdout
        try:
            answer = pickle.load(self._process.stdout)  # noqa: S301 — of our own process
        except EOFError as error:
            raise CaseorgError(
                "The process that writes the file was ended.", "Close other programs, then try again."
            ) from error
        if isinstance(answer, Exception):
            raise answer
        return answer


def main() -> None:
    """The process: writes the file that its argument names."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever started it
    answers = sys.stdout.buffer
    with suppress(BrokenPipeError, EOFError):  # whoever started it is gone
        try:
            for answer in _write(Path(sys.argv[1]), sys.stdin.buffer):
                pickle.dump(answer, answers)
                answers.flush()
        except Exception as error:  # noqa: BLE001 — raised again where it is read
            error.add_note(traceback.format_exc())
            pickle.dump(error, answers)
            answers.flush()


def _write(path: Path, orders: BinaryIO) -> Iterator[int | str]:
    with HashingFile(path, "r+") as file:
        while (order := pickle.load(orders)) is not _END:  # noqa: S301 — of whoever started it
            if isinstance(order, bytes):
                file.write(order)
            else:
                yield from write_pictures(order, file)
                file.sync()  # while pages are drawn; what comes after is little
        digest = file.finish()
    yield digest


if __name__ == "__main__":
    main()
