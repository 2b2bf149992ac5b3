"""What a file seems to be by its first bytes and its name; the decoder has the last word."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from caseorg.domain.case import MediaKind
from caseorg.domain.files.notes import FileNote

HEAD = 4096
_PDF_JUNK = 1024  # readers of PDF allow that much before its mark


@dataclass(frozen=True, slots=True)
class FileType:
    """A media type and what can be done with it."""

    kind: MediaKind
    media_type: str


OTHER = FileType(MediaKind.OTHER, "application/octet-stream")
PLAIN_TEXT = FileType(MediaKind.TEXT, "text/plain")

# (offset, bytes, media type); the first that matches counts.
_SIGNATURES = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (8, b"WEBP", "image/webp"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (0, b"%PDF-", "application/pdf"),
    (8, b"WAVE", "audio/wav"),
    (8, b"AVI ", "video/x-msvideo"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftypM4B", "audio/mp4"),
    (4, b"ftyphe", "image/heic"),
    (4, b"ftypmsf1", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (4, b"ftypavi", "image/avif"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftyp", "video/mp4"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xf1", "audio/aac"),
    (0, b"\xff\xf9", "audio/aac"),
    (0, b"OggS", "audio/ogg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"#!AMR", "audio/amr"),
    (0, b"\x02#!SILK", "audio/silk"),
    (0, b"#!SILK", "audio/silk"),
    (0, b"caff", "audio/x-caf"),
    (8, b"AIFF", "audio/aiff"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video/x-ms-asf"),
    (0, b"\0\0\1\xba", "video/mpeg"),
    (0, b"\x1aE\xdf\xa3", "video/x-matroska"),
    (0, b"FLV\x01", "video/x-flv"),
)
_SUFFIXES = {
    "image/png": "png",
    "image/jpeg": "jpg jpeg jpe jfif",
    "image/webp": "webp",
    "image/gif": "gif",
    "image/tiff": "tif tiff",
    "image/bmp": "bmp dib",
    "image/heic": "heic heif hif",
    "image/avif": "avif",
    "application/pdf": "pdf",
    "audio/wav": "wav",
    "audio/mp4": "m4a m4b 3ga",
    "audio/mpeg": "mp3",
    "audio/aac": "aac",
    "audio/ogg": "ogg opus",
    "audio/flac": "flac",
    "audio/amr": "amr awb",
    "audio/silk": "silk slk aud",
    "audio/x-caf": "caf",
    "audio/aiff": "aif aiff",
    "audio/x-ms-wma": "wma",
    "video/x-msvideo": "avi",
    "video/quicktime": "mov",
    "video/mp4": "mp4 m4v 3gp 3g2",
    "video/mpeg": "mpg mpeg",
    "video/x-ms-asf": "wmv asf",
    "video/x-matroska": "mkv webm",
    "video/x-flv": "flv",
    "video/mp2t": "ts mts m2ts",
    "text/plain": "txt log md srt",
    "message/rfc822": "eml emlx mht mhtml mbox",
    "text/html": "html htm xhtml",
    "application/json": "json jsonl ndjson",
    "text/csv": "csv tsv",
    "text/rtf": "rtf",
    "text/xml": "xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/ofd": "ofd",
}
_BY_SUFFIX = {suffix: media for media, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}
SHOWN_IMAGES = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/webp": "WEBP",
    "image/gif": "GIF",
    "image/tiff": "TIFF",
    "image/bmp": "BMP",
    "image/avif": "AVIF",
    "image/heic": "HEIF",
}
_DOCUMENTS = frozenset(
    ("application/ofd", *(media for media in _SUFFIXES if media.startswith("application/vnd.openxmlformats")))
)
_TEXTS = frozenset(
    ("text/plain", "message/rfc822", "text/html", "application/json", "text/csv", "text/rtf", "text/xml", *_DOCUMENTS)
)
_OTHER_DOCUMENTS = re.compile("doc|xls|ppt|docm|xlsm|wps|wpt|et|ett|dps|pages|numbers|key|odt|ods|odp|msg|vsd")
_ARCHIVES = re.compile("zip|zipx|rar|7z|gz|tgz|tar|bz2|xz")
_OLD_FILMS = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")  # QuickTime without a word of its kind
_PACKETS = ((0, 188), (4, 192))  # where the first one begins, how long each is
_LEAST_PACKETS = 8
_LAYERS = {0b01: 3, 0b10: 2}
_BIT_RATES = {  # by version and layer, in thousands
    (True, 2): (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (True, 3): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (False, 2): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (False, 3): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_SAMPLE_RATES = {0b11: (44100, 48000, 32000), 0b10: (22050, 24000, 16000), 0b00: (11025, 12000, 8000)}


def usual_ending(media_type: str) -> str:
    """How files of this kind end, without the dot; empty where we know none."""
    return next(iter(_SUFFIXES.get(media_type, "").split()), "")


def way_to_show(name: str) -> FileNote:
    """What there is to say of a file with this name that cannot be shown, and what to do about it."""
    ending = PurePath(name).suffix.lower().lstrip(".")
    if _ARCHIVES.fullmatch(ending):
        return FileNote.TO_UNPACK
    named = promised_type(name)
    document = _OTHER_DOCUMENTS.fullmatch(ending) or (named and named.media_type in _DOCUMENTS)
    return FileNote.TO_PDF if document else FileNote.NOT_SHOWN


def promised_type(name: str) -> FileType | None:
    """What the name's ending promises; None where it promises nothing that we know."""
    media = _BY_SUFFIX.get(PurePath(name).suffix.lower().lstrip("."))
    return file_type(media) if media else None


