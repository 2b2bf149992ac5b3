"""TrueType fonts of a few square glyphs, made byte by byte, as if they were installed."""

import struct
from collections.abc import Iterable
from itertools import accumulate

SIDE = 800  # of a square, of 1000 units an em
_OUTLINE = struct.pack(">hhhhhHH4B8h", 1, 0, 0, SIDE, SIDE, 3, 0, *[1] * 4, 0, SIDE, 0, -SIDE, 0, 0, SIDE, 0) + b"\0\0"


def small_font(
    characters: str,
    name: str = "Small",
    *,
    permission: int = 0,
    weight: int = 400,
    italic: bool = False,
    drawn: bool = True,
    segments: bool = False,
    advance: int = 1000,
) -> bytes:
    """A font with these characters. `permission` is its fsType, `segments` asks for the old kind of cmap."""
    codes = sorted(map(ord, characters))
    count = len(codes) + 1
    outlines = [b"", *[_OUTLINE if drawn else b""] * len(codes)]
    ends = list(accumulate(map(len, outlines), initial=0))
    head = struct.pack(
        ">IIIIHHqqhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 0, 0, SIDE, SIDE, 0, 8, 2, 1, 0
    )
    style = struct.pack(">HhHHH", 4, advance, weight, 5, permission) + bytes(52) + struct.pack(">H", int(italic))
    tables = {
        b"OS/2": style + struct.pack(">HHhhhHH", 32, 0xFFFF, 880, -120, 0, 880, 120) + bytes(18),
        b"cmap": struct.pack(">HHHHI", 0, 1, 3, 10, 12) + (_segments(codes) if segments else _groups(codes)),
        b"glyf": b"".join(outlines),
        b"head": head,
        b"hhea": struct.pack(">IhhhH", 0x10000, 880, -120, 0, advance) + bytes(20) + struct.pack(">hH", 0, count),
        b"hmtx": struct.pack(">Hh", advance, 0) * count,
        b"loca": struct.pack(f">{count + 1}I", *ends),
        b"maxp": struct.pack(">IH", 0x10000, count) + bytes(26),
        b"name": struct.pack(">HHHHHHHHH", 0, 1, 18, 3, 1, 0x409, 6, 2 * len(name), 0) + name.encode("utf-16-be"),
        b"post": struct.pack(">I", 0x30000) + bytes(28),
    }
    return _file(tables)


def collection(fonts: Iterable[bytes]) -> bytes:
    """These fonts in one file."""
    fonts = tuple(fonts)
    starts = list(accumulate(map(len, fonts), initial=12 + 4 * len(fonts)))
    moved = (_moved(font, start) for font, start in zip(fonts, starts, strict=False))
    return struct.pack(f">4sII{len(fonts)}I", b"ttcf", 0x10000, len(fonts), *starts[:-1]) + b"".join(moved)


def _file(tables: dict[bytes, bytes]) -> bytes:
    padded = [content + bytes(-len(content) % 4) for content in tables.values()]
    starts = accumulate(map(len, padded), initial=12 + 16 * len(tables))
    entries = (
        struct.pack(">4sIII", tag, 0, start, len(content))
        for (tag, content), start in zip(tables.items(), starts, strict=False)
    )
    return struct.pack(">IHHHH", 0x10000, len(tables), 128, 3, 32) + b"".join(entries) + b"".join(padded)


def _moved(font: bytes, start: int) -> bytes:
    (count,) = struct.unpack_from(">H", font, 4)
    entries = struct.iter_unpack(">4sIII", font[12 : 12 + 16 * count])
    moved = (struct.pack(">4sIII", tag, total, start + offset, length) for tag, total, offset, length in entries)
    return font[:12] + b"".join(moved) + font[12 + 16 * count :]


def _groups(codes: list[int]) -> bytes:
    groups = (struct.pack(">III", code, code, glyph) for glyph, code in enumerate(codes, start=1))
    return struct.pack(">HHIII", 12, 0, 16 + 12 * len(codes), 0, len(codes)) + b"".join(groups)


def _segments(codes: list[int]) -> bytes:
    """The first character by its step, the others by the list of glyphs, in which every second one is missing."""
    first, *others = codes
    listed = [0] * (others[-1] - others[0] + 1)
    for glyph, code in enumerate(others, start=2):
        listed[code - others[0]] = glyph
    arrays = (first, others[-1], 0xFFFF), (first, others[0], 0xFFFF), (1 - first & 0xFFFF, 0, 1), (0, 4, 0)
    lasts, firsts, steps, lookups = (struct.pack(">3H", *array) for array in arrays)
    body = lasts + bytes(2) + firsts + steps + lookups + struct.pack(f">{len(listed)}H", *listed)
    return struct.pack(">HHHHHHH", 4, 14 + len(body), 0, 6, 4, 1, 2) + body
