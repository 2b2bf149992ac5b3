"""Looks into a received file: what it is, whether it is whole, its size in pixels or pages, when it was taken.

Whatever is in it, it is kept: what cannot be decoded is kept as a file, with a note that says so. Most of what comes in
are pictures: what reads documents and texts is loaded for these alone.
"""

import mmap
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from caseorg.children.breach import Breach
from caseorg.domain.case import MediaKind
from caseorg.domain.files.name_times import moments_in_name
from caseorg.domain.files.notes import FileNote, joined
from caseorg.domain.files.plausibility import chosen, is_plausible
from caseorg.domain.moments import Moment, Precision, TimeSource
from caseorg.domain.text.decoding import is_plainly_text
from caseorg.evidence.found import Probe
from caseorg.evidence.kinds import HEAD, OTHER, PLAIN_TEXT, FileType, file_type, found_type, promised_type, way_to_show
from caseorg.evidence.opening import opened_image
from caseorg.evidence.photo_times import photo_moments
from caseorg.evidence.pixels import is_sound
from caseorg.evidence.recordings import read_header
from caseorg.evidence.store import Received
from caseorg.evidence.whole import is_whole

if TYPE_CHECKING:
    from caseorg.evidence.words import Words

MOST_PIXELS = 100_000_000  # 400 MB when decoded, up to three times that while it is made flat
MOST_ACROSS = 100_000  # pixels of one side
MOST_TEXT = 2_000_000
_MOST_ZEROS = 1_000_000
MOST_SCANNED = 500_000  # characters of a text: some seconds
_MAYBE_SOUND_ALONE = {"video/mp4": "audio/mp4", "video/quicktime": "audio/mp4", "video/x-ms-asf": "audio/x-ms-wma"}
_LOOKED_AT = 3  # pages of a document that are opened, to see whether it can be drawn at all
_BREACHES = {Breach.TIME: FileNote.SLOW, Breach.MEMORY: FileNote.LARGE, Breach.CRASH: FileNote.CRASHED}
_PLAYED = (MediaKind.AUDIO, MediaKind.VIDEO)

Image.MAX_IMAGE_PIXELS = None  # our own limits are checked before anything is decoded


class _UndecodableError(Exception):
    """The message is a note for the user."""


def looked_into(received: Received, now: datetime) -> Probe:
    """What the file holds, and which time of it counts."""
    return _timed(_content(received), received, now)


def given_up(received: Received, breach: Breach, now: datetime) -> Probe:
    """What is known of a file over which a worker broke its limits: it is kept as one that cannot be shown."""
    found = _found_type(_head(received.part), received, promised_type(received.name)) or OTHER
    kept = Probe(FileType(MediaKind.OTHER, found.media_type), note=_BREACHES[breach])
    return _timed(kept, received, now)


def _content(received: Received) -> Probe:
    head = _head(received.part)
    promised = promised_type(received.name)
    found = _found_type(head, received, promised)
    if found is None:
        return _without_signature(received, promised)
    result = Probe(found, note=FileNote.MISNAMED if promised and promised.kind is not found.kind else "")
    match found.kind:
        case MediaKind.IMAGE:
            return _probe_image(received, result)
        case MediaKind.PDF:
            return _probe_pdf(received, result)
        case MediaKind.AUDIO | MediaKind.VIDEO:
            whole = is_whole(received.part, found.media_type)
            return result if whole else _noted(result, FileNote.DAMAGED)
    return _noted(result, FileNote.NOT_SHOWN)


def _head(path: Path) -> bytes:
    """The first bytes, without the zeros that some programs leave before them."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        return (head + file.read(_MOST_ZEROS)).lstrip(b"\0")[:HEAD] if head[:8] == bytes(8) else head


def _noted(result: Probe, note: str) -> Probe:
    return replace(result, note=joined(result.note, note))


def _found_type(head: bytes, received: Received, promised: FileType | None) -> FileType | None:
    """What the content says, with the name's help where the content allows both."""
    found = found_type(head, received.size)
    if promised and found and promised.kind is MediaKind.AUDIO and found.media_type in _MAYBE_SOUND_ALONE:
        return file_type(_MAYBE_SOUND_ALONE[found.media_type])  # a recorder's, whatever it calls it
    return found


