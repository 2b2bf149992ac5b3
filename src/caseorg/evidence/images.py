"""Pictures for the eye: thumbnails and pages, made from evidence by Pillow and pdfium, never written back."""

import uuid
from pathlib import Path

import pypdfium2
from PIL import ExifTags, Image, ImageOps

from caseorg.domain.case import Evidence, MediaKind
from caseorg.domain.errors import CaseorgError
from caseorg.evidence.document import opened_document
from caseorg.evidence.kinds import SHOWN_IMAGES
from caseorg.evidence.store import EvidenceStore

THUMBNAIL = 320
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
    """The decoded first frame, turned upright or as stored.

    `size` lets a JPEG be decoded smaller, but at least that large.

    Raises:
        CaseorgError: the picture cannot be decoded.
    """
    try:
        with Image.open(path, formats=[SHOWN_IMAGES[media_type]]) as image:
            if size:
                image.draft(None, size)
            image.load()
            return ImageOps.exif_transpose(image) if upright else image.copy()
    except Exception as error:
        raise CaseorgError("The picture cannot be decoded.", "It is kept as it is.") from error


def orientation(path: Path, media_type: str) -> int:
    """How the stored picture is to be turned, 1 to 8 as in EXIF; 1 where nothing says so."""
    try:
        with Image.open(path, formats=[SHOWN_IMAGES[media_type]]) as image:
            found = image.getexif().get(ExifTags.Base.Orientation, 1) if "exif" in image.info else 1
    except Exception:  # noqa: BLE001 — EXIF is the camera's word; a broken one is no word
        return 1
    return found if found in range(1, 9) else 1


def flat(picture: Image.Image) -> Image.Image:
    """RGB on white, the way paper shows transparency."""
    if picture.mode == "RGB" and "transparency" not in picture.info:
        return picture
    if picture.mode.startswith("I") or picture.mode == "F":
        return _eight_bit(picture).convert("RGB")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        paper = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(paper, layer).convert("RGB")
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


def render_page(path: Path, page: int, dots: int) -> Image.Image:
    """A page of a PDF as a picture at `dots` per inch, on white.

    Raises:
        CaseorgError: the page cannot be drawn.
    """
    try:
        with opened_document(path) as document:
            picture: Image.Image = document[page].render(scale=dots / 72).to_pil()
            return picture.convert("RGB")
    except (pypdfium2.PdfiumError, OSError, ValueError, MemoryError) as error:
        raise CaseorgError("The page cannot be drawn.", "It is kept as it is.") from error


def blank_rows(picture: Image.Image, tolerance: int = 8) -> list[bool]:
    """For each pixel row whether it is of one tone: nothing on it that a cut could hurt."""
    grey = picture.convert("L")
    width = grey.width
    content = grey.tobytes()
    rows = (content[start : start + width] for start in range(0, len(content), width))
    return [max(row) - min(row) <= tolerance for row in rows]
