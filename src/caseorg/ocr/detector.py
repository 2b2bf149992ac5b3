"""Where lines of text stand in a picture, found in strips as wide as it is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from math import ceil
from threading import Lock

import numpy as np
from PIL import Image

from caseorg.ocr.colours import Dots, bands
from caseorg.ocr.components import Mask, components
from caseorg.ocr.jobs import ReadingJob, finish
from caseorg.ocr.models import Floats, Network
from caseorg.ocr.pixels import Pixels

_ACROSS = 384  # dots of a phone's screen, however many pixels it has: letters are twelve dots high
_WIDE = 1.3  # of the width: what is less high is no phone's screen, and may have letters of any size
_WIDE_SCALE = 0.5  # dots a pixel of it, so that a desktop's letters stay seven dots high
_STEP = 32  # dots; the network takes multiples of it
_AREA = 384 * 480  # dots of a tile, more than half of what a phone shows
_LEAST_TALL = 256  # dots of a wide one
_OVERLAP = 57  # dots, about 160 pixels: a line is less than half as high
_BESIDE_TILE = 2  # dots whose pixels count for those at the edge of what is made smaller at once
_INK = 20  # levels by which the dots of a row differ where anything stands in it; cards on a page differ less
_BESIDE_INK = 16  # dots of blank that go with a strip
_MEAN = np.array((0.406, 0.456, 0.485), np.float32) * 255  # blue, green, red, as the network was taught
_DEVIATION = np.array((0.225, 0.224, 0.229), np.float32) * 255
_WARM = 0.25  # what may be text
_SURE = 0.4  # on average what is
_LEAST = 3  # dots, across and down
_GROWN = 1.4  # the network marks the core of a line
_EDGE = 1.5  # dots
_LEAST_PART = 192  # dots, lest the overlap costs more than two threads save
STRIP = 1  # when strips are looked at among the rest
Span = tuple[int, int]
"""Top and bottom."""
Found = Callable[[Span, Floats], Iterable[ReadingJob]]


@dataclass(frozen=True, slots=True)
class SmallPage:
    """A picture as the network sees it, and how many pixels a dot of it is."""

    dots: Dots
    across: float
    down: float

    @property
    def pixels(self) -> Floats:
        """What turns a box in dots into one in pixels."""
        return np.array((self.across, self.down) * 2, np.float32)


def find_lines(pixels: Pixels, network: Network, threads: int) -> Floats:
    """A row for each line: left, top, right, bottom, in pixels."""
    page = small_page(pixels, threads)
    found: dict[Span, Floats] = {}

    def keep(strip: Span, boxes: Floats) -> Iterable[ReadingJob]:
        found[strip] = boxes
        return ()

    finish(strip_jobs(page, network, threads, keep), threads)
    return np.concatenate([np.zeros((0, 4), np.float32), *(found[strip] for strip in sorted(found))])


def small_page(pixels: Pixels, threads: int) -> SmallPage:
    """Made in tiles, of which no more are held than there are threads; below, its last row fills it up."""
    scale = _scale(pixels)
    width = max(_STEP, round(pixels.width * scale / _STEP) * _STEP)
    used = max(1, round(pixels.height * scale))
    dots = np.zeros((ceil(used / _STEP) * _STEP, width, *(3,) * pixels.coloured), np.uint8)
    page = SmallPage(dots, pixels.width / width, pixels.height / used)
    tall = _tall(width)

    def make(top: int) -> Iterable[ReadingJob]:
        _make_rows(pixels, page, top, min(used, top + tall))
        return ()

    finish((ReadingJob((STRIP, top), partial(make, top)) for top in range(0, used, tall)), threads)
    dots[used:] = dots[used - 1]
    return page


def _scale(pixels: Pixels) -> float:
    """Dots a pixel."""
    across = _ACROSS / pixels.width
    return min(1.0, across if pixels.height > _WIDE * pixels.width else max(across, _WIDE_SCALE))


def _tall(width: int) -> int:
    """Dots of a tile of a page so wide."""
    return max(_LEAST_TALL, _AREA // width // _STEP * _STEP)


def _make_rows(pixels: Pixels, page: SmallPage, top: int, bottom: int) -> None:
    """These rows of dots, as if the page had been made smaller at once."""
    first = max(0, int((top - _BESIDE_TILE) * page.down))
    last = min(pixels.height, ceil((bottom + _BESIDE_TILE) * page.down))
    box = (0.0, top * page.down - first, float(pixels.width), min(bottom * page.down, last) - first)
    rows = pixels.look(first, last)
    small = rows.resize((page.dots.shape[1], bottom - top), Image.Resampling.BILINEAR, box)
    page.dots[top:bottom] = np.asarray(small)


def strip_jobs(page: SmallPage, network: Network, threads: int, found: Found) -> list[ReadingJob]:
    """What looks at each strip that has ink, in parts; `found` gets a strip's lines once all its parts are seen."""
    strips = list(inked(page.dots))
    share = sum(bottom - top for top, bottom in strips) / threads
    tall = min(_tall(page.dots.shape[1]), ceil(max(_LEAST_PART, share + _OVERLAP) / _STEP) * _STEP)
    return [job for strip in strips for job in _Strip(page, network, strip, found).jobs(tall)]


