"""Times, where they come from, and how exact they are."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import (
    Moment,
    Precision,
    TimeSource,
    parse_moment,
    show_chinese,
    show_moment,
)


@pytest.mark.parametrize(
    ("text", "shown", "precision"),
    [
        ("2026-11-01T14:30", "2026-11-01 14:30", Precision.MINUTE),
        ("2026-11-01 14:30", "2026-11-01 14:30", Precision.MINUTE),
        (" 2026-11-1 9:05 ", "2026-11-01 09:05", Precision.MINUTE),
        ("2026/11/1 14:30:05", "2026-11-01 14:30:05", Precision.SECOND),
        ("2026年11月1日 14:30", "2026-11-01 14:30", Precision.MINUTE),
        ("2026年11月1日14时30分", "2026-11-01 14:30", Precision.MINUTE),
        ("2026年11月1日14时30分05秒", "2026-11-01 14:30:05", Precision.SECOND),
        ("2026 年 11 月 1 日 14：30", "2026-11-01 14:30", Precision.MINUTE),
        ("2026年11月1日14点30", "2026-11-01 14:30", Precision.MINUTE),
        ("2026-11-01", "2026-11-01", Precision.DAY),
        ("2026年11月1日", "2026-11-01", Precision.DAY),
        ("2026-11", "2026-11", Precision.MONTH),
        ("2026年11月", "2026-11", Precision.MONTH),
        ("2024-02-29", "2024-02-29", Precision.DAY),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, shown: str, precision: Precision) -> None:
    moment = parse_moment(text)
    assert (show_moment(moment), moment.precision, moment.source) == (shown, precision, TimeSource.TYPED)


def test_a_time_without_an_offset_is_beijing_time() -> None:
    assert parse_moment("2026-11-01 07:30").at == datetime(2026, 10, 31, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["2026-11-01T06:30Z", "2026-11-01T06:30+00:00", "2026-11-01T01:30-05:00"])
def test_an_offset_is_understood(text: str) -> None:
    moment = parse_moment(text)
    assert (show_moment(moment), moment.precision) == ("2026-11-01 14:30", Precision.MINUTE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "昨天14:05",
        "2026",
        "2026-13-01",
        "2026-02-30",
        "2025-02-29",
        "2026-11-01 24:00",
        "2026-11-01 14:60",
        "2026-11-01 14",
        "14:30",
        "11-01 14:30",
        "2026-11-01 14:30 左右",
        "0001-01-01",
        "9999-12-31T20:00Z",
        "2026-11-01T06:30+99:00",
    ],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(CaseorgError, match="is not a time"):
        parse_moment(text)


moments = st.builds(
    Moment,
    st.integers(0, 253_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    st.sampled_from(Precision),
    st.just(TimeSource.TYPED),
)


@given(moments)
def test_a_time_shown_is_read_back_with_its_precision(moment: Moment) -> None:
    again = parse_moment(show_moment(moment))
    assert (show_moment(again), again.precision) == (show_moment(moment), moment.precision)


@given(moments)
def test_the_chinese_form_is_read_back_to_the_minute(moment: Moment) -> None:
    assert show_chinese(parse_moment(show_chinese(moment))) == show_chinese(moment)


@given(st.text(max_size=30) | st.text("0123456789-:年月日时分 TZ+", max_size=20))
def test_any_text_is_a_time_that_can_be_shown_or_is_refused(text: str) -> None:
    with suppress(CaseorgError):
        show_moment(parse_moment(text))


def test_a_moment_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Moment(datetime(2026, 11, 1), Precision.DAY, TimeSource.TYPED)  # noqa: DTZ001


def test_a_paper_says_no_more_than_is_known() -> None:
    texts = [show_chinese(parse_moment(text)) for text in ("2026-11", "2026-11-01", "2026-11-01 09:05")]
    assert texts == ["2026年11月", "2026年11月1日", "2026年11月1日9时05分"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2026.11.1 14:30", "2026-11-01 14:30"),
        ("2026.11", "2026-11"),
        ("2026年11月1日14点", "2026-11-01 14:00"),
        ("2026年11月1日下午2点30分", "2026-11-01 14:30"),
        ("2026-11-01 上午9:05", "2026-11-01 09:05"),
        ("2026年11月1日 晚上8点", "2026-11-01 20:00"),
    ],
)
def test_times_as_people_say_them_are_understood(text: str, shown: str) -> None:
    assert show_moment(parse_moment(text)) == shown


def test_twelve_at_night_belongs_to_no_certain_day() -> None:
    with pytest.raises(CaseorgError):
        parse_moment("2026年11月1日 晚上12点")
