"""What the words of a case tell of its sums."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from time import thread_time

import pytest

from caseorg.domain.case import CaseFile, EventId, Part, Side
from caseorg.domain.story.story import Beat, Charge
from caseorg.domain.story.told_sums import other_sums, propose_claims
from caseorg.domain.sums.totals import sums_of
from domain.build import case, moment, order


def beat(text: str, part: Part = Part.FAULT, charges: Sequence[tuple[str, int]] = ()) -> Beat:
    taken = tuple(Charge(date.fromisoformat(day), Decimal(amount)) for day, amount in charges)
    return Beat(at=moment(), part=part, actor=Side.ME, text=text, charges=taken, event=EventId(text))


def paid(amount: int, demand: str = "", refunded: int = 0) -> CaseFile:
    return case(orders=(order(paid=Decimal(amount), refunded=Decimal(refunded)),), demand=demand)


def formulas(price: int, *beats: Beat, products: Sequence[str] = ()) -> list[str]:
    return [one.formula for one in propose_claims(sums_of(paid(price)), beats, products)]


@pytest.mark.parametrize(
    ("price", "product", "text", "formula"),
    [
        (360, "代练：星耀到王者 20星", "代练只完成8星后不再上线", "360元÷20星×12星=216元"),
        (360, "代练20星", "还差12星没打", "360元÷20星×12星=216元"),
        (98, "30天会员", "剩余18天不能用", "98元÷30天×18天=58.80元"),
        (98, "30天会员", "第13天失效", "98元÷30天×18天=58.80元"),
        (18600, "游戏点卡100元卡密 200张", "进货200张，其中50张卡密无效", "18600元÷200张×50张=4650元"),
        (18600, "卡密", "批发价93元/张，有五十张打不开", "93元×50张=4650元"),
        (1200, "钢琴课12节", "只上了三节课", "1200元÷12节×9节=900元"),
    ],
)
def test_a_part_of_what_was_bought(price: int, product: str, text: str, formula: str) -> None:
    assert formulas(price, beat(text), products=[product]) == [formula]


def test_a_payment_made_twice_on_one_day() -> None:
    assert formulas(136, beat("扣了两笔各68元", charges=[("2026-11-22", 68)] * 2)) == ["136元÷2笔×1笔=68元"]


def test_deductions_of_several_days_come_together_once() -> None:
    first = beat("之前9月15日、10月15日各扣25元", charges=[("2026-09-15", 25), ("2026-10-15", 25)])
    again = beat("扣费25元", charges=[("2026-10-15", 25), ("2026-11-15", 25)])
    assert formulas(75, first, again) == ["25元+25元+25元=75元"]


def test_what_one_event_tells_of_twice_is_two() -> None:
    told = beat(
        "8月12日充648元、13日充328元两次", charges=[("2026-08-12", 648), ("2026-08-13", 328), ("2026-08-13", 328)]
    )
    assert formulas(1304, told, told) == ["648元+328元+328元=1304元"]


def test_what_came_back_already_may_be_a_part_of_it() -> None:
    fault = beat("代练只完成8星")
    told = propose_claims(sums_of(paid(360, refunded=100)), [fault], ["代练20星"])
    assert [(one.amount, one.formula) for one in told] == [
        (216, "360元÷20星×12星=216元"),
        (116, "360元÷20星×12星=216元，减去已退100元=116元"),
    ]
    told = propose_claims(sums_of(paid(360, refunded=200)), [fault], ["代练20星"])
    assert [one.amount for one in told] == [16]  # never more than is open


@pytest.mark.parametrize("text", ["9月、10月、11月各扣25元", "连续三个月每月自动扣25元", "扣了3次，每次25元"])
def test_deductions_without_days(text: str) -> None:
    assert formulas(75, beat(text)) == ["25元+25元+25元=75元"]


@pytest.mark.parametrize("text", ["客服没有回复", "等了3天", "完成8星", "第3天联系客服", "第13天失效"])
def test_nothing_is_made_up(text: str) -> None:
    assert formulas(98, beat(text), products=["点卡"]) == []


def told(found: CaseFile, *beats: Beat) -> list[str]:
    return [str(one.says) for one in other_sums(sums_of(found), beats)]


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("我付款98元", []),
        ("我付款100元", ["100.00 yuan were paid as an event tells, the orders say 98.00. Which is right?"]),
        ("实付一百块", ["100.00 yuan were paid as an event tells, the orders say 98.00. Which is right?"]),
        ("我要求退款98元", []),
        ("我要求退款50元", ["50.00 yuan were asked for as an event tells, the demand says 98.00. Which is right?"]),
        ("商家退回了20元", ["20.00 yuan came back as an event tells, the orders say 0.00. Which is right?"]),
        ("客服说最多退20元", []),
        ("面值100元的点卡", []),
        ("分两次各付款49元", []),
    ],
)
def test_sums_that_an_event_tells_otherwise(text: str, sums: list[str]) -> None:
    assert told(paid(98, "退款98元"), beat(text)) == sums


def test_payments_that_add_up_are_no_contradiction() -> None:
    first = beat("先付款60元", Part.BUY, [("2026-11-01", 60)])
    later = beat("又付款38元", Part.BUY, [("2026-11-02", 38)])
    assert told(paid(98, "退款98元"), first, later) == []
    assert len(told(paid(98, "退款98元"), first)) == 1


def test_a_long_case_takes_no_time() -> None:
    beats = [beat(f"第{number}次联系客服，要求退款98元，付款98元，完成8星，剩余12天" * 5) for number in range(500)]
    begin = thread_time()
    assert propose_claims(sums_of(paid(98, "退款98元")), beats, ["20星"])
    assert not other_sums(sums_of(paid(98, "退款98元")), beats)
    assert thread_time() - begin < 6