class _Strip:
    """Rows of a page between two blank ones, seen in parts by whichever thread has time."""

    def __init__(self, page: SmallPage, network: Network, span: Span, found: Found) -> None:
        self._page, self._network, self._span, self._found = page, network, span, found
        self._missing = 0
        self._seen: dict[Span, Floats] = {}
        self._lock = Lock()

    def jobs(self, tall: int) -> list[ReadingJob]:
        """One for each part."""
        top, bottom = self._span
        parts = [(top + first, top + last) for first, last in tiles(bottom - top, tall, _OVERLAP, _STEP)]
        self._missing = len(parts)
        return [ReadingJob((STRIP, first - last), partial(self._look, (first, last))) for first, last in parts]

    def _look(self, part: Span) -> Iterable[ReadingJob]:
        top, bottom = part
        boxes = _grown(_in_rows(self._page.dots[top:bottom], self._network) + np.array((0, top, 0, top), np.float32))
        with self._lock:
            self._seen[part] = boxes
            self._missing -= 1
            complete = not self._missing
        return self._found(self._span, self._lines()) if complete else ()

    def _lines(self) -> Floats:
        """In pixels."""
        parts = sorted(self._seen)
        boxes = np.concatenate([self._seen[part] for part in parts])
        found = _apart(boxes, np.concatenate([_is_whole(self._seen[part], part, self._span) for part in parts]))
        height, width = self._page.dots.shape[:2]
        return np.clip(found, 0, np.array((width, height) * 2, np.float32)) * self._page.pixels


def tiles(height: int, tall: int, overlap: int, step: int) -> list[Span]:
    """Top and bottom of each, from the top: as few as there can be, and then as low as there can be, of one height
    that is a multiple of the step, as `tall` is. Two that follow each other overlap by so much, more, or a row less."""
    count = max(1, ceil((height - overlap) / (tall - overlap)))
    lowest = (height + (count - 1) * overlap) / count
    each = min(height, ceil(lowest / step) * step) if count > 1 else height
    tops = [round(number * (height - each) / max(1, count - 1)) for number in range(count)]
    return [(top, top + each) for top in tops]


def inked(dots: Dots) -> Iterator[Span]:
    """The strips in which any row differs; what stands in one is right at its edge only where the page ends there."""
    contrast = (dots.max(axis=1) - dots.min(axis=1)).reshape(len(dots), -1).max(axis=1) > _INK
    near = np.convolve(contrast, np.ones(2 * _BESIDE_INK + 1), "same")[: len(dots)] > 0
    steps = np.concatenate(([False], near.reshape(-1, _STEP).any(axis=1), [False]))
    edges = np.nonzero(steps[1:] != steps[:-1])[0] * _STEP
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _in_rows(dots: Dots, network: Network) -> Floats:
    heat = network((bands(dots).astype(np.float32) - _MEAN[:, None, None])[None] / _DEVIATION[:, None, None])[0, 0]
    found = components(heat > _WARM, heat)
    sides = found[:, 2:4] - found[:, :2]
    return found[(sides >= _LEAST).all(axis=1) & (found[:, 4] >= _SURE), :4]


def _grown(boxes: Floats) -> Floats:
    wide, high = (boxes[:, 2:] - boxes[:, :2]).T
    by = (wide * high * _GROWN / (2 * (wide + high)))[:, None]
    return np.concatenate((boxes[:, :2] - by, boxes[:, 2:] + by), axis=1)


def _is_whole(boxes: Floats, part: Span, strip: Span) -> Mask:
    """Whether a line is not cut by the part's edge, unless it is that of the strip."""
    from_above = (part[0] > strip[0]) & (boxes[:, 1] <= part[0] + _EDGE)
    to_below = (part[1] < strip[1]) & (boxes[:, 3] >= part[1] - _EDGE)
    whole: Mask = ~(from_above | to_below)
    return whole


def _apart(boxes: Floats, whole: Mask) -> Floats:
    """Without those that others cover by half: whole ones go before cut ones, large ones before small ones."""
    areas = (boxes[:, 2:] - boxes[:, :2]).prod(axis=1)
    kept = boxes[:0]
    for number in np.lexsort((-areas, ~whole)):
        box = boxes[number]
        common = np.minimum(kept[:, 2:], box[2:]) - np.maximum(kept[:, :2], box[:2])
        if (np.maximum(common, 0).prod(axis=1) <= areas[number] / 2).all():
            kept = np.concatenate((kept, box[None]))
    return kept
