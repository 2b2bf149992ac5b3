"""caseorg archive, open-archive."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from caseorg.cli.context import CaseArgument, opened, opened_case
from caseorg.cli.running import finish
from caseorg.cli.show import summary_line
from caseorg.domain.errors import CaseorgError
from caseorg.i18n import listed, tr
from caseorg.jobs.archives.making import archive_case
from caseorg.jobs.archives.opening import open_archive
from caseorg.jobs.archives.reading import is_encrypted

Secret = Annotated[
    Path | None,
    typer.Option("--passphrase-file", help="A file whose first line is the passphrase.", metavar="FILE"),
]


def register(app: typer.Typer) -> None:
    """Adds the commands to the top level."""
    app.command("archive")(archive)
    app.command("open-archive")(open_one)


def archive(
    context: typer.Context,
    case: CaseArgument,
    out: Annotated[
        Path, typer.Option("-o", "--out", help="The archive to write.", metavar="FILE.caseorg", readable=False)
    ],
    encrypt: Annotated[bool, typer.Option("--encrypt", help="Ask for a passphrase and encrypt everything.")] = False,
    passphrase_file: Secret = None,
) -> None:
    """Writes a case into one file that opens elsewhere, with or without caseorg: originals, papers, journal, checker.

    The archive is not masked and holds all personal data.
    """
    passphrase = _passphrase(passphrase_file, ask=encrypt, twice=True)
    with opened_case(context, case) as (workspace, case_id):
        made = finish(archive_case(workspace, case_id, out, passphrase))
    typer.echo(tr("{file}: {count} files of evidence, read back.", file=made.file, count=made.evidence))
    if made.sheet:
        typer.echo(tr("Recovery sheet: {file}. A forgotten passphrase cannot be recovered.", file=made.sheet))
    typer.echo(tr("It is not masked and holds all personal data."), err=True)
    if made.left_out:
        typer.echo(tr("Not in it: {what}.", what=listed(made.left_out)), err=True)


def open_one(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="An archive of caseorg.", metavar="FILE.caseorg", readable=False)],
    passphrase_file: Secret = None,
) -> None:
    """Takes the case of an archive in as a new one, and prints its id. Nothing that is there is changed."""
    passphrase = _passphrase(passphrase_file, ask=passphrase_file is None and _asks(file), twice=False)
    with opened(context) as workspace:
        found = finish(open_archive(workspace, file, passphrase))
    typer.echo(found.case_id)
    for case in found.present:
        typer.echo(tr("This case was here already: {case}", case=summary_line(case)), err=True)
    if found.missing:
        typer.echo(tr("The archive lacks: {what}.", what=listed(found.missing)), err=True)
    if found.incomplete:
        typer.echo(tr("It was made of a damaged database: it may be incomplete."), err=True)


def _asks(file: Path) -> bool:
    """Whether somebody is there to be asked, and needs to be; what is wrong with the file is told later."""
    try:
        return sys.stdin.isatty() and is_encrypted(file)
    except CaseorgError:
        return False


def _passphrase(file: Path | None, *, ask: bool, twice: bool) -> str:
    if file is None:
        return typer.prompt(tr("Passphrase"), hide_input=True, confirmation_prompt=twice) if ask else ""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CaseorgError(
            "{file} cannot be read: {reason}.",
            "Check its name and place.",
            file=file,
            reason=getattr(error, "strerror", None) or str(error),
        ) from error
    if not lines or not lines[0]:
        raise CaseorgError("There is no passphrase in {file}.", "Write it into its first line.", file=file)
    return lines[0]
