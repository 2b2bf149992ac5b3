"""Where a user does something of ours: the words of the command line, and the menu and entry of the window.

An error that advises one of them names it in its advice as a field, such as `{doctor}`, and carries it as a value: each
face says its own name of it, and a test goes there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from string import Formatter


@dataclass(frozen=True, slots=True)
class Way:
    """`command` is what follows `caseorg`, with {fields} for what the user's case decides; `entry` are message
    ids: a menu and what stands in it, or what stands on a button."""

    command: str
    entry: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"“caseorg {self.command}”"

    def at(self, **known: object) -> "Way":
        """With the fields filled."""
        return replace(self, command=self.command.format(**{name: _quoted(value) for name, value in known.items()}))


def _quoted(value: object) -> str:
    text = str(value)
    return f"'{text}'" if isinstance(value, Path) and not text.replace("/", "").isalnum() else text


LIST_CASES = Way("case list")
SHOW_CASE = Way("case show")
LIST_EVENTS = Way("event list")
LIST_PROMISES = Way("promise list")
LIST_KNOWLEDGE = Way("knowledge list")
HELP = Way("--help")
ADD = Way("add CASE FILE", ("File", "Add evidence"))
WITHDRAW = Way("withdraw CASE NUMBER", ("Withdraw",))
LIST_MARKS = Way("redact CASE NUMBER --list")
DRAW_MARK = Way("redact CASE NUMBER --box LEFT,TOP,RIGHT,BOTTOM")
MESSAGE = Way("message CASE --channel CHANNEL", ("Case", "Write a message"))
VERIFY = Way("verify", ("Case", "Verify"))
BACK_UP = Way("backup FOLDER", ("File", "Back up …"))
RESTORE = Way("restore {backup} --into NEW_FOLDER", ("File", "Restore a backup …"))
RESTORE_ANY = Way("restore BACKUP --into NEW_FOLDER", ("File", "Restore a backup …"))
DOCTOR = Way("doctor", ("File", "Examine the data folder …"))
HEAL = Way("doctor --heal", ("File", "Examine the data folder …"))
OTHER_FOLDER = Way("--data {folder}", ("File", "Data folder …"))
ANY_FOLDER = Way("--data DIR", ("File", "Data folder …"))
LIST_PROPOSALS = Way("propose CASE")
READING_ON = Way("reading on", ("File", "Read pictures"))
REQUEST_TIMESTAMP = Way("timestamp request CASE", ("Case", "Trusted timestamp …"))

WAYS: Mapping[str, Way] = {name.lower(): value for name, value in list(globals().items()) if isinstance(value, Way)}


def ways_in(text: str) -> dict[str, Way]:
    """The ways that a text names by its {fields}."""
    return {name: WAYS[name] for _, name, _, _ in Formatter().parse(text) if name and name in WAYS}
