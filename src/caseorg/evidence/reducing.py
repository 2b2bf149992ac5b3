"""Pictures made smaller for a channel that takes only so much: in steps, and never beyond what stays legible."""

import io
from dataclasses import dataclass

from PIL import Image

from caseorg.evidence.images import flat


@dataclass(frozen=True, slots=True)
class ReducingStep:
    """A JPEG of this quality, each side so many times as long."""

    scale: float
    quality: int


# The floor was measured: digits of 24 pixels, black, grey, red, and on green, made smaller, blown up again and compared
# with all ten. The gap to the next best digit is 0.20 at first, at least 0.11 at half the size, 0.00 at a third.
FLOOR = ReducingStep(0.5, 50)
STEPS = (ReducingStep(1, 85), ReducingStep(1, 70), ReducingStep(0.8, 65), ReducingStep(0.65, 55), FLOOR)


def reduced(picture: Image.Image, step: ReducingStep) -> bytes:
    """The picture as a JPEG without any word about where it came from."""
    plain = picture if picture.mode == "L" else flat(picture)
    size = max(1, round(plain.width * step.scale)), max(1, round(plain.height * step.scale))
    small = plain if size == plain.size else plain.resize(size, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    Image.frombytes(small.mode, small.size, small.tobytes()).save(
        out, "JPEG", quality=step.quality, optimize=True, progressive=True
    )
    return out.getvalue()
