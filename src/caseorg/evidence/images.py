"""Pictures for the eye: thumbnails and pages, made from evidence by Pillow and pdfium, never written back."""

import os
import uuid
from math import sqrt
from pathlib import Path

import pypdfium2
from PIL import ExifTags, Image, ImageChops

from caseorg.domain.case import Evidence, MediaKind
from caseorg.domain.errors import CaseorgError
from caseorg.evidence.document import opened_document
from caseorg.evidence.kinds import SHOWN_IMAGES
from caseorg.evidence.store import EvidenceStore

THUMBNAIL = 320
MOST_DOTS = 16_000_000  # of one page of a PDF, however large its paper is
_MOST_ACROSS = 100_000
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
TALLEST = 3  # a thumbnail shows the top of a picture that is more than three times as high as wide


def thumbnail(store: EvidenceStore, item: Evidence, folder: Path) -> Path | None:
    """The path of the item's thumbnail, made now where it is not there yet; None for what has no picture.

    Raises:
        CaseorgError: the picture cannot be decoded.
    """
    if item.kind not in (MediaKind.IMAGE, MediaKind.PDF) or (item.kind is MediaKind.PDF and not item.pages):
        return None
    target = folder / f"{item.sha256}-{THUMBNAIL}.jpg"
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f"{uuid.uuid4().hex}.part"
        try:
            _draw(store.path(item.sha256), item).save(part, "JPEG", quality=85)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    return target


def _draw(path: Path, item: Evidence) -> Image.Image:
    if item.kind is MediaKind.PDF:
        picture = render_page(path, 0, dots=72)
    else:
        picture = open_image(path, item.media_type, (THUMBNAIL * 2, THUMBNAIL * 2 * TALLEST))
    if picture.height > picture.width * TALLEST:
        picture = picture.crop((0, 0, picture.width, picture.width * TALLEST))
    picture = flat(picture)  # first, because palette colours have nothing in between
    picture.thumbnail((THUMBNAIL, THUMBNAIL * TALLEST), Image.Resampling.BILINEAR, reducing_gap=2.0)
    return picture


def open_image(
    path: Path, media_type: str, size: tuple[int, int] | None = None, *, upright: bool = True
) -> Image.Image:
    """The decoded first frame, turned by what `orientation` finds and nothing else, or as stored.

    `size` lets a JPEG be decoded smaller, but at least that large.

    Raises:
        CaseorgError: the picture cannot be decoded.
    """
    try:
        with Image.open(path, formats=[SHOWN_IMAGES[media_type]]) as image:
            if size:
                image.draft(None, size)
            image.load()
            turn = _TURNS.get(orientation(path, media_type)) if upright else None
            return image if turn is None else image.transpose(turn)
    except Exception as error:
        raise CaseorgError("The picture cannot be decoded.", "It is kept as it is.") from error


def orientation(path: Path, media_type: str) -> int:
    """How the stored picture is to be turned, 1 to 8 as in EXIF; 1 where nothing says so."""
    try:
        with Image.open(path, formats=[SHOWN_IMAGES[media_type]]) as image:
            if media_type == "image/png" and "exif" not in image.info and _has_exif(path):
                image.load()
            found = image.getexif().get(ExifTags.Base.Orientation, 1) if "exif" in image.info else 1
    except Exception:  # noqa: BLE001 — EXIF is the camera's word; a broken one is no word
        return 1
    return found if found in range(1, 9) else 1


def _has_exif(path: Path) -> bool:
    """Whether a PNG has any, if only behind its picture, where Pillow sees it after decoding."""
    with path.open("rb") as file:
        file.seek(8)
        while len(head := file.read(8)) == 8 and head[4:] not in (b"eXIf", b"IEND"):
            file.seek(int.from_bytes(head[:4]) + 4, os.SEEK_CUR)
    return head[4:] == b"eXIf"


def flat(picture: Image.Image) -> Image.Image:
    """RGB on white, the way paper shows transparency."""
    if picture.mode == "RGB" and "transparency" not in picture.info:
        return picture
    if picture.mode.startswith("I"):
        return _eight_bit(picture).convert("RGB")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture if picture.mode in ("RGBA", "LA") else picture.convert("RGBA")
        paper = Image.new("RGB", picture.size, "white")
        paper.paste(layer, mask=layer)
        return paper
    return picture.convert("RGB")


def _eight_bit(picture: Image.Image) -> Image.Image:
    """Sixteen bits a pixel to eight; Pillow's own conversion clips instead of scaling."""
    if picture.mode.startswith("I;16"):
        picture = picture.convert("I")
    return picture.point(lambda value: value / 256, None).convert("L")


def page_sizes(path: Path) -> tuple[tuple[float, float], ...]:
    """Width and height of each page of a PDF, in points.

    Raises:
        CaseorgError: the document cannot be opened.
    """
    try:
        with opened_document(path) as document:
            return tuple(document.get_page_size(number) for number in range(len(document)))
    except (pypdfium2.PdfiumError, OSError) as error:
        raise CaseorgError("The document cannot be opened.", "It is kept as it is.") from error


def page_dots(size: tuple[float, float], wanted: float) -> float:
    """The dots per inch that a page of this size, in points, gets: as many as wanted, but at most MOST_DOTS in all."""
    width, height = size
    return min(wanted, 72 * sqrt(MOST_DOTS / (width * height)), 72 * _MOST_ACROSS / max(size))


def render_page(path: Path, page: int, dots: float) -> Image.Image:
    """A page of a PDF as a picture on white, with as many of the `dots` per inch as `page_dots` allows.

    Raises:
        CaseorgError: the page cannot be drawn.
    """
    try:
        with opened_document(path) as document:
            document.init_forms()  # draws the fields of a form too
            scale = page_dots(document.get_page_size(page), dots) / 72
            picture: Image.Image = document[page].render(scale=scale).to_pil()
            return picture.convert("RGB")
    except (pypdfium2.PdfiumError, OSError, ValueError, MemoryError) as error:
        raise CaseorgError("The page cannot be drawn.", "It is kept as it is.") from error


def blank_rows(picture: Image.Image, tolerance: int = 8) -> list[bool]:
    """For each pixel row whether it is of one tone: nothing on it that a cut could hurt."""
    grey = picture.convert("L")
    first = grey.crop((0, 0, 1, grey.height)).resize(grey.size, Image.Resampling.NEAREST)
    return _rows_alike(grey, first, tolerance)


def calm_rows(picture: Image.Image, tolerance: int = 24) -> list[bool]:
    """For each pixel row whether it is as the one above: the sides of a bubble may run through it, but no line."""
    grey = picture.convert("L")
    return _rows_alike(grey, ImageChops.offset(grey, 0, 1), tolerance)


def _rows_alike(one: Image.Image, other: Image.Image, tolerance: int) -> list[bool]:
    apart = ImageChops.difference(one, other).point([255 * (value > tolerance) for value in range(256)])
    content, width = apart.tobytes(), apart.width
    return [content.find(255, start, start + width) < 0 for start in range(0, len(content), width)]
