"""caseorg profile …"""

from dataclasses import replace
from typing import Annotated

import typer

from caseorg.actions.case import set_profile
from caseorg.cli.context import Json, given, opened, require_options
from caseorg.cli.show import to_json
from caseorg.i18n import tr
from caseorg.store.queries import load_profile

app = typer.Typer(help="Who complains: you.", no_args_is_help=True)


def register(top: typer.Typer) -> None:
    """Adds the commands to the top level."""
    top.add_typer(app, name="profile")


@app.command("set")
def change(
    context: typer.Context,
    name: Annotated[str | None, typer.Option(help="Your name.")] = None,
    phone: Annotated[str | None, typer.Option(help="Your telephone number.")] = None,
    address: Annotated[str | None, typer.Option(help="Your postal address.")] = None,
    id_type: Annotated[str | None, typer.Option(help="The kind of your identity document.")] = None,
    id_number: Annotated[str | None, typer.Option(help="Its number; only where the office asks for it.")] = None,
) -> None:
    """Remembers your data for the complaint; it stays on this machine."""
    require_options(context)
    fields = given(name=name, phone=phone, address=address, id_type=id_type, id_number=id_number)
    with opened(context) as workspace:
        workspace.write(set_profile, replace(workspace.read(load_profile), **fields))


@app.command("show")
def show(context: typer.Context, as_json: Json = False) -> None:
    """Shows your data."""
    with opened(context) as workspace:
        person = workspace.read(load_profile)
    if as_json:
        typer.echo(to_json(person))
        return
    for label, value in (
        (tr("Name"), person.name),
        (tr("Telephone"), person.phone),
        (tr("Address"), person.address),
    ):
        typer.echo(f"{label}: {value or '-'}")
