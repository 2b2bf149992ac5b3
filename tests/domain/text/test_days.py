"""Days as people say them, on Saturday, 28 November 2026, at noon."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from caseorg.domain.moments import BEIJING, Moment, Precision, TimeSource, latest_instant, parse_moment, show_moment
from caseorg.domain.text.days import _FORMS, DayForm, _screen, spoken_days
from caseorg.domain.text.numerals import half_width

SAID = parse_moment("2026-11-28 12:00")


def on(day: date) -> Moment:
    return Moment(datetime(day.year, day.month, day.day, tzinfo=BEIJING), Precision.DAY, TimeSource.TYPED)


def read(text: str, said: Moment = SAID) -> list[str]:
    """The longest reading of each place."""
    return [show_moment(one.at) for one in spoken_days(text, said) if one.start == 0 and one.end == len(text)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12月5日前", "2026-12-05"),
        ("12月5日之前", "2026-12-05"),
        ("１２月５日前", "2026-12-05"),
        ("十二月五日前", "2026-12-05"),
        ("11月28日前", "2026-11-28"),  # the very day
        ("11月27日前", "2027-11-27"),
        ("2月29日前", "2028-02-29"),
        ("2026年12月5日前", "2026-12-05"),
        ("26年12月5日前", "2026-12-05"),
        ("二〇二六年十二月五日前", "2026-12-05"),
        ("明年1月5日前", "2027-01-05"),
        ("2026-12-05前", "2026-12-05"),
        ("2026/12/5前", "2026-12-05"),
        ("12.5前", "2026-12-05"),
        ("5号前", "2026-12-05"),
        ("五号前", "2026-12-05"),
        ("30号前", "2026-11-30"),
        ("31号前", "2026-12-31"),
        ("下个月5号前", "2026-12-05"),
        ("截至12月5日", "2026-12-05"),
        ("最迟12月5日", "2026-12-05"),
        ("不晚于12月5日", "2026-12-05"),
        ("12月5日止", "2026-12-05"),
        ("明天", "2026-11-29"),
        ("后天前", "2026-11-30"),
        ("大后天", "2026-12-01"),
        ("周五前", "2026-12-04"),
        ("周末", "2026-11-29"),
        ("下周", "2026-12-06"),
        ("下周内", "2026-12-06"),
        ("下周三", "2026-12-02"),
        ("下下周三", "2026-12-09"),
        ("本周五", "2026-11-27"),
        ("月底前", "2026-11-30"),
        ("下个月底前", "2026-12-31"),
        ("12月底前", "2026-12-31"),
        ("12月上旬", "2026-12-10"),
        ("年底前", "2026-12-31"),
        ("12月前", "2026-12-31"),
        ("明天下午6点前", "2026-11-29 18:00"),
        ("12月5日18点前", "2026-12-05 18:00"),
        ("2026年11月30日14时05分前", "2026-11-30 14:05"),
        ("9点前", "2026-11-29 09:00"),
        ("晚上八点前", "2026-11-28 20:00"),
        ("今天24点前", "2026-11-28"),
    ],
)
def test_a_day_is_the_next_that_the_words_allow(text: str, day: str) -> None:
    assert day in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "2月30日前",
        "13月1日前",
        "上周五",
        "上个周五",
        "每周五",
        "每月5号",
        "上月底",
        "今后",
        "以后天天",
        "三个月内",
        "12.5元",
        "3-5个工作日",
        "25点前",
    ],
)
def test_this_is_no_day_to_come(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "bound"), [("12月5日前", "前"), ("12月5日", ""), ("最迟明天", "最迟"), ("本月内", "内")]
)
def test_a_word_makes_a_limit_of_it(text: str, bound: str) -> None:
    assert [one.bound for one in spoken_days(text, SAID) if one.end == len(text) and one.start == 0] == [bound]


def test_how_it_was_said_is_told() -> None:
    forms = {
        "明天": DayForm.NEAR,
        "下周五": DayForm.WEEK,
        "月底": DayForm.MONTH,
        "5号": DayForm.NUMBER,
        "12月5日": DayForm.DATE,
    }
    assert {text: next(iter(spoken_days(text, SAID))).form for text in forms} == forms


FORMS = st.sampled_from(
    [
        "今天",
        "明天",
        "后天",
        "周五前",
        "本周五",
        "下周三",
        "下下周一",
        "下周",
        "周末",
        "月底",
        "月初",
        "下个月底",
        "12月底前",
        "年底",
        "5号前",
        "31号前",
        "12月5日前",
        "1月1日前",
        "2月29日前",
        "明年1月5日",
        "12月前",
        "晚上八点前",
        "9点前",
        "下月5号",
    ]
)
DAYS = st.dates(date(2020, 1, 1), date(2090, 1, 1))


@given(FORMS, DAYS, DAYS)
@example("31号前", date(2027, 1, 31), date(2027, 2, 1))
def test_what_is_said_later_never_means_an_earlier_day(text: str, one: date, other: date) -> None:
    first, later = sorted((one, other))
    before, after = (list(spoken_days(text, on(day))) for day in (first, later))
    for earlier, following in zip(before, after, strict=False):
        assert earlier.at.at <= following.at.at


@given(DAYS, DAYS)
def test_a_day_is_read_as_it_was_written(day: date, said: date) -> None:
    written = f"{day.year}年{day.month}月{day.day}日前"
    assert read(written, on(said)) == [day.isoformat()]


@given(DAYS, st.integers(0, 364))
def test_a_day_without_a_year_is_the_next(said: date, later: int) -> None:
    day = said + timedelta(days=later)
    assert read(f"{day.month}月{day.day}日前", on(said)) == [day.isoformat()]


@given(st.text(alphabet="今明后天下上本周星期一二五日月底前内号点半截至最迟0123456789./-年") | st.text(), DAYS)
def test_any_text_is_read(text: str, said: date) -> None:
    for one in spoken_days(text, on(said)):
        assert 0 <= one.start < one.end <= len(text)
        assert latest_instant(one.at)


PIECES = (*"125月日号前周下五末底明天八点年份：", "上午", "截至")


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_a_form_that_is_not_tried_would_not_have_been_found(text: str) -> None:
    plain = half_width(text)
    tried = [pattern for _, pattern, _ in _screen().fitting(plain)]
    assert not [pattern for _, pattern, _ in _FORMS if pattern.search(plain) and pattern not in tried]
