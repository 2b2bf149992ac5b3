"""Whether a picture has all its pixels: it is decoded as far as it takes to know that, and no further."""

from pathlib import Path
from typing import Any

from PIL import Image, TiffImagePlugin

from caseorg.evidence.images import flat
from caseorg.evidence.png import png_is_sound
from caseorg.evidence.whole import is_whole

_FILLING = 64  # bytes
_USUAL = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr"})
_PARTS_OF_TIFF = (
    (TiffImagePlugin.STRIPOFFSETS, TiffImagePlugin.STRIPBYTECOUNTS),
    (TiffImagePlugin.TILEOFFSETS, TiffImagePlugin.TILEBYTECOUNTS),
)


def is_sound(image: Image.Image, path: Path, media_type: str) -> bool:
    """Whether nothing of an opened picture's file is missing or damaged, though its first frame has all its pixels.

    Raises:
        Exception: whatever its decoder says of one that lacks some, or cannot be decoded.
    """
    if media_type == "image/png" and png_is_sound(path):
        return True
    sound = media_type != "image/png" and is_whole(path, media_type)
    if media_type == "image/jpeg":
        if not sound:
            _require_no_filling(path)
        image.draft("L", (1, 1))  # all of its data is read, but little is drawn of it
    if media_type == "image/tiff":
        _require_strips(image, path.stat().st_size)
    image.load()
    if image.mode not in _USUAL:
        flat(image)
    return sound


def _require_no_filling(path: Path) -> None:
    """A download that broke off is often as long as it was to be, and zeros are pixels to a decoder."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _FILLING))
        if not any(file.read()):
            raise ValueError("zeros where pixels should be")


def _require_strips(image: Image.Image, size: int) -> None:
    """The decoder of a TIFF forgives missing bytes at the end."""
    tags: Any = getattr(image, "tag_v2")  # noqa: B009 — Image.Image has it only for this format
    for starts, lengths in _PARTS_OF_TIFF:
        parts = zip(tags.get(starts, ()), tags.get(lengths, ()), strict=True)
        if any(start + length > size for start, length in parts):
            raise ValueError("a part that lies behind the end")
