"""What differs in its colours alone is lost in grey: red on blue, or on a grey as dark."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from caseorg.ocr.pixels import Pixels

Dots = NDArray[np.uint8]  # rows and columns, and the three bands of what has colours
_AT_ONCE = 1600  # rows
_WIDTH = 540  # dots of a page: strokes of letters are still one wide
_CONTRAST = 48  # levels in one band
_PART = 3  # of that at most one is left in grey
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
    small = rows.reduce((dot, 2 * dot))
    grey = _steps(np.asarray(small.convert("L")))
    coloured = _steps(np.asarray(small.convert("RGB"))).max(axis=2)
    return int(np.count_nonzero((coloured >= _CONTRAST) & (grey * _PART < coloured)))


def _steps(dots: Dots) -> NDArray[np.int16]:
    """How much each dot differs from the next one."""
    return np.abs(np.diff(dots.astype(np.int16), axis=1))


def bands(dots: Dots) -> Dots:
    """One for all colours of a network, or one for each: blue, green, red."""
    return dots.transpose(2, 0, 1)[::-1] if dots.ndim > 2 else dots[None]
