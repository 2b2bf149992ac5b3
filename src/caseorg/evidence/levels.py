"""A picture to look at, at full, half, quarter … size."""

from pathlib import Path
from typing import NamedTuple

from caseorg.children.calls import in_worker
from caseorg.domain.case import Evidence, MediaKind

_DOTS = 144  # an inch of a document's page
_SMALLEST = 400  # pixels


class Level(NamedTuple):
    """Rows from the top, without gaps, three bytes a pixel: red, green, blue."""

    width: int
    height: int
    pixels: bytes


@in_worker
def levels(path: Path, item: Evidence, page: int = 0) -> tuple[Level, ...]:
    """Of a picture, or of a page of a PDF, which count from 0. What decodes is loaded in the worker alone.

    Raises:
        CaseorgError: it cannot be decoded.
    """
    from caseorg.evidence.document import render_page
    from caseorg.evidence.images import flat, open_image

    picture = render_page(path, page, _DOTS) if item.kind is MediaKind.PDF else flat(open_image(path, item.media_type))
    found = [Level(*picture.size, picture.tobytes())]
    while max(picture.size) > _SMALLEST:
        picture = picture.reduce(2)
        found.append(Level(*picture.size, picture.tobytes()))
    return tuple(found)
