"""caseorg case put-away, trash, restore, purge."""

from typing import Annotated

import typer

from caseorg.actions.change import Action
from caseorg.actions.shelf import put_away, restore_case, trash
from caseorg.cli.context import CaseArgument, opened_case
from caseorg.cli.running import finish
from caseorg.domain.case import CaseId
from caseorg.i18n import remark_text, tr
from caseorg.jobs.purge import purge


def register(group: typer.Typer) -> None:
    """Adds the commands to `caseorg case`."""
    group.command("put-away")(hide)
    group.command("trash")(throw_away)
    group.command("restore")(bring_back)
    group.command("purge")(delete)


def hide(context: typer.Context, case: CaseArgument) -> None:
    """Takes a case out of the list; you are still told what is due."""
    _move(context, case, put_away)


def throw_away(context: typer.Context, case: CaseArgument) -> None:
    """Puts a case into the trash; everything of it is kept until it is purged."""
    _move(context, case, trash)


def bring_back(context: typer.Context, case: CaseArgument) -> None:
    """Brings a case that was put away, or is in the trash, back into the list."""
    _move(context, case, restore_case)


def _move(context: typer.Context, case: str, verb: Action[CaseId]) -> None:
    with opened_case(context, case) as (workspace, case_id):
        change = workspace.write(verb, case_id)
    if change.notice:
        typer.echo(remark_text(change.notice))


def delete(
    context: typer.Context,
    case: CaseArgument,
    reason: Annotated[str, typer.Option(help="Why; the journal keeps it.", metavar="TEXT")],
) -> None:
    """Deletes a case in the trash for good, with its files that no other case has. There is no way back.

    Backups and archives that were made before still hold it, and so may copies that an upgrade left in “backups” of the
    data folder: make a backup first with “caseorg backup”, or delete those too.
    """
    with opened_case(context, case) as (workspace, case_id):
        stays = finish(purge(workspace, case_id, reason))
    typer.echo(
        tr("“{title}” was purged. This cannot be undone; the journal keeps the time and the reason.", title=stays.title)
    )
