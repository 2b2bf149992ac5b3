"""A picture as the reader is handed it: rows when it asks for them."""

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image


@dataclass(frozen=True, slots=True)
class Pixels:
    """An upright picture of this size. `rows(top, bottom)` gives these rows, in RGB; `bottom` lies just outside.

    Whoever makes it decides what is held in memory: the reader asks for at most some two thousand rows at once,
    and, after the first ones, from several threads.
    """

    width: int
    height: int
    rows: Callable[[int, int], Image.Image]
