"""A folder of entries, each a file that is read when it is first asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from threading import Lock
from typing import TypeVar

K = TypeVar("K")


class Entries(Mapping[str, K]):
    """In the order of the keys; `read` answers None for a file that is gone. Safe to use from several threads."""

    def __init__(self, keys: Sequence[str], read: Callable[[str], K | None]) -> None:
        self._keys, self._read = tuple(keys), read
        self._known: dict[str, K | None] = {}
        self._reading = Lock()

    def __getitem__(self, key: str) -> K:
        entry = self._entry(key)
        if entry is None:
            raise KeyError(key)
        return entry

    def _entry(self, key: str) -> K | None:
        if key not in self._keys:
            return None
        with self._reading:
            if key not in self._known:
                self._known[key] = self._read(key)
            return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return (key for key in self._keys if self._entry(key) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)
