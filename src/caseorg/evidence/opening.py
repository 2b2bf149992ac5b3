"""A picture's file as its decoder opens it; nothing of it is drawn yet."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from PIL import Image

from caseorg.evidence.kinds import SHOWN_IMAGES

Image.MAX_IMAGE_PIXELS = None  # looking.py has our own limits
warnings.filterwarnings("ignore", module="PIL")  # what it says of damaged EXIF is of no use beside what we say


@contextmanager
def opened_image(path: Path, media_type: str) -> Iterator[Image.Image]:
    """Its header is read; nothing is decoded yet.

    Raises:
        OSError: there is no such picture.
    """
    if media_type == "image/heic":
        _learn_heif()
    with Image.open(_picture_alone(path, media_type), formats=[SHOWN_IMAGES[media_type]]) as image:
        yield image


def _picture_alone(path: Path, media_type: str) -> Path | io.BytesIO:
    """Without a film that a phone put behind a picture of the same family: its decoder would read on."""
    if media_type not in ("image/heic", "image/avif"):
        return path
    size, position = path.stat().st_size, 0
    with path.open("rb") as file:
        while len(head := file.read(8)) == 8:
            length = int.from_bytes(head[:4])
            if head[4:] == b"ftyp" and position:
                file.seek(0)
                return io.BytesIO(file.read(position))
            if length < 8 or position + length > size:
                break
            position = file.seek(position + length)
    return path


@cache
def _learn_heif() -> None:
    """It takes a while to load, and few computers make such pictures."""
    import pi_heif

    pi_heif.register_heif_opener()
