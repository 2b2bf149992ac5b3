"""Where lines of text stand in a picture, found in tiles as wide as it is."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from math import ceil

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from caseorg.ocr.components import Mask, components
from caseorg.ocr.models import Floats, Network
from caseorg.ocr.pixels import Pixels

Dots = NDArray[np.uint8]

_ACROSS = 384  # dots of a phone's screen, however many pixels it has: letters are twelve dots high
_WIDE = 1.3  # of the width: what is less high is no phone's screen, and may have letters of any size
_WIDE_SCALE = 0.5  # dots a pixel of it, so that a desktop's letters stay seven dots high
_STEP = 32  # dots; the network takes multiples of it
_AREA = 384 * 480  # dots of a tile, more than half of what a phone shows
_LEAST_TALL = 256  # dots of a wide one
_OVERLAP = 57  # dots, about 160 pixels: a line is less than half as high
_INK = 20  # levels by which the dots of a row differ where anything stands in it; cards on a page differ less
_BESIDE_INK = 16  # dots of blank that go with a strip
_MEAN = np.array((0.485, 0.456, 0.406), np.float32) * 255
_DEVIATION = np.array((0.229, 0.224, 0.225), np.float32) * 255
_WARM = 0.25  # what may be text
_SURE = 0.4  # on average what is
_LEAST = 3  # dots, across and down
_GROWN = 1.4  # the network marks the core of a line
_EDGE = 1.5  # dots


def find_lines(pixels: Pixels, network: Network, threads: int) -> Floats:
    """A row for each line: left, top, right, bottom, in pixels. No more tiles are held than there are threads."""
    scale = _scale(pixels)
    tall = max(_LEAST_TALL, _AREA / (pixels.width * scale))
    spans = tiles(pixels.height, round(tall / scale), round(_OVERLAP / scale), _STEP / scale)
    found, whole = [np.zeros((0, 4), np.float32)], [np.zeros(0, np.bool_)]
    with ThreadPoolExecutor(threads) as pool:
        for first in range(0, len(spans), threads):
            some = spans[first : first + threads]
            rows = [pixels.rows(top, bottom) for top, bottom in some]
            answers = pool.map(lambda tile: _in_tile(tile, scale, network), rows)
            for (top, bottom), in_tile in zip(some, answers, strict=True):
                boxes = in_tile + np.array((0, top, 0, top), np.float32)
                found.append(boxes)
                whole.append(_is_whole(boxes, top, bottom, pixels.height, _EDGE / scale))
    return _apart(np.concatenate(found), np.concatenate(whole))


def _scale(pixels: Pixels) -> float:
    """Dots a pixel."""
    across = _ACROSS / pixels.width
    return min(1.0, across if pixels.height > _WIDE * pixels.width else max(across, _WIDE_SCALE))


def tiles(height: int, tall: int, overlap: int, step: float) -> list[tuple[int, int]]:
    """Top and bottom of each, from the top: as few as there can be, and then as low as there can be, of one height
    that is a multiple of the step, lest letters are squeezed. Two that follow each other overlap by so much or more,
    give or take a row."""
    count = max(1, ceil((height - overlap) / (tall - overlap)))
    lowest = (height + (count - 1) * overlap) / count
    each = min(height, tall, round(ceil(lowest / step) * step)) if count > 1 else height
    tops = [round(number * (height - each) / max(1, count - 1)) for number in range(count)]
    return [(top, top + each) for top in tops]


def _in_tile(tile: Image.Image, scale: float, network: Network) -> Floats:
    width, height = (max(_STEP, round(side * scale / _STEP) * _STEP) for side in tile.size)
    small = tile.resize((width, height), Image.Resampling.BILINEAR)
    bands = np.stack([np.asarray(band) for band in small.split()])
    found = [np.zeros((0, 4), np.float32)]
    for top, bottom in inked(bands):
        found.append(_in_strip(bands[:, top:bottom], network) + np.array((0, top, 0, top), np.float32))
    grown = _grown(np.concatenate(found))
    limits = np.array((width, height, width, height), np.float32)
    factors = np.array((tile.width / width, tile.height / height) * 2, np.float32)
    return np.clip(grown, 0, limits) * factors


def inked(bands: Dots) -> Iterator[tuple[int, int]]:
    """Top and bottom of the strips in which any of the bands of colour differs; text in one is not right at its edge
    unless the tile ends there."""
    contrast = (bands.max(axis=2) - bands.min(axis=2)).max(axis=0) > _INK
    near = np.convolve(contrast, np.ones(2 * _BESIDE_INK + 1), "same")[: bands.shape[1]] > 0
    steps = np.concatenate(([False], near.reshape(-1, _STEP).any(axis=1), [False]))
    edges = np.nonzero(steps[1:] != steps[:-1])[0] * _STEP
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _in_strip(bands: Dots, network: Network) -> Floats:
    heat = network(_prepared(bands))[0, 0]
    found = components(heat > _WARM, heat)
    sides = found[:, 2:4] - found[:, :2]
    return found[(sides >= _LEAST).all(axis=1) & (found[:, 4] >= _SURE), :4]


def _prepared(bands: Dots) -> Floats:
    """As the network was taught: blue, green, red."""
    values = bands[::-1].astype(np.float32)
    values -= _MEAN[:, None, None]
    values /= _DEVIATION[:, None, None]
    return values[None]


def _grown(boxes: Floats) -> Floats:
    wide, high = (boxes[:, 2:] - boxes[:, :2]).T
    by = (wide * high * _GROWN / (2 * (wide + high)))[:, None]
    return np.concatenate((boxes[:, :2] - by, boxes[:, 2:] + by), axis=1)


def _is_whole(boxes: Floats, top: int, bottom: int, height: int, edge: float) -> Mask:
    """Whether a line is not cut by the tile's edge, unless it is that of the picture."""
    from_above = (top > 0) & (boxes[:, 1] <= top + edge)
    to_below = (bottom < height) & (boxes[:, 3] >= bottom - edge)
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
