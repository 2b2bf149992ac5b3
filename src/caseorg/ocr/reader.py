"""Reads a picture: where its lines stand, and what they say."""

from functools import cache
from math import ceil

from caseorg.domain.reading.order import in_order
from caseorg.domain.reading.reading import Box, Line, PageReading
from caseorg.ocr.characters import is_mostly_chinese
from caseorg.ocr.detector import find_lines
from caseorg.ocr.doubts import better, doubtful
from caseorg.ocr.engine import SMALL, TINY
from caseorg.ocr.framing import framed
from caseorg.ocr.joining import joined
from caseorg.ocr.models import detector, recogniser
from caseorg.ocr.noise import without_noise
from caseorg.ocr.pixels import Pixels
from caseorg.ocr.recogniser import Crop, Place, RecognisedWords, crops, read_all

THREADS = 2


def read(pixels: Pixels) -> PageReading:
    """Its lines, from top to bottom, then left to right.

    Raises:
        CaseorgError: a model is missing or damaged.
    """
    boxes = joined(pixels, find_lines(pixels, detector(), THREADS))
    places: list[Place] = [tuple(box) for box in boxes.tolist()]
    lines = [line_at(place, words.stripped()) for words, place in zip(_words(pixels, places), places, strict=True)]
    return PageReading(pixels.width, pixels.height, tuple(in_order(without_noise(lines, pixels.width))))


def _words(pixels: Pixels, places: list[Place]) -> list[RecognisedWords]:
    cut = crops(pixels, places, THREADS)
    found = read_all(recogniser(TINY), cut, THREADS)
    again = doubtful(found, places, pixels.width)
    second = read_all(recogniser(SMALL), [_as_read_best(cut[number], found[number]) for number in again], THREADS)
    for number, words in zip(again, second, strict=True):
        found[number] = better(found[number], words, _known())
    return found


def _as_read_best(crop: Crop, quick: RecognisedWords) -> Crop:
    """Framed, unless it is rather a number or a code: a small 0 is taken for an O."""
    return framed(crop) if is_mostly_chinese(quick.text) else crop


@cache
def _known() -> frozenset[str]:
    return frozenset(recogniser(TINY).classes)


def line_at(place: Place, words: RecognisedWords) -> Line:
    """In whole pixels."""
    left, top, right, bottom = place
    box = Box(int(left), int(top), ceil(right), ceil(bottom))
    return Line(words.text, box, words.score, tuple(round(middle) for middle in words.middles))
