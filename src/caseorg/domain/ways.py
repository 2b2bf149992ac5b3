"""Where a user does something of ours: the words of the command line, and the menu and entry of the window.

An error that advises one of them carries it as a value, so that each face names its own, and a test can go there.
"""

from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Way:
    """`command` is what follows `caseorg`, with {fields} for what the user's case decides; `entry` are message ids."""

    command: str
    entry: tuple[str, str] | None = None

    def __str__(self) -> str:
        return f"“caseorg {self.command}”"

    def at(self, **known: object) -> "Way":
        """With the fields filled."""
        return replace(self, command=self.command.format(**{name: _quoted(value) for name, value in known.items()}))


def _quoted(value: object) -> str:
    text = str(value)
    return f"'{text}'" if isinstance(value, Path) and not text.replace("/", "").isalnum() else text


LIST_CASES = Way("case list")
SHOW_CASE = Way("case show CASE")
VERIFY = Way("verify", ("Case", "Verify"))
BACK_UP = Way("backup FOLDER", ("File", "Back up …"))
RESTORE = Way("restore {backup} --into NEW_FOLDER", ("File", "Restore a backup …"))
RESTORE_ANY = Way("restore BACKUP --into NEW_FOLDER", ("File", "Restore a backup …"))
DOCTOR = Way("doctor", ("File", "Examine the data folder …"))
HEAL = Way("doctor --heal", ("File", "Examine the data folder …"))
OTHER_FOLDER = Way("--data {folder}", ("File", "Data folder …"))
