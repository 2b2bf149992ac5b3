"""The reader, loaded when it is wanted: what it runs on is slow to load, and not to be had for every machine."""

from collections.abc import Callable

from caseorg.domain.errors import CaseorgError
from caseorg.domain.reading.reading import PageReading
from caseorg.ocr.pixels import Pixels


def load_reader() -> Callable[[Pixels], PageReading]:
    """What reads a picture.

    Raises:
        CaseorgError: this machine cannot.
    """
    try:
        from caseorg.ocr.reader import read
    except (ImportError, OSError) as error:
        raise CaseorgError("Pictures cannot be read on this machine.", "Everything else works without it.") from error
    return read
