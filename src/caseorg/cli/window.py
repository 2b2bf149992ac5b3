"""caseorg without a command, and caseorg demo: the only commands that load Qt."""

import os
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from caseorg.cli.shared import Context
from caseorg.domain.errors import CaseorgError
from caseorg.i18n import tr


def register(app: typer.Typer) -> None:
    """Adds the command to the top level."""
    app.command("demo")(demo)


def open_window(context: typer.Context, *, sample: bool = False) -> None:
    """Opens the window, with the sample case selected where `sample` says so."""
    _require_screen()
    from caseorg.gui.app import run

    shared = context.find_object(Context)
    assert shared
    raise typer.Exit(run(shared.settings, sample=sample))


def demo(
    context: typer.Context,
    out: Annotated[
        Path | None, typer.Option(help="Write the papers and a picture of the window there.", metavar="DIR")
    ] = None,
) -> None:
    """Opens the window with the sample case, or with --out writes its papers into a folder."""
    if out is None:
        open_window(context, sample=True)
        return
    _write_papers(context, out)


def _write_papers(context: typer.Context, out: Path) -> None:
    from caseorg.jobs.papers.exports import export_complaint
    from caseorg.jobs.papers.pack import export_pack
    from caseorg.jobs.sample import SAMPLE, make_sample
    from caseorg.workspace import open_workspace

    shared = context.find_object(Context)
    assert shared
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CaseorgError(
            "{file} cannot be written: {reason}.",
            "Choose another name or folder.",
            file=out,
            reason=error.strerror,
        ) from error
    files = [out / name for name in ("投诉书.pdf", "证据包.pdf", "window.png")]
    with tempfile.TemporaryDirectory() as folder, open_workspace(Path(folder)) as workspace:
        for _ in make_sample(workspace):
            pass
        for export, file in ((export_complaint, files[0]), (export_pack, files[1])):
            for _ in export(workspace, SAMPLE, file):
                pass
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from caseorg.gui.app import picture

        picture(workspace, shared.settings, SAMPLE, files[2])
    typer.echo(tr("The sample case is in {folder}:", folder=out.absolute()))
    for file in files:
        typer.echo(f"  {file.name}")


def _require_screen() -> None:
    """Qt ends the process without a word that helps where there is no screen."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise CaseorgError("There is no screen.", "Use the commands instead; {help} lists them.")
