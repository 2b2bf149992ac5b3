"""Pictures as PDF streams: their own compressed bytes wherever the format allows.

Loads neither ReportLab nor Pillow, for the process that writes pictures starts with it.
"""

import hashlib
import re
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL import Image

_FRAME_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_MARKER_IN_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]", re.DOTALL)
_SCAN, _END, _COMMENT = 0xDA, 0xD9, 0xFE
_APPLICATIONS = range(0xE0, 0xF0)
_TELLS_OF_COLOUR = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_STRIP = 1 << 18  # pixels
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_COLOURS = {0: (b"/DeviceGray", 1), 2: (b"/DeviceRGB", 3)}


class Encoded(NamedTuple):
    """An image as a PDF stream: its dictionary without length, and its bytes in pieces."""

    dictionary: bytes
    data: Sequence[bytes | memoryview]


Load = Callable[[], Encoded]


def encode_file(content: bytes, decode: Callable[[], "Image.Image"]) -> Encoded:
    """The file's own bytes where a PDF reader understands them; else the picture that `decode` gives, lossless."""
    return encode_jpeg(content) or _encode_png(content) or encode_picture(decode())


def encode_picture(picture: "Image.Image") -> Encoded:
    """RGB or grey pixels, deflated."""
    space = b"/DeviceGray" if picture.mode == "L" else b"/DeviceRGB"
    pixels = picture if picture.mode in ("L", "RGB") else picture.convert("RGB")
    return _encoded(picture.width, picture.height, space, 8, b"/FlateDecode", b"", list(_deflated(pixels)))


def _deflated(picture: "Image.Image") -> Iterator[bytes]:
    """In strips, for all of its bytes would need as much room again as the picture."""
    packer = zlib.compressobj(3)
    rows = max(1, _STRIP // picture.width)
    for top in range(0, picture.height, rows):
        strip = picture.crop((0, top, picture.width, min(top + rows, picture.height)))
        yield packer.compress(strip.tobytes())
    yield packer.flush()


def _encoded(
    width: int,
    height: int,
    space: bytes,
    bits: int,
    name: bytes,
    parameters: bytes,
    data: Sequence[bytes | memoryview],
) -> Encoded:
    dictionary = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %b /BitsPerComponent %d /Filter %b%b"
    return Encoded(dictionary % (width, height, space, bits, name, parameters), data)


def encode_jpeg(content: bytes) -> Encoded | None:
    """Grey and colour JPEGs, baseline or progressive; CMYK is left to Pillow, which knows Adobe's inversion.

    What the camera wrote about place and person is left out, and so is what stands behind the picture.
    """
    if content[:2] != b"\xff\xd8":
        return None
    view = memoryview(content)
    kept = [view[:2]]
    frame = None
    position = 2
    while position + 1 < len(content) and content[position] == 0xFF:
        marker = content[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        if marker == _END:
            kept.append(view[position : position + 2])
            return frame and _encoded(*frame, 8, b"/DCTDecode", b"", kept)
        if 0xD0 <= marker <= 0xD8 or marker == 0x01:
            position += 2
            continue
        end = position + 2 + int.from_bytes(content[position + 2 : position + 4])
        if marker in _FRAME_MARKERS:
            if position + 10 > len(content):
                return None
            bits, height, width, parts = struct.unpack_from(">BHHB", content, position + 4)
            space = {1: b"/DeviceGray", 3: b"/DeviceRGB"}.get(parts)
            if not space or bits != 8 or not width or not height or marker not in (0xC0, 0xC1, 0xC2):
                return None
            frame = width, height, space
        elif marker == _SCAN:
            found = _MARKER_IN_SCAN.search(content, end)
            end = found.start() if found else len(content)
        if _is_drawn(content, position, marker):
            kept.append(view[position:end])
        position = end
    return None


def _is_drawn(content: bytes, position: int, marker: int) -> bool:
    """Whether a reader needs the segment to draw the picture."""
    if marker in _APPLICATIONS:
        return marker in _TELLS_OF_COLOUR and content.startswith(_TELLS_OF_COLOUR[marker], position + 4)
    return marker != _COMMENT


def _encode_png(content: bytes) -> Encoded | None:
    """PNGs without transparency and interlacing, of at most 8 bits: their chunks are what PDF calls predictor 15."""
    if content[:8] != _PNG:
        return None
    width, height, bits, colour, _, _, interlace = struct.unpack_from(">IIBBBBB", content, 16)
    parts: dict[bytes, list[memoryview]] = {b"IDAT": []}
    for name, data in chunks(content):
        parts.setdefault(name, []).append(data)
    if interlace or bits > 8 or b"tRNS" in parts:
        return None
    if colour == 3 and b"PLTE" in parts:
        palette = parts[b"PLTE"][0]
        space, channels = (
            b"[/Indexed /DeviceRGB %d <%b>]" % (len(palette) // 3 - 1, palette.hex().encode()),
            1,
        )
    elif colour in _PNG_COLOURS:
        space, channels = _PNG_COLOURS[colour]
    else:
        return None
    predictor = b" /DecodeParms <</Predictor 15 /Colors %d /BitsPerComponent %d /Columns %d>>" % (
        channels,
        bits,
        width,
    )
    return _encoded(width, height, space, bits, b"/FlateDecode", predictor, parts[b"IDAT"])


def chunks(content: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """The name and content of each chunk of a PNG, up to its end."""
    view = memoryview(content)
    position = 8
    while position + 12 <= len(content):
        length = int.from_bytes(content[position : position + 4])
        name = content[position + 4 : position + 8]
        if name == b"IEND":
            return
        yield name, view[position + 8 : position + 8 + length]
        position += 12 + length


def verified_bytes(path: Path, sha256: str) -> bytes | None:
    """The file's bytes, or None where it is gone or no longer has this digest."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None
