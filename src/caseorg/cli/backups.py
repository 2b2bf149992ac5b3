"""caseorg backup, restore, rehearse."""

from pathlib import Path
from typing import Annotated

import typer

from caseorg.cli.context import opened
from caseorg.cli.running import finish
from caseorg.cli.shared import Context
from caseorg.domain.errors import BrokenError, CaseorgError
from caseorg.domain.ways import OTHER_FOLDER
from caseorg.i18n import listed, tr, way_text
from caseorg.jobs.backups.making import KEEP, make_backup
from caseorg.jobs.backups.restoring import Restored, rehearse, restore_backup

BackupArgument = Annotated[
    Path, typer.Argument(help="The folder of a backup, or that of all backups.", metavar="BACKUP", readable=False)
]


def register(app: typer.Typer) -> None:
    """Adds the commands to the top level."""
    app.command("backup")(backup)
    app.command("restore")(restore)
    app.command("rehearse")(rehearsal)


def backup(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(help="Where the backups are; without it the folder of the settings.", metavar="FOLDER"),
    ] = None,
    keep: Annotated[int | None, typer.Option(help="How many backups stay; older ones go.", min=1)] = None,
) -> None:
    """Copies everything into a new folder among your backups, and reads it back before it says so.

    The backup is not masked and holds all personal data.
    """
    shared = context.find_object(Context)
    assert shared
    plan = shared.settings.backup
    shelf = folder or (plan.folder if plan else None)
    if shelf is None:
        raise CaseorgError("No folder for backups was chosen.", "Name one: {back_up}.")
    with opened(context) as workspace:
        made = finish(make_backup(workspace, shelf, keep or (plan.keep if plan else KEEP)))
    typer.echo(
        tr(
            "{folder}: {cases} cases, {evidence} files of evidence, read back.",
            folder=made.folder,
            cases=made.cases,
            evidence=made.evidence,
        )
    )
    typer.echo(tr("It is not masked and holds all personal data."), err=True)
    if made.same_disk:
        typer.echo(tr("It is on the same disk as the data: where that disk fails, both are lost."), err=True)
    if made.gone:
        typer.echo(tr("Older backups that went: {names}.", names=listed(made.gone)), err=True)
    if made.missing:
        raise BrokenError(
            "The backup lacks evidence whose file is missing or was altered: {names}.",
            "Earlier backups were kept; they may have it.",
            names=listed(made.missing),
        )


def restore(
    backup: BackupArgument,
    into: Annotated[
        Path, typer.Option("--into", help="A folder that is not there yet, or empty.", metavar="FOLDER", readable=False)
    ],
) -> None:
    """Puts a backup into a new folder, and verifies it there. Nothing else is changed."""
    made = finish(restore_backup(backup, into))
    _tell(made, tr("{folder}: {cases} cases, {evidence} files of evidence, verified."))
    typer.echo(tr("Open it: {way}.", way=way_text(OTHER_FOLDER.at(folder=made.folder))))


def rehearsal(backup: BackupArgument) -> None:
    """Tries out whether a backup can be restored: restores it aside, compares counts and digests, removes it again."""
    made = finish(rehearse(backup))
    _tell(made, tr("{backup} can be restored: {cases} cases, {evidence} files of evidence, compared and verified."))


def _tell(made: Restored, text: str) -> None:
    typer.echo(text.format(folder=made.folder, backup=made.backup, cases=made.cases, evidence=made.evidence))
    if made.missing:
        typer.echo(tr("What the backup lacked: {names}.", names=listed(made.missing)), err=True)
