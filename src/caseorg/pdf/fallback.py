"""Fonts that are installed on this machine, for characters that ours lack: TrueType outlines that may be embedded."""

import os
import struct
import sys
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import BinaryIO

_ENDINGS = (".ttf", ".ttc", ".otf", ".otc")
_MOST_FILES = 5_000
_LARGEST = 64 << 20  # bytes of a file; it is read as a whole to be cut to size
_LONGEST_MAP = 1 << 20
_MOST_CHARACTERS = 0x110000
_NEEDED = {b"glyf", b"loca", b"head", b"hhea", b"hmtx", b"maxp", b"name", b"post", b"cmap", b"OS/2"}
_TRUETYPE = (b"\x00\x01\x00\x00", b"true")
_USUAL_WEIGHT = 400


@dataclass(frozen=True, slots=True)
class Installed:
    """A font in a file, which may hold several. `order` puts upright fonts of usual weight first."""

    order: tuple[bool, int, str, str, int]
    path: Path
    number: int
    characters: bytes  # a subtable of the font's cmap, in format 4 or 12


def folders() -> tuple[Path, ...]:
    """Where fonts are installed, for this user and for all; not all of them need be there."""
    home, asked = Path.home(), os.environ.get
    if sys.platform == "win32":
        own = asked("LOCALAPPDATA", str(home / "AppData/Local"))
        return Path(own, "Microsoft/Windows/Fonts"), Path(asked("WINDIR", r"C:\Windows"), "Fonts")
    if sys.platform == "darwin":
        return home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")
    own = asked("XDG_DATA_HOME") or str(home / ".local/share")
    shared = (asked("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    return Path(own, "fonts"), home / ".fonts", *(Path(folder, "fonts") for folder in shared if folder)


@cache
def installed() -> tuple[Installed, ...]:
    """All that can be used, in the order in which they are asked. Read once, when a character is first missing."""
    return tuple(sorted((font for path in islice(_files(), _MOST_FILES) for font in _read(path)), key=_order))


def _order(font: Installed) -> tuple[bool, int, str, str, int]:
    return font.order


def _files() -> Iterator[Path]:
    for folder in folders():
        for place, inner, names in os.walk(folder):
            inner.sort()
            yield from (Path(place, name) for name in sorted(names) if name.lower().endswith(_ENDINGS))


def having(character: str) -> Iterator[Installed]:
    """The fonts that draw the character. None does for a private one, or one that is written from right to left:
    what it looks like is not known, or it needs more than a glyph in a row."""
    if unicodedata.category(character) == "Co" or unicodedata.bidirectional(character) in ("R", "AL", "AN"):
        return
    yield from (font for font in installed() if _has_glyph(font.characters, ord(character)))


def _read(path: Path) -> list[Installed]:
    """The usable fonts of a file; none where it is broken, is not what its name says or must not be embedded."""
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return []
        with path.open("rb") as file:
            return [font for number, start in enumerate(_starts(file)) if (font := _font(file, path, number, start))]
    except (OSError, ValueError, struct.error):
        return []


def _starts(file: BinaryIO) -> tuple[int, ...]:
    """Where the fonts of the file begin."""
    if file.read(4) != b"ttcf":
        return (0,)
    _, count = struct.unpack(">II", file.read(8))
    return struct.unpack(f">{min(count, 64)}I", file.read(4 * min(count, 64)))


def _font(file: BinaryIO, path: Path, number: int, start: int) -> Installed | None:
    file.seek(start)
    kind, count = struct.unpack(">4sH6x", file.read(12))
    if kind not in _TRUETYPE:
        return None
    entries = struct.iter_unpack(">4s4xII", file.read(16 * count))
    tables = {tag: (offset, length) for tag, offset, length in entries}
    end = max((offset + length for offset, length in tables.values()), default=0)
    if not tables.keys() >= _NEEDED or end > os.fstat(file.fileno()).st_size:
        return None
    file.seek(tables[b"OS/2"][0])
    weight, permission, style = struct.unpack(">4xH2xH52xH", file.read(64))
    characters = _characters(file, tables[b"cmap"][0])
    if not _may_embed(permission) or characters is None:
        return None
    order = (bool(style & 1), abs(weight - _USUAL_WEIGHT), path.name.lower(), str(path), number)
    return Installed(order, path, number, characters)


def _may_embed(permission: int) -> bool:
    """By fsType: not restricted, and a part of it may be embedded, as outlines."""
    return permission & 0xE != 0x2 and not permission & 0x300


def _characters(file: BinaryIO, start: int) -> bytes | None:
    """The subtable of the cmap that ReportLab takes, the last one for Unicode or Windows, if it is sound."""
    file.seek(start)
    _, count = struct.unpack(">HH", file.read(4))
    entries = list(struct.iter_unpack(">HHI", file.read(8 * count)))
    taken = [entry for entry in entries if entry[0] == 3 or (entry[0] == 0 and entry[1] != 5) or entry[:2] == (1, 1)]
    if not taken or taken[-1][:2] in ((1, 1), (3, 0)):  # a Japanese or a symbol font's own numbers
        return None
    file.seek(start + taken[-1][2])
    kind, short, long = struct.unpack(">HHI", file.read(8))
    length = {4: short, 12: long}.get(kind, 0)
    if not 16 <= length <= _LONGEST_MAP:
        return None
    file.seek(start + taken[-1][2])
    table = file.read(length)
    return table if sum(max(0, last - first + 1) for first, last in _spans(table)) <= _MOST_CHARACTERS else None


def _spans(table: bytes) -> Iterator[tuple[int, int]]:
    """First and last character of each group or segment."""
    if table[1] == 12:
        (count,) = struct.unpack_from(">I", table, 12)
        return ((first, last) for first, last, _ in struct.iter_unpack(">III", table[16 : 16 + 12 * count]))
    (size,) = struct.unpack_from(">H", table, 6)
    lasts, firsts = (struct.unpack_from(f">{size // 2}H", table, at) for at in (14, 16 + size))
    return zip(firsts, lasts, strict=True)


def _has_glyph(table: bytes, code: int) -> bool:
    try:
        return (_glyph_of_groups if table[1] == 12 else _glyph_of_segments)(table, code) != 0
    except (struct.error, IndexError):
        return False


def _glyph_of_groups(table: bytes, code: int) -> int:
    """Format 12: groups of first and last character and the first one's glyph, in order."""
    count = int(struct.unpack_from(">I", table, 12)[0])
    place = bisect_right(range(count), code, key=lambda n: int(struct.unpack_from(">I", table, 16 + 12 * n)[0])) - 1
    if place < 0:
        return 0
    first, last, glyph = struct.unpack_from(">III", table, 16 + 12 * place)
    return int(glyph + code - first) if code <= last else 0


def _glyph_of_segments(table: bytes, code: int) -> int:
    """Format 4: the segments' last characters, first characters, steps, and where to look up, each as one array."""

    def number(at: int) -> int:
        return int(struct.unpack_from(">H", table, at)[0])

    size = number(6)  # of such an array in bytes
    place = bisect_left(range(size // 2), code, key=lambda n: number(14 + 2 * n))
    if 2 * place >= size:
        return 0
    first, step, found = (number(at * size + 16 + 2 * place) for at in (1, 2, 3))
    if code < first:
        return 0
    if not found:
        return code + step & 0xFFFF
    glyph = number(3 * size + 16 + 2 * place + found + 2 * (code - first))
    return glyph + step & 0xFFFF if glyph else 0
