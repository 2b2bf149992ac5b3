"""Whether a file is whole, told by its structure: a broken download or copy ends somewhere in the middle."""

import mmap
import re
from collections.abc import Callable
from pathlib import Path

_MARKER_IN_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]", re.DOTALL)
_WITHOUT_LENGTH = {0x00, 0x01, *range(0xD0, 0xD9)}
_NAME_OF_BOX = re.compile(rb"[\xa9A-Za-z0-9 ]{4}")
_OF_FILMS = (b"mdat", b"moov", b"meta", b"moof")
Content = bytes | mmap.mmap


def is_whole(path: Path, media_type: str) -> bool:
    """True too for a type whose structure is not known here."""
    check = _CHECKS.get(media_type)
    if check is None:
        return True
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        try:
            return check(content)
        except IndexError:  # the structure goes on behind the end
            return False


def _png(content: Content) -> bool:
    """Its end is there; the checksums before it are Pillow's to check."""
    return content.rfind(b"IEND\xaeB\x60\x82") >= 0


def _jpeg(content: Content) -> bool:
    """The first picture has its end marker; phones put a film or a second picture behind it."""
    position = 2
    while (position := content.find(b"\xff", position)) >= 0:
        marker = content[position + 1]
        if marker == 0xD9:
            return True
        if marker == 0xFF:
            position += 1
        elif marker in _WITHOUT_LENGTH:
            position += 2
        else:
            position += 2 + int.from_bytes(content[position + 2 : position + 4])
        if marker == 0xDA:
            found = _MARKER_IN_SCAN.search(content, position)
            if found is None:
                return False
            position = found.start()
    return False


def _gif(content: Content) -> bool:
    """Every block is there, up to the trailer."""
    position = 13 + _colour_table(content[10])
    while (kind := content[position]) != 0x3B:
        if kind == 0x2C:
            position += 11 + _colour_table(content[position + 9])
        elif kind == 0x21:
            position += 2
        else:
            return False
        while length := content[position]:
            position += length + 1
        position += 1
    return True


def _colour_table(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _webp(content: Content) -> bool:
    return len(content) >= int.from_bytes(content[4:8], "little") + 8


def _boxes(content: Content) -> bool:
    """The MP4 family is a row of boxes, each with its length; phones put other things behind the last one."""
    position = 0
    seen: set[bytes] = set()
    while position + 8 <= len(content):
        length = int.from_bytes(content[position : position + 4])
        name = content[position + 4 : position + 8]
        if length == 1:
            length = int.from_bytes(content[position + 8 : position + 16])
        elif length == 0 and name in _OF_FILMS:
            length = len(content) - position
        if length < 8 or not _NAME_OF_BOX.fullmatch(name):
            break
        if position + length > len(content):
            return _has_all(seen) and name not in _OF_FILMS
        seen.add(name)
        position += length
    return _has_all(seen)


def _has_all(seen: set[bytes]) -> bool:
    return b"mdat" in seen and not seen.isdisjoint({b"moov", b"meta"})


_CHECKS: dict[str, Callable[[Content], bool]] = {
    "image/png": _png,
    "image/jpeg": _jpeg,
    "image/gif": _gif,
    "image/webp": _webp,
    "image/heic": _boxes,
    "image/avif": _boxes,
    "audio/mp4": _boxes,
    "video/mp4": _boxes,
    "video/quicktime": _boxes,
}
