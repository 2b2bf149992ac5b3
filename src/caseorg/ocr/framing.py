"""A line as the thorough model reads it best: a little smaller, with its background around it."""

import numpy as np
from PIL import Image

from caseorg.ocr.colours import Dots
from caseorg.ocr.recogniser import Crop

_SMALLER = 0.85  # letters that fill the line from top to bottom are taken for others
_WIDER = 1.1  # and narrow ones too
_BEFORE = 16  # dots; without them the first letter of a short line is lost
_NARROWEST = 160  # dots
_STEP = 8  # dots


def framed(crop: Crop) -> Crop:
    """The same line, with background on every side."""
    high, wide = crop.dots.shape[:2]
    across, down = max(_STEP, round(wide * _SMALLER * _WIDER)), round(high * _SMALLER)
    line = Image.fromarray(crop.dots).resize((across, down), Image.Resampling.LANCZOS)
    size = max(_NARROWEST, -(-(_BEFORE + across) // _STEP) * _STEP)
    picture = Image.new(line.mode, (size, high), _background(crop.dots))
    picture.paste(line, (_BEFORE, (high - down) // 2))
    dot = (crop.right - crop.left) / across
    left = crop.left - _BEFORE * dot
    return Crop(np.asarray(picture), left, left + size * dot)


def _background(dots: Dots) -> tuple[int, ...]:
    """What most of the line's upper and lower edge is."""
    edges = dots[[0, -1]].reshape(2 * dots.shape[1], -1)
    return tuple(np.median(edges, axis=0).astype(int).tolist())
