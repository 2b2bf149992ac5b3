"""Which glyph of a font stands for a character, and how wide it is: looked up in the font's own table when it is asked.

As dictionaries these would be some fourteen megabytes for the two Chinese fonts, of which a paper needs a few hundred
entries.
"""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from itertools import chain
from typing import TypeVar

Value = TypeVar("Value")


class CharacterTable(Mapping[int, int]):
    """Code point → glyph. Given as numbers by threes: the first and the last character of a run, and the glyph of the
    first; the runs are in order."""

    def __init__(self, runs: "array[int]") -> None:
        self._first, self._last, self._glyph = runs[::3], runs[1::3], runs[2::3]

    def __getitem__(self, code: int) -> int:
        run = bisect_right(self._first, code) - 1
        if run < 0 or code > self._last[run]:
            raise KeyError(code)
        return self._glyph[run] + code - self._first[run]

    def __iter__(self) -> Iterator[int]:
        return chain.from_iterable(range(first, last + 1) for first, last in zip(self._first, self._last, strict=True))

    def __len__(self) -> int:
        return sum(self._last) - sum(self._first) + len(self._first)


class WidthTable(Mapping[int, float]):
    """Code point → what `width` says of its glyph."""

    def __init__(self, glyphs: Mapping[int, int], width: Callable[[int], float]) -> None:
        self._glyphs, self._width = glyphs, width

    def __getitem__(self, code: int) -> float:
        return self._width(self._glyphs[code])

    def __iter__(self) -> Iterator[int]:
        return iter(self._glyphs)

    def __len__(self) -> int:
        return len(self._glyphs)


class Extended(MutableMapping[int, Value]):
    """A table to which entries can be added; they go before those that it has."""

    def __init__(self, table: Mapping[int, Value]) -> None:
        self._table = table
        self._added: dict[int, Value] = {}

    def __getitem__(self, code: int) -> Value:
        return self._added[code] if code in self._added else self._table[code]

    def __setitem__(self, code: int, value: Value) -> None:
        self._added[code] = value

    def __delitem__(self, code: int) -> None:
        del self._added[code]

    def __iter__(self) -> Iterator[int]:
        return chain(self._table, (code for code in self._added if code not in self._table))

    def __len__(self) -> int:
        return len(self._table) + sum(code not in self._table for code in self._added)
