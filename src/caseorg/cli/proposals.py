"""caseorg propose, accept, dismiss."""

from collections.abc import Iterator, Mapping
from typing import Annotated

import typer

from caseorg.actions.decision import dismiss_proposals
from caseorg.actions.proposal import accept_proposals
from caseorg.cli.context import CaseArgument, Json, opened_case
from caseorg.cli.reading import look, settings_of
from caseorg.cli.show import to_json
from caseorg.domain.case import CaseFile
from caseorg.domain.errors import CaseorgError
from caseorg.domain.reading.proposal import Proposal, ProposalState
from caseorg.i18n import listed, tr
from caseorg.jobs.proposals import find_proposals
from caseorg.jobs.readings import readable, usual_reader
from caseorg.store.queries import load_case
from caseorg.views.proposals import (
    KINDS,
    WAITING,
    agreement,
    disagreement,
    plainly_open,
    proposal_json,
    to_compare,
    value_text,
)
from caseorg.workspace import Workspace

Ids = Annotated[list[str] | None, typer.Argument(help="The ids of proposals, see “caseorg propose”.", metavar="ID...")]


def register(app: typer.Typer) -> None:
    """Adds the commands to the top level."""
    app.command("propose")(propose)
    app.command("accept")(accept)
    app.command("dismiss")(dismiss)


def propose(
    context: typer.Context,
    case: CaseArgument,
    every: Annotated[
        bool, typer.Option("--all", help="Also what the case holds already, and what was dismissed.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Prints what the pictures of a case say that could be taken over, with an id for each; the case does not change.

    What was not read yet is read first. A ! marks what must be compared with the picture.
    """
    with opened_case(context, case) as (workspace, case_id):
        found = workspace.read(load_case, case_id)
        _read_first(context, workspace, found)
        known = find_proposals(workspace, found)
        proofs = {key: proof.name for key, proof in workspace.knowledge.proofs.items()}
        flags = {key: flag.name for key, flag in workspace.knowledge.red_flags.items()}
    shown = [proposal for proposal in known if every or proposal.state in (ProposalState.OPEN, ProposalState.CONFLICT)]
    if as_json:
        typer.echo(to_json([proposal_json(proposal, found) for proposal in shown]))
        return
    by_id = {proposal.id: proposal for proposal in known}
    for proposal in shown:
        typer.echo("\t".join((_proposal_line(proposal, found, by_id, proofs), *_flagged(proposal, flags))))


def _read_first(context: typer.Context, workspace: Workspace, case: CaseFile) -> None:
    """Where pictures can be read; what cannot be is told."""
    reader = usual_reader() if settings_of(context).reading else None
    if reader:
        labels = {item.sha256: item.label for item in case.evidence}
        for kept in look(workspace, list(readable(case)), reader, again=False).values():
            typer.echo(f"{labels[kept.sha256]}\t{tr(kept.failure)}", err=True)


def _flagged(proposal: Proposal, names: Mapping[str, str]) -> Iterator[str]:
    """The red flags of fraud in what was said."""
    if proposal.flags:
        yield tr("Red flag of fraud: {flags}", flags=listed(names[key] for key in proposal.flags if key in names))


def _proposal_line(proposal: Proposal, case: CaseFile, known: dict[str, Proposal], proofs: dict[str, str]) -> str:
    label = next((item.label for item in case.evidence if item.id == proposal.evidence), "-")
    notes = (agreement(proposal, case), *disagreement(proposal, known, case, proofs))
    mark = "!" if to_compare(proposal) else "·"
    text = " ".join(value_text(proposal.value, case, proofs).split())
    return "\t".join((proposal.id, mark, label, tr(KINDS[proposal.kind]), text, " ".join(filter(None, notes)))).rstrip(
        "\t"
    )


def accept(
    context: typer.Context,
    case: CaseArgument,
    ids: Ids = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of what the case says there already.")
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help="All that are open and need not be compared with the picture.")
    ] = False,
) -> None:
    """Takes proposals over into the case, all of them or none, and prints how many.

    What was typed stays, unless --replace is given. An id that is not proposed any more ends with 2, and nothing is
    changed.
    """
    with opened_case(context, case) as (workspace, case_id):
        known = find_proposals(workspace, workspace.read(load_case, case_id))
        chosen = list(plainly_open(known)) if every else _named(known, ids)
        if every and ids:
            raise CaseorgError("Ids and --all exclude each other.", "Give one of them.")
        if chosen:
            workspace.change(accept_proposals, case_id, chosen, known, over=replace)
        waiting = find_proposals(workspace, workspace.read(load_case, case_id)) if every else ()
    typer.echo(len(chosen))
    if any(proposal.state in WAITING for proposal in waiting):
        typer.echo(tr("What is marked with ! waits: compare it with the picture, then accept it by its id."), err=True)


def dismiss(context: typer.Context, case: CaseArgument, ids: Ids = None) -> None:
    """Remembers that proposals are not wanted, so that they are not made again, and prints how many."""
    with opened_case(context, case) as (workspace, case_id):
        chosen = _named(find_proposals(workspace, workspace.read(load_case, case_id)), ids)
        workspace.change(dismiss_proposals, case_id, chosen)
    typer.echo(len(chosen))


def _named(known: tuple[Proposal, ...], ids: list[str] | None) -> list[Proposal]:
    """The proposals with these ids.

    Raises:
        CaseorgError: one is not proposed, or none was given.
    """
    by_id = {proposal.id: proposal for proposal in known}
    if not ids:
        raise CaseorgError("No proposal was named.", "See {list_proposals}.")
    for key in ids:
        if key not in by_id:
            raise CaseorgError("There is no proposal “{key}” now.", "See {list_proposals}.", key=key)
    return [by_id[key] for key in dict.fromkeys(ids)]
