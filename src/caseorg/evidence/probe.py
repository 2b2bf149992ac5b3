"""Looks into a received file: what it is, whether it is whole, its size in pixels or pages, when it was taken."""

import logging
import warnings
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path, PurePath
from typing import Any

import pypdfium2
from PIL import Image, TiffImagePlugin

from caseorg.domain.case import MediaKind
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import Moment, Precision, TimeSource
from caseorg.domain.name_times import moments_in_name
from caseorg.domain.plausibility import chosen, is_plausible
from caseorg.evidence.document import opened_document
from caseorg.evidence.kinds import (
    HEAD,
    OTHER,
    PLAIN_TEXT,
    SHOWN_IMAGES,
    FileType,
    decode_text,
    found_type,
    promised_type,
)
from caseorg.evidence.photo_times import photo_moments
from caseorg.evidence.recordings import read_header
from caseorg.evidence.store import Received
from caseorg.evidence.whole import is_whole

MOST_PIXELS = 100_000_000  # 400 MB when decoded, up to three times that while it is made flat
MOST_ACROSS = 100_000  # pixels of one side
MOST_TEXT = 2_000_000
_TAIL = 4096
_PARTS_OF_TIFF = (
    (TiffImagePlugin.STRIPOFFSETS, TiffImagePlugin.STRIPBYTECOUNTS),
    (TiffImagePlugin.TILEOFFSETS, TiffImagePlugin.TILEBYTECOUNTS),
)
_PDF_JUNK = 1024  # readers of PDF allow that much before its mark

logging.getLogger("PIL").setLevel(logging.ERROR)
warnings.filterwarnings("ignore", module=r"PIL\.")  # of a hostile file we tell ourselves
Image.MAX_IMAGE_PIXELS = None  # our own limits are checked before anything is decoded


@dataclass(frozen=True, slots=True)
class Probe:
    """What was found in the file. `note` holds message ids for the user, one a line.

    `told` is what the file itself says of its time; `taken_at` is what counts, with others that disagree with it.
    """

    type: FileType
    taken_at: Moment | None = None
    other_times: tuple[Moment, ...] = ()
    told: tuple[Moment, ...] = ()
    width: int | None = None
    height: int | None = None
    pages: int | None = None
    note: str = ""


def probe(received: Received, now: datetime | None = None) -> Probe:
    """Looks into the copy that came in now; reads all of a picture's structure but decodes only small formats.

    Raises:
        CaseorgError: the file is cut off, damaged, or not what its name says.
    """
    return _timed(_content(received), received, now or datetime.now(UTC))


def _content(received: Received) -> Probe:
    with received.part.open("rb") as file:
        head = file.read(HEAD)
    promised = promised_type(received.name)
    found = _found_type(head, promised)
    file_type = found or _as_text(received, promised)
    if not is_whole(received.part, file_type.media_type):
        raise _cut_off()
    result = Probe(file_type)
    if promised and found and promised.kind != found.kind:
        result = replace(result, note="The name says otherwise, but the content was recognised.")
    match file_type.kind:
        case MediaKind.IMAGE:
            return _probe_image(received, result)
        case MediaKind.PDF:
            return _probe_pdf(received, result)
        case MediaKind.OTHER:
            return replace(result, note="Kept as a file: its type cannot be shown here.")
    return result


def _found_type(head: bytes, promised: FileType | None) -> FileType | None:
    """What the content says, with the name's help where the content allows both."""
    found = found_type(head)
    if promised and found and (promised.media_type, found.media_type) == ("audio/mp4", "video/mp4"):
        return promised  # a recorder's MP4 holds sound alone
    if promised and found is None and promised.kind is MediaKind.PDF and b"%PDF-" in head[:_PDF_JUNK]:
        return promised
    return found


def _as_text(received: Received, promised: FileType | None) -> FileType:
    """For content without a signature: text, an unknown type, or a file that is not what its name says."""
    if promised is not None and promised.kind is not MediaKind.TEXT:
        raise CaseorgError(
            "The content is not {type} as the name says.",
            "Save or send it again, then add the new file.",
            type=PurePath(received.name).suffix.lstrip(".").upper(),
        )
    if promised is None:
        return PLAIN_TEXT if _is_utf8(received) else OTHER
    if received.size > MOST_TEXT:
        return OTHER
    if decode_text(received.part.read_bytes()) is None:
        raise CaseorgError("The content is not text as the name says.", "Save it as UTF-8 text, then add it.")
    return PLAIN_TEXT


