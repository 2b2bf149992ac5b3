"""What a file among the evidence says: read in a worker of its own, which keeps the models."""

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pypdfium2 import PdfiumError

from caseorg.children.calls import in_own_worker
from caseorg.children.limits import WorkerLimits, share_memory
from caseorg.domain.case import MediaKind
from caseorg.domain.errors import CaseorgError
from caseorg.domain.reading.reading import PageReading, Reading
from caseorg.evidence.document import page_sizes, render_page
from caseorg.evidence.images import flat, open_image
from caseorg.evidence.kinds import HEAD, found_type
from caseorg.evidence.page_text import page_text
from caseorg.ocr.engine import ENGINE
from caseorg.ocr.pixels import Pixels
from caseorg.ocr.start import load_reader

if TYPE_CHECKING:
    from PIL import Image

_LIMITS = WorkerLimits(seconds=60)  # for a picture, or a page
_DOTS = 200  # an inch of a page
_MOST_PAGES = 200  # of a document: the first ones
_BEHIND = 10  # the window's own process goes first


def read_evidence(file: Path) -> Reading:
    """What a picture says, or the first pages of a PDF: a page's own text where it has any, else what is read off it.

    Raises:
        CaseorgError: it cannot be decoded, this machine cannot read pictures, or it took too much (BreachError).
        OSError: there is no such file.
    """
    with file.open("rb") as opened:
        found = found_type(opened.read(HEAD), file.stat().st_size)
    if found and found.kind is MediaKind.PDF:
        pages = min(len(page_sizes(file)), _MOST_PAGES)
        return Reading(tuple(_read_page(file, number) for number in range(pages)), ENGINE)
    if found is None or found.kind is not MediaKind.IMAGE:
        raise CaseorgError("The picture cannot be decoded.", "It is kept as it is.")
    return Reading((_read_picture(file, found.media_type),), ENGINE)


@in_own_worker(_LIMITS)
def _read_picture(file: Path, media_type: str) -> PageReading:
    return _read(open_image(file, media_type))


@in_own_worker(_LIMITS)
def _read_page(file: Path, number: int) -> PageReading:
    try:
        own = page_text(file, number, _DOTS)
    except PdfiumError as error:
        raise CaseorgError("The page cannot be drawn.", "It is kept as it is.") from error
    return own or _read(render_page(file, number, _DOTS))


def _read(picture: "Image.Image") -> PageReading:
    _settle()

    def rows(top: int, bottom: int) -> "Image.Image":
        return flat(picture.crop((0, top, picture.width, bottom)))

    return load_reader()(Pixels(picture.width, picture.height, rows))


@cache
def _settle() -> None:
    """Once in a process."""
    share_memory()
    if hasattr(os, "nice"):
        os.nice(_BEHIND)
