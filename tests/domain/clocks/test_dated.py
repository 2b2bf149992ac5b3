"""Clocks that were worked out once tell at every time what working them out anew would."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.case import CaseFile, Message, MessageId, Part, Promise, PromiseId, Side
from caseorg.domain.moments import BEIJING, Precision, parse_moment
from caseorg.knowledge.agenda import clocks_of, dated_clocks
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.position import signs_of
from caseorg.knowledge.stories import story_of
from cases.building import CASES, NOW, built
from domain.build import START, case, event, moment

KNOWLEDGE = Knowledge()
WORDS = (
    "联系客服要求退款",
    "客服回复正在处理",
    "客服拒绝退款",
    "已在12315投诉",
    "店铺已关闭，联系不上",
    "卡密无效",
    "退款已到账",
)
MILESTONES = ("", "", "settled", "replied", "12315-filed", "platform-requested", "harm-known", "contacted")
SPANS = (
    timedelta(),
    timedelta(seconds=1),
    timedelta(hours=3),
    timedelta(days=1),
    timedelta(days=40),
    timedelta(days=1200),
)
hours = st.integers(-30000, 2000)


def at(number: int) -> datetime:
    return START + timedelta(hours=number)


@st.composite
def stories(draw: st.DrawFn) -> CaseFile:
    told = draw(st.lists(st.tuples(hours, st.sampled_from(WORDS), st.sampled_from(MILESTONES), st.sampled_from(Side))))
    events = (
        event(moment(hour, draw(st.sampled_from(Precision))), f"{text}{number}", milestone=milestone, side=side)
        for number, (hour, text, milestone, side) in enumerate(told)
    )
    sent = tuple(
        Message(
            id=MessageId(f"m{hour}"),
            channel=channel,
            text="请退款98元",
            made_at=at(hour),
            sent_at=at(hour),
            kind="first",
        )
        for hour, channel in draw(st.lists(st.tuples(hours, st.sampled_from(["merchant", "12315"])), max_size=2))
    )
    promised = tuple(
        Promise(
            id=PromiseId(f"p{hour}"),
            side=Side.SERVICE,
            text="24小时内处理",
            made_at=moment(hour),
            due=at(hour + 24),
            kept=kept,
        )
        for hour, kept in draw(st.lists(st.tuples(hours, st.sampled_from([None, True, False])), max_size=2))
    )
    ordered = sorted(events, key=lambda one: one.at.at)
    return case(events=tuple(ordered), messages=sent, promises=promised)


def tell_the_same(told: CaseFile, worked_out: datetime, now: datetime) -> None:
    story = story_of(KNOWLEDGE, told)
    dated = dated_clocks(KNOWLEDGE, told, story, worked_out)
    assert dated.hold_at(worked_out)
    if dated.hold_at(now):
        assert dated.at(now) == clocks_of(KNOWLEDGE, told, story, now)


@given(stories(), hours, st.sampled_from(SPANS), st.booleans())
def test_any_case_at_any_time(told: CaseFile, hour: int, span: timedelta, back: bool) -> None:
    tell_the_same(told, at(hour), at(hour) - span if back else at(hour) + span)


@pytest.mark.parametrize("name", CASES)
def test_whole_cases_at_times_near_and_far(name: str) -> None:
    told = built(CASES[name])
    for span in SPANS:
        tell_the_same(told, NOW, NOW + span)
        tell_the_same(told, NOW - span, NOW)


def test_an_event_that_is_noted_beforehand_ends_what_is_known() -> None:
    told = case(
        events=(event(moment(0), "退款已到账", milestone="settled"), event(moment(24), "联系客服", part=Part.ASKED))
    )
    dated = dated_clocks(KNOWLEDGE, told, story_of(KNOWLEDGE, told), at(1))
    assert (dated.since, dated.until) == (at(0), at(24))
    assert dated.hold_at(at(23)) and not dated.hold_at(at(24)) and not dated.hold_at(at(-1))


def test_at_midnight_three_years_after_the_harm_a_door_closes_and_what_is_known_ends() -> None:
    told = case(
        events=(
            event(parse_moment("2023-11-27 10:00"), "卡密无效", milestone="harm-known"),
            event(parse_moment("2026-11-26 10:00"), "联系客服要求退款", channel="merchant", part=Part.ASKED),
        )
    )
    story = story_of(KNOWLEDGE, told)
    midnight = datetime(2026, 11, 28, tzinfo=BEIJING)
    before = midnight - timedelta(minutes=1)
    assert dated_clocks(KNOWLEDGE, told, story, before).until == midnight
    assert dated_clocks(KNOWLEDGE, told, story, midnight).since == midnight
    signs = [signs_of(KNOWLEDGE, told, story, now) for now in (before, midnight)]
    assert ["over-three-years" in one for one in signs] == [False, True]


def test_no_door_closes_before_the_last_day_of_a_harm_that_is_not_dated_exactly() -> None:
    told = case(events=(event(parse_moment("2023-11"), "卡密无效", milestone="harm-known"),))
    story = story_of(KNOWLEDGE, told)
    over = [
        "over-three-years" in signs_of(KNOWLEDGE, told, story, datetime(2026, *day, tzinfo=BEIJING))
        for day in ((11, 28), (11, 30), (12, 1))
    ]
    assert over == [False, False, True]


def test_only_the_state_goes_with_the_time() -> None:
    told = case(
        promises=(Promise(id=PromiseId("p"), side=Side.SERVICE, text="24小时内", made_at=moment(0), due=at(24)),)
    )
    dated = dated_clocks(KNOWLEDGE, told, story_of(KNOWLEDGE, told), datetime(2026, 11, 1, 7, tzinfo=UTC))
    assert [dated.at(at(hour))[0].state for hour in (0, 12, 25)] == ["soon", "soon", "overdue"]
