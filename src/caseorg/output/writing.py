"""Writing what the user named: to a part beside it, then a rename; the target is whole at any time."""

import errno
import hashlib
import io
import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Self

from caseorg.domain.errors import CaseorgError
from caseorg.output.leftovers import OLDER, part_of, remove_part, sweep

__all__ = ["HashingFile", "aside", "ordinary_file", "part_of", "put_in_place", "replacing", "write_whole"]

_BATCH = 1 << 20
_MUCH = 64 << 20  # the disk need not wait until the end


def ordinary_file(out: Path) -> Path:
    """The file behind a link; a device or pipe is not to be replaced by a file."""
    try:
        if out.is_dir():
            raise CaseorgError("{file} is a folder.", "Choose another name or folder.", file=out)
        if out.exists() and not out.is_file():
            raise CaseorgError("{file} is not a file.", "Choose another name or folder.", file=out)
        return out.resolve()
    except OSError:
        return out  # writing will tell what is wrong


@contextmanager
def replacing(out: Path, part: Path) -> Iterator[None]:
    """Removes the part at the end, file or folder, and before it what killed exports left there; what goes wrong
    meanwhile is told as a CaseorgError."""
    sweep(part.parent)
    try:
        try:
            yield
        finally:
            remove_part(part)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise CaseorgError(
            "{file} cannot be written: {reason}.",
            "Free some space, then try again." if full else "Choose another name or folder.",
            file=out,
            reason=error.strerror,
        ) from error


@contextmanager
def aside() -> Iterator[Path]:
    """A folder that nobody else can look into, and that goes at the end.

    Raises:
        CaseorgError: there is no room for it.
    """
    try:
        folder = tempfile.TemporaryDirectory(prefix="caseorg-")
    except OSError as error:
        raise CaseorgError(
            "There is no room for files in between: {reason}.",
            "Free some space, then try again.",
            reason=error.strerror,
        ) from error
    with folder as name:
        yield Path(name)


def write_whole(file: Path, content: bytes) -> None:
    """Writes a new file and brings it to the disk."""
    with file.open("xb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def put_in_place(folder: Path, out: Path) -> None:
    """The finished folder in a part takes the target's name; an older one goes with the part, or comes back from
    it."""
    if not out.exists():
        folder.rename(out)
        return
    older = folder.with_name(OLDER) / out.name
    older.parent.mkdir()
    out.rename(older)
    folder.rename(out)


class HashingFile:
    """A new file, or with mode `r+` an empty one, that is hashed while it is written."""

    def __init__(self, path: Path, mode: str = "x") -> None:
        self._file = io.FileIO(path, mode)
        self._sha256 = hashlib.sha256()
        self._small: list[bytes] = []
        self._waiting = self._length = self._unsynced = 0
        self._syncing: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._syncing:
            self._syncing.exception()  # told by `finish`; the file is not closed under it
        self._file.close()

    def tell(self) -> int:
        """The length of the file with all that was appended."""
        return self._length

    def write(self, data: bytes | memoryview, /) -> int:
        """Appends the data, which must not change afterwards."""
        self._length += len(data)
        if len(data) >= _BATCH:
            self._put_small()
            self._put(data)
        else:
            self._small.append(bytes(data))  # a part of something large would hold all of it
            self._waiting += len(data)
            if self._waiting >= _BATCH:
                self._put_small()
        return len(data)

    def settle(self) -> None:
        """What was appended so far can be read."""
        self._put_small()

    def sync_behind(self) -> None:
        """Begins to bring to the disk what was appended so far; `finish` tells what goes wrong with it."""
        self.settle()
        if self._syncing is None or (self._syncing.done() and not self._syncing.exception()):
            self._unsynced = 0
            self._syncing = Future()
            Thread(target=_sync, args=(self._file.fileno(), self._syncing), daemon=True).start()

    def finish(self) -> str:
        """Brings the file to the disk; returns its sha256."""
        self.settle()
        if self._syncing:
            self._syncing.result()
        os.fsync(self._file.fileno())
        return self._sha256.hexdigest()

    def _put_small(self) -> None:
        small, self._small, self._waiting = self._small, [], 0
        self._put(b"".join(small))

    def _put(self, data: bytes | memoryview) -> None:
        self._sha256.update(data)
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]
        self._unsynced += len(data)
        if self._unsynced >= _MUCH:
            self._unsynced = 0  # what comes now is synced with it, or the next time
            self.sync_behind()


def _sync(descriptor: int, syncing: Future[None]) -> None:
    try:
        os.fsync(descriptor)
    except BaseException as error:  # noqa: BLE001 — raised where it is waited for
        syncing.set_exception(error)
    else:
        syncing.set_result(None)
