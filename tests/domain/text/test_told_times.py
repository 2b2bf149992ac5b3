"""Times as people remember them: what is certain is exact, what is not keeps its words and its last minute."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.errors import CaseorgError
from caseorg.domain.journal.record import plain
from caseorg.domain.moments import BEIJING, Precision, latest_instant, parse_moment, show_chinese, show_moment
from caseorg.domain.text.told_times import parse_told

NOW = datetime(2026, 11, 29, 10, 0, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("2026-11-01 14:30", "2026-11-01 14:30"),
        ("11月3日", "2026-11-03"),
        ("11-3", "2026-11-03"),
        ("11/3 9:05", "2026-11-03 09:05"),
        ("12月3日", "2025-12-03"),
        ("2月29日", "2024-02-29"),
        ("11月", "2026-11"),
        ("12月", "2025-12"),
        ("昨天14:05", "2026-11-28 14:05"),
        ("昨天 下午2点", "2026-11-28 14:00"),
        ("昨晚8点半", "2026-11-28 20:30"),
        ("前天", "2026-11-27"),
        ("今天上午９：３０", "2026-11-29 09:30"),
        ("14:05", "2026-11-29 14:05"),
        ("11月3日14点5分", "2026-11-03 14:05"),
        ("11月3日凌晨12点半", "2026-11-03 00:30"),
        ("昨天晚上11点", "2026-11-28 23:00"),
    ],
)
def test_what_is_certain_is_exact(typed: str, shown: str) -> None:
    moment = parse_told(typed, NOW)
    assert show_moment(moment) == shown
    assert not moment.said and moment.until is None


@pytest.mark.parametrize(
    ("typed", "said", "first", "last"),
    [
        ("11月上旬", "2026年11月上旬", "11-01 00:00", "11-10 23:59"),
        ("2026年2月下旬", "2026年2月下旬", "02-21 00:00", "02-28 23:59"),
        ("11月初", "2026年11月初", "11-01 00:00", "11-10 23:59"),
        ("11月3日下午", "2026年11月3日下午", "11-03 12:00", "11-03 18:59"),
        ("昨天晚上", "2026年11月28日晚上", "11-28 18:00", "11-28 23:59"),
        ("14:05之后", "2026年11月29日14:05之后", "11-29 14:05", "11-29 23:59"),
        ("11月3日14:05以后", "2026年11月3日14:05以后", "11-03 14:05", "11-03 23:59"),
        ("11月3日之后", "2026年11月3日之后", "11-03 00:00", "11-29 23:59"),
        ("昨天下午2点之前", "2026年11月28日下午2点之前", "11-28 00:00", "11-28 14:00"),
        ("11月3日至5日", "2026年11月3日至5日", "11-03 00:00", "11-05 23:59"),
        ("11月3日至今", "2026年11月3日至2026年11月29日", "11-03 00:00", "11-29 23:59"),
        ("自11月3日14:05起至今", "2026年11月3日14:05至2026年11月29日", "11-03 14:05", "11-29 23:59"),
        ("从11月上旬到现在", "2026年11月上旬至2026年11月29日", "11-01 00:00", "11-29 23:59"),
        ("11月3日以来", "2026年11月3日至2026年11月29日", "11-03 00:00", "11-29 23:59"),
        ("昨天起", "2026年11月28日至2026年11月29日", "11-28 00:00", "11-29 23:59"),
        ("11月3日起至5日", "2026年11月3日起至5日", "11-03 00:00", "11-05 23:59"),
        ("11月3日-11月5日", "2026年11月3日-11月5日", "11-03 00:00", "11-05 23:59"),
        ("11月3日14:05到16:00", "2026年11月3日14:05到16:00", "11-03 14:05", "11-03 16:00"),
        ("2026-11-03~2026-11-05", "2026年11月3日~2026-11-05", "11-03 00:00", "11-05 23:59"),
        ("11月3日至昨天", "2026年11月3日至2026年11月28日", "11-03 00:00", "11-28 23:59"),
        ("12月30日至1月2日", "2025年12月30日至2026年1月2日", "12-30 00:00", "01-02 23:59"),
        ("昨晚8点之前", "2026年11月28日晚上8点之前", "11-28 00:00", "11-28 20:00"),
    ],
)
def test_what_is_not_certain_keeps_its_words_with_what_they_left_out(
    typed: str, said: str, first: str, last: str
) -> None:
    moment = parse_told(typed, NOW)
    assert moment.said == show_moment(moment) == show_chinese(moment) == said
    assert f"{moment.local:%m-%d %H:%M}" == first and f"{latest_instant(moment):%m-%d %H:%M}" == last
    for later in (NOW, NOW.replace(month=12), NOW.replace(year=2028, month=6)):
        if typed != "11月3日之后":  # which lasts until today
            assert parse_told(moment.said, later) == moment  # typed again, it says the same


def test_a_clock_without_a_day_is_of_the_day_of_the_evidence() -> None:
    around = parse_moment("2026-11-03 09:00")
    assert show_moment(parse_told("14:05", NOW, around)) == "2026-11-03 14:05"
    assert parse_told("14:05之后", NOW, around).said == "2026年11月3日14:05之后"


@pytest.mark.parametrize(
    "typed",
    ["昨晚12点", "11月3日晚上12点", "昨晚1点", "晚上2点之后"],
)
def test_a_clock_of_the_night_that_may_be_of_the_next_day_is_asked_for_again(typed: str) -> None:
    with pytest.raises(CaseorgError, match="not a time"):
        parse_told(typed, NOW)


@pytest.mark.parametrize(
    "typed", ["", "以后", "14:05x", "13月3日", "2月30日", "11月5日至3日", "25:00", "下旬", "至5日"]
)
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(CaseorgError, match="not a time"):
        parse_told(typed, NOW)


def test_a_certain_time_is_recorded_as_ever() -> None:
    assert set(plain(parse_told("11月3日", NOW))) == {"at", "precision", "source"}
    assert set(plain(parse_told("11月上旬", NOW))) == {"at", "precision", "source", "said", "until"}


@given(st.text(alphabet="0123456789月日年时点分半:-/.~至到之后前以上中下旬初底昨今天晚午 ", max_size=16))
def test_whatever_is_typed_is_a_time_or_refused_and_ends_after_it_begins(typed: str) -> None:
    try:
        moment = parse_told(typed, NOW)
    except CaseorgError:
        return
    assert latest_instant(moment) >= moment.local
    assert len(moment.said) <= 64
    assert moment.precision in tuple(Precision)
