"""Writing what the user named: to a part beside it, then a rename; the target is whole at any time."""

import hashlib
import io
import os
import shutil
import uuid
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from caseorg.domain.errors import CaseorgError

if TYPE_CHECKING:
    from typing_extensions import Buffer

_BATCH = 1 << 20


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


def part_of(out: Path) -> Path:
    """A name beside the target that no other export uses."""
    return out.with_name(f".{uuid.uuid4().hex[:12]}.part")


@contextmanager
def replacing(out: Path, part: Path) -> Iterator[None]:
    """Removes the part at the end, file or folder; what goes wrong meanwhile is told as a CaseorgError."""
    try:
        try:
            yield
        finally:
            shutil.rmtree(part) if part.is_dir() else part.unlink(missing_ok=True)
    except OSError as error:
        raise CaseorgError(
            "{file} cannot be written: {reason}.",
            "Choose another name or folder.",
            file=out,
            reason=error.strerror,
        ) from error


def write_whole(file: Path, content: bytes) -> None:
    """Writes a new file and brings it to the disk."""
    with file.open("xb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def put_in_place(folder: Path, out: Path) -> None:
    """The finished folder takes the target's name; an older one goes once that is done, and stays where it fails."""
    if not out.exists():
        folder.rename(out)
        return
    older = out.with_name(f".{uuid.uuid4().hex[:12]}.old")
    out.rename(older)
    try:
        folder.rename(out)
    except OSError:
        older.rename(out)
        raise
    shutil.rmtree(older)


class HashingFile(io.BufferedWriter):
    """A new file; another thread computes its sha256 while it is written."""

    def __init__(self, path: Path) -> None:
        super().__init__(io.FileIO(path, "x"), _BATCH)
        self._hasher = ThreadPoolExecutor(1, "hasher")
        self._hashing: Future[None] | None = None
        self._sha256 = hashlib.sha256()
        self._batch: list[Buffer] = []
        self._waiting = 0

    def write(self, data: "Buffer") -> int:
        """Appends the data, which must not change afterwards."""
        self._batch.append(data)
        self._waiting += len(memoryview(data))
        if self._waiting >= _BATCH:
            self._hash_batch()
        return super().write(data)

    def finish(self) -> str:
        """Brings the file to the disk; returns its sha256."""
        self._hash_batch()
        self.flush()
        os.fsync(self.fileno())
        assert self._hashing
        self._hashing.result()
        return self._sha256.hexdigest()

    def close(self) -> None:
        """Also ends the thread."""
        self._hasher.shutdown()
        super().close()

    def _hash_batch(self) -> None:
        """Hands the batch over; at most one more is being hashed meanwhile."""
        if self._hashing:
            self._hashing.result()
        self._hashing = self._hasher.submit(self._update, self._batch)
        self._batch, self._waiting = [], 0

    def _update(self, batch: "list[Buffer]") -> None:
        for data in batch:
            self._sha256.update(data)
