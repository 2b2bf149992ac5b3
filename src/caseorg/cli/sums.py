"""caseorg sums"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

import typer

from caseorg.cli.context import CaseArgument, Json, opened_case
from caseorg.cli.show import to_json
from caseorg.domain.errors import CaseorgError
from caseorg.domain.money import parse_yuan
from caseorg.domain.sums.calculator import (
    ClaimProposal,
    bad_pieces,
    deductions,
    repeated_payment,
    undone_part,
    unused_days,
)
from caseorg.i18n import tr
from caseorg.knowledge.reckoning import reckon
from caseorg.store.queries import load_case
from caseorg.views.sums import sum_facts, sum_remarks, sums_line

Price = Annotated[str | None, typer.Option(help="The price to work with; what was paid where it is left out.")]
Days = Annotated[int | None, typer.Option(help="How many days the price was for.")]
Unused = Annotated[int | None, typer.Option(help="How many of the days were not used.")]
Units = Annotated[int | None, typer.Option(help="How many units the price was for.")]
Undone = Annotated[int | None, typer.Option(help="How many of the units were not done.")]
Unit = Annotated[str, typer.Option(help="What a unit or piece is called, such as 星 or 张.")]
Each = Annotated[str | None, typer.Option(help="The price of each piece.")]
Bad = Annotated[int | None, typer.Option(help="How many pieces are no good.")]
Payments = Annotated[int | None, typer.Option(help="In how many equal payments one price was paid.")]
Deduction = Annotated[list[str] | None, typer.Option("--deduction", help="A sum that was deducted. Repeatable.")]


def register(app: typer.Typer) -> None:
    """Adds the command to the top level."""
    app.command("sums")(sums)


def sums(
    context: typer.Context,
    case: CaseArgument,
    price: Price = None,
    days: Days = None,
    unused: Unused = None,
    units: Units = None,
    undone: Undone = None,
    unit: Unit = "",
    each: Each = None,
    bad: Bad = None,
    payments: Payments = None,
    deduction: Deduction = None,
    as_json: Json = False,
) -> None:
    """Tells paid, refunded and claimed apart, and works out what may be claimed: nothing is changed."""
    with opened_case(context, case) as (workspace, case_id):
        found = reckon(workspace.knowledge, workspace.read(load_case, case_id))
    paid = parse_yuan(price) if price is not None else found.sums.paid
    worked = tuple(_worked(paid, (days, unused), (units, undone), unit, (each, bad), payments, deduction or []))
    if as_json:
        facts = sum_facts(found) | {
            "worked": [{"amount": proposal.amount, "formula": proposal.formula} for proposal in worked]
        }
        typer.echo(to_json(facts))
        return
    typer.echo(sums_line(found.sums) or tr("Neither the amount paid nor a demand with a sum is known yet."))
    for line in (*sum_remarks(found), *(proposal.formula for proposal in worked)):
        typer.echo(line)


Pair = tuple[int | None, int | None]


def _worked(
    paid: Decimal | None,
    days: Pair,
    units: Pair,
    unit: str,
    pieces: tuple[str | None, int | None],
    payments: int | None,
    taken: list[str],
) -> Iterator[ClaimProposal]:
    """What the options ask to be worked out."""
    if given := _both("--days", "--unused", days):
        yield unused_days(_known(paid), *given)
    if given := _both("--units", "--undone", units):
        yield undone_part(_known(paid), *given, unit)
    if any(piece is not None for piece in pieces):
        each, bad = pieces
        if each is None or bad is None:
            raise _alone("--each", "--bad")
        yield bad_pieces(parse_yuan(each) or Decimal(0), bad, unit)
    if payments is not None:
        yield repeated_payment(_known(paid), payments)
    if taken:
        yield deductions([parse_yuan(amount) or Decimal(0) for amount in taken])


def _both(first: str, second: str, pair: Pair) -> tuple[int, int] | None:
    left, right = pair
    if left is None and right is None:
        return None
    if left is None or right is None:
        raise _alone(first, second)
    return left, right


def _alone(first: str, second: str) -> CaseorgError:
    return CaseorgError("{first} and {second} go together.", "Give both.", first=first, second=second)


def _known(paid: Decimal | None) -> Decimal:
    if paid is None:
        raise CaseorgError("The amount paid is not known.", "Give it with --price.")
    return paid
