"""What a user draws over a picture to point at something. A recipe: the file never changes, a copy shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

WHOLE = 10_000  # places are parts of this: of a page's width, and of its height


class AnnotationShape(StrEnum):
    """What is drawn."""

    BOX = "box"
    ARROW = "arrow"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Annotation:
    """Drawn on a page, which count from 0, from one place to another; each is a share of `WHOLE` across and down.

    A box has its corners there, an arrow its tail and its head; a number and a text stand at `start`, which is then
    `end` as well. `text` is what a number or a text says.
    """

    shape: AnnotationShape
    page: int
    start: tuple[int, int]
    end: tuple[int, int]
    text: str = ""


def next_number(annotations: Iterable[Annotation]) -> str:
    """What the next number in a circle says: one more than the highest, over all pages of the piece."""
    taken = (
        int(annotation.text)
        for annotation in annotations
        if annotation.shape is AnnotationShape.NUMBER and annotation.text.isdecimal()
    )
    return str(max(taken, default=0) + 1)


def within(place: tuple[float, float]) -> tuple[int, int]:
    """The nearest place on the page."""
    across, down = (max(0, min(WHOLE, round(side))) for side in place)
    return across, down
