"""What a bug leaves for a report: where it is, in which versions, and no text of a case."""

import logging
import platform
from datetime import UTC, datetime
from types import TracebackType

from caseorg import __version__
from caseorg.domain.errors import place_of

_Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def bug_report(error: BaseException, *versions: str) -> str:
    """`versions` name what else was at work."""
    known = versions_line(*versions)
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}Z {type(error).__name__}\n{known}\n{place_of(error)}\n"


def versions_line(*versions: str) -> str:
    """What is at work here, in one line."""
    return ", ".join((f"caseorg {__version__}", f"Python {platform.python_version()}", *versions, platform.system()))


class PlaceOnly(logging.Formatter):
    """Of an error it tells what a report does."""

    def formatException(self, caught: _Caught) -> str:  # noqa: N802 (logging calls it)
        """The report instead of the traceback, which quotes."""
        return bug_report(caught[1]) if caught[1] else ""


def log_places_only() -> None:
    """From now on no error in a log quotes a case, whoever logs it."""
    if logging.lastResort:
        logging.lastResort.setFormatter(PlaceOnly())
