"""Where lines of text stand in a picture, found in tiles as wide as it is."""

from collections.abc import Iterator

import numpy as np
from PIL import Image

from caseorg.ocr.components import Mask, components
from caseorg.ocr.models import Floats, Network
from caseorg.ocr.pixels import Pixels

_ACROSS = 384  # dots of a phone's screen, however many pixels it has: letters are twelve dots high
_STEP = 32  # dots; the network takes multiples of it
_TALLEST = 576  # dots of a tile, about 1,600 pixels of a usual phone
_OVERLAP = 57  # dots, about 160 pixels: a line is less than half as high
_MEAN = np.array((0.485, 0.456, 0.406), np.float32) * 255
_DEVIATION = np.array((0.229, 0.224, 0.225), np.float32) * 255
_WARM = 0.25  # what may be text
_SURE = 0.4  # on average what is
_LEAST = 3  # dots, across and down
_GROWN = 1.4  # the network marks the core of a line
_EDGE = 2  # pixels


def find_lines(pixels: Pixels, network: Network) -> Floats:
    """A row for each line: left, top, right, bottom, in pixels."""
    scale = min(1.0, _ACROSS / pixels.width)
    kept = np.zeros((0, 4), np.float32)
    cut = kept
    for top, bottom in tiles(pixels.height, scale):
        found = _in_tile(pixels.rows(top, bottom), scale, network) + np.array((0, top, 0, top), np.float32)
        whole = _is_whole(found, top, bottom, pixels.height)
        kept = np.concatenate((kept, _without(found[whole], kept)))
        cut = np.concatenate((cut, found[~whole]))
    return np.concatenate((kept, _without(cut, kept)))


def tiles(height: int, scale: float) -> Iterator[tuple[int, int]]:
    """Top and bottom of each, from the top; two that follow each other overlap."""
    tall, overlap = round(_TALLEST / scale), round(_OVERLAP / scale)
    top = 0
    while height - top > tall + overlap:
        yield top, top + tall
        top += tall - overlap
    yield top, height


def _in_tile(tile: Image.Image, scale: float, network: Network) -> Floats:
    width, height = (max(_STEP, round(side * scale / _STEP) * _STEP) for side in tile.size)
    heat = network(_prepared(tile.resize((width, height), Image.Resampling.BILINEAR)))[0, 0]
    found = components(heat > _WARM, heat)
    sides = found[:, 2:4] - found[:, :2]
    found = found[(sides >= _LEAST).all(axis=1) & (found[:, 4] >= _SURE), :4]
    grown = _grown(found)
    limits = np.array((width, height, width, height), np.float32)
    factors = np.array((tile.width / width, tile.height / height) * 2, np.float32)
    return np.clip(grown, 0, limits) * factors


def _prepared(picture: Image.Image) -> Floats:
    """As the network was taught: blue, green, red."""
    dots = np.asarray(picture, np.float32)[:, :, ::-1]
    return np.ascontiguousarray(((dots - _MEAN) / _DEVIATION).transpose(2, 0, 1)[None])


def _grown(boxes: Floats) -> Floats:
    wide, high = (boxes[:, 2:] - boxes[:, :2]).T
    by = (wide * high * _GROWN / (2 * (wide + high)))[:, None]
    return np.concatenate((boxes[:, :2] - by, boxes[:, 2:] + by), axis=1)


def _is_whole(boxes: Floats, top: int, bottom: int, height: int) -> Mask:
    """Whether a line is not cut by the tile's edge, unless it is that of the picture."""
    from_above = (top > 0) & (boxes[:, 1] <= top + _EDGE)
    to_below = (bottom < height) & (boxes[:, 3] >= bottom - _EDGE)
    whole: Mask = ~(from_above | to_below)
    return whole


def _without(boxes: Floats, known: Floats) -> Floats:
    """Those that no known one covers by half."""
    if not len(boxes) or not len(known):
        return boxes
    first = np.maximum(boxes[:, None, :2], known[None, :, :2])
    last = np.minimum(boxes[:, None, 2:], known[None, :, 2:])
    common = np.maximum(last - first, 0).prod(axis=2)
    areas = (boxes[:, 2:] - boxes[:, :2]).prod(axis=1)
    apart: Mask = (common <= 0.5 * areas[:, None]).all(axis=1)
    found: Floats = boxes[apart]
    return found
