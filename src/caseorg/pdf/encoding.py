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
_SCAN, _END, _COMMENT, _HUFFMAN, _QUANTISING = 0xDA, 0xD9, 0xFE, 0xC4, 0xDB
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a segment
_HIGHER = 0x10  # in the number of a Huffman table: it is for all but the first coefficient
_APPLICATIONS = range(0xE0, 0xF0)
_TELLS_OF_COLOUR = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_STRIP = 1 << 18  # pixels
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_COLOURS = {0: (b"/DeviceGray", 1), 2: (b"/DeviceRGB", 3)}


Segment = tuple[int, int, int]  # marker, start, end


class Encoded(NamedTuple):
    """An image as a PDF stream: its dictionary without length, and its bytes in pieces."""

    dictionary: bytes
    data: Sequence[bytes | memoryview]


Load = Callable[[], Encoded]


def passed_through(content: bytes) -> Encoded | None:
    """The file's own bytes, decoded by nobody; None where not every PDF reader understands them."""
    return encode_jpeg(content) or _encode_png(content)


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

    What the camera wrote about place and person is left out, and so is what stands behind the picture. One without the
    tables that it is packed with is left to Pillow too.
    """
    if content[:2] != b"\xff\xd8":
        return None
    view = memoryview(content)
    segments = tuple(_segments(content))
    kept, frame = [view[:2]], None
    for marker, start, end in segments:
        if marker in _FRAME_MARKERS:
            frame = _frame(content[start:end])
            if frame is None:
                return None
        if _is_drawn(content, start, marker):
            kept.append(view[start:end])
    if frame is None or segments[-1][0] != _END or not _has_tables(content, segments):
        return None
    return _encoded(*frame, 8, b"/DCTDecode", b"", kept)


def _segments(content: bytes) -> Iterator[Segment]:
    """Marker, start and end of each segment up to the end of the picture; the data of a scan belongs to it."""
    position = 2
    while position + 1 < len(content) and content[position] == 0xFF:
        marker = content[position + 1]
        if marker == 0xFF:
            position += 1
        elif marker in _ALONE:
            position += 2
        elif marker == _END:
            yield marker, position, position + 2
            return
        else:
            end = position + 2 + int.from_bytes(content[position + 2 : position + 4])
            if marker == _SCAN:
                found = _MARKER_IN_SCAN.search(content, end)
                end = found.start() if found else len(content)
            yield marker, position, end
            position = end


def _frame(segment: bytes) -> tuple[int, int, bytes] | None:
    """Width, height and colours, where every reader knows such frames."""
    if len(segment) < 10:
        return None
    bits, height, width, parts = struct.unpack_from(">BHHB", segment, 4)
    space = {1: b"/DeviceGray", 3: b"/DeviceRGB"}.get(parts)
    if not space or bits != 8 or not width or not height or segment[1] not in (0xC0, 0xC1, 0xC2):
        return None
    return width, height, space


def _has_tables(content: bytes, segments: Sequence[Segment]) -> bool:
    """Whether what a frame and its scans are packed with is there, and was there before each scan."""
    there: set[tuple[int, int]] = set()
    needed: set[tuple[int, int]] = set()
    try:
        for marker, start, end in segments:
            if marker in (_QUANTISING, _HUFFMAN):
                there.update(_tables(marker, content[start + 4 : end]))
            elif marker in _FRAME_MARKERS:
                needed = {(_QUANTISING, number) for number in content[start + 12 : end : 3]}
            elif marker == _SCAN and not needed | set(_of_scan(content[start + 4 : end])) <= there:
                return False
    except (IndexError, ValueError):  # a segment that is too short
        return False
    return True


def _tables(marker: int, segment: bytes) -> Iterator[tuple[int, int]]:
    """The kinds and numbers of the tables in it."""
    while segment:
        number = segment[0]
        yield marker, number & 15 if marker == _QUANTISING else number
        segment = segment[(129 if number >> 4 else 65) if marker == _QUANTISING else 17 + sum(segment[1:17]) :]


def _of_scan(segment: bytes) -> Iterator[tuple[int, int]]:
    """The tables that a scan is packed with: some of a progressive picture need one kind, or none."""
    rest = 1 + 2 * segment[0]
    first, last, exact = segment[rest : rest + 3]
    for number in segment[2:rest:2]:
        if first == 0 and exact >> 4 == 0:
            yield _HUFFMAN, number >> 4
        if last:
            yield _HUFFMAN, _HIGHER | number & 15


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
