"""The day that a note begins with, and the time that is said before it."""

from dataclasses import replace

import pytest

from caseorg.domain.moments import parse_moment
from caseorg.domain.story.own_dates import without_own_day

AT = parse_moment("2026-11-09T21:30")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("我11月9号晚上在淘宝拍了一张点卡", "我在淘宝拍了一张点卡"),
        ("2026年11月9日，商家回复不退", "商家回复不退"),
        ("11月份买的年卡", "买的年卡"),
        ("11月9日前没有发货", "11月9日前没有发货"),
        ("11月9申请退款", "申请退款"),
        ("11月9前没有发货", "11月9前没有发货"),
        ("9月、10月、11月各扣25元", "9月、10月、11月各扣25元"),
        ("今年11月9日商家回复不退", "商家回复不退"),
        ("今天早上，苹果自动扣了198", "苹果自动扣了198"),
        ("去年11月9日收到货", "收到货"),
        ("今天才发货", "今天才发货"),
        ("我联系了客服", "我联系了客服"),
    ],
)
def test_the_same_day_is_not_said_twice(text: str, told: str) -> None:
    assert without_own_day(text, AT) == (told, True)


def test_a_day_in_the_words_stays_where_the_time_before_it_is_not_certain() -> None:
    uncertain = replace(AT, said="2026年11月上旬", until=AT.at)
    assert without_own_day("11月9日，商家回复不退", uncertain) == ("11月9日，商家回复不退", False)
    assert without_own_day("11月份买的年卡", uncertain) == ("买的年卡", True)


def test_another_day_in_the_words_stands_alone() -> None:
    assert without_own_day("11月12日平台答复超过期限", AT) == ("11月12日平台答复超过期限", False)
