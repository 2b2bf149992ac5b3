"""When garbage is collected while a window is open."""

import gc

import pytest

from caseorg.gui.collector import _collect_due


@pytest.mark.parametrize(
    ("counts", "collected"),
    [
        ((49_000, 9, 9), []),
        ((51_000, 0, 0), [0]),
        ((51_000, 11, 0), [1]),
        ((0, 11, 11), [2]),
    ],
)
def test_the_oldest_generation_that_is_due_is_collected(
    monkeypatch: pytest.MonkeyPatch, counts: tuple[int, int, int], collected: list[int]
) -> None:
    found: list[int] = []
    monkeypatch.setattr(gc, "get_count", lambda: counts)
    monkeypatch.setattr(gc, "collect", found.append)
    _collect_due()
    assert found == collected
