"""caseorg continuity"""

import typer

from caseorg.cli.context import CaseArgument, Json, opened_case
from caseorg.cli.running import finish
from caseorg.cli.show import to_json
from caseorg.jobs.continuity import look_and_find
from caseorg.store.queries import load_case
from caseorg.views.continuity import continuity_facts, continuity_lines


def register(app: typer.Typer) -> None:
    """Adds the command to the top level."""
    app.command("continuity")(continuity)


def continuity(context: typer.Context, case: CaseArgument, as_json: Json = False) -> None:
    """Tells how the screenshots of a chat follow each other, where a gap is, and which pictures are there twice.

    Pixels are compared, and the text where it was read: “caseorg read” first gives surer answers. The case does not
    change.
    """
    with opened_case(context, case) as (workspace, case_id):
        file = workspace.read(load_case, case_id)
        found = finish(look_and_find(workspace, file))
    typer.echo(to_json(continuity_facts(file, found)) if as_json else "\n".join(continuity_lines(file, found)))
