"""What a program read off a picture or a page: lines of text, and where they stand."""

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
