"""Looks into a received file: what it is, whether it is whole, its size in pixels or pages, when it was taken."""

import logging
import mmap
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
from PIL import ExifTags, Image

from caseorg.domain.case import MediaKind
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import Moment, Precision, TimeSource, moment_in_name, parse_moment
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
from caseorg.evidence.store import Received

MOST_PIXELS = 400_000_000
MOST_TEXT = 20_000_000
_TAIL = 4096

logging.getLogger("PIL").setLevel(logging.ERROR)
Image.MAX_IMAGE_PIXELS = None  # our own limit, MOST_PIXELS, is checked before anything is decoded


@dataclass(frozen=True, slots=True)
class Probe:
    """What was found in the file. `note` is a message id for the user, empty for nothing to say."""

    type: FileType
    taken_at: Moment
    width: int | None = None
    height: int | None = None
    pages: int | None = None
    note: str = ""


def probe(received: Received) -> Probe:
    """Looks into the copy; reads all of a picture's structure but decodes only small formats.

    Raises:
        CaseorgError: the file is cut off, damaged, or not what its name says.
    """
    with received.part.open("rb") as file:
        head = file.read(HEAD)
    promised, found = promised_type(received.name), found_type(head)
    file_type = found or _as_text(received, promised)
    result = Probe(file_type, _taken_at(received))
    if promised and found and promised.kind != found.kind:
        result = replace(result, note="The name says otherwise, but the content was recognised.")
    match file_type.kind:
        case MediaKind.IMAGE:
            return _probe_image(received, result)
        case MediaKind.PDF:
            return _probe_pdf(received, result)
        case MediaKind.VIDEO | MediaKind.AUDIO if head[4:8] == b"ftyp":
            _require_whole_boxes(received)
        case MediaKind.OTHER:
            return replace(result, note="Kept as a file: its type cannot be shown here.")
    return result


def _as_text(received: Received, promised: FileType | None) -> FileType:
    """For content without a signature: text, an unknown type, or a file that is not what its name says."""
    if promised is not None and promised.kind is not MediaKind.TEXT:
        raise CaseorgError(
            "The content is not {type} as the name says.",
            "Save or send it again, then add the new file.",
            type=promised.media_type,
        )
    if promised is None:
        return PLAIN_TEXT if _is_utf8(received) else OTHER
    if received.size > MOST_TEXT or decode_text(received.part.read_bytes()) is None:
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


def _taken_at(received: Received) -> Moment:
    named = moment_in_name(received.name)
    return named or Moment(received.modified_at, Precision.SECOND, TimeSource.FILE)


def _probe_image(received: Received, result: Probe) -> Probe:
    media = result.type.media_type
    try:
        with Image.open(received.part, formats=[SHOWN_IMAGES[media]]) as image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                raise CaseorgError(
                    "The picture is too large: {width} × {height} pixels.",
                    "Add it in parts.",
                    width=width,
                    height=height,
                )
            exif = _exif_moment(image) if media in ("image/jpeg", "image/tiff") else None
            _require_whole_image(received, image, media)
    except CaseorgError:
        raise
    except Exception as error:
        raise _cut_off() from error
    return replace(result, width=width, height=height, taken_at=exif or result.taken_at)


def _require_whole_image(received: Received, image: Image.Image, media: str) -> None:
    """PNG: every chunk's checksum and the end; JPEG: the end marker after the scan; the others are decoded."""
    if media == "image/png":
        image.verify()
        whole = b"IEND" in _tail(received.part)
    elif media == "image/jpeg":
        whole = _has_jpeg_end(received.part)
    else:
        image.load()
        whole = True
    if not whole:
        raise _cut_off()


def _tail(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(0, file.tell() - _TAIL))
        return file.read()


def _has_jpeg_end(path: Path) -> bool:
    """Whether an end marker follows the last start of scan; within a scan the two bytes cannot occur."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        scan = content.rfind(b"\xff\xda")
        return scan >= 0 and content.find(b"\xff\xd9", scan) >= 0


def _exif_moment(image: Image.Image) -> Moment | None:
    try:
        exif = image.getexif().get_ifd(ExifTags.IFD.Exif)
        stamp = str(exif.get(ExifTags.Base.DateTimeOriginal, ""))
        offset = str(exif.get(ExifTags.Base.OffsetTimeOriginal, "")).strip("\0 ")
        local = datetime.strptime(stamp.strip("\0 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 — the offset is apart
        if not offset:
            return parse_moment(local.isoformat(sep=" "), TimeSource.EXIF)
        zoned = datetime.fromisoformat(f"{local.isoformat()}{offset}")
        return Moment(zoned.astimezone(UTC), Precision.SECOND, TimeSource.EXIF)
    except Exception:  # noqa: BLE001 — EXIF is the camera's word; a broken one is no word
        return None


def _probe_pdf(received: Received, result: Probe) -> Probe:
    if b"%%EOF" not in _tail(received.part):
        raise _cut_off()
    try:
        document = pypdfium2.PdfDocument(received.part)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            return replace(result, note="Kept as a file: a password protects it.")
        raise _cut_off() from error
    try:
        return replace(result, pages=len(document))
    finally:
        document.close()


def _require_whole_boxes(received: Received) -> None:
    """An MP4 family file is a row of boxes, each with its length; the last one must end where the file ends."""
    with received.part.open("rb") as file:
        position = 0
        seen: set[bytes] = set()
        while position + 8 <= received.size:
            file.seek(position)
            header = file.read(16)
            length = int.from_bytes(header[:4])
            if length == 1:
                length = int.from_bytes(header[8:16])
            elif length == 0:
                length = received.size - position
            if length < 8:
                raise _cut_off()
            seen.add(header[4:8])
            position += length
    if position != received.size or b"moov" not in seen:
        raise _cut_off()
