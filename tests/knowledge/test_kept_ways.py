"""How patterns can match is worked out once, and read again from then on."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from caseorg import parsed
from caseorg.domain import screening
from caseorg.knowledge import kept_ways as keeping
from caseorg.knowledge.kept_ways import kept_ways
from caseorg.knowledge.library import Knowledge

PATTERNS = ["没有?回复", "(?:客服|商家)说", ".*", "退[款钱]|到账"]


@pytest.fixture(autouse=True)
def taken_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    """Which patterns were taken apart, with nothing kept yet."""
    found: list[Sequence[str]] = []
    real = screening.find_ways_to_match
    monkeypatch.setattr(parsed, "_folder", lambda: tmp_path)
    monkeypatch.setattr(screening, "find_ways_to_match", lambda patterns: found.append(patterns) or real(patterns))
    return found


def test_they_are_the_same_from_the_second_time_on(taken_apart: list[Sequence[str]]) -> None:
    ways = [screening.ways_to_match(pattern) for pattern in PATTERNS]
    assert list(kept_ways(PATTERNS)) == list(kept_ways(PATTERNS)) == ways
    assert ((),) in ways and max(map(len, ways)) == 2
    assert taken_apart == [PATTERNS]


def test_a_story_is_read_by_what_was_kept(taken_apart: list[Sequence[str]]) -> None:
    text = "客服承诺48小时内退款"
    first = Knowledge().story_words.fitting(text)
    assert first.parts and taken_apart
    before = len(taken_apart)
    assert Knowledge().story_words.fitting(text).parts == first.parts
    assert len(taken_apart) == before


def test_another_program_works_them_out_anew(taken_apart: list[Sequence[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    list(kept_ways(PATTERNS))
    monkeypatch.setattr(keeping, "_how", lambda: "another parser")
    list(kept_ways(PATTERNS))
    assert taken_apart == [PATTERNS, PATTERNS]
