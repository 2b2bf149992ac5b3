"""A file counts as whole once nobody has written to it for five seconds, and no half of it lies about."""

import pytest

from caseorg.domain.files.resting import FileStamp, RestingState, is_loading, resting, seen_now


def test_a_file_rests_five_seconds_after_its_last_change() -> None:
    first = seen_now({}, {"a.png": FileStamp(10, 1)}, now=100)
    grown = seen_now(first, {"a.png": FileStamp(20, 2)}, now=104)
    assert resting(grown, now=108) == []
    same = seen_now(grown, {"a.png": FileStamp(20, 2)}, now=109)
    assert resting(same, now=109) == ["a.png"]
    assert same["a.png"].since == 104
    assert seen_now(same, {}, now=110) == {}


def test_an_empty_file_is_a_place_that_is_being_held_until_nobody_fills_it_for_a_minute() -> None:
    assert resting({"a.png": RestingState(FileStamp(0, 1), 0)}, now=59) == []
    assert resting({"a.png": RestingState(FileStamp(0, 1), 0)}, now=60) == ["a.png"]


LOADING = (
    "a.png.crdownload",
    "a.part",
    "~$投诉.docx",
    ".~lock.x#",
    ".hidden",
    "电影.mp4.td",
    "b.tmp",
    "Thumbs.db",
    "c.download",
)


@pytest.mark.parametrize("name", LOADING)
def test_half_loaded_files_are_left_alone(name: str) -> None:
    assert is_loading(name, {name})


def test_a_file_waits_for_its_other_half() -> None:
    assert is_loading("a.png", {"a.png", "a.png.part"})
    assert not is_loading("a.png", {"a.png", "a.png.jpg", "b.part"})
    assert not is_loading("partial.png", {"partial.png"})
