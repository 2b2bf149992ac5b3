"""Promises, periods, asking again and busy hours, by the knowledge that is shipped. What is claimed stays a claim."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from caseorg.domain.case import CaseFile, Platform, Side
from caseorg.domain.clocks.deadline import Clock, ClockKind, ClockState
from caseorg.domain.clocks.promises import find_promises
from caseorg.domain.known import Confidence
from caseorg.domain.messages.channel import MessageKind
from caseorg.domain.moments import BEIJING, Moment, parse_moment
from caseorg.domain.scenario import is_busy
from caseorg.domain.steps.step import NextStep
from caseorg.knowledge.agenda import clocks_of, next_step
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.stories import story_of
from domain.build import START, case, event, evidence, merchant, message, order, promise

KNOWLEDGE = Knowledge()
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
    ("said", "hours"),
    [("好的，1小时内处理", 1), ("24小时内给您发货", 24), ("48小时内处理", 48)],
)
def test_a_promise_is_found_and_its_breach_told(said: str, hours: int) -> None:
    (found,) = find_promises(said, after(0), KNOWLEDGE.calendar, Side.SERVICE)
    assert found.due == START + hours * HOUR
    told = case(promises=(promise(0, said, due=found.due),))
    states = [clock(told, "promise", START + late * HOUR).state for late in (hours, hours + 0.1)]
    assert states == [ClockState.SOON, ClockState.OVERDUE]


@pytest.mark.parametrize("hours", [1, 48])
def test_a_broken_promise_leads_to_the_next_step(hours: int) -> None:
    talked = event(after(1), "联系商家，答复会处理", channel="pdd-merchant")
    made = promise(1, f"{hours}小时内处理", due=START + (1 + hours) * HOUR)
    told = replace(COMPLETE, events=(*COMPLETE.events, talked), promises=(made,))
    waiting = step_of(told, START + 1.5 * HOUR)
    assert waiting.kind is None
    assert waiting.until == made.due
    step = step_of(told, START + (hours + 2) * HOUR)
    assert (step.channel, step.kind) == ("pdd-merchant", MessageKind.FOLLOWUP)
    assert step.why.values == {"promise": made.text}


def test_unresolved_at_the_first_reply_a_superior_and_then_the_platform_is_next() -> None:
    messages = [message(1, "请退款", channel="pdd-merchant", kind=MessageKind.FIRST)]
    answer = event(after(2), "客服：已登记", side=Side.SERVICE)
    told = replace(COMPLETE, events=(*COMPLETE.events, answer))
    step = step_of(replace(told, messages=tuple(messages)), START + 80 * HOUR)
    assert step.kind is MessageKind.UPGRADE
    messages.append(message(80, "请升级处理", channel="pdd-merchant", kind=MessageKind.UPGRADE))
    step = step_of(replace(told, messages=tuple(messages)), START + 130 * HOUR)
    assert (step.channel, step.kind) == ("pdd", MessageKind.INTERVENTION)


def test_whoever_does_not_answer_is_not_asked_a_third_time() -> None:
    messages = [message(1, "请退款", channel="pdd-merchant", kind=MessageKind.FIRST)]
    step = step_of(replace(COMPLETE, messages=tuple(messages)), START + 30 * HOUR)
    assert step.kind is MessageKind.FOLLOWUP
    messages.append(message(30, "请问进展", channel="pdd-merchant", kind=MessageKind.FOLLOWUP))
    step = step_of(replace(COMPLETE, messages=tuple(messages)), START + 80 * HOUR)
    assert (step.channel, step.kind) == ("pdd", MessageKind.INTERVENTION)


def test_the_platforms_48_hours_run_and_are_a_claim() -> None:
    told = case(events=(event(after(0), "投诉商家", milestone="platform-requested", channel="pdd"),))
    found = clock(told, "platform-answer", START + 49 * HOUR)
    assert (found.due, found.state) == (START + 48 * HOUR, ClockState.OVERDUE)
    assert found.claimed
    assert KNOWLEDGE.deadlines["platform-answer"].source.startswith("网络文章《拼多多卡盟客服怎么找》（未核实）")


def test_the_end_of_the_after_sale_period_is_not_waited_out() -> None:
    """`系统繁忙` until it is over: the period is the user's own, and ending it is urgent."""
    told = replace(COMPLETE, events=(*COMPLETE.events, event(after(30), "售后截止", milestone="after-sale-ends")))
    found = clock(told, "after-sale", START + 10 * HOUR)
    assert (found.due, found.state, found.mine) == (START + 30 * HOUR, ClockState.SOON, True)
    step = step_of(told, START + 10 * HOUR)
    assert step.urgent
    assert step.until == found.due


def test_asking_again_comes_due_every_24_to_48_hours_over_the_same_channel() -> None:
    sent = [message(1, "请退款", channel="site-chat", kind=MessageKind.FIRST)]
    found = clock(case(messages=tuple(sent)), "follow-up", START + 30 * HOUR)
    assert (found.kind, found.claimed, found.mine) == (ClockKind.FOLLOW_UP, True, True)
    assert (found.due, found.latest) == (START + 25 * HOUR, START + 49 * HOUR)
    sent.append(message(30, "请问进展", channel="site-chat", kind=MessageKind.FOLLOWUP))
    again = clock(case(messages=tuple(sent)), "follow-up", START + 31 * HOUR)
    assert (again.due, again.state) == (START + 54 * HOUR, ClockState.RUNNING)
    assert "有礼貌" in again.advice


@pytest.mark.parametrize(
    ("at", "busy"),
    [
        ("2026-11-23 09:30", {"morning-workdays"}),
        ("2026-11-22 09:30", set()),
        ("2026-11-22 10:30", {"late-morning"}),
        ("2026-11-22 20:59", {"evening"}),
        ("2026-11-23 10:30", {"morning-workdays", "late-morning"}),
        ("2026-11-23 21:00", set()),
    ],
)
def test_busy_hours_are_told_for_each_source_apart(at: str, busy: set[str]) -> None:
    now = parse_moment(at).at
    assert {peak.id for peak in KNOWLEDGE.peaks.values() if is_busy(peak, now)} == busy
    assert all(peak.confidence is Confidence.CLAIMED for peak in KNOWLEDGE.peaks.values())
