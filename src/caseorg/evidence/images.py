"""Pictures decoded by Pillow, and what their rows look like; nothing is written back."""

from pathlib import Path

from PIL import Image, ImageChops

from caseorg.domain.errors import CaseorgError
from caseorg.evidence.opening import opened_image
from caseorg.evidence.orientation import orientation

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def open_image(
    path: Path, media_type: str, size: tuple[int, int] | None = None, *, upright: bool = True
) -> Image.Image:
    """The decoded first frame, turned by what `orientation` finds and nothing else, or as stored.

    `size` lets a JPEG be decoded smaller, but at least that large.

    Raises:
        CaseorgError: the picture cannot be decoded.
    """
    try:
        with opened_image(path, media_type) as image:
            if size:
                image.draft(None, size)
            image.load()
            turn = _TURNS.get(orientation(path, media_type)) if upright else None
            return image if turn is None else image.transpose(turn)
    except Exception as error:
        raise CaseorgError("The picture cannot be decoded.", "It is kept as it is.") from error


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
