"""Terms as people say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.text.numerals import chinese_number
from caseorg.domain.text.terms import Term, TermUnit, spoken_terms

MINUTES, HOURS, DAYS, WORKDAYS, MONTHS = TermUnit
SPOKEN = {MINUTES: "分钟", HOURS: "小时", DAYS: "天", WORKDAYS: "个工作日", MONTHS: "个月"}


def read(text: str) -> list[tuple[str, int, TermUnit]]:
    return [(text[one.start : one.end], one.longest.amount, one.longest.unit) for one in spoken_terms(text)]


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("24小时内", 24, HOURS),
        ("二十四小时之内", 24, HOURS),
        ("二四小时内", 24, HOURS),
        ("24h内", 24, HOURS),
        ("２４小时内", 24, HOURS),
        ("半小时", 30, MINUTES),
        ("半个小时内", 30, MINUTES),
        ("一个半小时", 90, MINUTES),
        ("1.5小时", 90, MINUTES),
        ("一刻钟内", 15, MINUTES),
        ("两三天内", 3, DAYS),
        ("三五天内", 5, DAYS),
        ("三、五天内", 5, DAYS),
        ("3天到5天", 5, DAYS),
        ("十来天", 15, DAYS),
        ("二十多天", 29, DAYS),
        ("一天半内", 2, DAYS),
        ("一周内", 7, DAYS),
        ("两个星期内", 14, DAYS),
        ("半个月内", 15, DAYS),
        ("一个半月", 46, DAYS),
        ("一个多月", 2, MONTHS),
        ("三个月内", 3, MONTHS),
        ("半年内", 6, MONTHS),
        ("三个工作日内", 3, WORKDAYS),
        ("3-5个工作日", 5, WORKDAYS),
        ("3个至5个工作日", 5, WORKDAYS),
        ("七八个工作日内", 8, WORKDAYS),
    ],
)
def test_of_a_term_the_latest_end_counts(text: str, amount: int, unit: TermUnit) -> None:
    assert read(text) == [(text, amount, unit)]


@pytest.mark.parametrize(
    "text",
    ["10分钟前", "三天前", "3日之前", "11月30日内", "第三天内", "2026年内", "0天内", "3月内", "订单号2410052233", ""],
)
def test_this_is_no_term(text: str) -> None:
    assert read(text) == []


@given(st.integers(1, 9999), st.sampled_from(TermUnit), st.sampled_from(["内", "之内", "以内", "后", ""]))
def test_a_spoken_term_says_its_number(amount: int, unit: TermUnit, bound: str) -> None:
    for number in (str(amount), chinese_number(amount)):
        if len(number) <= 7:  # nobody says more in one breath
            (found,) = spoken_terms(f"{number}{SPOKEN[unit]}{bound}")
            assert (found.shortest, found.longest, found.bound) == (Term(amount, unit), Term(amount, unit), bound)


@given(
    st.integers(1, 99),
    st.integers(1, 99),
    st.sampled_from(["-", "~", "至", "到", "—", "、"]),
    st.sampled_from(TermUnit),
)
def test_a_range_of_terms_ends_with_the_longer(one: int, other: int, between: str, unit: TermUnit) -> None:
    (found,) = spoken_terms(f"{one}{between}{other}{SPOKEN[unit]}内")
    assert (found.shortest.amount, found.longest.amount) == (min(one, other), max(one, other))


@given(st.text(alphabet="零一二两三五十百半个多来小时天日周月年工作分钟内前至-、.0123") | st.text())
def test_no_term_is_negative_or_empty(text: str) -> None:
    for found in spoken_terms(text):
        assert 0 <= found.start < found.end <= len(text)
        assert found.longest.amount > 0 and found.shortest.amount >= 0
