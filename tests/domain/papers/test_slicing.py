"""Where a tall screenshot is cut."""

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from caseorg.domain.papers.slicing import Slice, slices

NEVER = [False] * 300


def rows(count: int, *gaps: range) -> list[bool]:
    """So many rows, true in the gaps."""
    return [any(row in gap for gap in gaps) for row in range(count)]


def cut(count: int, gaps: Iterable[range], calm: Iterable[range] = (), overlap: int = 0) -> tuple[Slice, ...]:
    return slices(rows(count, *gaps), rows(count, *calm), 100, overlap)


def test_what_fits_is_one_piece() -> None:
    assert cut(100, []) == (Slice(0, 100),)


def test_a_cut_falls_in_the_middle_of_a_gap_between_lines() -> None:
    assert cut(150, [range(80, 90)]) == (Slice(0, 85), Slice(85, 150))


def test_a_page_is_filled_with_a_large_gap() -> None:
    assert cut(150, [range(40, 98)])[0] == Slice(0, 92)


def test_a_gap_between_paragraphs_is_preferred_to_one_between_lines_below_it() -> None:
    assert cut(150, [range(70, 80), range(95, 98)])[0] == Slice(0, 75)


def test_of_gaps_alike_the_lowest_is_taken() -> None:
    assert cut(150, [range(70, 80), range(88, 96)])[0] == Slice(0, 92)


def test_where_there_is_no_gap_the_next_piece_repeats_some_rows() -> None:
    assert cut(150, [], overlap=4) == (Slice(0, 100), Slice(96, 150))


def test_the_next_piece_repeats_the_last_lines_and_begins_between_two() -> None:
    assert cut(150, [range(70, 73), range(78, 81), range(88, 92)], overlap=8)[1] == Slice(79, 150)


def test_between_two_lines_in_a_bubble_it_begins_where_they_are_furthest_apart() -> None:
    calm = [range(72, 74), range(76, 81), range(83, 87)]
    assert cut(150, [range(88, 92)], calm, overlap=8)[1] == Slice(78, 150)


def test_rows_alike_within_a_letter_are_no_place_to_begin() -> None:
    assert cut(150, [range(88, 92)], [range(78, 81)], overlap=8)[1] == Slice(90, 150)


def test_a_small_bubble_is_repeated_whole() -> None:
    assert cut(150, [range(60, 64), range(88, 92)], overlap=8)[1] == Slice(62, 150)
    assert cut(150, [range(50, 54), range(88, 92)], overlap=8)[1] == Slice(90, 150)


@pytest.mark.parametrize(("piece", "overlap"), [(0, 0), (10, 10), (10, -1)])
def test_a_piece_must_be_higher_than_the_overlap(piece: int, overlap: int) -> None:
    with pytest.raises(ValueError, match="overlap"):
        slices([False] * 50, [False] * 50, piece, overlap)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=300), st.integers(1, 60), st.floats(0, 0.99))
@example([(True, True)] * 10, 1, 0.0)
@example([(False, False)] * 6 + [(True, True)] + [(False, True)] * 9, 9, 0.5)
def test_no_row_is_lost_and_nothing_begins_or_ends_in_a_line_without_need(
    found: list[tuple[bool, bool]], piece: int, share: float
) -> None:
    blank, calm = [one for one, _ in found], [other for _, other in found]
    overlap = int(piece * share)
    parts = slices(blank, calm, piece, overlap)
    assert (parts[0].top, parts[-1].bottom) == (0, len(blank))
    assert all(part.bottom - part.top <= piece for part in parts)
    for upper, lower in pairwise(parts):
        assert upper.top < lower.top <= upper.bottom
        if blank[upper.bottom]:
            assert blank[lower.top] or calm[lower.top]
            assert upper.bottom - lower.top <= 4 * overlap
        else:
            assert lower.top == upper.bottom - overlap
            assert upper.bottom == upper.top + piece
            assert not any(blank[upper.top + max(1, piece * 2 // 3) : upper.bottom])
