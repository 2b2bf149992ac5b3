"""What differs in its colours alone is lost in grey: red on blue, or on a grey as dark."""

from dataclasses import replace
from functools import reduce

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from caseorg.ocr.pixels import Pixels

Dots = NDArray[np.uint8]  # rows and columns, and the three bands of what has colours
_AT_ONCE = 1600  # rows
_WIDTH = 540  # dots of a page: strokes of letters are still one wide
_CONTRAST = 48  # levels in one band
_PART = 3  # of that less than one is left in grey
_FEW = 20  # dots of the page; less is no word


def with_colours_where_needed(pixels: Pixels) -> Pixels:
    """To be looked at in colours where grey would lose what may be words, else in grey: that is quicker."""
    strips = range(0, pixels.height, _AT_ONCE)
    lost = sum(_lost_in_grey(pixels, top, min(pixels.height, top + _AT_ONCE)) for top in strips)
    return replace(pixels, coloured=lost >= _FEW)


def _lost_in_grey(pixels: Pixels, top: int, bottom: int) -> int:
    """Dots that differ from the next one in a band of colour, and hardly in grey."""
    rows = pixels.rows(top, bottom)
    if len(rows.getbands()) == 1:
        return 0
    dot = max(1, pixels.width // _WIDTH)
    size = pixels.width // dot, max(1, rows.height // (2 * dot))
    small = rows.resize(size, Image.Resampling.NEAREST)  # what lies between them is not needed, and takes time
    most = reduce(np.maximum, map(_steps, small.convert("RGB").split()))
    return int(np.count_nonzero((most >= _CONTRAST) & (_steps(small.convert("L")) < most // _PART)))


def _steps(band: Image.Image) -> Dots:
    """How much each dot differs from the next one."""
    dots = np.asarray(band)
    left, right = dots[:, :-1], dots[:, 1:]
    steps: Dots = np.maximum(left, right) - np.minimum(left, right)
    return steps


def bands(dots: Dots) -> Dots:
    """One for all colours of a network, or one for each: blue, green, red."""
    return dots.transpose(2, 0, 1)[::-1] if dots.ndim > 2 else dots[None]
