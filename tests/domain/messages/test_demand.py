"""Demands: written, read back, and what they lack."""

from datetime import UTC, date, datetime
from decimal import Decimal
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.messages.arithmetic import arithmetic
from caseorg.domain.messages.demand import (
    Action,
    Demand,
    Term,
    TermUnit,
    deadline_text,
    demand_gaps,
    read_demand,
    read_demands,
    show_demand,
    without_deadline,
)
from caseorg.domain.moments import Moment, Precision, TimeSource, parse_moment
from domain.build import case, order


def moments() -> st.SearchStrategy[Moment]:
    days = st.dates(date(2020, 1, 1), date(2099, 12, 31))
    times = st.one_of(st.just(""), st.times().map(lambda time: f" {time:%H:%M}"))
    return st.builds(lambda day, time: parse_moment(f"{day:%Y-%m-%d}{time}"), days, times)


DEMANDS = st.builds(
    Demand,
    st.sampled_from(Action),
    st.none() | st.decimals(Decimal("0.01"), Decimal("9999999.99"), places=2),
    st.none() | st.builds(Term, st.integers(1, 9999), st.sampled_from(TermUnit)),
    st.none() | moments(),
)


@given(DEMANDS)
def test_a_demand_is_read_back_as_it_was_written(demand: Demand) -> None:
    assert read_demand(show_demand(demand)) == demand


@given(DEMANDS.filter(lambda demand: bool(demand.amount and (demand.term or demand.by))))
def test_a_demand_with_action_amount_and_deadline_has_no_gap(demand: Demand) -> None:
    assert demand_gaps(show_demand(demand)) == ()


def test_the_sentence_of_the_sample_is_read() -> None:
    by = Moment(datetime(2026, 11, 29, 16, tzinfo=UTC), Precision.DAY, TimeSource.TYPED)
    assert read_demand("退还货款98.00元，于2026年11月30日前原路退回") == Demand(Action.REFUND, Decimal(98), by=by)


@pytest.mark.parametrize(
    ("line", "demand"),
    [
        ("要求30分钟内重发卡密", Demand(Action.RESEND, term=Term(30, TermUnit.MINUTES))),
        ("要求24小时内核实到账状态", Demand(Action.REPLY, term=Term(24, TermUnit.HOURS))),
        ("三个工作日内更换可用的卡密", Demand(Action.REPLACE, term=Term(3, TermUnit.WORKDAYS))),
        ("收到之日起十五日内部分退款¥30", Demand(Action.PARTIAL, Decimal(30), Term(15, TermUnit.DAYS))),
        ("两天之内退还100元面值点卡的货款98元", Demand(Action.REFUND, Decimal(98), Term(2, TermUnit.DAYS))),
        ("七日内继续履行，开通年费会员", Demand(Action.PERFORM, term=Term(7, TermUnit.DAYS))),
        ("书面答复拒绝退款的依据", Demand(Action.REPLY)),
        ("赔偿1,200.5元", Demand(Action.COMPENSATE, Decimal("1200.5"))),
        ("（2）退款50元", Demand(Action.REFUND, Decimal(50))),
    ],
)
def test_customary_sentences_are_read(line: str, demand: Demand) -> None:
    assert read_demands(line) == (demand,)


@pytest.mark.parametrize("line", ["尽快处理", "给个说法", "麻烦处理一下", "不退款就曝光", "你们看着办"])
def test_a_sentence_without_an_action_is_refused_with_what_it_needs(line: str) -> None:
    (gap,) = demand_gaps(line)
    assert read_demand(line) is None
    assert "names no action" in gap.text
    assert gap.values["line"] == line


def test_amount_and_deadline_are_asked_for() -> None:
    assert [str(gap).split(".")[0] for gap in demand_gaps("尽快退款\n7日内书面答复")] == [
        "“尽快退款” names no amount",
        "“尽快” is no deadline",
    ]
    assert "names no deadline" in demand_gaps("退款98元")[0].text
    assert demand_gaps(" \n")[0].text.startswith("Say what you demand")


def test_a_date_that_does_not_exist_is_no_deadline() -> None:
    demand = read_demand("退款98元，2026年13月40日前")
    assert demand is not None
    assert deadline_text(demand) == ""


def test_paid_less_refunded_is_what_can_be_demanded() -> None:
    orders = (
        order(number="A1", paid=Decimal("98"), refunded=Decimal("10.5")),
        order(number="A2", paid=Decimal("50")),
        order(number="A3"),
    )
    sums = arithmetic(case(orders=orders, demand="1. 7日内退款100元\n2. 7日内退款37.5元\n3. 7日内赔偿500元"))
    assert (sums.paid, sums.refunded, sums.owed, sums.demanded) == (
        148,
        Decimal("10.5"),
        Decimal("137.5"),
        Decimal("137.5"),
    )
    assert [one.owed for one in sums.orders] == [Decimal("87.5"), Decimal(50), None]
    assert sums.agrees


@pytest.mark.parametrize(
    ("refunded", "demand", "agrees"),
    [
        (None, "退款98元", True),
        (None, "退款99元", False),
        (None, "退款50元", False),
        (None, "部分退款50元", True),
        (None, "部分退款99元", False),
        (None, "补发商品", True),
        (Decimal(98), "退款98元", False),
        (Decimal(99), "书面答复", False),
    ],
)
def test_a_demand_that_does_not_fit_the_sums_is_told(refunded: Decimal | None, demand: str, agrees: bool) -> None:
    found = case(orders=(order(paid=Decimal(98), refunded=refunded),), demand=demand)
    assert arithmetic(found).agrees is agrees


def test_unknown_amounts_contradict_nothing() -> None:
    sums = arithmetic(case(demand="退款98元"))
    assert (sums.paid, sums.owed, sums.demanded, sums.agrees) == (None, None, 98, True)


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("收到本消息后24小时内全额退款98.00元，原路退回", "全额退款98.00元，原路退回"),
        ("退还剩余款项198.00元，2026年11月30日前", "退还剩余款项198.00元"),
        ("请于2026年11月30日前退还剩余款项198元", "退还剩余款项198元"),
        ("请在7日内书面答复", "书面答复"),
        ("收到本消息后24小时内、最迟2026年11月30日前退款5元", "退款5元"),
        ("退还货款98.00元，于2026年11月30日前原路退回", "退还货款98.00元，原路退回"),
        ("退款5元", "退款5元"),
        ("24小时内", "24小时内"),
    ],
)
def test_a_demand_without_its_deadline_keeps_the_words_of_the_user(line: str, rest: str) -> None:
    assert without_deadline(line) == rest


@pytest.mark.parametrize("line", ["退98元", "退 98块", "退款98块"])
def test_a_demand_in_everyday_words_has_action_and_amount(line: str) -> None:
    assert read_demand(line) == Demand(Action.REFUND, Decimal(98))


def test_a_hostile_figure_takes_no_time() -> None:
    begin = perf_counter()
    assert read_demand("退款" + "1" * 100_000) is not None
    assert perf_counter() - begin < 2
