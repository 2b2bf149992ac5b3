"""caseorg renumber."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from caseorg.actions.numbering import renumber_evidence
from caseorg.cli.context import CaseArgument, opened_case
from caseorg.cli.evidence import numbered
from caseorg.domain.case import CaseFile, EvidenceId
from caseorg.domain.papers.renumbering import as_in_pack, by_time, moved
from caseorg.i18n import remark_text, tr
from caseorg.store.queries import load_case


class NumberOrder(StrEnum):
    """By what all evidence is numbered anew."""

    TIME = "time"
    PACK = "pack"


_ORDERS: dict[NumberOrder, Callable[[CaseFile], Sequence[EvidenceId]]] = {
    NumberOrder.TIME: by_time,
    NumberOrder.PACK: as_in_pack,
}


def register(app: typer.Typer) -> None:
    """Adds the command to the top level."""
    app.command("renumber")(renumber)


def renumber(
    context: typer.Context,
    case: CaseArgument,
    number: Annotated[int | None, typer.Argument(help="The piece to move.", metavar="[NUMBER")] = None,
    to: Annotated[int | None, typer.Argument(help="The number that it gets.", metavar="TO]")] = None,
    by: Annotated[
        NumberOrder | None,
        typer.Option(help="All evidence: by the time that it shows, or in the order confirmed for the pack."),
    ] = None,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Also where messages or papers that were kept have the old numbers.")
    ] = False,
) -> None:
    """Gives evidence other numbers: one piece, and those between move up or down, or all of it.

    What you wrote in the case follows. Messages and papers that were kept stay as they are; later papers then tell
    old and new numbers.
    """
    if (by is None) == (number is None) or (number is None) != (to is None):
        raise typer.BadParameter(tr("Say which piece gets which number, or --by for all."))
    with opened_case(context, case) as (workspace, case_id):
        found = workspace.read(load_case, case_id)
        if number is not None and to is not None:
            order: Sequence[EvidenceId] = moved(found, numbered(found, number).id, numbered(found, to).number)
        else:
            assert by
            order = _ORDERS[by](found)
        change = workspace.write(partial(renumber_evidence, order=order, anyway=anyway), case_id)
        after = {item.id: item for item in workspace.read(load_case, case_id).evidence}
    for item in found.evidence:
        if item.id in change.made:
            typer.echo(f"{item.label} → {after[item.id].label}\t{item.name}")
    typer.echo(remark_text(change.notice) if change.notice and not change.already else tr("Nothing was changed."))
