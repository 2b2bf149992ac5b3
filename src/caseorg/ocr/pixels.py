"""A picture as the reader is handed it: rows when it asks for them."""

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image


@dataclass(frozen=True, slots=True)
class Pixels:
    """An upright picture of this size. `rows(top, bottom)` gives these rows, grey or coloured; `bottom` lies just
    outside.

    Whoever makes it decides what is held in memory: the reader asks for at most some two thousand rows at once,
    and, after the first ones, from several threads.
    """

    width: int
    height: int
    rows: Callable[[int, int], Image.Image]

    def grey(self, top: int, bottom: int) -> Image.Image:
        """These rows as the reader looks at them: colours tell it nothing more."""
        rows = self.rows(top, bottom)
        return rows if rows.mode == "L" else rows.convert("L")
