"""caseorg case list"""

import typer

from caseorg.cli.context import Json, opened
from caseorg.cli.show import summary_facts, summary_line, to_json
from caseorg.i18n import tr
from caseorg.store.queries import list_cases


def register(group: typer.Typer) -> None:
    """Adds the command to `caseorg case`."""
    group.command("list")(list_all)


def list_all(context: typer.Context, as_json: Json = False) -> None:
    """Lists the cases, the one touched last first."""
    with opened(context) as workspace:
        found = workspace.read(list_cases)
    if as_json:
        typer.echo(to_json([summary_facts(case) for case in found]))
        return
    for case in found:
        typer.echo(summary_line(case))
    if not found:
        typer.echo(tr("There are no cases yet. Make one with “caseorg case new --title …”."), err=True)
