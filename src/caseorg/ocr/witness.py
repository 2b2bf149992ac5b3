"""Reads a picture again to find out whether anything is left of what was hidden: by each recogniser on its own."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from caseorg.domain.reading.order import in_order
from caseorg.domain.reading.reading import Box, PageReading
from caseorg.ocr.colours import with_colours_where_needed
from caseorg.ocr.detector import find_lines
from caseorg.ocr.engine import SMALL, TINY, RecogniserFiles
from caseorg.ocr.models import detector, recogniser
from caseorg.ocr.pixels import Pixels
from caseorg.ocr.reader import THREADS, line_at
from caseorg.ocr.recogniser import Crop, Place, crop_line, read_line

Testimony = tuple[PageReading, tuple[str, ...]]
"""What one recogniser reads on the page, and in the places that it was pointed to."""


def read_with_each(pixels: Pixels, places: Sequence[Box]) -> tuple[Testimony, ...]:
    """What each recogniser says, whatever the other says, however unsure it is and whether or not it may be noise.

    Raises:
        CaseorgError: a model is missing or damaged.
    """
    pixels = with_colours_where_needed(pixels)
    found: list[Place] = [tuple(box) for box in find_lines(pixels, detector(), THREADS).tolist()]
    pointed: list[Place] = [(box.left, box.top, box.right, box.bottom) for box in places]
    with ThreadPoolExecutor(THREADS) as pool:
        cut = list(pool.map(partial(crop_line, pixels), (*found, *pointed)))
    return tuple(_testimony(files, pixels, found, cut) for files in (TINY, SMALL))


def _testimony(files: RecogniserFiles, pixels: Pixels, found: Sequence[Place], cut: Sequence[Crop]) -> Testimony:
    with ThreadPoolExecutor(THREADS) as pool:
        words = list(pool.map(partial(read_line, recogniser(files)), cut))
    lines = [line_at(place, read.stripped()) for read, place in zip(words, found, strict=False) if read.text.strip()]
    beside = tuple(read.text for read in words[len(found) :])
    return PageReading(pixels.width, pixels.height, tuple(in_order(lines))), beside
