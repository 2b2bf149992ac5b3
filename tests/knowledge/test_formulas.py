"""How a sum was worked out stands in the text, and goes before what decides."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from caseorg.domain.case import CaseFile
from caseorg.domain.messages.message import Draft
from caseorg.domain.moments import parse_moment
from caseorg.domain.sums.calculator import ClaimProposal, undone_part
from caseorg.domain.sums.formulas import formula_of, with_formula, without_formula
from caseorg.domain.sums.totals import sums_of
from caseorg.knowledge.drafts import draft
from caseorg.knowledge.library import Knowledge
from domain.build import case, event, order

KNOWLEDGE = Knowledge()
NOW = datetime(2026, 11, 28, 4, tzinfo=UTC)
PART = undone_part(Decimal(360), 20, 12, "星")
BOOSTING = (
    event("2026-11-02 09:00", "我下单代练20星，付款360元"),
    event("2026-11-13 09:00", "约定11月12日前打完20星，到期只完成8星，账号上还差12星"),
    event("2026-11-15 09:00", "商家回复“已经打了的不退”"),
)


def boosting(demand: str, *more: str, **fields: object) -> CaseFile:
    told = tuple(event(f"2026-11-16 {number:02}:00", text) for number, text in enumerate(more))
    orders = (order(product="代练20星", paid=Decimal(360)),)
    return case(demand=demand, orders=orders, events=(*BOOSTING, *told), demanded_at=NOW, **fields)


def text(found: CaseFile) -> Draft:
    return draft(KNOWLEDGE, found, KNOWLEDGE.channels["12315"], None, NOW)


def test_a_sum_that_what_happened_comes_to_is_explained_once() -> None:
    told = text(boosting("2026年12月6日前退还216元")).text
    assert told.count("计算：360元÷20星×12星=216元。") == 1
    assert told.index("计算：") < told.index("请求：")


@pytest.mark.parametrize("demand", ["退还360元", "退还100元", "补完剩下的12星"])
def test_the_whole_price_another_sum_and_no_sum_are_not_explained(demand: str) -> None:
    assert "计算：" not in text(boosting(demand)).text


def test_it_is_not_said_where_the_users_own_words_show_it() -> None:
    told = text(boosting("退还216元", "我按360÷20×12算出应退216元")).text
    assert "计算：" not in told


def test_it_goes_before_the_fault_the_sum_and_the_refusal() -> None:
    many = [f"我又联系平台客服要求退款，客服说第{number}次核实中，请等{number}天" for number in range(2, 20)]
    long = "商家拒绝退款，说" + "已经安排的单子都不能退，" * 22 + "请理解"
    made = text(boosting("2026年12月6日前退还216元", *many, long))
    assert "只完成8星" in made.text
    assert "216元" in made.text
    assert "请理解" in made.text
    assert any("计算：360元÷20星×12星=216元" in piece for piece in made.left_out)


def test_a_formula_of_the_calculator_stands_behind_the_demand_and_in_the_text_apart_from_it() -> None:
    said = parse_moment("2026-11-28 10:00")
    pro_rata = ClaimProposal(Decimal("180.00"), "360元÷30天×15天=180元", (Decimal(360),))
    line = with_formula("2026年12月6日前部分退款180.00元", pro_rata, said)
    assert line == "2026年12月6日前部分退款180.00元（360元÷30天×15天=180元）"
    assert with_formula(line, PART, said) == line, "another sum than the line asks for"
    assert without_formula(line) == "2026年12月6日前部分退款180.00元"
    found = boosting(line)
    assert sums_of(found).claimed == 180
    assert formula_of(found.demand, sums_of(found), ()) == "360元÷30天×15天=180元"
    told = text(found).text
    assert told.count("360元÷30天×15天=180元") == 1
    assert "计算：360元÷30天×15天=180元。" in told
