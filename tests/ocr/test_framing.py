"""A line with background around it is the same line."""

import numpy as np

from caseorg.ocr.framing import framed
from caseorg.ocr.recogniser import Crop, RecognisedWords, cut_part


def test_the_frame_is_of_the_background_and_the_line_keeps_its_place() -> None:
    dots = np.full((48, 400), 60, np.uint8)
    dots[10:40, 200:240] = 255
    made = framed(Crop(dots, 100.0, 500.0))
    assert made.dots.shape[0] == 48 and made.dots.shape[1] % 8 == 0
    assert (made.dots[:, :10] == 60).all() and (made.dots[0] == 60).all()
    bright = np.nonzero(made.dots[24] > 200)[0].mean()
    where = made.left + bright * (made.right - made.left) / made.dots.shape[1]
    assert abs(where - 320) < 2


def test_a_short_line_gets_room_and_a_thin_one_stays() -> None:
    assert framed(Crop(np.zeros((48, 40), np.uint8), 0.0, 40.0)).dots.shape == (48, 160)
    assert framed(Crop(np.zeros((48, 1), np.uint8), 0.0, 1.0)).dots.any() == np.False_


def test_a_part_of_a_line_shows_its_characters_and_stands_where_they_do() -> None:
    dots = np.repeat(np.arange(200, dtype=np.uint8)[None], 48, axis=0)
    line = RecognisedWords("甲乙丙丁", (1.0,) * 4, (125.0, 175.0, 225.0, 275.0))
    made = cut_part(Crop(dots, 100.0, 300.0), line, slice(1, 3))
    assert (made.left, made.right) == (150.0, 245.0) and (made.dots[0, 0], made.dots[0, -1]) == (50, 144)
    assert cut_part(Crop(dots, 100.0, 300.0), line, slice(0, 4)).dots.shape == dots.shape
