"""Connected areas of a map, found by their runs in each row."""

import numpy as np
from numpy.typing import NDArray

from caseorg.ocr.models import Floats

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]


def components(mask: Mask, heat: Floats) -> Floats:
    """A row for each area whose points touch by a side: left, top, right, bottom (just outside), mean heat."""
    rows, starts, ends = _runs(mask)
    if not len(rows):
        return np.zeros((0, 5), np.float32)
    label = _labels(rows, starts, ends, mask.shape[1])
    count = int(label.max()) + 1
    left, top = np.full(count, mask.shape[1]), np.full(count, mask.shape[0])
    right, bottom = np.zeros(count, np.int64), np.zeros(count, np.int64)
    np.minimum.at(left, label, starts)
    np.minimum.at(top, label, rows)
    np.maximum.at(right, label, ends)
    np.maximum.at(bottom, label, rows + 1)
    mean = np.bincount(label, _sums(heat, rows, starts, ends)) / np.bincount(label, ends - starts)
    return np.stack([left, top, right, bottom, mean], axis=1).astype(np.float32)


def _runs(mask: Mask) -> tuple[Numbers, Numbers, Numbers]:
    """Row, start and end of each run, in order."""
    change = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(change == 1)
    _, ends = np.nonzero(change == -1)
    return rows, starts, ends


def _labels(rows: Numbers, starts: Numbers, ends: Numbers, width: int) -> Numbers:
    """The number of each run's area, from 0."""
    above, below = _touching(rows, starts, ends, width + 1)
    least = np.arange(len(rows))
    while True:
        both = np.minimum(least[above], least[below])
        found = least.copy()
        for row in (above, below):
            np.minimum.at(found, row, both)
            np.minimum.at(found, least[row], both)
        found = found[found]
        if np.array_equal(found, least):
            return np.unique(least, return_inverse=True)[1]
        least = found


def _touching(rows: Numbers, starts: Numbers, ends: Numbers, stride: int) -> tuple[Numbers, Numbers]:
    """Pairs of runs where one lies above the other and shares a column with it."""
    first = np.searchsorted(rows * stride + ends, (rows - 1) * stride + starts, "right")
    last = np.searchsorted(rows * stride + starts, (rows - 1) * stride + ends, "left")
    counts = np.maximum(last - first, 0)
    below = np.repeat(np.arange(len(rows)), counts)
    within = np.arange(len(below)) - np.repeat(np.cumsum(counts) - counts, counts)
    return first[below] + within, below


def _sums(heat: Floats, rows: Numbers, starts: Numbers, ends: Numbers) -> Floats:
    """The heat of each run."""
    total = np.pad(np.cumsum(heat, axis=1, dtype=np.float32), ((0, 0), (1, 0)))
    found: Floats = total[rows, ends] - total[rows, starts]
    return found
