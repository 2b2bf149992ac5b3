"""The database as it was when it was last closed: what is still so need not be checked again."""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from caseorg.rights import replace_private

FILE = "last-close.json"
_COUNTER = slice(24, 28)


@dataclass(frozen=True, slots=True)
class DatabaseState:
    """What changes whenever anybody writes."""

    size: int
    modified: int
    counter: int


def read_state(database: Path) -> DatabaseState:
    """As it is now."""
    with database.open("rb", buffering=0) as file:
        header = file.read(_COUNTER.stop)
        known = os.fstat(file.fileno())
    return DatabaseState(known.st_size, known.st_mtime_ns, int.from_bytes(header[_COUNTER]))


def is_as_closed(database: Path) -> bool | None:
    """Whether it is as it was; None where it never was closed."""
    try:
        stored = json.loads((database.parent / FILE).read_text(encoding="utf-8"))
        closed = DatabaseState(**stored)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, TypeError):
        return False
    try:
        return closed == read_state(database)
    except OSError:
        return False


def remember_closing(database: Path) -> None:
    """Where that cannot be written, the next opening checks once more."""
    file = database.parent / FILE
    with suppress(OSError):
        text = json.dumps(asdict(read_state(database)))
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            replace_private(file, text)
