"""What the rows of a picture look like, made from its pixels."""

from pathlib import Path

from PIL import Image, ImageChops

from caseorg.children.calls import in_worker
from caseorg.domain.reading.strip import COLUMNS, WIDTH, Strip
from caseorg.evidence.images import flat, open_image

MOST_ROWS = 40_000  # of a picture that is so much higher than wide, nothing is made
_CLEARLY = [255 * (value > 4) for value in range(256)]


@in_worker
def strip(path: Path, media_type: str) -> Strip | None:
    """Of the picture as it is looked at; None for one that is no more than a line.

    Raises:
        CaseorgError: it cannot be decoded.
    """
    picture = flat(open_image(path, media_type)).convert("L")
    rows = round(picture.height * WIDTH / picture.width)
    return _strip(picture, rows) if 1 < rows <= MOST_ROWS else None


def _strip(picture: Image.Image, rows: int) -> Strip:
    small = picture.resize((WIDTH, rows), Image.Resampling.BOX)
    edges = ImageChops.difference(small, ImageChops.offset(small, 1, 0)).crop((1, 0, WIDTH, rows))
    columns = edges.resize((COLUMNS + 1, rows), Image.Resampling.BOX)
    here, there = columns.crop((0, 0, COLUMNS, rows)), columns.crop((1, 0, COLUMNS + 1, rows))
    tones = small.resize((1, rows), Image.Resampling.BOX).tobytes()
    return Strip(picture.width, _where_more(here, there), _where_more(there, here), tones)


def _where_more(one: Image.Image, other: Image.Image) -> bytes:
    """A bit for each place at which one is clearly brighter than the other."""
    return ImageChops.subtract(one, other).point(_CLEARLY).convert("1").tobytes()
