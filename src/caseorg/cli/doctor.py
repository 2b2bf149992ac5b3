"""caseorg doctor."""

from pathlib import Path
from typing import Annotated

import typer

from caseorg.cli.shared import Context
from caseorg.domain.errors import BrokenError
from caseorg.i18n import remark_text, tr
from caseorg.jobs.care.doctor import FolderFinding, examine_folder


def register(app: typer.Typer) -> None:
    """Adds the command to the top level."""
    app.command("doctor")(doctor)


def doctor(
    context: typer.Context,
    heal: Annotated[
        bool, typer.Option("--heal", help="Make good what is safe to; what is broken is saved into a new folder.")
    ] = False,
    into: Annotated[
        Path | None,
        typer.Option("--into", help="The new folder; without it one beside the data folder.", metavar="FOLDER"),
    ] = None,
) -> None:
    """Looks for what is wrong in the data folder. Evidence is never deleted; without --heal nothing is changed."""
    shared = context.find_object(Context)
    assert shared
    found = [step.item for step in examine_folder(shared.settings.data, heal=heal, into=into) if step.item]
    for finding in found:
        typer.echo(_line(finding))
    if not found:
        typer.echo(tr("Nothing is wrong in {folder}.", folder=shared.settings.data))
    elif not heal and any(finding.healed for finding in found):
        raise BrokenError("Something is to be made good.", "{heal} does what is safe.")


def _line(finding: FolderFinding) -> str:
    mark = "✓" if finding.done else "·"
    return f"{mark} {remark_text(finding.what)}" + (f" {remark_text(finding.healed)}" if finding.healed else "")
