"""Who may look into what is kept: the user alone, unless the user lets a group."""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

FOLDER = 0o700
FILE = 0o600
KEPT = 0o400  # of what is never changed again
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_ACCESS_LIST = "system.posix_acl_access"


def private_folder(folder: Path, within: Path | None = None) -> None:
    """Makes the folder where it is not there yet, and those above it that are not; for the user alone.

    Raises:
        FileNotFoundError: the folder that it is to be `within` is gone, such as with a stick that was pulled out.
    """
    if within is not None and not within.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(within))
    if not folder.is_dir():
        private_folder(folder.parent)
        folder.mkdir(mode=FOLDER, exist_ok=True)


def private_opener(path: str, flags: int) -> int:
    """For `open`: a new file is the user's alone."""
    return os.open(path, flags, FILE)


def write_private(file: Path, text: str) -> None:
    """Writes a text into a file that is the user's alone where it is new."""
    with open(file, "w", encoding="utf-8", opener=private_opener) as out:
        out.write(text)


def replace_private(file: Path, text: str) -> None:
    """The same, whole or not at all: what stood there before stays until the new text does.

    Raises:
        OSError: it cannot be written.
    """
    part = file.with_name(f".{file.name}.part")
    write_private(part, text)
    part.replace(file)


def is_open(folder: Path) -> bool:
    """Whether others may look into a folder of the user's, and no group is meant to."""
    if os.name == "nt":
        return False
    known = folder.stat()
    return known.st_uid == os.geteuid() and bool(known.st_mode & _OTHERS) and not _group_uses(folder, known)


def tighten(paths: Iterable[Path]) -> None:
    """From now on only the user may look into these files and folders and into all within them."""
    for path in _all(paths):
        mode = path.lstat().st_mode
        if mode & _OTHERS and not stat.S_ISLNK(mode):
            path.chmod(stat.S_IMODE(mode) & ~_OTHERS)


def _all(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield path
        if path.is_dir() and not path.is_symlink():
            yield from (Path(place, name) for place, folders, files in os.walk(path) for name in (*folders, *files))


def _group_uses(folder: Path, known: os.stat_result) -> bool:
    """Somebody gave the folder to a group: it may write, hands itself on, is not the user's usual one, or stands in a
    list of who may what."""
    if known.st_mode & stat.S_ISGID or _has_list(folder):
        return True
    return bool(known.st_mode & stat.S_IRWXG) and (known.st_gid != os.getegid() or _is_shared(known))


def _is_shared(known: os.stat_result) -> bool:
    """A group that may write and has other members; a user's own group often may and has none."""
    import grp  # Windows has none

    if not known.st_mode & stat.S_IWGRP:
        return False
    try:
        return bool(grp.getgrgid(known.st_gid).gr_mem)
    except KeyError:
        return False


def _has_list(folder: Path) -> bool:
    if not hasattr(os, "getxattr"):
        return False
    try:
        return bool(os.getxattr(folder, _ACCESS_LIST))
    except OSError:
        return False
