"""Where pages stand one below the other, in dots of the screen."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil


@dataclass(frozen=True, slots=True)
class Stack:
    """`sizes` are width and height of each page; `tops` where each begins, with a gap before, between and after."""

    sizes: tuple[tuple[int, int], ...] = ()
    tops: tuple[int, ...] = ()
    width: int = 0
    height: int = 0

    def at(self, y: int) -> int:
        """The page at this height, or the one that the gap below belongs to."""
        return max(0, bisect_right(self.tops, y) - 1)

    def between(self, top: int, bottom: int) -> range:
        """The pages of which something stands there."""
        first, last = self.at(top), self.at(bottom)
        if self.sizes and self.tops[first] + self.sizes[first][1] <= top:
            first += 1
        return range(first, min(last + 1, len(self.sizes)))

    def most_of(self, top: int, bottom: int) -> int:
        """The page of which the most stands there; the upper one of two."""

        def seen(page: int) -> int:
            return min(bottom, self.tops[page] + self.sizes[page][1]) - max(top, self.tops[page])

        return max(self.between(top, bottom), key=seen, default=self.at(top))


def stacked(pages: Sequence[tuple[float, float]], scale: float, gap: int) -> Stack:
    """Pages of these sizes in points, with `scale` dots a point; pdfium rounds up too."""
    sizes = tuple((ceil(width * scale), ceil(height * scale)) for width, height in pages)
    *tops, height = accumulate((high + gap for _, high in sizes), initial=gap)
    return Stack(sizes, tuple(tops), max((width for width, _ in sizes), default=0) + 2 * gap, height)
