"""What a problem needs said counts as said once the text or a field of the case says it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.case import Payment
from caseorg.domain.checks.statements import Statement, StatementRule, known_slots, patterns_met, statements_said
from caseorg.domain.scenario import Scenario
from caseorg.knowledge.library import Knowledge
from domain.build import case, merchant, moment, order

KNOWLEDGE = Knowledge()
RULES = tuple(KNOWLEDGE.statements.values())


def statement(scenario: str, begins: str, text: str, **known: str) -> Statement:
    told = statements_said(KNOWLEDGE.scenarios[scenario], patterns_met(text, RULES), RULES, known)
    return next(one for one in told if one.text.startswith(begins))


@pytest.mark.parametrize("scenario", KNOWLEDGE.scenarios.values(), ids=list(KNOWLEDGE.scenarios))
def test_every_statement_can_be_said_and_is_missed_before(scenario: Scenario) -> None:
    told = statements_said(scenario, (), RULES)
    assert [one.text for one in told] == list(scenario.statements)
    assert not any(one.said for one in told)


@pytest.mark.parametrize(
    ("scenario", "begins", "text", "said"),
    [
        ("card-invalid", "错误提示", "页面提示“该卡密已被使用”", True),
        ("card-invalid", "错误提示", "卡密用不了", False),
        ("card-invalid", "使用时间", "11月12日14:41，在官方充值中心输入卡密", True),
        ("card-invalid", "使用时间", "我输入了卡密", False),
        ("card-invalid", "卡密状态", "卡密尾号9Q2A，没有用过", True),
        ("double-payment", "支付时间", "19:00付一笔，19:01又付一笔", True),
        ("double-payment", "支付时间", "19:00付款", False),
        ("minor", "孩子出生年月", "孩子今年9岁", True),
        ("minor", "监护人不同意", "我们没有同意，也不追认", True),
        ("minor", "监护人不同意", "孩子自己充的", False),
        ("private-deal", "付款以后发生了什么", "23:00对方把我拉黑", True),
        ("private-deal", "付款以后发生了什么", "我转了账", False),
        ("refund-refused", "对方拒绝的原话", "客服说“虚拟商品概不退换”", True),
        ("refund-refused", "对方拒绝的原话", "客服没有理我", False),
        ("auto-renewal", "每次扣费", "9月15日扣25元，10月15日扣25元", True),
        ("trade-goods", "数量、单价", "进货200张，单价93元", True),
        ("membership-ended", "哪天失效", "11月20日会员提前失效", True),
        ("membership-ended", "哪天失效", "会员有问题", False),
    ],
)
def test_words_say_it(scenario: str, begins: str, text: str, said: bool) -> None:
    assert statement(scenario, begins, text).said is said


def test_a_blank_says_nothing() -> None:
    assert not statement("card-invalid", "错误提示", "页面提示“____”。").said
    assert statement("card-invalid", "错误提示", "页面提示“____”。\n页面提示“卡密已被使用”。").said
    assert not known_slots(case(orders=(order(number="XXXX"),), demand="____前退还____元"))["demand"]


def test_a_field_of_the_case_says_it_too() -> None:
    assert statement("card-invalid", "订单号", "", order_number="A-1").said
    assert statement("not-arrived", "支付时间", "", paid_at="2026年11月1日").said
    assert not statement("not-arrived", "支付时间", "", order_number="A-1").said


def test_the_case_tells_what_it_has_fields_for() -> None:
    bought = order(number="A-1", product="点卡", paid=Decimal(98), paid_at=moment(1), payment=Payment.WECHAT)
    known = known_slots(case(orders=(bought,), parties=(merchant(),), demand="尽快处理"))
    assert {name for name, value in known.items() if value} == {
        "order_number", "product", "paid", "paid_at", "payment", "merchant",
    }  # fmt: skip


@pytest.mark.parametrize(("demand", "said"), [("尽快退款", False), ("2026年12月5日前退还98元", True)])
def test_a_demand_counts_once_it_is_concrete(demand: str, said: bool) -> None:
    assert statement("card-invalid", "诉求", "", **known_slots(case(demand=demand))).said is said


def test_what_is_only_good_to_know_is_marked() -> None:
    assert [one.text for one in statements_said(KNOWLEDGE.scenarios["trade-goods"], (), RULES) if one.optional] == [
        "损失：向客户退了几笔、多少元（有凭证才写）"
    ]


@given(st.text(max_size=40), st.text(max_size=40))
def test_writing_more_never_unsays_anything(text: str, more: str) -> None:
    for scenario in (KNOWLEDGE.scenarios["card-invalid"], KNOWLEDGE.scenarios["minor"]):
        before = statements_said(scenario, patterns_met(text, RULES), RULES)
        after = statements_said(scenario, patterns_met(f"{text}\n{more}", RULES), RULES)
        assert all(later.said or not earlier.said for earlier, later in zip(before, after, strict=True))


def test_a_statement_that_no_rule_knows_is_never_missed() -> None:
    scenario = KNOWLEDGE.scenarios["other"]
    assert all(one.said and one.optional for one in statements_said(scenario, (), ()))


def test_the_longest_beginning_decides() -> None:
    given_ = {"source": "某处", "confidence": "G", "checked": "2026-11-28"}
    short = StatementRule(id="a", heads=("支付时间",), slots=("paid_at",), **given_)  # type: ignore[arg-type]
    long = StatementRule(id="b", heads=("支付时间（两笔",), patterns=("两笔",), **given_)  # type: ignore[arg-type]
    told = statements_said(KNOWLEDGE.scenarios["double-payment"], (), (short, long), {"paid_at": "今天"})
    assert not next(one for one in told if one.text.startswith("支付时间（两笔")).said