def _without_signature(received: Received, promised: FileType | None) -> Probe:
    """Text, a recording whose kind its name alone tells, or a file that is kept as it is."""
    if promised is None or promised.kind is MediaKind.TEXT:
        return _as_text(received, promised)
    text = _as_text(received, None)
    if text.type.kind is MediaKind.TEXT:
        return replace(text, note=joined(FileNote.MISNAMED, text.note))
    return Probe(promised if promised.kind in _PLAYED else OTHER, note=FileNote.UNKNOWN)


def _as_text(received: Received, promised: FileType | None) -> Probe:
    """For a name that promises nothing, only what is sure to be text."""
    from caseorg.evidence.words import MOST_WRAPPED, PLAIN, ZIPPED, words_of, wrapping_of

    with received.part.open("rb") as file:
        wrapping = wrapping_of(received.name, file.read(2 * HEAD))
    if received.size > (MOST_TEXT if wrapping == PLAIN else MOST_WRAPPED):
        return Probe(OTHER, note=FileNote.LONG if promised else way_to_show(received.name))
    content = received.part.read_bytes()
    readable = promised or wrapping == ZIPPED or is_plainly_text(content)
    words = words_of(received.name, content) if readable else None
    if words is None:
        shown = way_to_show(received.name)
        unknown = promised and shown is FileNote.NOT_SHOWN
        return Probe(OTHER, note=FileNote.UNKNOWN if unknown else shown)
    return _of_words(words)


def _of_words(words: "Words") -> Probe:
    from caseorg.evidence.words import PLAIN

    return Probe(
        file_type(words.wrapping) if words.wrapping != PLAIN else PLAIN_TEXT,
        told=(Moment(words.sent_at, Precision.SECOND, TimeSource.MAIL),) if words.sent_at else (),
        note=joined(*words.notes),
        words=words.text[:MOST_SCANNED],
        attachments=tuple(attachment.name for attachment in words.attachments if not attachment.is_ornament),
    )


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
        with opened_image(received.part, media) as image:
            _require_size(image)
            width, height = image.size
            several = _has_several(image, media)
            moments = photo_moments(received.part, media, image)
            sound = is_sound(image, received.part, media)
    except _UndecodableError as error:
        return _noted(replace(result, type=FileType(MediaKind.OTHER, media)), str(error))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 — a stranger's file can break a decoder anywhere
        return _noted(replace(result, type=FileType(MediaKind.OTHER, media)), FileNote.UNDECODED)
    note = joined(result.note, FileNote.FIRST_ALONE if several else "", "" if sound else FileNote.DAMAGED)
    return replace(result, width=width, height=height, told=moments, note=note)


def _require_size(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS or max(image.size) > MOST_ACROSS:
        raise _UndecodableError(FileNote.TOO_LARGE)
    if not all(image.size):
        raise _UndecodableError(FileNote.UNDECODED)


def _has_several(image: Image.Image, media: str) -> bool:
    """Without counting those of a TIFF, which may never end."""
    if media != "image/tiff":
        return getattr(image, "n_frames", 1) > 1
    try:
        image.seek(1)
    except EOFError:
        return False
    image.seek(0)
    return True


def _probe_pdf(received: Received, result: Probe) -> Probe:
    import pypdfium2

    from caseorg.evidence.document import attached_names, opened_document
    from caseorg.evidence.pdf_fonts import loses_text

    try:
        with opened_document(received.part) as document:
            pages, attached = len(document), attached_names(document)
            for page in range(min(pages, _LOOKED_AT)):
                with suppress(pypdfium2.PdfiumError):  # the page that it becomes says so
                    document[page].close()
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        return _noted(result, FileNote.LOCKED if locked else FileNote.CLOSED)
    if not pages:
        return _noted(result, FileNote.CLOSED)
    lost = loses_text(received.part)
    note = joined(result.note, "" if _has_end(received.part) else FileNote.DAMAGED, FileNote.FONTS_LOST if lost else "")
    return replace(result, pages=pages, note=note, attachments=attached)


def _has_end(pdf: Path) -> bool:
    """Whatever is behind it."""
    with pdf.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.rfind(b"%%EOF") >= 0
