"""caseorg move."""

from typing import Annotated

import typer

from caseorg.actions.moving import move_evidence
from caseorg.cli.context import CaseArgument, opened_case
from caseorg.cli.evidence import numbered
from caseorg.i18n import remark_text
from caseorg.store.queries import find_case, load_case


def register(app: typer.Typer) -> None:
    """Adds the command to the top level."""
    app.command("move")(move)


def move(
    context: typer.Context,
    case: CaseArgument,
    other: Annotated[
        str, typer.Argument(help="The case that it belongs to: its id, or its beginning.", metavar="OTHER")
    ],
    numbers: Annotated[list[int], typer.Argument(help="The numbers of the evidence.", metavar="NUMBER...")],
    copy: Annotated[bool, typer.Option("--copy", help="Also leave it where it is.")] = False,
) -> None:
    """Moves evidence to another case, with all that is said of it.

    Here it is withdrawn and keeps its number; there it gets the next ones. What a message names that was kept can
    only be copied.
    """
    with opened_case(context, case) as (workspace, case_id):
        found, target = workspace.read(load_case, case_id), workspace.read(find_case, other)
        keys = tuple(dict.fromkeys(numbered(found, number).id for number in numbers))
        change = workspace.write(move_evidence, case_id, keys, target, keep=copy)
        items = {item.id: item for item in workspace.read(load_case, target).evidence}
    assert change.notice
    typer.echo(remark_text(change.notice))
    for item in found.evidence:
        if item.id in keys:
            there = next(piece for key, piece in items.items() if key in change.made and piece.sha256 == item.sha256)
            typer.echo(f"{item.label} → {there.label}\t{item.name}")
