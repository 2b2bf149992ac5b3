"""Documents that are an archive of XML, such as those of Word: read within bounds, whoever made them."""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

MOST_XML = 8_000_000  # bytes of one part: some seconds
_MOST_OF_ALL = 32_000_000  # bytes of XML, each time that it is read
_MOST_PARTS = 10_000
_BLOCK = 1 << 16
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    RuntimeError,
    NotImplementedError,
    OSError,
    EOFError,
    ValueError,
)
_NUMBERS = re.compile(r"(\d+)")


class Mark(NamedTuple):
    """A piece of XML: `start` or `end` of an element, whose plain name is its `value`, or a `text`, which is it."""

    kind: str
    value: str
    attributes: dict[str, str]


class Zipped:
    """The parts of an archive; what cannot be read of it is empty, or ends early: then it `is_damaged`. It
    `is_cut` once something was too large."""

    def __init__(self, content: bytes) -> None:
        self.is_cut = self.is_damaged = False
        self._left = _MOST_OF_ALL
        try:
            self._archive: zipfile.ZipFile | None = zipfile.ZipFile(io.BytesIO(content))
            self.names = tuple(self._archive.namelist()[:_MOST_PARTS])
        except _BROKEN:
            self._archive, self.names = None, ()

    def xml(self, name: str) -> bytes:
        """Its first bytes, as many as there is patience for."""
        found = self.part(name, min(MOST_XML, self._left))
        self._left -= len(found)
        return found

    def part(self, name: str, most: int) -> bytes:
        """Its first bytes, at most so many."""
        if self._archive is None or name not in self.names:
            return b""
        found = bytearray()
        try:
            with self._archive.open(name) as part:
                while len(found) < most and (block := part.read(min(_BLOCK, most - len(found)))):
                    found += block
        except (*_BROKEN, KeyError):
            self.is_damaged = True  # as far as it goes
        self.is_cut |= len(found) >= most
        return bytes(found)

    def numbered(self, form: str) -> list[str]:
        """The names of this form, 2 before 10."""
        found = [name for name in self.names if re.fullmatch(form, name)]
        return sorted(found, key=lambda name: [int(number) for number in _NUMBERS.findall(name)])


def marks(xml: bytes) -> Iterator[Mark]:
    """What stands in it, up to what is broken; a document that defines words of its own, as bombs do, has nothing."""
    parser, found = ParserCreate(), list[Mark]()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: found.append(Mark("start", _plain(name), attributes))
    parser.EndElementHandler = lambda name: found.append(Mark("end", _plain(name), {}))
    parser.CharacterDataHandler = lambda text: found.append(Mark("text", text, {}))
    parser.StartDoctypeDeclHandler = _refuse
    for start in range(0, len(xml), _BLOCK):
        try:
            parser.Parse(xml[start : start + _BLOCK])
        except (ExpatError, ValueError, LookupError):
            yield from found
            return
        yield from found
        found.clear()


def _plain(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse(*_: object) -> None:
    raise ValueError("a document type")
