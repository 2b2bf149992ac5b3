"""Reads a picture: where its lines stand, and what they say."""

from collections.abc import Iterable, Sequence
from functools import cache, partial
from math import ceil

from caseorg.domain.reading.order import in_order
from caseorg.domain.reading.reading import Box, Line, PageReading
from caseorg.ocr.characters import is_mostly_chinese
from caseorg.ocr.colours import with_colours_where_needed
from caseorg.ocr.detector import Span, small_page, strip_jobs
from caseorg.ocr.doubts import better, doubted_part, doubtful, is_doubtful_anyway
from caseorg.ocr.engine import SMALL, TINY
from caseorg.ocr.framing import framed
from caseorg.ocr.jobs import ReadingJob, finish
from caseorg.ocr.joining import joined
from caseorg.ocr.models import Floats, detector, recogniser
from caseorg.ocr.noise import without_noise
from caseorg.ocr.pixels import Pixels
from caseorg.ocr.recogniser import Crop, Place, RecognisedWords, crop_line, cut_part, read_line

THREADS = 2
_AGAIN, _LINE = 0, 2  # what is slow goes before what is quick, lest one thread still has it when nothing else is left


def read(pixels: Pixels) -> PageReading:
    """Its lines, from top to bottom, then left to right.

    Raises:
        CaseorgError: a model is missing or damaged.
    """
    pixels = with_colours_where_needed(pixels)
    work = _Work(pixels)
    finish(strip_jobs(small_page(pixels, THREADS), detector(), THREADS, work.read_lines), THREADS)
    finish(work.others(), THREADS)
    lines = [line_at(place, words.stripped()) for place, words in sorted(work.words.items())]
    return PageReading(pixels.width, pixels.height, tuple(in_order(without_noise(lines, pixels.width))))


class _Work:
    """What is known of the lines of a picture while it is read, on several threads: each writes what is its line's."""

    def __init__(self, pixels: Pixels) -> None:
        self.words: dict[Place, RecognisedWords] = {}
        self._pixels = pixels
        self._crops: dict[Place, Crop] = {}
        self._again: set[Place] = set()

    def read_lines(self, _: Span, boxes: Floats) -> list[ReadingJob]:
        """Of a strip."""
        places: list[Place] = [tuple(box) for box in joined(self._pixels, boxes).tolist()]
        return [ReadingJob((_LINE, place[0] - place[2]), partial(self._read, place)) for place in places]

    def others(self) -> list[ReadingJob]:
        """Lines that only the rest of the page makes doubtful."""
        places = sorted(self.words)
        again = doubtful([self.words[place] for place in places], places, self._pixels.width)
        others = (places[number] for number in again if places[number] not in self._again)
        return [self._second(place, slice(0, len(self.words[place].text))) for place in others]

    def _read(self, place: Place) -> Iterable[ReadingJob]:
        self._crops[place] = crop_line(self._pixels, place)
        self.words[place] = read_line(recogniser(TINY), self._crops[place])
        words, width = self.words[place], self._pixels.width
        return (
            [self._second(place, doubted_part(words, place, width))] if is_doubtful_anyway(words, place, width) else []
        )

    def _second(self, place: Place, part: slice) -> ReadingJob:
        self._again.add(place)
        return ReadingJob((_AGAIN, part.start - part.stop), partial(self._read_again, place, part))

    def _read_again(self, place: Place, part: slice) -> Sequence[ReadingJob]:
        quick = self.words[place]
        before, doubted, after = quick.part(slice(part.start)), quick.part(part), quick.part(slice(part.stop, None))
        thorough = _thorough(cut_part(self._crops[place], quick, part), doubted)
        if len(doubted.text) == len(thorough.text) or part == slice(0, len(quick.text)):
            self.words[place] = before.followed_by(better(doubted, thorough, _known())).followed_by(after)
        else:
            self.words[place] = better(quick, _thorough(self._crops[place], quick), _known())
        return ()


def _thorough(crop: Crop, quick: RecognisedWords) -> RecognisedWords:
    return read_line(recogniser(SMALL), _as_read_best(crop, quick))


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
