"""Blocks burnt into a picture, and ink that is left beside them."""

from collections.abc import Iterable, Sequence

from PIL import Image, ImageDraw

_BLOCK = "black"
_ZONE = 0.5  # of a block's height, to either side: half a character begins within it
_CONTRAST = 50  # of 255, between the darkest and the lightest dot of a column
_LEAST = 3  # columns; the edge of a block may shine through in a JPEG
_EDGE = 1  # columns beside a block that belong to its edge
Area = tuple[int, int, int, int]
"""Left, top, right, bottom."""


def burn(picture: Image.Image, areas: Iterable[Area]) -> Image.Image:
    """A picture of the same pixels, solid where the areas are, and of nothing but pixels."""
    plain = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    pen = ImageDraw.Draw(plain)
    for left, top, right, bottom in areas:
        pen.rectangle((left, top, right - 1, bottom - 1), fill=_BLOCK)
    return plain


def is_burnt(picture: Image.Image, area: Area) -> bool:
    """Whether nothing but the block is there, as far as a JPEG keeps it."""
    darkest, lightest = _extremes(picture.crop(area).convert("L"))
    return lightest - darkest < _CONTRAST and lightest < _CONTRAST


def _extremes(grey: Image.Image) -> tuple[int, int]:
    content = grey.tobytes()
    return (min(content), max(content)) if content else (0, 0)


def has_ink_beside(picture: Image.Image, area: Area, known: Sequence[tuple[int, int]]) -> bool:
    """Whether there is ink on its row close to it, at other columns than those that are known to have some."""
    left, top, right, bottom = area
    reach = max(_LEAST + _EDGE, round(_ZONE * (bottom - top)))
    zones = (max(0, left - reach), left - _EDGE), (right + _EDGE, min(picture.width, right + reach))
    return any(_inked(picture, zone, (top, bottom), known) >= _LEAST for zone in zones)


def _inked(picture: Image.Image, zone: tuple[int, int], rows: tuple[int, int], known: Sequence[tuple[int, int]]) -> int:
    """How many unknown columns of the zone have ink: one tone from top to bottom is ground, or the side of a bubble."""
    first, last = zone
    if first >= last:
        return 0
    grey = picture.crop((first, rows[0], last, rows[1])).convert("L")
    content, width = grey.tobytes(), grey.width
    columns = [content[at::width] for at in range(width) if not any(row <= first + at < end for row, end in known)]
    return sum(max(column) - min(column) > _CONTRAST for column in columns)
