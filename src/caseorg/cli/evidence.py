"""caseorg add, describe, withdraw, reinstate, verify."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from caseorg.actions.evidence import Intake, describe_evidence, described, restore_evidence, withdraw_evidence
from caseorg.cli.context import CaseArgument, Json, given, known_id, opened, opened_case, require_options
from caseorg.domain.case import CaseFile, Evidence
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import parse_past
from caseorg.domain.progress import Progress
from caseorg.i18n import error_text, listed, note_text, remark_text, tr
from caseorg.jobs.intake import Outcome, add_files
from caseorg.store.queries import find_case, load_case
from caseorg.workspace import Workspace

Number = Annotated[int, typer.Argument(help="The number of the evidence.", metavar="NUMBER")]


def register(app: typer.Typer) -> None:
    """Adds the commands to the top level."""
    app.command("add")(add)
    app.command("describe")(describe)
    app.command("withdraw")(withdraw)
    app.command("reinstate")(reinstate)
    app.command("verify")(check)


def add(
    context: typer.Context,
    case: CaseArgument,
    files: Annotated[  # readable=False: typer would refuse the whole command for one file that cannot be read
        list[Path],
        typer.Argument(help="Pictures, PDFs, texts, mail, recordings, or folders.", metavar="FILE...", readable=False),
    ],
    attachments: Annotated[
        bool,
        typer.Option(
            "--attachments",
            help="Add what is attached to mail or stands in documents as evidence of its own too.",
        ),
    ] = False,
    as_json: Json = False,
) -> None:
    """Adds files, or all files of folders, as evidence. Each ends as added, duplicate, left out or failed.

    A bad one never stops the others.
    """
    outcomes: list[Outcome] = []

    def tell(work: Iterator[Progress[Outcome]]) -> None:
        for progress in work:
            assert progress.item
            outcomes.append(progress.item)
            if not as_json:
                typer.echo(outcome_line(progress.item))
            tell_flags(progress.item, workspace)

    with opened_case(context, case) as (workspace, case_id):
        tell(add_files(workspace, case_id, files))
        mails = [outcome.evidence for outcome in outcomes if outcome.attachments and outcome.evidence]
        if attachments:
            from caseorg.jobs.attachments import add_attachments

            tell(add_attachments(workspace, case_id, mails))
        elif mails:
            typer.echo(
                tr("Mail or documents hold files; --attachments adds these as evidence too."),
                err=True,
            )
    if as_json:
        from caseorg.cli.show import to_json

        typer.echo(to_json([_outcome_json(outcome) for outcome in outcomes]))
    failed = sum(outcome.intake is Intake.FAILED for outcome in outcomes)
    if failed:
        raise CaseorgError("{failed} of {total} files could not be added.", failed=failed, total=len(outcomes))


def outcome_line(outcome: Outcome) -> str:
    """How it ended, its number, name and digest, and what there is to say."""
    number = f"证据{outcome.number}" if outcome.number else "-"
    reason = error_text(outcome.reason) if outcome.reason else remarks_on(outcome)
    return "\t".join((tr(outcome.intake), number, _shown_name(outcome), outcome.sha256 or "-", reason))


def remarks_on(outcome: Outcome) -> str:
    """What there is to say of a file that was taken in."""
    return " ".join(filter(None, (note_text(outcome.note), *map(remark_text, outcome.remarks))))


def _shown_name(outcome: Outcome) -> str:
    return "".join(
        character if character.isprintable() else "?" for character in outcome.file.name or str(outcome.file)
    )


def tell_flags(outcome: Outcome, workspace: Workspace) -> None:
    """Says which words of fraud a text that came in has."""
    if outcome.flags:
        text = tr(
            "{file} has words of refund fraud: {flags}. Pay nothing to get a refund; “caseorg scam” says more.",
            file=_shown_name(outcome),
            flags=listed(workspace.knowledge.red_flags[key].name for key in outcome.flags),
        )
        typer.echo(text, err=True)


def _outcome_json(outcome: Outcome) -> dict[str, object]:
    return {
        "status": outcome.intake,
        "number": outcome.number,
        "evidence": outcome.evidence,
        "name": outcome.file.name,
        "sha256": outcome.sha256 or None,
        "attachments": outcome.attachments,
        "note": remarks_on(outcome) or None,
        "flags": outcome.flags,
        "reason": error_text(outcome.reason) if outcome.reason else None,
    }


def describe(
    context: typer.Context,
    case: CaseArgument,
    number: Number,
    source: Annotated[str | None, typer.Option(help="Where it is from, such as the order page in the app.")] = None,
    proves: Annotated[str | None, typer.Option(help="What it shows, in a few words.")] = None,
    shows: Annotated[
        list[str] | None,
        typer.Option(help="A kind of proof that it is, see “caseorg knowledge list proofs”. Repeatable."),
    ] = None,
    at: Annotated[
        str | None, typer.Option(help="The time that it shows, such as 2026-11-01T14:30; empty for the file's own.")
    ] = None,
) -> None:
    """Says where evidence is from, what it proves and of what time it is; all of it is printed."""
    require_options(context, "case", "number")
    with opened_case(context, case) as (workspace, case_id):
        item = numbered(workspace.read(load_case, case_id), number)
        before = described(item)
        kinds = tuple(shows) if shows else None
        for kind in kinds or ():
            known_id("proof", kind, workspace.knowledge.proofs)
        description = replace(before, **given(source=source, proves=proves, shows=kinds))
        if at is not None:
            description = replace(description, typed_at=parse_past(at, datetime.now(UTC)) if at.strip() else None)
        workspace.change(describe_evidence, case_id, item.id, description, before)


def withdraw(context: typer.Context, case: CaseArgument, number: Number) -> None:
    """Takes evidence out of timeline and papers; its file and record stay."""
    with opened_case(context, case) as (workspace, case_id):
        item = numbered(workspace.read(load_case, case_id), number)
        workspace.change(withdraw_evidence, case_id, (item.id,))


def reinstate(context: typer.Context, case: CaseArgument, number: Number) -> None:
    """Brings withdrawn evidence back."""
    with opened_case(context, case) as (workspace, case_id):
        item = numbered(workspace.read(load_case, case_id), number)
        workspace.change(restore_evidence, case_id, (item.id,))


def numbered(case: CaseFile, number: int) -> Evidence:
    """The evidence of this number.

    Raises:
        CaseorgError: there is none.
    """
    found = next((item for item in case.evidence if item.number == number), None)
    if found is None:
        raise CaseorgError("The case has no evidence {number}.", "See {show_case}.", number=number)
    return found


def check(
    context: typer.Context,
    case: Annotated[str | None, typer.Argument(help="A case's id, or its beginning.", metavar="CASE")] = None,
) -> None:
    """Verifies the journal and every evidence file, and names the first broken thing."""
    from caseorg.jobs.purge import list_purges
    from caseorg.jobs.verify import verify
    from caseorg.views.purges import purge_lines

    with opened(context) as workspace:
        case_id = workspace.read(find_case, case) if case is not None else None
        count = sum(1 for _ in verify(workspace, case_id))
        purges = () if case_id else workspace.read(list_purges)
    typer.echo(
        tr(
            "Everything is as it was recorded: the journal, case details, events and {count} evidence files.",
            count=count,
        )
    )
    for line in purge_lines(purges):
        typer.echo(line)
