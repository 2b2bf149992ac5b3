"""Where the detector looks: not where a page has nothing."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from caseorg.ocr.detector import inked, small_page, tiles
from ocr.conftest import pixels_of


def page(*inked_rows: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """A blank page with a card a little brighter than it, and ink in these rows."""
    dots = np.full((320, 96), 237, np.uint8)
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


def test_a_page_is_made_smaller_in_tiles_as_if_it_were_at_once() -> None:
    noise = Image.fromarray(np.random.default_rng(7).integers(0, 255, (500, 150), np.uint8))
    picture = noise.resize((1080, 3000), Image.Resampling.BICUBIC)
    made, rows = small_page(pixels_of(picture), 2), round(3000 * 384 / 1080)
    at_once = np.asarray(picture.resize((384, rows), Image.Resampling.BILINEAR)).astype(int)
    assert made.dots.shape == (1088, 384) and (made.across, made.down) == (1080 / 384, 3000 / rows)
    assert abs(made.dots[:rows].astype(int) - at_once).max() <= 1
    assert (made.dots[rows:] == made.dots[rows - 1]).all()


@given(st.integers(1, 40_000), st.integers(10, 60), st.integers(10, 200))
def test_tiles_cover_the_picture_and_overlap(height: int, steps: int, overlap: int) -> None:
    tall = 32 * steps
    found = tiles(height, tall, overlap, 32)
    assert found[0][0] == 0 and found[-1][1] == height
    assert all(bottom - top <= tall for top, bottom in found)
    assert all(above - below >= overlap - 1 for (_, above), (below, _) in itertools.pairwise(found))
