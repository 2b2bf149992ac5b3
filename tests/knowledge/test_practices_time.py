"""Times of the source articles: promises, periods, asking again, busy hours. What they claim stays a claim.

`row` is the row of docs/practices.md.
"""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from caseorg.domain.case import CaseFile, Platform, Side
from caseorg.domain.clocks.deadline import Clock, ClockKind, ClockState
from caseorg.domain.clocks.promises import find_promises
from caseorg.domain.known import Confidence
from caseorg.domain.messages.channel import Kind
from caseorg.domain.moments import BEIJING, Moment, parse_moment
from caseorg.domain.peaks import is_busy, show_peak
from caseorg.domain.steps.step import NextStep
from caseorg.jobs.agenda import read_agenda
from caseorg.knowledge.agenda import clocks_of, next_step
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.stories import story_of
from caseorg.workspace import Workspace
from domain.build import START, case, event, evidence, merchant, message, order, promise

KNOWLEDGE = Knowledge()
TITLES = {"甲": "拼多多卡盟客服怎么找", "乙": "卡盟退款流程求助", "丙": "允昌卡盟客服怎么联系"}
HOUR = timedelta(hours=1)


def clock(told: CaseFile, rule: str, now: datetime) -> Clock:
    """The one clock of this rule."""
    every = clocks_of(KNOWLEDGE, told, story_of(KNOWLEDGE, told), now)
    (found,) = (one for one in every if one.key.partition(":")[0] == rule)
    return found


def step_of(told: CaseFile, now: datetime) -> NextStep:
    return next_step(KNOWLEDGE, told, story_of(KNOWLEDGE, told), now)


def after(hours: float) -> Moment:
    return parse_moment(f"{(START + hours * HOUR).astimezone(BEIJING):%Y-%m-%d %H:%M}")


COMPLETE = case(
    platform=Platform.PDD,
    parties=(merchant(),),
    orders=(order(number="261101-123456789012345", product="点卡", paid=50),),
    evidence=(evidence(1, shows=("order", "payment", "failure", "chat")),),
    events=(event(after(0), "输入卡密，提示无效", 1),),
    demand="24小时内退款50元",
    scenario="card-invalid",
)


@pytest.mark.parametrize(
    ("row", "said", "hours"),
    [(43, "好的，1小时内处理", 1), (83, "24小时内给您发货", 24), (104, "48小时内处理", 48)],
)
def test_a_promise_is_found_and_its_breach_told(row: int, said: str, hours: int) -> None:
    (found,) = find_promises(said, after(0), KNOWLEDGE.calendar, Side.SERVICE)
    assert found.due == START + hours * HOUR, row
    told = case(promises=(promise(0, said, due=found.due),))
    states = [clock(told, "promise", START + late * HOUR).state for late in (hours, hours + 0.1)]
    assert states == [ClockState.SOON, ClockState.OVERDUE]


@pytest.mark.parametrize(("row", "hours"), [(43, 1), (104, 48)])
def test_a_broken_promise_leads_to_the_next_step(row: int, hours: int) -> None:
    talked = event(after(1), "联系商家，答复会处理", channel="pdd-merchant")
    made = promise(1, f"{hours}小时内处理", due=START + (1 + hours) * HOUR)
    told = replace(COMPLETE, events=(*COMPLETE.events, talked), promises=(made,))
    waiting = step_of(told, START + 1.5 * HOUR)
    assert waiting.kind is None, row
    assert waiting.until == made.due
    step = step_of(told, START + (hours + 2) * HOUR)
    assert (step.channel, step.kind) == ("pdd-merchant", Kind.FOLLOWUP)
    assert step.why.values == {"promise": made.text}


