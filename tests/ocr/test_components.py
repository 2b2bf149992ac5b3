"""Connected areas, against a flood that fills one after the other."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from caseorg.ocr.components import components

Area = tuple[int, int, int, int]
masks = st.integers(1, 9).flatmap(
    lambda wide: st.lists(st.lists(st.booleans(), min_size=wide, max_size=wide), min_size=1)
)


def flooded(mask: list[list[bool]]) -> list[Area]:
    """The box of each area."""
    left = {(x, y) for y, row in enumerate(mask) for x, hot in enumerate(row) if hot}
    found = []
    while left:
        area, edge = set(), [left.pop()]
        while edge:
            x, y = edge.pop()
            area.add((x, y))
            near = {(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)} & left
            left -= near
            edge += near
        across, down = {x for x, _ in area}, {y for _, y in area}
        found.append((min(across), min(down), max(across) + 1, max(down) + 1))
    return found


@given(masks)
def test_each_area_is_found_once(mask: list[list[bool]]) -> None:
    found = components(np.array(mask), np.ones((len(mask), len(mask[0])), np.float32))
    assert sorted(tuple(map(int, area[:4])) for area in found) == sorted(flooded(mask))


def test_an_area_is_as_hot_as_its_points_are_on_average() -> None:
    heat = np.array([[0.5, 0.9, 0.0], [0.0, 0.1, 0.8]], np.float32)
    (area,) = components(np.array([[True, True, False], [False, False, False]]), heat)
    assert area.tolist() == [0, 0, 2, 1, np.float32(0.7)]
