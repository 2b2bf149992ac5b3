"""What an export leaves beside its target when its process is killed: found by a name that only we give, and removed by
the next export there."""

import hashlib
import os
import re
import shutil
import socket
import time
import uuid
from contextlib import suppress
from functools import cache
from pathlib import Path

OLDER = "older"  # in a part: what stood in the target's place before, under its own name
_NAME = re.compile(r"\.caseorg-([0-9a-f]{8})-([0-9]{1,10})-[0-9a-f]{12}\.part")
_STALE_SECONDS = 24 * 3600


def part_of(out: Path) -> Path:
    """A name beside the target that no other export uses; it tells who makes it."""
    return out.with_name(f".caseorg-{_machine()}-{os.getpid()}-{uuid.uuid4().hex[:12]}.part")


def sweep(folder: Path) -> None:
    """Removes the parts in the folder whose makers are gone. What cannot be removed now stays for the next time."""
    with suppress(OSError):
        for part in folder.glob(".caseorg-*.part"):
            with suppress(OSError):
                if _is_left(part):
                    remove_part(part)


def _is_left(part: Path) -> bool:
    """Whether it is ours and nobody is at work on it: its maker has ended, or on another machine did nothing for a
    day."""
    found, known = _NAME.fullmatch(part.name), part.lstat()
    if found is None or (hasattr(os, "geteuid") and known.st_uid != os.geteuid()):
        return False
    if found[1] == _machine() and not _is_alive(int(found[2])):
        return True
    return int(found[2]) != os.getpid() and known.st_mtime < time.time() - _STALE_SECONDS


def remove_part(part: Path) -> None:
    """What it was to replace goes back, if nothing else has taken its place.

    Raises:
        OSError: it cannot be removed, or what was to be replaced cannot go back; then all of it stays.
    """
    if not part.is_dir() or part.is_symlink():
        part.unlink(missing_ok=True)
        return
    for older in (part / OLDER).glob("*"):
        target = part.with_name(older.name)
        if not target.exists():
            older.rename(target)
    shutil.rmtree(part)


@cache
def _machine() -> str:
    """This machine since its start, for a process by its number: in a container the numbers are others."""
    names = [socket.gethostname()]
    with suppress(OSError):  # where there is no such thing, the name alone has to do
        names.append(Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii"))
        names.append(str(Path("/proc/self/ns/pid").readlink()))
    return hashlib.sha256("|".join(names).encode(errors="replace")).hexdigest()[:8]


def _is_alive(process: int) -> bool:
    """Whether there is a process of this number; Windows cannot be asked so."""
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
