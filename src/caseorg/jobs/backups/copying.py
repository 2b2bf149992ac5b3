"""Files copied whole: hashed on the way, brought to the disk, in place at once; and read back from the disk."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from caseorg.evidence.store import BLOCK, sync_folder
from caseorg.output.writing import part_of


def copy_file(source: Path, target: Path, mode: int = 0o600) -> str:
    """Copies a file; returns its sha256. Whatever happens, the target is the whole copy or as it was.

    Raises:
        OSError: it cannot be read or written.
    """
    part = part_of(target)
    digest = hashlib.sha256()
    try:
        part.touch(0o600, exist_ok=False)
        with source.open("rb", buffering=0) as file, part.open("wb", buffering=0) as out:
            while block := file.read(BLOCK):
                digest.update(block)
                rest = memoryview(block)
                while rest:
                    rest = rest[out.write(rest) :]
            os.fsync(out.fileno())
        with suppress(PermissionError):  # some file systems know no modes
            part.chmod(mode)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return digest.hexdigest()


def digest_on_disk(file: Path) -> str:
    """The sha256 of what the disk has, where the system lets us ask it, and not of what is still in memory."""
    with file.open("rb", buffering=0) as opened:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return hashlib.file_digest(opened, "sha256").hexdigest()


def sync_tree(folder: Path) -> None:
    """Makes the names in a folder and in those below it durable."""
    for below, _, _ in os.walk(folder):
        sync_folder(Path(below))
