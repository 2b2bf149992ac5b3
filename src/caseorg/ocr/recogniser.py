"""What a line says: pictures of lines to text, with the place of each character."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

import numpy as np
from PIL import Image

from caseorg.ocr.colours import Dots, bands
from caseorg.ocr.models import Floats, Recogniser
from caseorg.ocr.pixels import Pixels

_HIGH = 48  # dots of a line
_STEP = 8  # dots; the network answers once for so many
_NARROWEST = 8  # dots
_WIDEST = 3200  # dots; what is longer is squeezed
_END = 0.4  # of the way from the middle of a character to that of the next
_POSSIBLE = 0.003  # of a character: what is less is not kept
Place = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A line, `_HIGH` dots high, and where it stands in the picture."""

    dots: Dots
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class RecognisedWords:
    """What a crop says: characters, how sure each is, and the x of its middle in the picture.

    `chances` has for each what it may be, and how probable that is.
    """

    text: str
    scores: tuple[float, ...]
    middles: tuple[float, ...]
    chances: tuple[Mapping[str, float], ...] = ()

    @property
    def score(self) -> float:
        """How sure all are on average."""
        return sum(self.scores) / len(self.scores) if self.scores else 0.0

    def stripped(self) -> "RecognisedWords":
        """Without spaces around it."""
        first = len(self.text) - len(self.text.lstrip())
        return self.part(slice(first, len(self.text.rstrip())))

    def part(self, part: slice) -> "RecognisedWords":
        """These characters."""
        return RecognisedWords(self.text[part], self.scores[part], self.middles[part], self.chances[part])

    def followed_by(self, other: "RecognisedWords") -> "RecognisedWords":
        """Both as one."""
        return RecognisedWords(
            self.text + other.text,
            self.scores + other.scores,
            self.middles + other.middles,
            self.chances + other.chances,
        )


def crop_line(pixels: Pixels, place: Place) -> Crop:
    """The line at this place, cut out."""
    left, top = int(place[0]), int(place[1])
    right, bottom = min(pixels.width, ceil(place[2])), min(pixels.height, ceil(place[3]))
    wide = round((right - left) * _HIGH / max(1, bottom - top))
    size = min(_WIDEST, max(_NARROWEST, wide)), _HIGH
    line = pixels.look(top, bottom)
    small = line.resize(size, Image.Resampling.LANCZOS, (left, 0, right, bottom - top))
    return Crop(np.asarray(small), left, right)


def cut_part(crop: Crop, words: RecognisedWords, part: slice) -> Crop:
    """What shows these of its characters; rather a little less at its end than a sliver of the next one."""
    wide = crop.dots.shape[1]
    before, after = ([crop.left, *words.middles, crop.right][at : at + 2] for at in (part.start, part.stop))
    left = sum(before) / 2 if part.start else crop.left
    right = after[0] + _END * (after[1] - after[0]) if part.stop < len(words.text) else crop.right
    dots = [round((edge - crop.left) / (crop.right - crop.left) * wide) for edge in (left, right)]
    return Crop(crop.dots[:, slice(*dots)], left, right)


def read_line(recogniser: Recogniser, crop: Crop) -> RecognisedWords:
    """The most probable class of each place; what is repeated without a gap is one character."""
    chances = recogniser.network(_prepared(crop.dots))[0]
    found = chances.argmax(axis=1)
    new = (found != 0) & np.concatenate(([True], found[1:] != found[:-1]))
    places = np.nonzero(new)[0]
    # The network sees the crop with some dots after it.
    across = len(found) and -(-crop.dots.shape[1] // _STEP) * _STEP / len(found) / crop.dots.shape[1]
    middles = crop.left + (places + 0.5) * across * (crop.right - crop.left)
    text = "".join(recogniser.classes[index] for index in found[new])
    scores = tuple(chances[places, found[new]].tolist())
    return RecognisedWords(text, scores, tuple(middles.tolist()), _possible(recogniser, chances[places]))


def _possible(recogniser: Recogniser, chances: Floats) -> tuple[Mapping[str, float], ...]:
    found: tuple[dict[str, float], ...] = tuple({} for _ in chances)
    for place, at in zip(*np.nonzero(chances >= _POSSIBLE), strict=True):
        found[place][recogniser.classes[at]] = float(chances[place, at])
    return found


def _prepared(dots: Dots) -> Floats:
    """From -1 to 1, of grey the same in blue, green and red; filled up with grey."""
    high, wide = dots.shape[:2]
    values = np.zeros((1, 3, high, -(-wide // _STEP) * _STEP), np.float32)
    values[:, :, :, :wide] = bands(dots).astype(np.float32) / 127.5 - 1
    return values
