"""Pictures as files of their own, without what they say beside the picture: place, camera, texts, thumbnails."""

import struct
import zlib

from caseorg.pdf.encoding import chunks, encode_jpeg

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DRAWN = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"sRGB", b"gAMA", b"cHRM", b"iCCP", b"sBIT", b"bKGD"})


def strip_jpeg(content: bytes) -> bytes | None:
    """The same picture data; None for what not every reader draws alike, such as CMYK."""
    found = encode_jpeg(content)
    return b"".join(found.data) if found else None


def strip_png(content: bytes) -> bytes:
    """The same picture data: only the chunks that are needed to draw it."""
    kept = (_chunk(name, bytes(data)) for name, data in chunks(content) if name in _DRAWN)
    return b"".join((_SIGNATURE, *kept, _chunk(b"IEND", b"")))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
