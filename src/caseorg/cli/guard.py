"""Stops a command whose result would harm its user unsaid."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated

import typer

from caseorg.actions.guard import record_override
from caseorg.domain.case import CaseFile
from caseorg.domain.guard.findings import Outgoing
from caseorg.i18n import tr
from caseorg.workspace import Workspace

HELD = 4
Anyway = Annotated[
    bool, typer.Option("--anyway", help="Go on although something was found that speaks against it; it is noted.")
]


@contextmanager
def passed(
    workspace: Workspace, case: CaseFile, going: Outgoing, *, anyway: bool, as_json: bool = False
) -> Iterator[None]:
    """Goes on where nothing holds, or `anyway`: that is then noted in the journal, once the rest was done.

    Ends the command with 4 otherwise, with each finding on stderr, or under `as_json` on stdout.
    """
    from caseorg.cli.show import to_json
    from caseorg.knowledge.guarding import guarded  # only a command that runs waits for the knowledge
    from caseorg.views.guard import guard_json, guard_lines

    found = guarded(workspace.knowledge, case, going, datetime.now(UTC))
    held = [finding for finding in found if finding.holds]
    stops = bool(held) and not anyway
    if as_json and stops:
        typer.echo(to_json({"held": True, "findings": [guard_json(finding) for finding in found]}))
    else:
        for finding in found:
            for line in guard_lines(finding):
                typer.echo(line, err=True)
    if stops:
        advice = tr("Nothing was written. Mend what is marked, or repeat the command with --anyway.")
        typer.echo(advice, err=True)
        raise typer.Exit(HELD)
    yield
    if held:
        workspace.write(record_override, case.id, going, held)
