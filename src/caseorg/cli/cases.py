"""caseorg case …, each command loaded when it is called: a list needs little of what a change needs."""

import typer

from caseorg.cli.commands import CommandGroup

_SHELVES = dict.fromkeys(("put-away", "trash", "restore", "purge"), "shelf")


class CaseCommands(CommandGroup):
    """What there is below `caseorg case`."""

    modules = {"new": "case", "set": "case", "list": "case_list", "show": "case", **_SHELVES}  # noqa: RUF012


def register(top: typer.Typer) -> None:
    """Adds the commands to the top level."""
    app = typer.Typer(cls=CaseCommands, help="Makes, changes, shows and purges cases.", no_args_is_help=True)
    top.add_typer(app, name="case")
