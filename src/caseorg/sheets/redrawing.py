"""Pictures drawn again in a worker: smaller, or turned, or without what stands beside them."""

import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from caseorg.children.calls import in_worker
from caseorg.domain.papers.slicing import Slice
from caseorg.evidence.reducing import STEPS, ReducingStep, reduced
from caseorg.sheets.loading import Stored, decoded

if TYPE_CHECKING:
    from PIL import Image

_MOST_DOTS = 20_000_000  # of a page: twice as many as paper shows
_TURNED = (ReducingStep(1, 95), *STEPS)  # a JPEG that has to be turned: as good as can be within the limit
Smaller = tuple[int, int, bytes]  # width and height of the rows as they are, and a JPEG of them


@in_worker
def smaller(decode: "Callable[[], Image.Image]", rows: Sequence[Slice], step: ReducingStep) -> tuple[Smaller, ...]:
    """For each page the rows that it shows.

    Raises:
        CaseorgError: the picture cannot be decoded.
    """
    upright = decode()
    return tuple(_smaller(upright.crop((0, row.top, upright.width, row.bottom)), step) for row in rows)


def _smaller(part: "Image.Image", step: ReducingStep) -> Smaller:
    times = max(1, round((part.width * part.height / _MOST_DOTS) ** 0.5))
    return part.width, part.height, reduced(part.reduce(times) if times > 1 else part, step)


@in_worker
def redone(picture: Stored, largest: int) -> bytes:
    """The picture as it is seen, in a file of the same type with nothing beside it; a JPEG of at most so many bytes.

    Raises:
        CaseorgError: it cannot be decoded.
    """
    pixels = decoded(picture)
    if picture.media_type == "image/png":
        out = io.BytesIO()
        pixels.save(out, "PNG")
        return out.getvalue()
    tried = (reduced(pixels, step) for step in _TURNED)
    return next((encoded for encoded in tried if len(encoded) <= largest), b"") or reduced(pixels, STEPS[-1])
