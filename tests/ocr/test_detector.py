"""Where the detector looks: not where a page has nothing."""

import numpy as np

from caseorg.ocr.detector import inked


def page(*inked_rows: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """A blank page with a card a little brighter than it, and ink in these rows."""
    dots = np.full((320, 96, 3), 237, np.uint8)
    dots[100:200, 10:80] = 255
    for row in inked_rows:
        dots[row, 40:44] = 160
    return dots


def test_strips_with_ink_are_looked_at_with_what_is_beside_them() -> None:
    assert list(inked(page())) == []
    assert list(inked(page(0, 319))) == [(0, 32), (288, 320)]
    assert list(inked(page(40, 100))) == [(0, 128)]
    assert list(inked(page(48, 79, 250))) == [(32, 96), (224, 288)]


def test_a_picture_without_anything_has_no_strip_and_a_dark_one_has_those_with_ink() -> None:
    dark = 255 - page(150)
    assert list(inked(dark)) == [(128, 192)]
