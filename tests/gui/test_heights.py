"""Rows of different heights below each other: of which nobody knows the height before it is measured."""

from hypothesis import given
from hypothesis import strategies as st

from caseorg.gui.heights import Heights

ROWS = st.lists(st.integers(1, 60), min_size=1, max_size=40)


@given(ROWS, st.integers(0, 2000))
def test_the_row_at_a_place_is_the_one_that_covers_it(rows: list[int], place: int) -> None:
    heights = Heights(rows)
    found = heights.at(place)
    assert heights.top(found) <= place < heights.bottom(found) or (found == len(rows) - 1 and place >= heights.total)


@given(ROWS, st.data())
def test_what_is_measured_moves_what_stands_below_it_and_nothing_above(rows: list[int], data: st.DataObject) -> None:
    truth = data.draw(st.lists(st.integers(1, 60), min_size=len(rows), max_size=len(rows)))
    measured = data.draw(st.sets(st.integers(0, len(rows) - 1), min_size=1))
    asked: list[int] = []
    heights = Heights(rows, lambda row: asked.append(row) or truth[row])
    assert heights.measure(measured) and not heights.measure(measured)
    assert sorted(asked) == sorted(measured)
    now = [truth[row] if row in measured else rows[row] for row in range(len(rows))]
    assert [heights.top(row) for row in range(len(rows))] == [sum(now[:row]) for row in range(len(rows))]
    assert heights.total == sum(now)


def test_of_no_rows_none_is_there() -> None:
    heights = Heights(())
    assert (heights.total, heights.at(5), list(heights.between(0, 100))) == (0, -1, [])
