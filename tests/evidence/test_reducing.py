"""At every step the smallest text of a screenshot can still be told apart, digit by digit."""

import io
import math

import pytest
from PIL import Image, ImageDraw, ImageFont

from caseorg.evidence.reducing import FLOOR, STEPS, ReducingStep, reduced
from caseorg.resources import resource
from evidence.material import picture

SIZE = 24
NUMBER = "2026110143870029156612345678"
COLOURS = {
    "black": ((0, 0, 0), (255, 255, 255)),
    "grey": ((136, 136, 136), (245, 245, 245)),
    "red": ((224, 46, 36), (255, 255, 255)),
    "on green": ((20, 20, 20), (149, 236, 105)),
}
FONT = ImageFont.truetype(str(resource("fonts/NotoSansSC-Regular.ttf")), SIZE)
PITCH = 16


def drawn(text: str, colour: str) -> Image.Image:
    ink, paper = COLOURS[colour]
    line = Image.new("RGB", (PITCH * len(text) + 80, 61), paper)
    for place, digit in enumerate(text):
        ImageDraw.Draw(line).text((41 + place * PITCH, 13), digit, ink, FONT)
    return line


def likeness(one: bytes, other: bytes) -> float:
    """The correlation of two cells, from -1 to 1."""
    first, second = sum(one) / len(one), sum(other) / len(other)
    product = sum((a - first) * (b - second) for a, b in zip(one, other, strict=True))
    spread = math.sqrt(sum((a - first) ** 2 for a in one) * sum((b - second) ** 2 for b in other))
    return product / spread if spread else 0.0


def gap(shown: Image.Image, colour: str) -> float:
    """How far the right digit is before the next best, for the digit where that is least."""
    cells = [(41 + place * PITCH, 13, 41 + (place + 1) * PITCH, 49) for place in range(len(NUMBER))]
    ten = {digit: drawn(digit * len(NUMBER), colour).convert("L") for digit in "0123456789"}
    least = 1.0
    for cell, digit in zip(cells, NUMBER, strict=True):
        seen = shown.convert("L").crop(cell).tobytes()
        like = {other: likeness(seen, ten[other].crop(cell).tobytes()) for other in ten}
        least = min(least, like.pop(digit) - max(like.values()))
    return least


def back(colour: str, step: ReducingStep) -> Image.Image:
    line = drawn(NUMBER, colour)
    return Image.open(io.BytesIO(reduced(line, step))).resize(line.size, Image.Resampling.BICUBIC)


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("step", STEPS)
def test_every_digit_is_nearest_to_itself_by_far(colour: str, step: ReducingStep) -> None:
    assert gap(back(colour, step), colour) >= 0.45 * gap(drawn(NUMBER, colour), colour)


def test_below_the_floor_digits_begin_to_look_alike() -> None:
    assert min(gap(back(colour, ReducingStep(0.25, 50)), colour) for colour in COLOURS) < 0.02


def test_each_step_is_smaller_and_the_floor_the_last() -> None:
    shot = picture(size=(400, 900))
    sizes = [len(reduced(shot, step)) for step in STEPS]
    assert sizes == sorted(sizes, reverse=True) and STEPS[-1] == FLOOR


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P", "LA", "I;16"])
def test_any_picture_becomes_a_jpeg_that_says_nothing_else(mode: str) -> None:
    told = picture(mode)
    told.info.update(exif=b"Exif\0\0SECRET", comment=b"SECRET", icc_profile=b"SECRET", dpi=(300, 300))
    made = reduced(told, FLOOR)
    shown = Image.open(io.BytesIO(made))
    assert shown.format == "JPEG" and shown.size == (told.width // 2, told.height // 2) and b"SECRET" not in made
