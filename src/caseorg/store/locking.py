"""Why a database cannot be locked: another program holds it, or the disk that it is on knows no locks."""

import os
import tempfile
from pathlib import Path

from caseorg.domain.errors import CaseorgError


def lock_error(reason: str, database: Path | None = None) -> CaseorgError | None:
    """What to tell where SQLite gives this reason; None where it is about something else."""
    text = reason.lower()
    if "permission denied" in text or "locking protocol" in text:
        return _no_locks()
    if "locked" in text or "busy" in text:
        if database is not None and not _knows_locks(database.parent):
            return _no_locks()
        return CaseorgError("The data is in use by another program.", "Close it or wait, then try again.")
    return None


def _no_locks() -> CaseorgError:
    return CaseorgError(
        "The disk or share with the data folder cannot lock files.",
        "Use a folder on a disk of this computer: {any_folder}, or CASEORG_DATA.",
    )


def _knows_locks(folder: Path) -> bool:
    """Tried on a file of our own; a place where none can be made is told of elsewhere."""
    if os.name == "nt":
        return True
    import fcntl

    try:
        with tempfile.TemporaryFile(dir=folder) as scratch:
            try:
                fcntl.lockf(scratch, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                return False
    except OSError:
        return True
    return True
