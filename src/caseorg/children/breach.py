"""What is said of a child that broke its limits."""

from enum import StrEnum

from caseorg.domain.errors import CaseorgError


class Breach(StrEnum):
    """Which limit a child broke, or that it ended by itself."""

    TIME = "time"
    MEMORY = "memory"
    CRASH = "crash"


_WHAT = {
    Breach.TIME: "Looking into the file takes too long.",
    Breach.MEMORY: "Looking into the file takes too much memory.",
    Breach.CRASH: "The program that looks into the file crashed over it.",
}


class BreachError(CaseorgError):
    """A worker was ended over a file, or ended by itself."""

    @property
    def breach(self) -> Breach:
        """Which limit it was."""
        return Breach(str(self.values["breach"]))


class BugError(RuntimeError):
    """A function that a worker called failed in a way that nobody thought of."""


def broken(breach: Breach) -> BreachError:
    """What to raise for it."""
    return BreachError(_WHAT[breach], "Withdraw it ({withdraw}), or add it as another format.", breach=breach)