def found_type(head: bytes, size: int) -> FileType | None:
    """What the first `HEAD` bytes of so many say; None where they say nothing."""
    for offset, signature, media in _SIGNATURES:
        if head[offset : offset + len(signature)] == signature:
            return file_type("image/avif" if media == "image/heic" and b"avif" in head[16:64] else media)
    if head[:2] == b"BM" and head[6:10] == bytes(4):  # two letters alone may begin a text
        return file_type("image/bmp")
    if _is_box(head, size):
        return file_type("video/quicktime")
    if b"%PDF-" in head[:_PDF_JUNK]:
        return file_type("application/pdf")
    if any(_is_stream(head[start:], packet) for start, packet in _PACKETS):
        return file_type("video/mp2t")
    return file_type("audio/mpeg") if _is_mpeg_audio(head) else None


def _is_box(head: bytes, size: int) -> bool:
    length, name = int.from_bytes(head[:4]), head[4:8]
    return name in _OLD_FILMS and (length in (0, 1) or 8 <= length <= size)


def _is_stream(head: bytes, packet: int) -> bool:
    """Packets of a broadcast, which some programs save as they come."""
    return len(head) > _LEAST_PACKETS * packet and set(head[: _LEAST_PACKETS * packet : packet]) == {0x47}


def _is_mpeg_audio(head: bytes) -> bool:
    """A frame of sound without a tag, with another one behind it."""
    length = _frame_length(head)
    return bool(length and (_frame_length(head[length:]) or len(head) <= length))


def _frame_length(head: bytes) -> int:
    """Zero where no frame begins."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0
    version, layer = head[1] >> 3 & 3, _LAYERS.get(head[1] >> 1 & 3)
    rates, speed = _SAMPLE_RATES.get(version), head[2] >> 4
    if not rates or not layer or speed in (0, 15) or head[2] >> 2 & 3 == 3:
        return 0
    first = version == 0b11
    samples = 1152 if first or layer == 2 else 576
    return samples // 8 * _BIT_RATES[first, layer][speed] * 1000 // rates[head[2] >> 2 & 3] + (head[2] >> 1 & 1)


def file_type(media: str) -> FileType:
    """With what can be done with a file of this media type."""
    if media in SHOWN_IMAGES:
        return FileType(MediaKind.IMAGE, media)
    if media == "application/pdf":
        return FileType(MediaKind.PDF, media)
    if media in _TEXTS:
        return FileType(MediaKind.TEXT, media)
    group = media.split("/")[0]
    return FileType(MediaKind(group) if group in ("audio", "video") else MediaKind.OTHER, media)
