"""When a picture was made, as its camera or program wrote it into the file: EXIF, XMP, the texts of a PNG."""

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from PIL import ExifTags, Image

from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import Moment, Precision, TimeSource, parse_moment

_TAGS = (  # the time, and its offset; the first that says something counts
    (ExifTags.Base.DateTimeOriginal, ExifTags.Base.OffsetTimeOriginal),
    (ExifTags.Base.DateTimeDigitized, ExifTags.Base.OffsetTimeDigitized),
    (ExifTags.Base.DateTime, ExifTags.Base.OffsetTime),
)
_XMP = re.compile(
    rb"(?:exif:DateTimeOriginal|photoshop:DateCreated|xmp:CreateDate)"
    rb"(?:=[\"']|>\s*)(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?"
)
_SEPARATED = re.compile(r"^(\d{4})[-/.](\d\d)[-/.](\d\d)[T ]")
_CREATED = (b"Creation Time", b"creation_time", b"Create Date", b"date:create")
_XMP_IN_PNG = b"XML:com.adobe.xmp"
_MOST_CHUNKS = 100_000
_MOST_TEXT = 1_000_000


def photo_moments(path: Path, media_type: str, image: Image.Image) -> tuple[Moment, ...]:
    """The first time that the file gives of itself, if any; what is damaged there says nothing."""
    try:
        if media_type == "image/png":
            return tuple(_in_png(path))[:1]
        return tuple(_in_picture(image))[:1]
    except Exception:  # noqa: BLE001 — it is the camera's word; a broken one is no word
        return ()


def _in_picture(image: Image.Image) -> Iterator[Moment]:
    if image.format == "TIFF" or "exif" in image.info:
        yield from _in_exif(image.getexif())
    xmp = image.info.get("xmp")
    if isinstance(xmp, bytes):
        yield from _in_xmp(xmp)


def _in_exif(exif: Image.Exif) -> Iterator[Moment]:
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    general = _word(inner.get(ExifTags.Base.OffsetTime))
    for stamp, offset in _TAGS:
        text = _word(inner.get(stamp) or exif.get(stamp))
        zone = _word(inner.get(offset) or exif.get(offset)) or general
        with suppress(ValueError, CaseorgError):
            plain = _SEPARATED.sub(r"\1:\2:\3 ", text)  # as no standard says, and some phones write
            local = datetime.strptime(plain[:19], "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 — the offset is apart
            yield _moment(local, zone or _zone_behind(text))


def _zone_behind(text: str) -> str:
    found = re.search(r"(?:Z|[+-]\d\d:?\d\d)$", text[19:])
    return found[0] if found else ""


def _word(value: object) -> str:
    text = value.decode("ascii", "replace") if isinstance(value, bytes) else str(value or "")
    return text.strip("\0 ")


def _moment(local: datetime, zone: str) -> Moment:
    if zone:
        with suppress(ValueError):
            zoned = datetime.fromisoformat(f"{local.isoformat()}{zone}")
            return Moment(zoned.astimezone(UTC), Precision.SECOND, TimeSource.EXIF)
    return parse_moment(local.isoformat(sep=" "), TimeSource.EXIF)


def _in_xmp(xmp: bytes) -> Iterator[Moment]:
    for local, zone in _XMP.findall(xmp[:_MOST_TEXT]):
        yield _moment(datetime.fromisoformat(local.decode()), zone.decode())


def _in_png(path: Path) -> Iterator[Moment]:
    """EXIF before the texts, wherever they stand; nothing is decoded."""
    exif, texts = Image.Exif(), []
    for kind, content in _chunks(path):
        if kind == b"eXIf":
            exif.load(content)
        else:
            texts.append(_text(kind, content))
    if len(exif):
        yield from _in_exif(exif)
    for key, text in texts:
        if key == _XMP_IN_PNG:
            yield from _in_xmp(text)
        elif key in _CREATED:
            with suppress(ValueError, CaseorgError):
                yield _written(text.decode(errors="replace").strip())


def _chunks(path: Path) -> Iterator[tuple[bytes, bytes]]:
    with path.open("rb") as file:
        file.seek(8)
        for _ in range(_MOST_CHUNKS):
            head = file.read(8)
            length, kind = int.from_bytes(head[:4]), head[4:]
            if len(head) < 8 or kind == b"IEND":
                return
            if kind in (b"eXIf", b"tEXt", b"iTXt", b"zTXt") and length <= _MOST_TEXT:
                yield kind, file.read(length)
                file.seek(4, 1)
            else:
                file.seek(length + 4, 1)


def _text(kind: bytes, content: bytes) -> tuple[bytes, bytes]:
    key, _, rest = content.partition(b"\0")
    packed = kind == b"zTXt" or (kind == b"iTXt" and rest[:1] == b"\1")
    text = rest[1:] if kind == b"zTXt" else rest
    if kind == b"iTXt":
        text = rest[2:].partition(b"\0")[2].partition(b"\0")[2]
    return key, zlib.decompressobj().decompress(text, _MOST_TEXT) if packed else text


def _written(text: str) -> Moment:
    """As programs write it: ISO, EXIF, or as in a mail.

    Raises:
        ValueError: it is no such time.
        CaseorgError: the same.
    """
    if re.match(r"\d{4}:\d\d:\d\d ", text):
        return _moment(datetime.strptime(text[:19], "%Y:%m:%d %H:%M:%S"), "")  # noqa: DTZ007 — it has no offset
    if re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.", text):
        text = re.sub(r"\.\d+", "", text)
    if re.match(r"\d{4}", text):
        return parse_moment(text, TimeSource.EXIF)
    return Moment(parsedate_to_datetime(text).astimezone(UTC), Precision.SECOND, TimeSource.EXIF)
