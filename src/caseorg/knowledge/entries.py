"""A folder of entries, each a file that is read when it is first asked for."""

from collections.abc import Callable, ItemsView, Iterator, Mapping, Sequence, ValuesView
from threading import Lock
from typing import TypeVar

K = TypeVar("K")


class Entries(Mapping[str, K]):
    """In the order of the keys; `read` answers None for a file that is gone. Safe to use from several threads."""

    def __init__(self, keys: Sequence[str], read: Callable[[str], K | None]) -> None:
        self._keys, self._read = tuple(keys), read
        self._known: dict[str, K | None] = {}
        self._whole: dict[str, K] | None = None  # once all are read; rules are gone through for every event
        self._reading = Lock()

    def __getitem__(self, key: str) -> K:
        known = self._known.get(key) or self._entry(key)
        if known is None:
            raise KeyError(key)
        return known

    def _entry(self, key: str) -> K | None:
        if key not in self._keys:
            return None
        with self._reading:
            if key not in self._known:
                self._known[key] = self._read(key)
            return self._known[key]

    def _all(self) -> dict[str, K]:
        if self._whole is None:
            self._whole = {key: entry for key in self._keys if (entry := self._entry(key)) is not None}
        return self._whole

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def values(self) -> ValuesView[K]:
        return self._all().values()

    def items(self) -> ItemsView[str, K]:
        return self._all().items()
