"""Where a tall screenshot is cut."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from caseorg.domain.slicing import Slice, slices


def test_what_fits_is_one_piece() -> None:
    assert slices([False] * 100, 100, 4) == (Slice(0, 100),)


def test_a_cut_falls_in_the_middle_of_a_gap_between_lines() -> None:
    blank = [False] * 150
    blank[80:90] = [True] * 10
    assert slices(blank, 100, 4) == (Slice(0, 85), Slice(85, 150))


def test_a_gap_between_paragraphs_is_preferred_to_one_between_lines_below_it() -> None:
    blank = [False] * 150
    blank[70:80] = [True] * 10
    blank[95:98] = [True] * 3
    assert slices(blank, 100, 4)[0] == Slice(0, 75)


def test_of_gaps_alike_the_lowest_is_taken() -> None:
    blank = [False] * 150
    blank[70:80] = blank[88:96] = [True] * 8
    assert slices(blank, 100, 4)[0] == Slice(0, 92)


def test_where_there_is_no_gap_the_next_piece_repeats_some_rows() -> None:
    assert slices([False] * 150, 100, 4) == (Slice(0, 100), Slice(96, 150))


@pytest.mark.parametrize(("piece", "overlap"), [(0, 0), (10, 10), (10, -1)])
def test_a_piece_must_be_higher_than_the_overlap(piece: int, overlap: int) -> None:
    with pytest.raises(ValueError, match="overlap"):
        slices([False] * 50, piece, overlap)


@given(st.lists(st.booleans(), max_size=300), st.integers(1, 60), st.floats(0, 0.99))
@example([True] * 10, 1, 0.0)
@example([False] * 6 + [True] + [False] * 9, 9, 0.5)
def test_no_row_is_lost_and_no_cut_goes_through_a_line_without_need(
    blank: list[bool], piece: int, share: float
) -> None:
    overlap = int(piece * share)
    found = slices(blank, piece, overlap)
    assert (found[0].top, found[-1].bottom) == (0, len(blank))
    assert all(cut.bottom - cut.top <= piece for cut in found)
    for upper, lower in pairwise(found):
        assert upper.top < upper.bottom
        if lower.top == upper.bottom and blank[lower.top]:
            continue
        assert lower.top == upper.bottom - overlap
        assert upper.bottom == upper.top + piece
        assert not any(blank[upper.top + max(1, piece * 2 // 3) : upper.bottom])
