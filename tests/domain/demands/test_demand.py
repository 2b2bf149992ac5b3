"""Demands: written, read back, and what they lack."""

from datetime import UTC, date, datetime
from decimal import Decimal
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.demands import gaps, reading
from caseorg.domain.demands.demand import Action, Asked, Demand, deadline_text, show_demand
from caseorg.domain.moments import Moment, Precision, TimeSource, parse_moment
from caseorg.domain.remark import Remark
from caseorg.domain.text.terms import Term, TermUnit

SAID = parse_moment("2026-11-28 12:00")  # a Saturday


def read_demand(line: str) -> Demand | None:
    return reading.read_demand(line, SAID)


def read_demands(text: str) -> tuple[Demand, ...]:
    return reading.read_demands(text, SAID)


def demand_gaps(text: str) -> tuple[Remark, ...]:
    return gaps.demand_gaps(text, SAID)


def without_deadline(line: str) -> str:
    return reading.without_deadline(line, SAID)


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
        ("补充100元话费，3天内", Demand(Action.RESEND, term=Term(3, TermUnit.DAYS))),
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
    begin = thread_time()
    assert read_demand("退款" + "1" * 100_000) is not None
    assert thread_time() - begin < 5


REFUND, REPLACE, PERFORM = Action.REFUND, Action.REPLACE, Action.PERFORM


@pytest.mark.parametrize(
    ("line", "claim", "otherwise"),
    [
        ("更换面值100元的卡密，不能更换的，退还50元", "50", Asked(REFUND, Decimal(50))),
        ("如不能更换请退还50元", "50", None),
        ("不能更换的，退还50元", "50", None),
        ("24小时内开通会员，否则退款294元", "294", Asked(REFUND, Decimal(294))),
        ("更换或退款98元", "98", Asked(REFUND, Decimal(98))),
        ("退还货款20万元，或者交付200张礼品卡", "200000", Asked(PERFORM)),
        ("交付礼品卡200张；不能交付的，2026年12月10日前退还货款200000元", "200000", Asked(REFUND, Decimal(200000))),
        ("赶紧退钱，不然曝光你们全家", None, None),
    ],
)
def test_what_is_asked_for_instead_is_read_too(line: str, claim: str | None, otherwise: Asked | None) -> None:
    demand = read_demand(line)
    assert demand is not None
    assert demand.otherwise == otherwise
    assert (demand.money.claim if demand.money else None) == (Decimal(claim) if claim else None)


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("退钱15块", 15),
        ("退我98", 98),
        ("还我98块钱", 98),
        ("退款九十八元", 98),
        ("退一百二十块五", "120.5"),
        ("退还9月、10月、11月三笔自动续费共75元", 75),
        ("退还三笔各25元", 75),
        ("每张退93元，共50张", 4650),
        ("退还已付300元中的216元", 216),
        ("退还98元和运费10元", 108),
        ("退还98元（货款90元、运费8元）", 98),
        ("退还已支付的98元", 98),
        ("退50%，49元", 49),
        ("退还50元面值点卡的货款98元", 98),
        ("退还50到80元", None),
        ("退还会员费用，30天内", None),
        ("退回2号的那一张", None),
    ],
)
def test_the_sum_among_several_figures(line: str, claim: str | int | None) -> None:
    demand = read_demand(line)
    assert demand is not None
    assert demand.amount == (None if claim is None else Decimal(claim))


def test_refund_and_compensation_of_one_line_are_two() -> None:
    assert [(one.action, one.amount) for one in read_demands("退款98元，赔偿294元\n更换卡密并退还差价20元")] == [
        (Action.REFUND, 98),
        (Action.COMPENSATE, 294),
        (Action.REPLACE, None),
        (Action.PARTIAL, 20),
    ]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("退款98元，12月5日前", "2026-12-05"),
        ("退款98元，5号前", "2026-12-05"),
        ("下周五前退款98元", "2026-12-04"),
        ("下周五退款98元", "2026-12-04"),
        ("最迟12月5日退款98元", "2026-12-05"),
        ("退款98元，月底前", "2026-11-30"),
        ("明天之前退款98元", "2026-11-29"),
        ("退还11月5日付的98元", None),
        ("退还今天支付的98元", None),
        ("退还上周五付的98元", None),
    ],
)
def test_a_day_without_a_year_is_a_deadline(line: str, day: str | None) -> None:
    demand = read_demand(line)
    assert demand is not None
    assert demand.by == (parse_moment(day) if day else None)
    assert any("no deadline" in gap.text for gap in demand_gaps(line)) is (day is None)


def test_of_a_range_the_later_end_is_the_term() -> None:
    demand = read_demand("三五天内退款98元")
    assert demand is not None and demand.term == Term(5, TermUnit.DAYS)


def test_a_relative_day_gets_its_date_for_a_paper_that_is_read_later() -> None:
    assert reading.dated("下周五前退款98元", SAID) == "下周五前（即2026年12月4日前）退款98元"
    assert reading.dated("12月5日前退款98元", SAID) == "12月5日前退款98元"
    assert reading.dated("24小时内退款98元", SAID) == "24小时内退款98元"


@pytest.mark.parametrize("line", ["退还____元", "退还XX元，X月X日前", "请填写"])
def test_a_template_is_no_demand(line: str) -> None:
    (gap,) = demand_gaps(line)
    assert "still a template" in gap.text


@given(st.text(alphabet="退还款我元块不能更换的，；。否则或赔偿0123456789一二十百各共笔张前内天（）") | st.text())
def test_any_line_is_read(line: str) -> None:
    for demand in read_demands(line):
        assert demand.amount is None or demand.amount >= 0
        assert demand.term is None or demand.term.amount > 0
