"""From a piece of evidence to the pages that show it on paper."""

from functools import partial

from PIL import Image

from caseorg.domain.case import Evidence, MediaKind
from caseorg.domain.errors import BrokenError, CaseorgError
from caseorg.domain.slicing import Slice, slices
from caseorg.evidence.images import blank_rows, flat, open_image, orientation, page_sizes, render_page
from caseorg.evidence.store import EvidenceStore
from caseorg.evidence.text import read_text
from caseorg.pdf.images import Encoded, Picture, encode_file, encode_picture, verified_bytes
from caseorg.pdf.pack import CONTENT_HEIGHT, CONTENT_WIDTH, Sheet, text_sheets

PAGE_DOTS = 200  # a page of a PDF becomes a picture of this many dots an inch
TALL = 2.6  # a picture more than this many times as high as wide is cut
OVERLAP = 0.04  # of a page, where a cut cannot avoid content
_PASSED_THROUGH = ("image/jpeg", "image/png")
_SIZES = ("字节", "KB", "MB", "GB")


def sheets(store: EvidenceStore, item: Evidence) -> tuple[Sheet, ...]:
    """At least one page. Pictures are only described here and read while the document is written.

    Raises:
        CaseorgError: a text or tall picture cannot be read.
    """
    match item.kind:
        case MediaKind.IMAGE:
            return _image_sheets(store, item)
        case MediaKind.PDF if item.pages:
            return _pdf_sheets(store, item)
        case MediaKind.TEXT:
            return text_sheets(read_text(store, item)) or (Sheet(remark="（空白文本）"),)
    return (
        Sheet(remark=f"本件为电子文件（{item.media_type}，{_show_size(item.size)}），另附原件，以上述SHA-256核对。"),
    )


def _image_sheets(store: EvidenceStore, item: Evidence) -> tuple[Sheet, ...]:
    assert item.width and item.height
    path = store.path(item.sha256)
    turned = orientation(path, item.media_type)
    width, height = item.width, item.height
    if item.media_type not in _PASSED_THROUGH:  # decoded pictures come upright
        width, height = (height, width) if turned >= 5 else (width, height)
        turned = 1
    picture = Picture(f"image-{item.sha256}", width, height, turned, partial(_encode, store, item))
    return tuple(Sheet(picture, rows) for rows in _rows(store, item, picture))


def _rows(store: EvidenceStore, item: Evidence, picture: Picture) -> tuple[Slice, ...]:
    width, height = picture.upright
    if height <= width * TALL:
        return (Slice(0, height),)
    piece = int(width * CONTENT_HEIGHT / CONTENT_WIDTH)
    blank = blank_rows(flat(_open(store, item, upright=True)))
    return slices(blank, piece, int(piece * OVERLAP))


def _encode(store: EvidenceStore, item: Evidence) -> Encoded:
    content = verified_bytes(store.path(item.sha256), item.sha256)
    if content is None:
        raise BrokenError(
            "The file of {label} ({name}) is missing or was altered.",
            "Keep the data folder as it is and restore a backup.",
            label=item.label,
            name=item.name,
        )
    stored = item.media_type in _PASSED_THROUGH
    return encode_file(content, lambda: flat(_open(store, item, upright=not stored)))


def _open(store: EvidenceStore, item: Evidence, *, upright: bool) -> Image.Image:
    try:
        return open_image(store.path(item.sha256), item.media_type, upright=upright)
    except CaseorgError as error:
        raise CaseorgError(
            "{label} ({name}) cannot be decoded.",
            "Withdraw it or add it as another format.",
            label=item.label,
            name=item.name,
        ) from error


def _pdf_sheets(store: EvidenceStore, item: Evidence) -> tuple[Sheet, ...]:
    path = store.path(item.sha256)
    found = []
    for number, (width, height) in enumerate(page_sizes(path)):
        scale = PAGE_DOTS / 72
        size = max(1, round(width * scale)), max(1, round(height * scale))
        name = f"page-{item.sha256}-{number}"
        load = partial(_encode_page, store, item, number)
        found.append(Sheet(Picture(name, *size, 1, load), Slice(0, size[1])))
    return tuple(found)


def _encode_page(store: EvidenceStore, item: Evidence, number: int) -> Encoded:
    return encode_picture(render_page(store.path(item.sha256), number, PAGE_DOTS))


def _show_size(size: int) -> str:
    amount = float(size)
    for unit in _SIZES:
        if amount < 1024 or unit == _SIZES[-1]:
            break
        amount /= 1024
    return f"{amount:.0f}{unit}" if unit == _SIZES[0] else f"{amount:.1f}{unit}"
