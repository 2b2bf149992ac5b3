"""From a piece of evidence to the pages that show it on paper."""

from collections.abc import Container
from functools import partial
from typing import TYPE_CHECKING

from caseorg.domain.case import Evidence, MediaKind
from caseorg.evidence.intact import require_intact
from caseorg.evidence.orientation import orientation
from caseorg.evidence.store import EvidenceStore
from caseorg.pdf.evidence_page import EvidenceSheet, text_sheets
from caseorg.pdf.images import Picture
from caseorg.sheets.cutting import KeptReading, page_of, picture_sheets
from caseorg.sheets.loading import PASSED_THROUGH, decode_whole, load, stored
from caseorg.sheets.patience import Patience

if TYPE_CHECKING:
    from caseorg.evidence.decoder import Decoder


def sheets(
    store: EvidenceStore,
    item: Evidence,
    *,
    mono: bool = False,
    merged: bool = True,
    decoder: "Decoder | None" = None,
    hidden: Container[int] = (),
    reading: KeptReading | None = None,
) -> tuple[EvidenceSheet, ...]:
    """At least one page. Pictures are only described here and read while the document is written; in mono as greys.

    Pages of a PDF are drawn by their own contents if they are to be `merged`, else, or in mono, as pictures. Films
    have stills where there is a `decoder` with time left. Pages of a PDF that are `hidden` only say so. What was read
    off the file comes along with what is shown as a picture.

    Raises:
        UnshownError: a document or tall picture cannot be shown.
        CaseorgError: a text cannot be read.
        BrokenError: its file is missing or was altered.
    """
    if item.kind is MediaKind.IMAGE:
        return _image_sheets(store, item, mono, reading)  # it is verified when it is read into the document
    require_intact(store, item)
    match item.kind:
        case MediaKind.PDF if item.printable:
            from caseorg.sheets.documents import page_sheets  # most of what is shown are pictures

            return page_sheets(store, item, mono=mono, merged=merged, hidden=hidden, reading=reading)
        case MediaKind.TEXT:
            from caseorg.evidence.words import read_words

            text = read_words(store, item).text
            return text_sheets(text) if text.strip() else (EvidenceSheet(remark="（空白文本）"),)
    from caseorg.sheets.recordings import card

    return (EvidenceSheet(card=card(store, item, decoder, mono=mono)),)


def _image_sheets(
    store: EvidenceStore, item: Evidence, mono: bool, reading: KeptReading | None
) -> tuple[EvidenceSheet, ...]:
    assert item.width and item.height
    path = store.path(item.sha256)
    turned = orientation(path, item.media_type)
    width, height = item.width, item.height
    if item.media_type not in PASSED_THROUGH:  # decoded pictures come upright
        width, height = (height, width) if turned >= 5 else (width, height)
        turned = 1
    file = stored(store, item)
    load_it, decode = partial(load, file, mono), partial(decode_whole, file)
    with Patience(item.sha256).looking():
        picture = Picture(f"image-{item.sha256}", width, height, turned, load_it, decode)
        return picture_sheets(picture, page_of(reading, 0))
