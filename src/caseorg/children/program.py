"""The child that becomes another program, with limits that stay."""

import os
import resource
import signal
import sys

from caseorg.children.ending import end_with_parent


def main(megabytes: str, seconds: str, *command: str) -> None:
    """Limits itself and becomes the command; what is set for our end stays set for it too."""
    end_with_parent()
    memory = int(megabytes) * 1_000_000
    for limit, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, int(seconds)),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    for number in (signal.SIGPIPE, signal.SIGXFSZ):  # Python ignores them, and what is ignored stays so
        signal.signal(number, signal.SIG_DFL)
    if getattr(sys, "frozen", False):  # a program in one file has libraries of its own on this path
        _restore("LD_LIBRARY_PATH")
    os.execv(command[0], command)  # noqa: S606 — what we were started for


def _restore(name: str) -> None:
    before = os.environ.pop(f"{name}_ORIG", None)
    os.environ.pop(name, None)
    if before is not None:
        os.environ[name] = before
