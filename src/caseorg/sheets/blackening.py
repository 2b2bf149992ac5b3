"""Copies of evidence with blocks burnt into their pixels and nothing beside these, made in a worker."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from caseorg.children.calls import in_worker
from caseorg.evidence.document import opened_document, render_page
from caseorg.evidence.ink import Area, burn
from caseorg.pdf.strip_metadata import strip_jpeg, strip_png
from caseorg.sheets.loading import Stored, decode_whole

if TYPE_CHECKING:
    from PIL import Image

_QUALITIES = (95, 85, 70, 60)
_OF_PAGES = 90
_IMAGE = 3  # pdfium's number for an object that is a picture
_INNOCENT = {"Creator", "Producer", "CreationDate", "ModDate"}


@in_worker
def blackened_picture(picture: Stored, areas: Sequence[Area], largest: int | None = None) -> bytes:
    """A JPEG of a JPEG, of at most so many bytes where it can be, or else a PNG.

    Raises:
        CaseorgError: it cannot be decoded.
        BrokenError: its file is missing or was altered.
    """
    burnt = burn(decode_whole(picture), areas)
    if picture.media_type != "image/jpeg":
        return _png(burnt)
    tried = (_jpeg(burnt, quality) for quality in _QUALITIES)
    return next((encoded for encoded in tried if largest is None or len(encoded) <= largest), b"") or _jpeg(
        burnt, _QUALITIES[-1]
    )


@in_worker
def blackened_page(path: Path, number: int, dots: float, areas: Sequence[Area]) -> bytes:
    """A page of a document as a JPEG.

    Raises:
        CaseorgError: it cannot be drawn.
    """
    return _jpeg(burn(render_page(path, number, dots), areas), _OF_PAGES)


def _png(picture: "Image.Image") -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _jpeg(picture: "Image.Image", quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, subsampling=0)
    return out.getvalue()


@in_worker
def bound_pages(pages: Sequence[bytes], sizes: Sequence[tuple[float, float]]) -> bytes:
    """A document of these JPEGs, each over a whole page of its size in points."""
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    for jpeg, (width, height) in zip(pages, sizes, strict=True):
        picture = pypdfium2.PdfImage.new(document)
        picture.load_jpeg(io.BytesIO(jpeg), inline=True)
        picture.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        page = document.new_page(width, height)
        page.insert_obj(picture)
        page.gen_content()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@in_worker
def hides_something(path: Path) -> bool:
    """Whether a document holds anything but pictures: text, drawings, notes, files, or who made it."""
    with opened_document(path) as document:
        metadata = {name for name, value in document.get_metadata_dict().items() if value}
        if metadata - _INNOCENT or document.count_attachments():
            return True
        for page in document:
            if page.get_textpage().count_chars() or any(
                page_object.type != _IMAGE for page_object in page.get_objects()
            ):
                return True
    return False


def copy_type(copy: Path) -> str:
    """Which of the two types of pictures it is."""
    with copy.open("rb") as file:
        return "image/png" if file.read(4) == b"\x89PNG" else "image/jpeg"


def holds_more(copy: Path) -> bool:
    """Whether a picture's file is more than its pixels."""
    content = copy.read_bytes()
    return content != (strip_png(content) if copy_type(copy) == "image/png" else strip_jpeg(content))
