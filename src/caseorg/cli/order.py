"""caseorg order …"""

from dataclasses import replace
from typing import Annotated, Any

import typer

from caseorg.actions.case import edit_case
from caseorg.cli.case_options import ORDER, fields_of, with_options
from caseorg.cli.context import CaseArgument, opened_case, require_options
from caseorg.domain.case import Order, OrderId
from caseorg.domain.errors import CaseorgError
from caseorg.store.queries import load_case

app = typer.Typer(help="Adds and changes the orders of a case.", no_args_is_help=True)

Number = Annotated[int, typer.Argument(help="Which order of the case, from 1.", metavar="NUMBER")]


def register(top: typer.Typer) -> None:
    """Adds the commands to the top level."""
    top.add_typer(app, name="order")


@app.command("add")
@with_options(*ORDER)
def add(context: typer.Context, case: CaseArgument, **options: Any) -> None:
    """Adds an order after those of the case and prints its number."""
    require_options(context, "case")
    fields = fields_of(options, ORDER)
    with opened_case(context, case) as (workspace, case_id):
        before = workspace.read(load_case, case_id).details
        orders = (*before.orders, Order(id=OrderId(""), **fields))
        workspace.change(edit_case, case_id, replace(before, orders=orders), before)
        typer.echo(len(orders))


@app.command("set")
@with_options(*ORDER)
def change(context: typer.Context, case: CaseArgument, number: Number, **options: Any) -> None:
    """Changes what is given of one order and leaves the rest."""
    require_options(context, "case", "number")
    fields = fields_of(options, ORDER)
    with opened_case(context, case) as (workspace, case_id):
        before = workspace.read(load_case, case_id).details
        orders = list(before.orders)
        if not 1 <= number <= len(orders):
            raise CaseorgError(
                "The case has no order {number}.", "There are {count} orders.", number=number, count=len(orders)
            )
        orders[number - 1] = replace(orders[number - 1], **fields)
        workspace.change(edit_case, case_id, replace(before, orders=tuple(orders)), before)
