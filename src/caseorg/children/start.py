"""Starts every child of ours, from a checkout, an installed wheel or a program in one file alike."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import IO
from zipimport import zipimporter

from caseorg.children.keeper import keeper

RESERVED = "--caseorg-child"  # what __main__ looks for before it loads anything
# Windows would show a console. Ctrl-C is for whoever started it, elsewhere by a session of its own.
_APART = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
Stream = int | IO[bytes] | None


def own(module: str, *words: str) -> list[str]:
    """The command for a child of ours: `module` is one of ours with a `main` that takes the words."""
    return [*_ourselves(), RESERVED, str(os.getpid()), module, *words]


def _ourselves() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable]  # there is no Python that knows -m
    # -P: modules are not looked for in the working folder, where anything may lie.
    python = [sys.executable, "-I" if sys.flags.isolated else "-P"]
    loader = getattr(sys.modules.get("__main__"), "__loader__", None)
    return [*python, loader.archive] if isinstance(loader, zipimporter) else [*python, "-m", "caseorg"]


def program(command: Sequence[str], *, megabytes: int, seconds: int) -> list[str]:
    """The command for another program that ends with us, writes no file and has so much memory and time.

    Windows has no such limits here and cannot become another program; there it is started as it is.
    """
    if os.name == "nt":
        return list(command)
    return own("caseorg.children.program", str(megabytes), str(seconds), *command)


def start(
    command: Sequence[str],
    *,
    stdin: Stream = subprocess.PIPE,
    stdout: Stream = subprocess.PIPE,
    stderr: Stream = subprocess.DEVNULL,
    env: Mapping[str, str] | None = None,
) -> "subprocess.Popen[bytes]":
    """Starts what `own` or `program` gave.

    Raises:
        OSError: it cannot be started.
    """

    def begin() -> "subprocess.Popen[bytes]":
        child = subprocess.Popen(  # noqa: S603 — ourselves, or a program with arguments of our own
            command,
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            env=env,
            start_new_session=True,
            creationflags=_APART,
        )
        if sys.platform == "win32":
            from caseorg.children.ending import adopt

            adopt(int(child._handle))
        return child

    return keeper().run(begin)
