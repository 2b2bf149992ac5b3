"""What the header of a recording says: how long it is, and when it was made."""

import os
import re
import struct
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

_BOXES = ("audio/mp4", "video/mp4", "video/quicktime")
_MOST_BOXES = 10_000
_FIRST_DAY = datetime(1904, 1, 1, tzinfo=UTC)  # of QuickTime
_FIRST_PHONES = datetime(2000, 1, 1, tzinfo=UTC)  # what is older is a clock that was never set
_MOST_KEYS = 1000
_BEGUN = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)")  # not without a zone
_DAY = b"\xa9day"


@dataclass(frozen=True, slots=True)
class Header:
    """Length in seconds and time of making, each None where the header does not say.

    `begun_at` is what some phones write beside it, with the zone that their clock showed.
    """

    length: float | None = None
    made_at: datetime | None = None
    begun_at: datetime | None = None


def read_header(path: Path, media_type: str) -> Header:
    """The header of a WAV or of a file of the MP4 family; of others it says nothing."""
    try:
        if media_type == "audio/wav":
            return _of_wav(path)
        if media_type in _BOXES:
            with path.open("rb") as file:
                return _of_boxes(file)
    except (OSError, EOFError, ValueError, OverflowError, struct.error):
        pass  # a header that cannot be read says nothing; the file is kept as it is
    return Header()


def _of_wav(path: Path) -> Header:
    """By the bytes that are there: a recorder that was cut off wrote no length, or that of all there could be."""
    with path.open("rb") as file:
        end, position, speed = file.seek(0, os.SEEK_END), 12, 0
        for _ in range(_MOST_BOXES):
            file.seek(position)
            name, length = struct.unpack("<4sI", file.read(8))
            position += 8
            if name == b"fmt ":
                speed = struct.unpack("<8xI", file.read(12))[0]
            elif name == b"data":
                known = length if 0 < length <= end - position else end - position
                return Header(_seconds(known, speed))
            position += length + length % 2
    return Header()


def _of_boxes(file: BinaryIO) -> Header:
    """What `mvhd` in `moov` says, and the words beside it."""
    end = file.seek(0, os.SEEK_END)
    moov = _find_box(file, b"moov", 0, end)
    start, _ = _find_box(file, b"mvhd", *moov)
    file.seek(start)
    version = file.read(4)[0]
    form = ">QQIQ" if version == 1 else ">IIII"
    made, _, scale, length = struct.unpack(form, file.read(struct.calcsize(form)))
    made_at = _FIRST_DAY + timedelta(seconds=made)
    known = _FIRST_PHONES < made_at < datetime.now(UTC)
    return Header(_seconds(length, scale), made_at if known else None, _begun(file, moov))


def _begun(file: BinaryIO, moov: tuple[int, int]) -> datetime | None:
    for words in (_named_words, _user_words):
        with suppress(ValueError, struct.error, OverflowError):
            if found := _BEGUN.search(words(file, moov)):
                return datetime.fromisoformat(found[0].decode()).astimezone(UTC)
    return None


def _named_words(file: BinaryIO, moov: tuple[int, int]) -> bytes:
    """What `meta` says of the key `com.apple.quicktime.creationdate`."""
    start, end = _find_box(file, b"meta", *moov)
    file.seek(start + 4)
    if file.read(4) != b"hdlr":  # MP4 has a version before its contents, QuickTime has none
        start += 4
    key, _ = _find_box(file, b"keys", start, end)
    values = _find_box(file, b"ilst", start, end)
    file.seek(key + 4)
    for number in range(1, 1 + min(int.from_bytes(file.read(4)), _MOST_KEYS)):
        length = int.from_bytes(file.read(4))
        if file.read(max(0, length - 4)).endswith(b"com.apple.quicktime.creationdate"):
            return _content(file, *_find_box(file, number.to_bytes(4), *values))
    return b""


def _user_words(file: BinaryIO, moov: tuple[int, int]) -> bytes:
    """What `©day` among the user's data says."""
    return _content(file, *_find_box(file, _DAY, *_find_box(file, b"udta", *moov)))


def _content(file: BinaryIO, start: int, end: int) -> bytes:
    file.seek(start)
    return file.read(min(end - start, 200))


def _find_box(file: BinaryIO, name: bytes, start: int, end: int) -> tuple[int, int]:
    """Where the content of the first box of this name begins and ends."""
    for _ in range(_MOST_BOXES):
        if start >= end:
            break
        file.seek(start)
        length, found = struct.unpack(">I4s", file.read(8))
        content = start + 8
        if length == 1:
            length, content = int.from_bytes(file.read(8)), content + 8
        stop = min(start + length, end) if length else end
        if stop < content:
            break
        if found == name:
            return content, stop
        start = stop
    raise ValueError("no such box")


def _seconds(count: int, scale: int) -> float | None:
    return count / scale if count and scale else None
