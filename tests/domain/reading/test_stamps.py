"""Times between what is said in a chat, counted from when the picture was taken: 2026-11-12, a Thursday, 15:20."""

from datetime import date

import pytest

from caseorg.domain.moments import Precision, TimeSource, parse_moment, show_moment
from caseorg.domain.reading.stamps import is_stamp, names_day, resolve

TAKEN = parse_moment("2026-11-12 15:20", TimeSource.EXIF)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:05", "2026-11-12 14:05"),
        ("15:23", "2026-11-12 15:23"),  # two clocks are seldom quite the same
        ("18:07", "2026-11-11 18:07"),  # later than the picture: of the day before
        ("昨天 14:05", "2026-11-11 14:05"),
        ("昨天14:05", "2026-11-11 14:05"),
        ("前天 07:30", "2026-11-10 07:30"),
        ("星期三 下午3:20", "2026-11-11 15:20"),
        ("周四 09:00", "2026-11-05 09:00"),
        ("上午10:32", "2026-11-12 10:32"),
        ("11月10日 09:18", "2026-11-10 09:18"),
        ("12月3日 早上8:00", "2025-12-03 08:00"),
        ("11/2 9:05", "2026-11-02 09:05"),
        ("昨天 凌晨12:30", "2026-11-11 00:30"),
        ("中午12:05", "2026-11-12 12:05"),
        ("5分钟前", "2026-11-12 15:15"),
        ("刚刚", "2026-11-12 15:20"),
        ("2天前", "2026-11-10"),
    ],
)
def test_what_is_not_printed_in_full_is_counted_and_says_so(text: str, expected: str) -> None:
    found = resolve(text, TAKEN)
    assert found and (show_moment(found), found.source) == (expected, TimeSource.RESOLVED)
    assert is_stamp(text)


@pytest.mark.parametrize(
    ("text", "expected", "precision"),
    [
        ("2026年10月8日 晚上8:45", "2026-10-08 20:45", Precision.MINUTE),
        ("2026-11-20 23:59:01", "2026-11-20 23:59:01", Precision.SECOND),
        ("2026-11-2023:59:01", "2026-11-20 23:59:01", Precision.SECOND),  # as it is read where the blank is narrow
        ("2026-11-10 星期二", "2026-11-10", Precision.DAY),
    ],
)
def test_what_is_printed_in_full_is_the_pictures_own(text: str, expected: str, precision: Precision) -> None:
    found = resolve(text, None)
    assert found and (show_moment(found), found.source) == (expected, TimeSource.PICTURE)
    assert found.precision is precision


@pytest.mark.parametrize("text", ["昨天 14:05", "14:05", "星期三 09:00", "11月10日 09:18", "刚刚"])
def test_without_the_time_of_the_picture_nothing_is_counted(text: str) -> None:
    assert resolve(text, None) is None


def test_a_date_above_says_of_which_day_a_clock_is() -> None:
    found = resolve("14:05", None, date(2026, 11, 3))
    assert found and show_moment(found) == "2026-11-03 14:05"
    assert found.source is TimeSource.RESOLVED
    assert names_day("昨天 14:05") and not names_day("14:05")


@pytest.mark.parametrize("text", ["晚上12:30", "2026-13-40 10:00", "25:10", "1小时内", "订单号 14:05", "14:5"])
def test_what_is_no_such_time_or_of_no_known_day(text: str) -> None:
    assert resolve(text, TAKEN) is None
