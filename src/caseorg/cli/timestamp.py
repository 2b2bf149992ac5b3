"""caseorg timestamp request, import, show."""

from pathlib import Path
from typing import Annotated

import typer

from caseorg.cli.context import CaseArgument, Json, opened_case
from caseorg.cli.show import to_json
from caseorg.i18n import error_text, tr
from caseorg.jobs.timestamps import ShownTimestamp, export_manifest, import_answer, request_timestamp, show_timestamps
from caseorg.views.timestamps import HONEST, timestamp_line


def register(app: typer.Typer) -> None:
    """Adds the commands as a group."""
    group = typer.Typer(help="Trusted timestamps of the manifest of all evidence (RFC 3161).", rich_markup_mode=None)
    group.command("request")(request)
    group.command("manifest")(manifest)
    group.command("import")(take_in)
    group.command("show")(show)
    app.add_typer(group, name="timestamp")


def request(
    context: typer.Context,
    case: CaseArgument,
    out: Annotated[Path, typer.Option("-o", "--out", help="The file to write.", metavar="FILE.tsq", readable=False)],
) -> None:
    """Writes the request that a timestamp authority answers. Nothing is sent: you take it there."""
    with opened_case(context, case) as (workspace, case_id):
        file = request_timestamp(workspace, case_id, out)
    typer.echo(tr("{file}: take it to a timestamp authority, and its answer in with “timestamp import”.", file=file))


def manifest(
    context: typer.Context,
    case: CaseArgument,
    out: Annotated[Path, typer.Option("-o", "--out", help="The file to write.", metavar="FILE.txt", readable=False)],
) -> None:
    """Writes the manifest itself, for an authority that takes a file on its own page."""
    with opened_case(context, case) as (workspace, case_id):
        file = export_manifest(workspace, case_id, out)
    typer.echo(tr("{file}: take it to a timestamp authority, and its answer in with “timestamp import”.", file=file))


def take_in(
    context: typer.Context,
    case: CaseArgument,
    file: Annotated[Path, typer.Argument(help="The answer of the authority.", metavar="FILE.tsr", readable=False)],
    root: Annotated[
        Path | None,
        typer.Option(help="The authority's root certificate, trusted from now on.", metavar="FILE", readable=False),
    ] = None,
) -> None:
    """Takes in the answer and verifies it without a network."""
    with opened_case(context, case) as (workspace, case_id):
        shown = import_answer(workspace, case_id, file, root)
    typer.echo(timestamp_line(shown))


def show(context: typer.Context, case: CaseArgument, as_json: Json = False) -> None:
    """Says how far the timestamps have come; each answer is verified again."""
    with opened_case(context, case) as (workspace, case_id):
        found = show_timestamps(workspace, case_id)
    if as_json:
        typer.echo(to_json([_json(shown) for shown in found]))
        return
    for shown in found:
        typer.echo(timestamp_line(shown))
    typer.echo(tr(HONEST), err=True)


def _json(timestamp: ShownTimestamp) -> dict[str, object]:
    return {
        "manifest_sha256": timestamp.digest or None,
        "files": timestamp.files,
        "state": timestamp.state,
        "requested_at": timestamp.requested_at,
        "stamped_at": timestamp.at,
        "authority": timestamp.authority or None,
        "trouble": error_text(timestamp.trouble) if timestamp.trouble else None,
    }
