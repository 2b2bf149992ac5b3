"""Writing what the user named: to a part beside it, then a rename; the target is whole at any time."""

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from caseorg.domain.errors import CaseorgError


def ordinary_file(out: Path) -> Path:
    """The file behind a link; a device or pipe is not to be replaced by a file."""
    try:
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
