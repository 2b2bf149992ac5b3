"""What the commands share: the settings, and how a data folder is opened."""

import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from caseorg.cli.shared import Context
from caseorg.domain.case import CaseId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.known import KnowledgeEntry
from caseorg.domain.ways import Way
from caseorg.i18n import error_text, tr
from caseorg.store.queries import find_case
from caseorg.views.machine_clock import clock_problem
from caseorg.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from caseorg.knowledge.library import Knowledge

CaseArgument = Annotated[str, typer.Argument(help="A case's id, or its beginning.", metavar="CASE")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def given(**options: object) -> dict[str, Any]:
    """The options that were given on the command line."""
    return {name: value for name, value in options.items() if value is not None}


def require_options(context: typer.Context, *arguments: str) -> None:
    """A command that changes what its options name.

    Raises:
        CaseorgError: nothing but its arguments was given.
    """
    options = (value for name, value in context.params.items() if name not in arguments)
    if all(value is None or value in ((), []) for value in options):
        way = Way(f"{context.command_path.removeprefix('caseorg ')} --help")
        raise CaseorgError("Nothing to change was given.", "See {way}.", way=way)


_UNKNOWN = {
    "scenario": "There is no scenario “{key}”.",
    "proof": "There is no kind of proof “{key}”.",
    "channel": "There is no channel “{key}”.",
    "milestone": "There is no milestone “{key}”.",
}


def known_id(kind: str, key: str | None, known: Mapping[str, KnowledgeEntry]) -> None:
    """Lets pass what was not given, or is empty.

    Raises:
        CaseorgError: the knowledge has no such entry.
    """
    if key and key not in known:
        raise CaseorgError(_UNKNOWN[kind], "Choose one of: {known}.", key=key, known=", ".join(known))


@contextmanager
def opened(context: typer.Context) -> Iterator[Workspace]:
    """The workspace of the command's data folder."""
    shared = context.find_object(Context)
    assert shared
    with _unwinding(), open_workspace(shared.settings.data) as workspace:
        tell_tightened(workspace)
        if workspace.own_knowledge.exists():
            tell_problems(workspace.knowledge)
        yield workspace


@contextmanager
def _unwinding() -> Iterator[None]:
    """A command that is ended, or whose terminal is closed, leaves nothing half made."""
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    usual = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]  # not under nohup
    for number in usual:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in usual:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, _: object) -> None:
    raise SystemExit(128 + number)


def tell_tightened(workspace: Workspace) -> None:
    """Says that a folder into which others could look is closed now."""
    if workspace.tightened:
        typer.echo(tr("Others could look into {folder}; from now on only you can.", folder=workspace.folder), err=True)


def tell_clock(workspace: Workspace, now: datetime) -> None:
    """Says that this computer's clock cannot be right, before something is counted from it."""
    if problem := clock_problem(workspace, now):
        typer.echo(error_text(problem), err=True)


def tell_problems(knowledge: "Knowledge") -> None:
    """Says what of the user's knowledge files is not used, one line each."""
    for line in dict.fromkeys(error_text(problem) for problem in knowledge.problems):
        typer.echo(line, err=True)


@contextmanager
def opened_case(context: typer.Context, beginning: str) -> Iterator[tuple[Workspace, CaseId]]:
    """The workspace, and the case whose id begins so."""
    with opened(context) as workspace:
        yield workspace, workspace.read(find_case, beginning)