def test_unresolved_at_the_first_reply_a_superior_and_then_the_platform_is_next() -> None:
    messages = [message(1, "请退款", channel="pdd-merchant", kind=Kind.FIRST)]
    answer = event(after(2), "客服：已登记", side=Side.SERVICE)
    told = replace(COMPLETE, events=(*COMPLETE.events, answer))
    step = step_of(replace(told, messages=tuple(messages)), START + 80 * HOUR)
    assert step.kind is Kind.UPGRADE
    messages.append(message(80, "请升级处理", channel="pdd-merchant", kind=Kind.UPGRADE))
    step = step_of(replace(told, messages=tuple(messages)), START + 130 * HOUR)
    assert (step.channel, step.kind) == ("pdd", Kind.INTERVENTION)


def test_whoever_does_not_answer_is_not_asked_a_third_time() -> None:
    messages = [message(1, "请退款", channel="pdd-merchant", kind=Kind.FIRST)]
    step = step_of(replace(COMPLETE, messages=tuple(messages)), START + 30 * HOUR)
    assert step.kind is Kind.FOLLOWUP
    messages.append(message(30, "请问进展", channel="pdd-merchant", kind=Kind.FOLLOWUP))
    step = step_of(replace(COMPLETE, messages=tuple(messages)), START + 80 * HOUR)
    assert (step.channel, step.kind) == ("pdd", Kind.INTERVENTION)


def test_the_platforms_48_hours_run_and_are_a_claim() -> None:
    told = case(events=(event(after(0), "投诉商家", milestone="platform-requested", channel="pdd"),))
    found = clock(told, "platform-answer", START + 49 * HOUR)
    assert (found.due, found.state) == (START + 48 * HOUR, ClockState.OVERDUE)
    assert found.claimed
    assert KNOWLEDGE.deadlines["platform-answer"].source.startswith("网络文章《拼多多卡盟客服怎么找》（未核实）")
    assert "48小时内介入" in KNOWLEDGE.corrections["response-times"].said
    assert "没有得到平台公开规则的证实" in KNOWLEDGE.corrections["response-times"].holds


def test_the_end_of_the_after_sale_period_is_not_waited_out() -> None:
    """`系统繁忙` until it is over: the period is the user's own, and ending it is urgent."""
    told = replace(COMPLETE, events=(*COMPLETE.events, event(after(30), "售后截止", milestone="after-sale-ends")))
    found = clock(told, "after-sale", START + 10 * HOUR)
    assert (found.due, found.state, found.mine) == (START + 30 * HOUR, ClockState.SOON, True)
    step = step_of(told, START + 10 * HOUR)
    assert step.urgent
    assert step.until == found.due
    assert any("系统繁忙" in note for note in KNOWLEDGE.channels["pdd-merchant"].notes)


def test_asking_again_comes_due_every_24_to_48_hours_over_the_same_channel() -> None:
    sent = [message(1, "请退款", channel="site-chat", kind=Kind.FIRST)]
    found = clock(case(messages=tuple(sent)), "follow-up", START + 30 * HOUR)
    assert (found.kind, found.claimed, found.mine) == (ClockKind.FOLLOW_UP, True, True)
    assert (found.due, found.latest) == (START + 25 * HOUR, START + 49 * HOUR)
    sent.append(message(30, "请问进展", channel="site-chat", kind=Kind.FOLLOWUP))
    again = clock(case(messages=tuple(sent)), "follow-up", START + 31 * HOUR)
    assert (again.due, again.state) == (START + 54 * HOUR, ClockState.RUNNING)
    assert "有礼貌" in again.advice


