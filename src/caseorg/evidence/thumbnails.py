"""Small pictures of evidence for the window."""

import uuid
from pathlib import Path

from PIL import Image

from caseorg.domain.case import Evidence, MediaKind
from caseorg.evidence.document import render_page
from caseorg.evidence.images import flat, open_image
from caseorg.evidence.store import EvidenceStore
from caseorg.rights import private_folder, private_opener

THUMBNAIL = 320
TALLEST = 3  # of a picture that is more than three times as high as wide, the top is shown


def thumbnail(store: EvidenceStore, item: Evidence, folder: Path) -> Path | None:
    """The path of the item's thumbnail, made now where it is not there yet; None for what has no picture.

    Raises:
        CaseorgError: the picture cannot be decoded.
    """
    if item.kind not in (MediaKind.IMAGE, MediaKind.PDF) or (item.kind is MediaKind.PDF and not item.pages):
        return None
    target = folder / f"{item.sha256}-{THUMBNAIL}.jpg"
    if not target.exists():
        private_folder(folder)
        part = folder / f"{uuid.uuid4().hex}.part"
        try:
            with open(part, "xb", opener=private_opener) as out:
                _draw(store.path(item.sha256), item).save(out, "JPEG", quality=85)
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
