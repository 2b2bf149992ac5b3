"""Small pictures of evidence for the window."""

import io
import uuid
from pathlib import Path

from caseorg.children.breach import BreachError
from caseorg.children.calls import in_worker
from caseorg.domain.case import Evidence, MediaKind
from caseorg.evidence.store import EvidenceStore
from caseorg.rights import private_folder, private_opener

THUMBNAIL = 320
TALLEST = 3  # of a picture that is more than three times as high as wide, the top is shown


def thumbnail(store: EvidenceStore, item: Evidence, folder: Path) -> Path | None:
    """The path of the item's thumbnail, made now where it is not there yet; None for what has no picture.

    Raises:
        CaseorgError: the picture cannot be decoded.
    """
    if not has_picture(item):
        return None
    target, given_up = folder / f"{item.sha256}-{THUMBNAIL}.jpg", folder / f"{item.sha256}.none"
    if given_up.exists():
        return None
    if not target.exists():
        private_folder(folder)
        part = folder / f"{uuid.uuid4().hex}.part"
        try:
            with open(part, "xb", opener=private_opener) as out:
                out.write(_small(store.path(item.sha256), item))
            part.replace(target)
        except BreachError:
            given_up.touch()  # the next look would take as long
            raise
        finally:
            part.unlink(missing_ok=True)
    return target


def has_picture(item: Evidence) -> bool:
    """Whether there is something of it to look at, as far as intake could tell."""
    return bool(item.width if item.kind is MediaKind.IMAGE else item.kind is MediaKind.PDF and item.pages)


@in_worker
def _small(path: Path, item: Evidence) -> bytes:
    """As a JPEG. What decodes is loaded in the worker alone."""
    from PIL import Image

    from caseorg.evidence.document import render_page
    from caseorg.evidence.images import flat, open_image

    if item.kind is MediaKind.PDF:
        picture = render_page(path, 0, dots=72)
    else:
        picture = open_image(path, item.media_type, (THUMBNAIL * 2, THUMBNAIL * 2 * TALLEST))
    if picture.height > picture.width * TALLEST:
        picture = picture.crop((0, 0, picture.width, picture.width * TALLEST))
    picture = flat(picture)  # first, because palette colours have nothing in between
    picture.thumbnail((THUMBNAIL, THUMBNAIL * TALLEST), Image.Resampling.BILINEAR, reducing_gap=2.0)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()
