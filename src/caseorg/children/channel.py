"""What a child and whoever started it say to each other: pickled, over the child's standard streams."""

import os
import pickle
import sys
from typing import IO, Any, BinaryIO

READY = b"\0caseorg answers\n"  # before it the machine's own start-up files may say something
_VALUES = ("caseorg.domain.", "caseorg.evidence.", "caseorg.pdf.")
_PLAIN = frozenset(
    {
        ("builtins", "bytearray"),
        ("builtins", "frozenset"),
        ("builtins", "set"),
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "timedelta"),
        ("datetime", "timezone"),
        ("decimal", "Decimal"),
    }
)


class NoValueError(pickle.UnpicklingError):
    """An answer named something that is no value."""


class Values(pickle.Unpickler):
    """Reads values of ours and plain ones: who answers has read what strangers sent, and may not be itself any more."""

    def find_class(self, module: str, name: str) -> Any:
        """A class of values, by its plain name; nothing that could be called for what it does."""
        if "." not in name and ((module, name) in _PLAIN or module.startswith(_VALUES)):
            found = super().find_class(module, name)
            if isinstance(found, type):
                return found
        raise NoValueError(f"{module}.{name} is no value")


def own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """For a child: orders and answers, as nobody else's standard streams, for a library may read or print."""
    orders, answers = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    sys.stdin, sys.stdout = None, None
    return os.fdopen(orders, "rb"), os.fdopen(answers, "wb")


def await_ready(answers: IO[bytes]) -> None:
    """For whoever started it: skips what is no answer.

    Raises:
        EOFError: it ended before it was ready.
    """
    line = b""
    while not line.endswith(READY):
        line = answers.readline()
        if not line:
            raise EOFError
