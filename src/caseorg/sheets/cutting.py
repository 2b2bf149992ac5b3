"""From a picture to the pages that show it: one, or as many as a tall one needs."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from caseorg.children.calls import in_worker
from caseorg.domain.papers.slicing import Slice, slices
from caseorg.domain.reading.reading import PageReading, Reading
from caseorg.pdf.continuation import Continuation
from caseorg.pdf.evidence_page import CONTENT_HEIGHT, CONTENT_WIDTH, LARGEST, EvidenceSheet, LoadPage
from caseorg.pdf.images import Picture

if TYPE_CHECKING:
    from PIL import Image

TALL = 2.6  # a picture more than this many times as high as wide is cut
OVERLAP = 0.05  # of a page: more than one line of a phone's chat


@dataclass(frozen=True, slots=True)
class KeptReading:
    """What was read off a file, loaded when it is drawn: `pages` are those on which something stands, counted from 0.
    `load` gives None where it is gone by then."""

    pages: frozenset[int]
    load: Callable[[], Reading | None]


def page_of(reading: KeptReading | None, number: int) -> LoadPage | None:
    """What gives what was read off this page, counted from 0; None where nothing was."""
    return partial(_load_page, reading.load, number) if reading and number in reading.pages else None


def _load_page(load: Callable[[], Reading | None], number: int) -> PageReading | None:
    reading = load()
    return reading.pages[number] if reading and number < len(reading.pages) else None


def picture_sheets(picture: Picture, reading: LoadPage | None = None) -> tuple[EvidenceSheet, ...]:
    """The picture whole, or in parts of full width, with what was read off it.

    Raises:
        CaseorgError: it is tall and cannot be decoded.
    """
    width, height = picture.upright
    piece = int(CONTENT_HEIGHT / min(CONTENT_WIDTH / width, LARGEST))
    if height <= max(piece, width * TALL):
        return (EvidenceSheet(picture, Slice(0, height), reading=reading),)
    assert picture.decode
    return tuple(_parts(picture, _cut(picture.decode, piece), reading))


@in_worker
def _cut(decode: "Callable[[], Image.Image]", piece: int) -> tuple[Slice, ...]:
    """Where the upright picture may be cut."""
    from caseorg.evidence.images import blank_rows, calm_rows

    pixels = decode()
    return slices(blank_rows(pixels), calm_rows(pixels), piece, int(piece * OVERLAP))


def _parts(picture: Picture, cut: Sequence[Slice], reading: LoadPage | None) -> Iterator[EvidenceSheet]:
    end = 0
    for rows in cut:
        above = (end - rows.top) / (rows.bottom - rows.top) if rows.top else None
        yield EvidenceSheet(
            picture, rows, continuation=Continuation(above, rows.bottom < picture.upright[1]), reading=reading
        )
        end = rows.bottom
