"""What the header of a recording says: how long it is, and when it was made."""

import os
import struct
import wave
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

_BOXES = ("audio/mp4", "video/mp4", "video/quicktime")
_MOST_BOXES = 10_000
_FIRST_DAY = datetime(1904, 1, 1, tzinfo=UTC)  # of QuickTime
_FIRST_PHONES = datetime(2000, 1, 1, tzinfo=UTC)  # what is older is a clock that was never set


@dataclass(frozen=True, slots=True)
class Header:
    """Length in seconds and time of making, each None where the header does not say."""

    length: float | None = None
    made_at: datetime | None = None


def read_header(path: Path, media_type: str) -> Header:
    """The header of a WAV or of a file of the MP4 family; of others it says nothing."""
    try:
        if media_type == "audio/wav":
            return _of_wav(path)
        if media_type in _BOXES:
            with path.open("rb") as file:
                return _of_boxes(file)
    except (OSError, EOFError, ValueError, OverflowError, struct.error, wave.Error):
        pass  # a header that cannot be read says nothing; the file is kept as it is
    return Header()


def _of_wav(path: Path) -> Header:
    with wave.open(str(path), "rb") as sound:
        return Header(_seconds(sound.getnframes(), sound.getframerate()))


def _of_boxes(file: BinaryIO) -> Header:
    """What `mvhd` in `moov` says."""
    end = file.seek(0, os.SEEK_END)
    start, end = _find_box(file, b"moov", 0, end)
    start, _ = _find_box(file, b"mvhd", start, end)
    file.seek(start)
    version = file.read(4)[0]
    form = ">QQIQ" if version == 1 else ">IIII"
    made, _, scale, length = struct.unpack(form, file.read(struct.calcsize(form)))
    made_at = _FIRST_DAY + timedelta(seconds=made)
    return Header(_seconds(length, scale), made_at if _FIRST_PHONES < made_at < datetime.now(UTC) else None)


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
