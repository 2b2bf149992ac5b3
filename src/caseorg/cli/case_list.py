"""caseorg case list"""

from collections.abc import Sequence
from typing import Annotated

import typer

from caseorg.cli.context import Json, opened
from caseorg.cli.show import summary_facts, summary_line, to_json
from caseorg.domain.case import CaseSummary, Shelf
from caseorg.i18n import tr
from caseorg.store.queries import list_cases


def register(group: typer.Typer) -> None:
    """Adds the command to `caseorg case`."""
    group.command("list")(list_all)


def list_all(
    context: typer.Context,
    as_json: Json = False,
    put_away: Annotated[bool, typer.Option("--put-away", help="Those that were put away.")] = False,
    trash: Annotated[bool, typer.Option("--trash", help="Those in the trash.")] = False,
) -> None:
    """Lists the cases, the one touched last first."""
    shelf = Shelf.TRASH if trash else Shelf.PUT_AWAY if put_away else Shelf.AT_HAND
    with opened(context) as workspace:
        cases = workspace.read(list_cases)
    found = [case for case in cases if case.shelf is shelf]
    if as_json:
        typer.echo(to_json([summary_facts(case) for case in found]))
        return
    for case in found:
        typer.echo(summary_line(case))
    if not found and shelf is not Shelf.AT_HAND:
        typer.echo(tr("There is no case there."), err=True)
    elif not found and cases:
        typer.echo(_elsewhere(cases), err=True)
    elif not found:
        typer.echo(tr("There are no cases yet. Make one with “caseorg case new --title …”."), err=True)


def _elsewhere(cases: Sequence[CaseSummary]) -> str:
    """Where the cases are that are not in the list."""
    away = sum(case.shelf is Shelf.PUT_AWAY for case in cases)
    trash = len(cases) - away
    lines = (
        tr("No case is in the list."),
        tr("Put away: {count}, see “caseorg case list --put-away”.", count=away) if away else "",
        tr("In the trash: {count}, see “caseorg case list --trash”.", count=trash) if trash else "",
    )
    return "\n".join(filter(None, lines))
