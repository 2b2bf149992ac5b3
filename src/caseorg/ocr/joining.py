"""Halves of a line, made one where they touch or ink is between them: a thin 一 leaves the detector cold."""

import numpy as np

from caseorg.ocr.components import Mask
from caseorg.ocr.models import Floats
from caseorg.ocr.pixels import Pixels

_LIKE = 0.75  # the lower of two halves is at least that high, as a part of the other
_LEVEL = 0.7  # of the lower one stands beside the other
_GAP = 0.05, 0.5  # of their height; the space before another text is empty, a face in a chat is farther away
_COMMON = 0.6  # of their height that both show: each was grown over what parts them
_INK = 40  # levels of grey
_INNER = 0.15  # above and below it a line has nothing; what is there belongs to a frame


def joined(pixels: Pixels, boxes: Floats) -> Floats:
    """The boxes, with halves made one; what lies in one of these goes."""
    found = boxes[np.argsort(boxes[:, 0])]
    whole = np.zeros((0, 4), np.float32)
    while len(found):
        box, found = found[0], found[1:]
        while (mates := np.nonzero(_beside(box, found))[0]).size and _is_one_with(pixels, box, found[mates[0]]):
            box = _around(box, found[mates[0]])
            found = found[~_within(found, box)]
        whole = np.concatenate((whole, box[None]))
    return whole


def _beside(box: Floats, others: Floats) -> Mask:
    """Whether they may be its other half, to the right of it."""
    heights = others[:, 3] - others[:, 1]
    high = box[3] - box[1]
    lower, higher = np.minimum(heights, high), np.maximum(heights, high)
    common = np.minimum(others[:, 3], box[3]) - np.maximum(others[:, 1], box[1])
    gap = (others[:, 0] - box[2]) / higher
    level: Mask = (lower >= _LIKE * higher) & (common >= _LEVEL * lower)
    near: Mask = level & (gap > -_COMMON) & (gap < _GAP[1])
    return near


def _is_one_with(pixels: Pixels, left: Floats, right: Floats) -> bool:
    """Whether they touch, or ink lies between them."""
    top, bottom = max(left[1], right[1]), min(left[3], right[3])
    if right[0] - left[2] <= _GAP[0] * max(left[3] - left[1], right[3] - right[1]):
        return True
    inner = round(_INNER * (bottom - top))
    rows = pixels.look(int(top) + inner, max(int(top) + inner + 1, int(bottom) - inner))
    between = np.asarray(rows.crop((int(left[2]), 0, int(right[0]) + 1, rows.height)))
    contrast = between.max(axis=(0, 1)) - between.min(axis=(0, 1))  # in each band of colour
    return int(contrast.max()) > _INK


def _around(one: Floats, other: Floats) -> Floats:
    return np.concatenate((np.minimum(one[:2], other[:2]), np.maximum(one[2:], other[2:])))


def _within(boxes: Floats, box: Floats) -> Mask:
    """Which lie in it by half."""
    common = np.maximum(np.minimum(boxes[:, 2:], box[2:]) - np.maximum(boxes[:, :2], box[:2]), 0).prod(axis=1)
    found: Mask = common > 0.5 * (boxes[:, 2:] - boxes[:, :2]).prod(axis=1)
    return found
