"""A picture as the reader is handed it: rows when it asks for them."""

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image


@dataclass(frozen=True, slots=True)
class Pixels:
    """An upright picture of this size. `rows(top, bottom)` gives these rows, grey or coloured; `bottom` lies just
    outside. It is looked at in grey, or `coloured`.

    Whoever makes it decides what is held in memory: the reader asks for at most some two thousand rows at once,
    and, after the first ones, from several threads.
    """

    width: int
    height: int
    rows: Callable[[int, int], Image.Image]
    coloured: bool = False

    def look(self, top: int, bottom: int) -> Image.Image:
        """These rows as the reader looks at them."""
        rows, mode = self.rows(top, bottom), "RGB" if self.coloured else "L"
        return rows if rows.mode == mode else rows.convert(mode)
