"""Where rows of different heights stand below each other, though most of them were never measured."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate


class Heights:
    """Of each row as it was measured, or as it is estimated until then; without `measure` the estimates are exact."""

    def __init__(self, estimates: Sequence[int], measure: Callable[[int], int] | None = None) -> None:
        self._heights = list(estimates)
        self._measure = measure
        self._measured: set[int] = set()
        self._tops = [0]
        self._stack()

    def _stack(self) -> None:
        self._tops = list(accumulate(self._heights, initial=0))

    def __len__(self) -> int:
        return len(self._heights)

    @property
    def total(self) -> int:
        """Of all rows together."""
        return self._tops[-1]

    def top(self, row: int) -> int:
        """Where a row begins."""
        return self._tops[row]

    def bottom(self, row: int) -> int:
        """Where the next one begins."""
        return self._tops[row + 1]

    def height(self, row: int) -> int:
        """As far as it is known."""
        return self._heights[row]

    def at(self, place: int) -> int:
        """The row here: the first or the last one for what lies before or behind them; -1 where there are none."""
        return min(max(0, bisect_right(self._tops, place) - 1), len(self) - 1)

    def between(self, top: int, bottom: int) -> range:
        """The rows of which anything lies there."""
        return range(self.at(top), self.at(bottom - 1) + 1) if len(self) and bottom > top else range(0)

    def measure(self, rows: Iterable[int]) -> bool:
        """Measures those that were not measured yet; whether there were any."""
        new = [row for row in rows if row not in self._measured] if self._measure else []
        for row in new:
            self._heights[row] = self._measure(row) if self._measure else self._heights[row]
        if new:
            self._measured.update(new)
            self._stack()
        return bool(new)
