"""Halves of a line become one where there is ink between them."""

import numpy as np
from PIL import Image, ImageDraw

from caseorg.ocr.joining import joined
from ocr.conftest import pixels_of


def halves(ink: bool) -> list[list[float]]:
    picture = Image.new("RGB", (400, 100), "white")
    if ink:
        ImageDraw.Draw(picture).line((203, 50, 213, 50), fill="black", width=3)
    boxes = np.array([(210, 30, 300, 70), (20, 31, 200, 71), (20, 80, 90, 99)], np.float32)
    found: list[list[float]] = joined(pixels_of(picture), boxes).tolist()
    return sorted(found)


def test_a_thin_stroke_between_two_halves_makes_them_one() -> None:
    assert halves(ink=True) == [[20, 30, 300, 71], [20, 80, 90, 99]]


def test_an_empty_space_keeps_label_and_value_apart() -> None:
    assert len(halves(ink=False)) == 3
