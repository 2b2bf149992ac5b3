"""What a program read off a picture or a page: lines of text, and where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """Pixels from the top left corner of the upright picture; `right` and `bottom` lie just outside."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was read, look-alikes and traditional characters included.

    `score` (0 to 1) is how sure the recogniser was; `middles` has the x of the middle of each character of `text`.
    """

    text: str
    box: Box
    score: float
    middles: tuple[int, ...]

    @property
    def known_middles(self) -> Sequence[float]:
        """One for each character: evenly spread where the reader does not tell."""
        if len(self.middles) == len(self.text):
            return self.middles
        step = (self.box.right - self.box.left) / max(1, len(self.text))
        return [self.box.left + step * (place + 0.5) for place in range(len(self.text))]


@dataclass(frozen=True, slots=True)
class PageReading:
    """A picture, or a page of a document, of this size in pixels; its lines from top to bottom, then left to right."""

    width: int
    height: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one piece of evidence says. `engine` names the reader and its models: what another one read is made anew."""

    pages: tuple[PageReading, ...]
    engine: str
