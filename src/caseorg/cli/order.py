"""caseorg order …"""

from dataclasses import replace
from typing import Annotated, Any

import typer

from caseorg.actions.case import edit_case
from caseorg.cli.case import (
    Account,
    OrderedAt,
    OrderNumber,
    Paid,
    PaidWith,
    Product,
    Refunded,
    Transaction,
    amount_of,
    moment_of,
)
from caseorg.cli.context import CaseArgument, given, opened_case, require_options
from caseorg.domain.case import Order, OrderId
from caseorg.domain.errors import CaseorgError
from caseorg.store.queries import load_case

app = typer.Typer(help="Adds and changes the orders of a case.", no_args_is_help=True)

Number = Annotated[int, typer.Argument(help="Which order of the case, from 1.", metavar="NUMBER")]


def register(top: typer.Typer) -> None:
    """Adds the commands to the top level."""
    top.add_typer(app, name="order")


@app.command("add")
def add(
    context: typer.Context,
    case: CaseArgument,
    order_no: OrderNumber = None,
    product: Product = None,
    paid: Paid = None,
    ordered_at: OrderedAt = None,
    refunded: Refunded = None,
    payment: PaidWith = None,
    transaction: Transaction = None,
    account: Account = None,
) -> None:
    """Adds an order after those of the case and prints its number."""
    require_options(context, "case")
    fields = _fields(order_no, product, paid, ordered_at, refunded, payment, transaction, account)
    with opened_case(context, case) as (workspace, case_id):
        before = workspace.read(load_case, case_id).details
        orders = (*before.orders, Order(id=OrderId(""), **fields))
        workspace.change(edit_case, case_id, replace(before, orders=orders), before)
        typer.echo(len(orders))


@app.command("set")
def change(
    context: typer.Context,
    case: CaseArgument,
    number: Number,
    order_no: OrderNumber = None,
    product: Product = None,
    paid: Paid = None,
    ordered_at: OrderedAt = None,
    refunded: Refunded = None,
    payment: PaidWith = None,
    transaction: Transaction = None,
    account: Account = None,
) -> None:
    """Changes what is given of one order and leaves the rest."""
    require_options(context, "case", "number")
    fields = _fields(order_no, product, paid, ordered_at, refunded, payment, transaction, account)
    with opened_case(context, case) as (workspace, case_id):
        before = workspace.read(load_case, case_id).details
        orders = list(before.orders)
        if not 1 <= number <= len(orders):
            raise CaseorgError(
                "The case has no order {number}.", "There are {count} orders.", number=number, count=len(orders)
            )
        orders[number - 1] = replace(orders[number - 1], **fields)
        workspace.change(edit_case, case_id, replace(before, orders=tuple(orders)), before)


def _fields(
    number: str | None,
    product: str | None,
    paid: str | None,
    ordered_at: str | None,
    refunded: str | None,
    payment: PaidWith,
    transaction: str | None,
    account: str | None,
) -> dict[str, Any]:
    return given(
        number=number,
        product=product,
        paid=amount_of(paid),
        ordered_at=moment_of(ordered_at),
        refunded=amount_of(refunded),
        payment=payment,
        transaction=transaction,
        account=account,
    )
