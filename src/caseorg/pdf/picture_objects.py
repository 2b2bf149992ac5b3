"""Pictures as objects of a PDF file, each read shortly before it is written and forgotten right after."""

import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Protocol

from caseorg.domain.errors import UnshownError
from caseorg.pdf.encoding import Encoded, Load

AHEAD = min(4, max(2, os.cpu_count() or 2))  # pictures read, or decoded, while another one is written
Numbered = tuple[int, Load]  # the number of the object


class Out(Protocol):
    """What a document is written to."""

    def write(self, data: bytes | memoryview, /) -> int: ...

    def tell(self) -> int: ...


def write_pictures(pictures: Sequence[Numbered], out: Out) -> Iterator[int]:
    """Writes one after the other and yields the length of each; a few more are read by other threads meanwhile.

    Raises:
        UnshownError: after the last, names all that cannot be shown; in their places nothing was written.
    """
    readers = ThreadPoolExecutor(AHEAD, "reader")
    coming = iter(pictures)
    unshown: set[tuple[str, int | None]] = set()
    reading = deque((number, readers.submit(load)) for number, load in islice(coming, AHEAD))
    try:
        while reading:
            number, picture = reading.popleft()
            reading.extend((number, readers.submit(load)) for number, load in islice(coming, 1))
            try:
                parts = _parts(number, picture.result())
            except UnshownError as error:
                unshown |= error.pieces
                parts = ()
            del picture
            length = 0
            while parts:
                length += out.write(parts[0])
                parts = parts[1:]
            yield length
        if unshown:
            raise UnshownError("A picture cannot be shown.", "Try again.", pieces=frozenset(unshown))
    finally:  # whoever stops waits for those alone that are being read
        readers.shutdown(cancel_futures=True)


def _parts(number: int, picture: Encoded) -> tuple[bytes | memoryview, ...]:
    length = sum(map(len, picture.data))
    head = b"%d 0 obj\n<< %b /Length %d >>\nstream\n" % (number, picture.dictionary, length)
    return (head, *picture.data, b"\nendstream\nendobj\n")
