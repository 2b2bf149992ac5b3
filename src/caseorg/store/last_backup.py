"""Where the last good backup of a data folder is; kept in the folder, for its database may be gone when it is asked."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from caseorg.rights import replace_private

FILE = "last-backup.json"


@dataclass(frozen=True, slots=True)
class LastBackup:
    """A backup that was read back."""

    folder: Path
    made_at: datetime


def find_last_backup(data: Path) -> LastBackup | None:
    """The last good one, or None where none is known."""
    try:
        stored = json.loads((data / FILE).read_text(encoding="utf-8"))
        return LastBackup(Path(stored["folder"]), datetime.fromisoformat(stored["made_at"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember_backup(data: Path, made: LastBackup) -> None:
    """Raises OSError where it cannot be kept."""
    text = json.dumps({"folder": str(made.folder), "made_at": made.made_at.isoformat()}, ensure_ascii=False)
    replace_private(data / FILE, text)