@pytest.mark.parametrize(
    ("row", "scenario", "words", "article"),
    [
        (40, "card-invalid", "三十分钟内重发卡密", "甲"),
        (41, "not-arrived", "二十四小时内核实到账状态", "甲"),
        (43, "promise-broken", "一小时内处理", "甲"),
        (45, "promise-broken", "四十八小时内介入", "甲"),
        (86, "not-arrived", "标准面值商品未发货时可能很快退款", "乙"),
        (87, "custom-service", "代练、设计）退款另加三到七个工作日", "乙"),
        (88, "refund-refused", "第三方卖家的订单要更久，由平台协调", "乙"),
        (90, "double-payment", "未到账、重复支付这类客观问题退款较快", "乙"),
        (94, "delayed", "十到三十分钟答复，节假日和促销期以小时计", "乙"),
        (104, "promise-broken", "四十八小时内处理而没有反馈，就可以升级", "乙"),
        (112, "not-arrived", "充值失败、订单卡单三分钟内给标准方案", "丙"),
        (113, "account-stolen", "二十四小时内给结果，由多部门处理", "丙"),
        (113, "card-invalid", "商品权益争议二十四小时内给结果", "丙"),
        (115, "delayed", "在线客服首次回复约一分钟", "丙"),
        (116, "not-arrived", "约五分钟补单或退款", "丙"),
        (123, "promise-broken", "两到四小时回复，只作引导，不处理订单", "丙"),
        (126, "not-arrived", "已支付未到账的工单通常十分钟内补单", "丙"),
    ],
)
def test_what_one_may_expect_is_a_claim_of_an_article(row: int, scenario: str, words: str, article: str) -> None:
    expected = [each for each in KNOWLEDGE.scenarios[scenario].expectations if words in each.text]
    assert len(expected) == 1, row
    assert expected[0].confidence is Confidence.CLAIMED
    assert expected[0].said_by == f"网络文章《{TITLES[article]}》"


@pytest.mark.parametrize(
    ("row", "at", "busy"),
    [
        (95, "2026-11-23 09:30", {"morning-workdays"}),
        (95, "2026-11-22 09:30", set()),
        (139, "2026-11-22 10:30", {"late-morning"}),
        (139, "2026-11-22 20:59", {"evening"}),
        (139, "2026-11-23 10:30", {"morning-workdays", "late-morning"}),
        (139, "2026-11-23 21:00", set()),
    ],
)
def test_busy_hours_are_told_for_each_source_apart(row: int, at: str, busy: set[str]) -> None:
    now = parse_moment(at).at
    assert {peak.id for peak in KNOWLEDGE.peaks.values() if is_busy(peak, now)} == busy, row
    assert all(peak.confidence is Confidence.CLAIMED for peak in KNOWLEDGE.peaks.values())


def test_the_busy_hours_of_both_articles_are_shown_with_who_says_so() -> None:
    told = {(show_peak(peak), peak.said_by) for peak in KNOWLEDGE.peaks.values()}
    assert told == {
        ("工作日9:00–11:00", "网络文章《卡盟退款流程求助》"),
        ("每天10:00–12:00", "网络文章《允昌卡盟客服怎么联系》"),
        ("每天19:00–21:00", "网络文章《允昌卡盟客服怎么联系》"),
    }


def test_urgent_matters_do_not_wait_for_quiet_hours() -> None:
    holds = KNOWLEDGE.corrections["peak-hours-differ"].holds
    assert "不急的事错开" in holds
    assert "账号被盗、被骗钱随时联系" in holds
    assert any("错峰拨打" in note for note in KNOWLEDGE.channels["site-hotline"].notes)


def test_what_the_sources_say_differently_is_shown_side_by_side() -> None:
    differing = {
        "peak-hours-differ": ("9–11点", "10–12点和19–21点"),
        "follow-up-units-differ": ("1小时", "24小时", "48小时", "每24到48小时"),
        "identity-views-differ": ("一篇说准备好", "另两篇说不要给"),
    }
    for key, views in differing.items():
        correction = KNOWLEDGE.corrections[key]
        assert all(view in correction.said for view in views), key
        assert correction.said_by.count("《") >= 2 or "三篇" in correction.said_by
    assert "您可以自己选间隔" in KNOWLEDGE.corrections["follow-up-units-differ"].holds


def test_the_agenda_of_all_cases_tells_what_is_overdue_first(sample: Workspace) -> None:
    """From waiting to managing: nobody has to remember what was promised."""
    items = read_agenda(sample, datetime(2026, 11, 21, 12, tzinfo=BEIJING))
    states = [item.clock.state for item in items]
    assert ClockState.OVERDUE in states
    assert states.index(ClockState.OVERDUE) == 0
    assert all(item.title for item in items)
    assert KNOWLEDGE.guides["prevention"].title == "从被动等待到主动管理"
