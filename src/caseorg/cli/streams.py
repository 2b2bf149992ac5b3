"""What a command prints, where it may not arrive: into a pipe that was closed, onto a disk that is full."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO

from caseorg.domain.errors import CaseorgError

CLOSED_PIPE = 141  # as if SIGPIPE had ended it: 128 + 13
_CLOSED = (errno.EPIPE, errno.ESHUTDOWN, errno.EINVAL if os.name == "nt" else errno.EPIPE)


class CheckedStream:
    """A text stream whose failures are what they mean: the reader has enough, or the output cannot be written."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """As the stream does. Nothing is what typer writes to see whether it can, and takes no notice of the answer."""
        if text == "":
            return 0
        with self._failures():
            return self._stream.write(text)

    def flush(self) -> None:
        """As the stream does."""
        with self._failures():
            self._stream.flush()

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            _forget(self._stream)
            if error.errno in _CLOSED:
                raise SystemExit(CLOSED_PIPE) from None
            raise CaseorgError(
                "What the command tells cannot be written: {reason}.",
                "What it did is done. Free some space, or let it write elsewhere.",
                reason=error.strerror,
            ) from error


@contextmanager
def told_streams() -> Iterator[None]:
    """Within, standard output and error are streams whose failures end the command in order."""
    usual = sys.stdout, sys.stderr
    for stream in usual:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.stdout, sys.stderr = (CheckedStream(stream) if stream else stream for stream in usual)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = usual


def _forget(stream: TextIO) -> None:
    """What could not be written is not tried again when the program ends."""
    with suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)
