"""Which module has which command. A module is loaded when one of its commands is called, or all are listed."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, cast

import typer
from typer.core import TyperGroup
from typer.main import get_group

from caseorg.i18n import tr

COMMANDS = {
    "case": "cases",
    "order": "order",
    "sums": "sums",
    "profile": "profile",
    "knowledge": "knowledge",
    "due": "agenda",
    "ics": "agenda",
    "promise": "agenda",
    "check": "check",
    "continuity": "continuity",
    "next": "next",
    "add": "evidence",
    "receive": "receive",
    "find": "find",
    "read": "reading",
    "reading": "reading",
    "propose": "proposals",
    "accept": "proposals",
    "dismiss": "proposals",
    "describe": "evidence",
    "withdraw": "evidence",
    "reinstate": "evidence",
    "renumber": "numbering",
    "move": "moving",
    "note": "event",
    "event": "event",
    "verify": "evidence",
    "message": "message",
    "form": "form",
    "complaint": "papers",
    "report": "papers",
    "pack": "papers",
    "upload": "papers",
    "redact": "redaction",
    "backup": "backups",
    "restore": "backups",
    "rehearse": "backups",
    "doctor": "doctor",
    "archive": "archives",
    "open-archive": "archives",
    "timestamp": "timestamp",
    "scam": "scam",
    "demo": "window",
}


class CommandGroup(TyperGroup):
    """Commands by the modules that have them: the top level, and what says so below it."""

    modules: Mapping[str, str] = COMMANDS

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = cast(Any, _Loaded(self.modules))  # typer only reads them


class _Loaded(Mapping[str, Any]):
    """Name → command, its help in the language that is chosen when it is first asked for."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        self._modules = modules
        self._found: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._modules:
            raise KeyError(name)
        if name not in self._found:
            self._found |= _load(self._modules[name])
        return self._found[name]

    def get(self, name: str, default: Any = None) -> Any:
        """Of what goes wrong while a module is loaded, nothing is taken for a command that is not there."""
        return self[name] if name in self._modules else default

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)


def _load(module: str) -> Mapping[str, Any]:
    part = typer.Typer(rich_markup_mode=None)
    import_module(f"caseorg.cli.{module}").register(part)
    return {name: translated(command) for name, command in get_group(part).commands.items()}


def translated(command: Any) -> Any:
    """The same command of typer's with its help in the chosen language; the top level's own commands follow later."""
    if command.help:
        command.help = "\n\n".join(tr(paragraph) for paragraph in command.help.split("\n\n"))
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = tr(parameter.help)
    if not isinstance(command, CommandGroup):
        for child in getattr(command, "commands", {}).values():
            translated(child)
    return command
