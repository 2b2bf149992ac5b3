"""From a piece of evidence to the pages that show it on paper."""

from functools import partial

from PIL import Image

from caseorg.domain.case import Evidence, MediaKind
from caseorg.domain.errors import CaseorgError
from caseorg.evidence.decoder import Decoder
from caseorg.evidence.images import flat, open_image, orientation
from caseorg.evidence.store import EvidenceStore
from caseorg.evidence.text import read_text
from caseorg.jobs.cutting import picture_sheets
from caseorg.jobs.intact import broken, require_whole
from caseorg.jobs.recordings import card
from caseorg.pdf.images import Encoded, Picture, encode_file, encode_picture, verified_bytes
from caseorg.pdf.piece import Sheet, text_sheets

_PASSED_THROUGH = ("image/jpeg", "image/png")


def sheets(
    store: EvidenceStore, item: Evidence, *, mono: bool = False, merged: bool = True, decoder: Decoder | None = None
) -> tuple[Sheet, ...]:
    """At least one page. Pictures are only described here and read while the document is written; in mono as greys.

    Pages of a PDF are drawn by their own contents if they are to be `merged`, else, or in mono, as pictures. Films
    have stills where there is a `decoder` with time left.

    Raises:
        CaseorgError: a text, document or tall picture cannot be read.
        BrokenError: its file is missing or was altered.
    """
    if item.kind is not MediaKind.IMAGE:  # pictures are verified when they are read into the document
        require_whole(store, item)
    match item.kind:
        case MediaKind.IMAGE:
            return _image_sheets(store, item, mono)
        case MediaKind.PDF if item.pages:
            from caseorg.jobs.pages import page_sheets  # pdfium is loaded where there is a PDF

            return page_sheets(store, item, mono=mono, merged=merged)
        case MediaKind.TEXT:
            text = read_text(store, item)
            return text_sheets(text) if text.strip() else (Sheet(remark="（空白文本）"),)
    return (Sheet(card=card(store, item, decoder, mono=mono)),)


def _image_sheets(store: EvidenceStore, item: Evidence, mono: bool) -> tuple[Sheet, ...]:
    assert item.width and item.height
    path = store.path(item.sha256)
    turned = orientation(path, item.media_type)
    width, height = item.width, item.height
    if item.media_type not in _PASSED_THROUGH:  # decoded pictures come upright
        width, height = (height, width) if turned >= 5 else (width, height)
        turned = 1
    decode = partial(_decode_whole, store, item)
    picture = Picture(f"image-{item.sha256}", width, height, turned, partial(_encode, store, item, mono), decode)
    return picture_sheets(picture)


def _decode_whole(store: EvidenceStore, item: Evidence) -> Image.Image:
    require_whole(store, item)
    return decoded(store, item)


def _encode(store: EvidenceStore, item: Evidence, mono: bool) -> Encoded:
    content = verified_bytes(store.path(item.sha256), item.sha256)
    if content is None:
        raise broken(item)
    decode = partial(decoded, store, item, upright=item.media_type not in _PASSED_THROUGH)
    return encode_picture(decode().convert("L")) if mono else encode_file(content, decode)


def decoded(store: EvidenceStore, item: Evidence, *, upright: bool = True) -> Image.Image:
    """The picture as paper shows it, or as it is stored.

    Raises:
        CaseorgError: it cannot be decoded.
    """
    try:
        return flat(open_image(store.path(item.sha256), item.media_type, upright=upright))
    except CaseorgError as error:
        raise CaseorgError(
            "{label} ({name}) cannot be decoded.",
            "Withdraw it or add it as another format.",
            label=item.label,
            name=item.name,
        ) from error
