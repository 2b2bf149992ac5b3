"""Lengths and stills of recordings, by the ffmpeg of this computer where there is one: a child that is kept short.

A recording comes from strangers. The child may read this one file with the one demuxer that its type asks for, so that
no playlist in disguise opens another, and only with codecs that are in use; it opens no connection and ends, with all
that it started, after so much time. Under Unix it also has little memory and can write no file; Windows has no such
limits here, and what the child itself started goes on there.
"""

import io
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from caseorg.children.start import program, start

if TYPE_CHECKING:
    from PIL import Image

SIDE = 640  # pixels of the longer side of a still
_SECONDS = 20.0  # for the length of one recording, and again for its stills
_SECONDS_OF_ALL = 60.0  # for all recordings of a paper
_MEGABYTES = 2000  # of address space
_ANSWER = 1000  # bytes
_STILL = SIDE * SIDE * 3 + 100
_DEMUXERS = {
    "audio/aac": "aac",
    "audio/amr": "amr",
    "audio/flac": "flac",
    "audio/mp4": "mov",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "video/mp2t": "mpegts",
    "video/mp4": "mov",
    "video/quicktime": "mov",
    "video/x-flv": "flv",
    "video/x-matroska": "matroska",
    "video/x-msvideo": "avi",
}
# What phones, cameras and chats write; a decoder for anything else is older and less tested.
_CODECS = (
    "h264,hevc,mpeg4,h263,mjpeg,vp8,vp9,av1,libdav1d,libaom-av1,flv,mpeg1video,mpeg2video,msmpeg4v3,rawvideo,"
    "aac,mp3float,mp3,amrnb,amrwb,libopencore_amrnb,libopencore_amrwb,opus,libopus,vorbis,libvorbis,flac,alac,ac3,eac3,"
    "pcm_u8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s32le,pcm_f32le,pcm_alaw,pcm_mulaw,adpcm_ima_wav,adpcm_ms"
)
_SMALL = f"scale=iw*sar:ih,scale=w='min({SIDE},iw)':h='min({SIDE},ih)':force_original_aspect_ratio=decrease"


@dataclass(slots=True)
class Decoder:
    """The two programs, by their whole paths, and the seconds that they may yet work; without any they say nothing."""

    ffmpeg: str
    ffprobe: str
    left: float = _SECONDS_OF_ALL


def find_decoder() -> Decoder | None:
    """What is installed, with the time for one paper; None where one of the two is missing."""
    found = [shutil.which(name) for name in ("ffmpeg", "ffprobe")]
    # Windows would also find a program in the folder that we were started in.
    paths = [path for path in found if path and Path(path).is_absolute()]
    return Decoder(paths[0], paths[1]) if len(paths) == len(found) else None


def length(decoder: Decoder, path: Path, media_type: str) -> float | None:
    """In seconds; None where the decoder cannot tell."""
    if media_type not in _DEMUXERS:
        return None
    output = ("-show_entries", "format=duration", "-of", "default=nokey=1:noprint_wrappers=1")
    command = [decoder.ffprobe, *_only(media_type), *output, f"file:{path}"]
    answer = _run(decoder, command, _ANSWER, time.monotonic() + _SECONDS)
    try:
        seconds = float(answer)
    except ValueError:
        return None
    return seconds if 0 < seconds < float("inf") else None


def stills(
    decoder: Decoder, path: Path, media_type: str, times: Sequence[float]
) -> "Iterator[tuple[float, Image.Image]]":
    """The pictures at these times in seconds, as far as they can be decoded in the time there is."""
    from PIL import Image

    if media_type not in _DEMUXERS:
        return
    until = time.monotonic() + _SECONDS
    for at in times:
        command = [decoder.ffmpeg, "-nostdin", *_only(media_type), "-threads", "2"]
        command += ["-ss", f"{at:.3f}", "-i", f"file:{path}"]
        as_picture = ("-map", "0:v:0", "-frames:v", "1", "-vf", _SMALL, "-f", "image2pipe", "-c:v", "ppm", "pipe:1")
        picture = _run(decoder, [*command, *as_picture], _STILL, until)
        try:
            with Image.open(io.BytesIO(picture), formats=["PPM"]) as still:
                still.load()
        except OSError:
            continue
        yield at, still


class Still(NamedTuple):
    """A picture out of a film, small, for those of all films are held until the document is written."""

    at: float
    width: int
    height: int
    jpeg: bytes


def as_jpeg(still: "Image.Image", mono: bool) -> bytes:
    """Small; in mono as greys."""
    out = io.BytesIO()
    (still.convert("L") if mono else still).save(out, "JPEG", quality=80)
    return out.getvalue()


def _only(media_type: str) -> tuple[str, ...]:
    demuxer = _DEMUXERS[media_type]
    quiet = ("-v", "quiet", "-hide_banner")
    listed = ("-protocol_whitelist", "file,pipe", "-format_whitelist", demuxer, "-codec_whitelist", _CODECS)
    return *quiet, *listed, "-f", demuxer


def _run(decoder: Decoder, command: Sequence[str], most: int, until: float) -> bytes:
    """What the program writes, in the time until then that the decoder has left."""
    start = time.monotonic()
    seconds = min(until - start, decoder.left)
    if seconds <= 0:
        return b""
    try:
        return _output(command, most, seconds)
    finally:
        decoder.left -= time.monotonic() - start


def _output(command: Sequence[str], most: int, seconds: float) -> bytes:
    """What the program writes; nothing where it fails, writes more than `most` bytes or takes longer."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("FF", "AV"))}
    limited = program(command, megabytes=_MEGABYTES, seconds=max(1, int(_SECONDS)))
    try:
        child = start(limited, stdin=subprocess.DEVNULL, env=environment)
    except OSError:
        return b""
    with child:
        end = threading.Timer(seconds, _end, (child,))
        try:
            end.start()
            assert child.stdout
            content = child.stdout.read(most + 1)
            if len(content) <= most:
                child.wait()  # it may close its output and go on
        finally:
            end.cancel()
            _end(child)
    return content if child.returncode == 0 and len(content) <= most else b""


def _end(child: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        child.kill()
        return
    with suppress(ProcessLookupError, PermissionError):  # nobody is left; macOS refuses where only the dead are
        os.killpg(child.pid, signal.SIGKILL)
