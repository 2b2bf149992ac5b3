"""What the headers of recordings say."""

import struct
import wave
from datetime import UTC, datetime
from pathlib import Path

import pytest

from caseorg.evidence.recordings import Header, read_header

MADE = datetime(2026, 11, 1, 6, 2, 3, tzinfo=UTC)
QUICKTIME = int((MADE - datetime(1904, 1, 1, tzinfo=UTC)).total_seconds())


def box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + name + content


def large_box(name: bytes, content: bytes) -> bytes:
    """With its length in eight bytes."""
    return struct.pack(">I4sQ", 1, name, len(content) + 16) + content


def mvhd(length: int, made: int = QUICKTIME, scale: int = 600, version: int = 0) -> bytes:
    numbers = struct.pack(">QQIQ" if version else ">IIII", made, made, scale, length)
    return box(b"mvhd", bytes([version, 0, 0, 0]) + numbers + bytes(80))


def film(*boxes: bytes) -> bytes:
    return box(b"ftyp", b"mp42") + box(b"mdat", bytes(5000)) + b"".join(boxes)


def header(folder: Path, content: bytes, media_type: str = "video/mp4") -> Header:
    (folder / "x").write_bytes(content)
    return read_header(folder / "x", media_type)


@pytest.mark.parametrize("media_type", ["video/mp4", "audio/mp4", "video/quicktime"])
@pytest.mark.parametrize("version", [0, 1])
def test_a_film_says_how_long_it_is_and_when_it_was_made(tmp_path: Path, media_type: str, version: int) -> None:
    content = film(box(b"moov", box(b"udta", b"") + mvhd(57_300, version=version)))
    assert header(tmp_path, content, media_type) == Header(95.5, MADE)


def test_long_boxes_and_one_up_to_the_end_are_passed(tmp_path: Path) -> None:
    last = struct.pack(">I", 0) + b"moov" + mvhd(600)
    assert header(tmp_path, large_box(b"mdat", bytes(99)) + last) == Header(1.0, MADE)


@pytest.mark.parametrize("made", [0, 1, QUICKTIME + 10 * 365 * 86_400])
def test_a_clock_that_was_never_set_is_no_time(tmp_path: Path, made: int) -> None:
    assert header(tmp_path, film(box(b"moov", mvhd(600, made)))) == Header(1.0)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        film(),
        film(box(b"moov", b"")),
        film(box(b"moov", mvhd(600)[:20])),
        film(box(b"moov", mvhd(0, 0))),
        film(box(b"moov", mvhd(600, 0, scale=0))),
        film(struct.pack(">I4s", 3, b"moov")),
        film(box(b"moov", b"")) + mvhd(600),
        struct.pack(">I4sQ", 1, b"free", 2) * 5,
        box(b"free", b"") * 20_000 + box(b"moov", mvhd(600)),
        film(box(b"moov", mvhd((1 << 64) - 1, (1 << 64) - 1, 0, version=1))),
    ],
)
def test_a_header_that_says_nothing_is_none(tmp_path: Path, content: bytes) -> None:
    assert header(tmp_path, content) == Header()


def test_a_wav_says_how_long_it_is(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "x"), "wb") as sound:
        sound.setnchannels(2)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(4 * 12_000))
    assert read_header(tmp_path / "x", "audio/wav") == Header(1.5)
    content = (tmp_path / "x").read_bytes()
    for never_closed in (bytes(4), b"\xff" * 4):
        assert header(tmp_path, content[:40] + never_closed + content[44:], "audio/wav") == Header(1.5)
    for broken in (content[:30], b"RIFF\0\0\0\0WAVE", content.replace(b"fmt ", b"fm  ")):
        assert header(tmp_path, broken, "audio/wav") == Header()


def test_of_other_types_and_missing_files_nothing_is_said(tmp_path: Path) -> None:
    assert header(tmp_path, film(box(b"moov", mvhd(600))), "video/x-matroska") == Header()
    assert read_header(tmp_path / "gone", "video/mp4") == Header()