def _is_utf8(received: Received) -> bool:
    """For a name that promises nothing: GB 18030 would take too much that is no text."""
    if received.size > MOST_TEXT:
        return False
    try:
        return "\0" not in received.part.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return False


def _cut_off() -> CaseorgError:
    return CaseorgError("The file is cut off or damaged.", "Copy or send it again, then add the new file.")


def _timed(result: Probe, received: Received, now: datetime) -> Probe:
    """With the time that counts, and those that disagree with it: the file's own, its name's, the file system's."""
    named = (moment for moment in moments_in_name(received.name) if is_plausible(moment, now))
    of_file = Moment(received.modified_at, Precision.SECOND, TimeSource.FILE)
    before, after = _inner_times(received, result)
    taken_at, others = chosen((*before, *islice(named, 1), *after, of_file), now)
    return replace(result, taken_at=taken_at, other_times=others)


def _inner_times(received: Received, result: Probe) -> tuple[tuple[Moment, ...], tuple[Moment, ...]]:
    """What the file says of itself: what is to be trusted more than its name, and what less."""
    if result.type.kind in (MediaKind.VIDEO, MediaKind.AUDIO):
        header = read_header(received.part, result.type.media_type)
        if header.begun_at:
            return _of_media(header.begun_at), ()  # the other one changes when it is exported
        return (), _of_media(header.made_at)  # it is that of the end, often in a wrong zone
    return result.told, ()


def _of_media(at: datetime | None) -> tuple[Moment, ...]:
    return (Moment(at, Precision.SECOND, TimeSource.MEDIA),) if at else ()


def _probe_image(received: Received, result: Probe) -> Probe:
    media = result.type.media_type
    try:
        with Image.open(received.part, formats=[SHOWN_IMAGES[media]]) as image:
            width, height = image.size
            _require_size(image)
            told = photo_moments(received.part, media, image)
            frames = getattr(image, "n_frames", 1)
            _require_decodable(image, media, frames, received.size)
    except CaseorgError:
        raise
    except Exception as error:
        raise _cut_off() from error
    note = result.note or ("Only its first picture is shown and printed." if frames > 1 else "")
    return replace(result, width=width, height=height, told=told, note=note)


def _require_size(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS or max(image.size) > MOST_ACROSS:
        raise CaseorgError(
            "The picture is too large: {width} × {height} pixels.",
            "Add it in parts.",
            width=image.width,
            height=image.height,
        )


def _require_decodable(image: Image.Image, media: str, frames: int, size: int) -> None:
    """PNG: every chunk's checksum, up to the end; JPEG: its structure was enough; the others are decoded."""
    if media == "image/png":
        image.verify()
    elif media == "image/tiff":
        for frame in range(frames):
            image.seek(frame)
            _require_size(image)
            _require_strips(image, size)
            image.load()
    elif media != "image/jpeg":
        image.load()


def _require_strips(image: Image.Image, size: int) -> None:
    """The decoder of a TIFF forgives missing bytes at the end."""
    tags: Any = getattr(image, "tag_v2")  # noqa: B009 — Image.Image has it only for this format
    for starts, lengths in _PARTS_OF_TIFF:
        parts = zip(tags.get(starts, ()), tags.get(lengths, ()), strict=True)
        if any(start + length > size for start, length in parts):
            raise _cut_off()


def _tail(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(0, file.tell() - _TAIL))
        return file.read()


def _probe_pdf(received: Received, result: Probe) -> Probe:
    if b"%%EOF" not in _tail(received.part):
        raise _cut_off()
    try:
        with opened_document(received.part) as document:
            pages = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            return replace(result, note="Kept as a file: a password protects it.")
        raise _cut_off() from error
    if not pages:
        raise _cut_off()
    return replace(result, pages=pages)
