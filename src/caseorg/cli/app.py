"""Builds the command line and turns errors into exit codes."""

import logging
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from caseorg import __version__
from caseorg.cli.commands import CommandGroup, translated
from caseorg.cli.shared import Context
from caseorg.cli.streams import told_streams
from caseorg.domain.errors import CaseorgError
from caseorg.i18n import error_text, tr, use_language
from caseorg.settings import LANGUAGES, load_settings

BUG = 1

app = typer.Typer(
    cls=CommandGroup,
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _tell_version(wanted: bool) -> None:
    """The program's start tells it sooner where nothing else was asked."""
    if wanted:
        typer.echo(f"caseorg {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    data: Annotated[Path | None, typer.Option(help="The data folder (default: CASEORG_DATA).", metavar="DIR")] = None,
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_tell_version, is_eager=True)
    ] = False,
) -> None:
    """Turns screenshots of a purchase gone wrong into a case: timeline, complaint PDF, evidence pack.

    Without a command, the window opens.
    """
    context.obj = Context(load_settings(data))
    use_language(context.obj.settings.language)
    if context.invoked_subcommand is None:
        from caseorg.cli.window import open_window

        open_window(context)


def run(arguments: list[str] | None = None) -> int:
    """Runs a command line; returns its exit code: 0, 1 for a bug, 2 for a user's error, 3 for broken evidence,
    141 where nobody reads on."""
    # What ends a command while it reads is told by us; SQLAlchemy would print how its cursor was closed.
    logging.getLogger("sqlalchemy").addHandler(logging.NullHandler())
    with told_streams():
        try:
            return _run(arguments)
        except SystemExit as end:  # what was to be told of an error does not arrive either
            return end.code if isinstance(end.code, int) else BUG
        except CaseorgError as error:
            return error.exit_code


def _run(arguments: list[str] | None) -> int:
    code = 0
    try:
        use_language(_early_language(arguments))
        translated(typer.main.get_command(app)).main(arguments, prog_name="caseorg")
    except SystemExit as end:  # how typer ends, after it has told of a wrong option
        code = end.code if isinstance(end.code, int) else BUG
    except CaseorgError as error:
        print(error_text(error), file=sys.stderr)
        code = error.exit_code
    except Exception:
        from caseorg.views.bugs import log_places_only

        log_places_only()
        logging.getLogger("caseorg").exception(tr("This is a bug in caseorg. Please report what follows."))
        code = BUG
    if sys.stdout:
        sys.stdout.flush()
    return code


def _early_language(arguments: list[str] | None) -> str:
    """The language of help and errors, before the command line is parsed; whatever is wrong with the settings is told
    by the command."""
    try:
        return load_settings(_early_data(arguments)).language
    except CaseorgError:
        wanted = os.environ.get("CASEORG_LANGUAGE")
        return wanted if wanted in LANGUAGES else LANGUAGES[0]


def _early_data(arguments: list[str] | None) -> Path | None:
    """The data folder that the command line names."""
    words = sys.argv[1:] if arguments is None else arguments
    for number, word in enumerate(words):
        if word == "--data" and number + 1 < len(words):
            return Path(words[number + 1])
        if word.startswith("--data="):
            return Path(word.removeprefix("--data="))
        if not word.startswith("-"):
            break
    return None
