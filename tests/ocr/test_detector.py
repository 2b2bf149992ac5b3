"""Where the detector looks: not where a page has nothing."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from caseorg.ocr.detector import inked, tiles


def page(*inked_rows: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """A blank page with a card a little brighter than it, and ink in these rows."""
    bands = np.full((3, 320, 96), 237, np.uint8)
    bands[:, 100:200, 10:80] = 255
    for row in inked_rows:
        bands[:, row, 40:44] = 160
    return bands


def test_strips_with_ink_are_looked_at_with_what_is_beside_them() -> None:
    assert list(inked(page())) == []
    assert list(inked(page(0, 319))) == [(0, 32), (288, 320)]
    assert list(inked(page(40, 100))) == [(0, 128)]
    assert list(inked(page(48, 79, 250))) == [(32, 96), (224, 288)]


def test_a_picture_without_anything_has_no_strip_and_a_dark_one_has_those_with_ink() -> None:
    dark = 255 - page(150)
    assert list(inked(dark)) == [(128, 192)]


def test_ink_of_any_colour_is_seen() -> None:
    for band in range(3):
        coloured = page()
        coloured[band, 150, 40:44] = 160
        assert list(inked(coloured)) == [(128, 192)]


@given(st.integers(1, 40_000), st.integers(300, 2_000), st.integers(10, 200), st.floats(10, 90))
def test_tiles_cover_the_picture_and_overlap(height: int, tall: int, overlap: int, step: float) -> None:
    found = tiles(height, tall, overlap, step)
    assert found[0][0] == 0 and found[-1][1] == height
    assert all(bottom - top <= tall for top, bottom in found)
    assert all(above - below >= overlap - 1 for (_, above), (below, _) in itertools.pairwise(found))
