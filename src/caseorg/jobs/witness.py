"""A redacted copy is looked at again, in the reader's worker: what can be read, and whether ink is left."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from caseorg.children.calls import in_own_worker
from caseorg.children.limits import WorkerLimits
from caseorg.domain.reading.reading import Box, PageReading
from caseorg.domain.redaction.remains import RereadPage, Spot
from caseorg.evidence.document import render_page
from caseorg.evidence.images import flat, open_image
from caseorg.evidence.ink import Area, has_ink_beside, is_burnt
from caseorg.ocr.pixels import Pixels

if TYPE_CHECKING:
    from PIL import Image

_LIMITS = WorkerLimits(seconds=120)
_BESIDE = 8  # heights of a box to either side that are read without asking whether there is a line
DOTS = 200  # an inch of a page


@in_own_worker(_LIMITS)
def look_at_picture(file: Path, media_type: str, spots: Sequence[Spot]) -> RereadPage:
    """What there is to see in the copy of a picture.

    Raises:
        CaseorgError: this machine cannot read pictures, or it took too much (BreachError).
    """
    return _look(flat(open_image(file, media_type)), spots)


@in_own_worker(_LIMITS)
def look_at_page(file: Path, number: int, spots: Sequence[Spot]) -> RereadPage:
    """The same of a page."""
    return _look(render_page(file, number, DOTS), spots)


def _look(picture: "Image.Image", spots: Sequence[Spot]) -> RereadPage:
    inked = tuple(number for number, spot in enumerate(spots) if _is_inked(picture, spot))
    places = [place for spot in spots for place in _beside(spot.box, picture.size)]
    pixels = Pixels(*picture.size, lambda top, bottom: picture.crop((0, top, picture.width, bottom)))
    readings: list[PageReading] = []
    beside: list[str] = []
    for page, texts in _read_with_each(pixels, places):
        readings.append(page)
        beside += texts
    return RereadPage(tuple(readings), tuple(beside), inked)


def _read_with_each(pixels: Pixels, places: Sequence[Box]) -> tuple[tuple[PageReading, tuple[str, ...]], ...]:
    from caseorg.ocr.start import load_reader

    load_reader()  # says so where this machine cannot
    from caseorg.ocr.witness import read_with_each

    return read_with_each(pixels, places)


def _is_inked(picture: "Image.Image", spot: Spot) -> bool:
    """A block that is not solid is as bad as ink beside it."""
    area: Area = (spot.box.left, spot.box.top, spot.box.right, spot.box.bottom)
    return not is_burnt(picture, area) or has_ink_beside(picture, area, spot.known)


def _beside(box: Box, size: tuple[int, int]) -> list[Box]:
    reach = _BESIDE * (box.bottom - box.top)
    sides = (
        Box(max(0, box.left - reach), box.top, box.left, box.bottom),
        Box(box.right, box.top, min(size[0], box.right + reach), box.bottom),
    )
    return [side for side in sides if side.right - side.left > 1]
