"""When a dispute arose, as the form asks."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from caseorg.domain.case import Event
from caseorg.domain.forms.dispute import disputed_on
from domain.build import START, case, event, moment, order, promise
from domain.stories import story

NOW = START + timedelta(days=27)
BOUGHT = event("2026-11-01 14:30", "我购买点卡，付款98元")


@pytest.mark.parametrize(
    ("events", "day"),
    [
        ((BOUGHT, event("2026-11-03 10:00", "输入卡密，提示无效")), date(2026, 11, 3)),
        (
            (BOUGHT, event("2026-11-15 08:00", "支付宝显示扣费25元，之前9月15日、10月15日各扣25元，均没有收到提醒")),
            date(2026, 11, 15),
        ),
        (
            (
                event("2026-11-01", "我买代练，约定11月12日前打到20星，付款360元"),
                event("2026-11-10", "代练只完成8星后不再上线"),
            ),
            date(2026, 11, 12),
        ),
        ((BOUGHT, event("2026-11-22 19:00", "微信支付扣了两笔各68元")), date(2026, 11, 22)),
    ],
)
def test_it_is_the_day_of_the_fault_the_last_charge_or_the_missed_date(events: tuple[Event, ...], day: date) -> None:
    found = case(events=events)
    told = disputed_on(found, story(found), NOW)
    assert told is not None
    assert told[0] == day


@pytest.mark.parametrize(
    ("said", "days", "told"),
    [
        ("2026年11月3日至5日", 2, "出问题的时间记的是“2026年11月3日至5日”，这里是其中第一天，请核对"),
        ("2026年11月3日下午", 0, "出问题的那一天"),
    ],
)
def test_where_the_day_of_the_fault_is_not_certain_it_says_so(said: str, days: int, told: str) -> None:
    fault = event("2026-11-03", "输入卡密，提示无效")
    fault = replace(fault, at=replace(fault.at, said=said, until=fault.at.at + timedelta(days=days)))
    found = case(events=(BOUGHT, fault))
    assert disputed_on(found, story(found), NOW) == (date(2026, 11, 3), told)


def test_a_promise_that_passed_before_anything_else_went_wrong_counts_from_the_day_after() -> None:
    said = promise(24, "下周发货", due=START + timedelta(days=9))
    gone = event(moment(24 * 20), "网站打不开")
    found = case(events=(BOUGHT, gone), promises=(said,))
    told = disputed_on(found, story(found), NOW)
    assert told is not None
    assert told[0] == date(2026, 11, 11)


def test_without_a_fault_it_is_the_purchase_and_without_that_nothing() -> None:
    found = case(orders=(order(ordered_at=moment()),))
    told = disputed_on(found, story(found), NOW)
    assert told is not None
    assert told[0] == date(2026, 11, 1)
    assert disputed_on(case(), story(case()), NOW) is None
