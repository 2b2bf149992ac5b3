"""What a file is, told by its first bytes and not by its name."""

from dataclasses import dataclass
from pathlib import PurePath

from caseorg.domain.case import MediaKind

HEAD = 4096


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
    (4, b"ftyphe", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftyp", "video/mp4"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"\xff\xf2", "audio/mpeg"),
    (0, b"\xff\xf1", "audio/aac"),
    (0, b"\xff\xf9", "audio/aac"),
    (0, b"OggS", "audio/ogg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"#!AMR", "audio/amr"),
    (0, b"\x02#!SILK", "audio/silk"),
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
    "image/heic": "heic heif",
    "application/pdf": "pdf",
    "audio/wav": "wav",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/aac": "aac",
    "audio/ogg": "ogg opus",
    "audio/flac": "flac",
    "audio/amr": "amr",
    "video/x-msvideo": "avi",
    "video/quicktime": "mov",
    "video/mp4": "mp4 m4v",
    "video/x-matroska": "mkv webm",
    "video/x-flv": "flv",
    "text/plain": "txt log md csv json html htm eml srt",
}
_BY_SUFFIX = {suffix: media for media, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}
SHOWN_IMAGES = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/webp": "WEBP",
    "image/gif": "GIF",
    "image/tiff": "TIFF",
    "image/bmp": "BMP",
}
_TEXT_ENCODINGS = ("utf-8-sig", "utf-16", "gb18030")


def promised_type(name: str) -> FileType | None:
    """What the name's ending promises; None where it promises nothing that we know."""
    media = _BY_SUFFIX.get(PurePath(name).suffix.lower().lstrip("."))
    return _file_type(media) if media else None


def found_type(head: bytes) -> FileType | None:
    """What the first `HEAD` bytes say; None where they say nothing."""
    for offset, signature, media in _SIGNATURES:
        if head[offset : offset + len(signature)] == signature:
            return _file_type(media)
    if head[:2] == b"BM" and head[6:10] == bytes(4):  # two letters alone may begin a text
        return _file_type("image/bmp")
    return None


def decode_text(content: bytes) -> str | None:
    """The text of a UTF-8, UTF-16 (with mark) or GB 18030 file; None where it is none of them."""
    for encoding in _TEXT_ENCODINGS:
        if encoding == "utf-16" and content[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def _file_type(media: str) -> FileType:
    if media in SHOWN_IMAGES:
        return FileType(MediaKind.IMAGE, media)
    if media == "application/pdf":
        return FileType(MediaKind.PDF, media)
    group = media.split("/")[0]
    return FileType(MediaKind(group) if group in ("text", "audio", "video") else MediaKind.OTHER, media)
