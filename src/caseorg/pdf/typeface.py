"""A TrueType file read in bulk: ReportLab reads it number by number, which takes 0.2 s for a Chinese font."""

import mmap
import os
import struct
import sys
import weakref
from array import array
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlab.pdfbase.ttfonts import TTFontFace

from caseorg.pdf.characters import CharacterTable, Extended, WidthTable

_UNICODE = ((3, 10), (0, 4), (0, 6))  # platform and encoding of tables that hold all of Unicode
_GROUPED = 12
_SPACE, _NO_BREAK_SPACE = 0x20, 0xA0


@dataclass(frozen=True, slots=True)
class _Measures:
    """Glyph → its advance and left side bearing."""

    advances: "array[int]"
    bearings: "array[int]"

    def __getitem__(self, glyph: int) -> tuple[int, int]:
        return self.advances[glyph], self.bearings[glyph]


class _FileBytes:
    """The bytes of a file, read as they are asked for: ten megabytes of a font need not be held for some glyphs."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._descriptor)
        self._length = os.fstat(self._descriptor).st_size

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, part: slice) -> bytes:
        start, stop, _ = part.indices(self._length)
        return os.pread(self._descriptor, max(0, stop - start), start)


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of a font, of which little is asked for."""

    content: "_FileBytes | mmap.mmap"
    start: int
    length: int

    def __getitem__(self, part: slice) -> bytes:
        start, stop, _ = part.indices(self.length)
        return self.content[self.start + start : self.start + stop]


class Typeface(TTFontFace):  # type: ignore[misc]
    """The face of a font whose character table is of format 12; any other is left to ReportLab."""

    covered: Mapping[int, int]
    charToGlyph: MutableMapping[int, int]  # noqa: N815 — ReportLab's names
    charWidths: MutableMapping[int, float]  # noqa: N815

    def readFile(self, f: str) -> None:  # noqa: N802 — ReportLab's name
        """Nothing is held; Windows, which cannot read so, maps the file."""
        self.filename = f
        self._ttf_data = _FileBytes(Path(f)) if hasattr(os, "pread") else _mapped(Path(f))
        self._pos = 0

    def get_table(self, tag: str) -> Any:
        """The outlines are most of the file: they come glyph by glyph."""
        if tag == "glyf":
            return _Table(self._ttf_data, *self.get_table_pos(tag))
        return super().get_table(tag)

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: N802, N803
        """All that ReportLab's own method sets."""
        table = self._character_table() if charInfo else None
        super().extractInfo(charInfo and not table)
        if table is not None:
            self._read_glyphs()
            self._read_characters(table)
        elif charInfo:
            self.covered = dict(self.charToGlyph)

    def _character_table(self) -> int | None:
        """Where the table begins in the file, if there is one of the format."""
        start = self.get_table_pos("cmap")[0]
        count = self.get_ushort(start + 2)
        entries = struct.iter_unpack(">HHL", self._ttf_data[start + 4 : start + 4 + 8 * count])
        found = [start + offset for platform, encoding, offset in entries if (platform, encoding) in _UNICODE]
        grouped = [place for place in found if self.get_ushort(place) == _GROUPED]
        return grouped[0] if grouped else None

    def _read_glyphs(self) -> None:
        """Their advances and left side bearings, and where their outlines lie."""
        measured = self.get_ushort(self.get_table_pos("hhea")[0] + 34)
        numbers = _numbers("H", self.get_table("hmtx")[: 2 * (measured + self.numGlyphs)])
        pairs, more = numbers[: 2 * measured], numbers[2 * measured :]
        self.hmetrics = _Measures(pairs[::2] + pairs[-2:-1] * len(more), pairs[1::2] + more)
        long = self.get_ushort(self.get_table_pos("head")[0] + 50)
        places = _numbers("I", self.get_table("loca")) if long else _numbers("H", self.get_table("loca"))
        self.glyphPos = places if long else [place * 2 for place in places]

    def _read_characters(self, table: int) -> None:
        """Character → glyph and width, to which others are added; `covered` is what the font itself has. A no-break
        space is drawn as a space."""
        length = 12 * self.get_ulong(table + 12)
        own = CharacterTable(_numbers("I", self._ttf_data[table + 16 : table + 16 + length]))
        glyphs, widths = Extended(own), Extended(WidthTable(own, self._width))
        glyphs[_NO_BREAK_SPACE], widths[_NO_BREAK_SPACE] = glyphs[_SPACE], widths[_SPACE]
        self.covered, self.charToGlyph, self.charWidths = own, glyphs, widths
        self.defaultWidth = self._width(0)

    def _width(self, glyph: int) -> float:
        """In thousandths of the type size."""
        advance = self.hmetrics.advances[glyph]
        return advance if self.unitsPerEm == 1000 else float(self._pdfScale(advance))


def _mapped(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _numbers(kind: str, data: bytes) -> "array[int]":
    """Big-endian numbers of two bytes (H) or four (I)."""
    found = array(kind, data)
    if sys.byteorder == "little":
        found.byteswap()
    return found
