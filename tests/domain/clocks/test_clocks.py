"""Which clocks a case has, at moments counted in hours from START (Sunday, 1 November 2026, 14:30 in Beijing)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from caseorg.domain.case import CaseFile, EventId, Message, MessageId, Part, Promise, PromiseId, Side, Stage
from caseorg.domain.clocks.deadline import Clock, ClockKind, ClockState
from caseorg.domain.moments import BEIJING, Precision, parse_moment
from caseorg.domain.story.story import ANSWERS
from caseorg.domain.text.told_times import parse_told
from caseorg.knowledge.agenda import clocks_of
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.stories import story_of
from domain.build import START, case, event, moment

KNOWLEDGE = Knowledge()


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def found(of: CaseFile, now: float | datetime = 1) -> dict[str, Clock]:
    """The clocks by their rule; a promise's by `promise`."""
    when = now if isinstance(now, datetime) else at(now)
    return {clock.key.partition(":")[0]: clock for clock in clocks_of(KNOWLEDGE, of, story_of(KNOWLEDGE, of), when)}


def sent(kind: str = "first", channel: str = "merchant", hours: float = 0, text: str = "请退款98元") -> Message:
    return Message(
        id=MessageId(f"{kind}-{hours}"), channel=channel, text=text, made_at=at(hours), sent_at=at(hours), kind=kind
    )


def promise(hours: float | None = 24, **fields: Any) -> Promise:
    due = at(hours) if hours is not None else None
    given = {"id": PromiseId("p"), "side": Side.SERVICE, "text": "24小时内处理", "made_at": moment(0)}
    return Promise(due=due, **{**given, **fields})


@pytest.mark.parametrize(
    ("now", "state"),
    [(0, ClockState.RUNNING), (6, ClockState.SOON), (30, ClockState.SOON), (30.1, ClockState.OVERDUE)],
)
def test_a_promise_runs_until_its_time(now: float, state: ClockState) -> None:
    clock = found(case(promises=(promise(30),)), now)["promise"]
    assert (clock.state, clock.kind, clock.name) == (state, ClockKind.PROMISE, "24小时内处理")
    assert (clock.due, clock.promise, clock.claimed, clock.key) == (at(30), "p", False, "promise:p")


@pytest.mark.parametrize("kept", [True, False])
def test_a_settled_promise_is_done(kept: bool) -> None:
    assert found(case(promises=(promise(kept=kept),)), 48)["promise"].state is ClockState.DONE


def test_a_vague_promise_is_followed_up() -> None:
    clock = found(case(promises=(promise(None),)))["follow-up"]
    assert (clock.due, clock.promise) == (at(24), "p")


@pytest.mark.parametrize(
    ("now", "state"),
    [(23, ClockState.RUNNING), (25, ClockState.SOON), (47, ClockState.SOON), (49, ClockState.OVERDUE)],
)
def test_a_sent_message_is_followed_up_after_24_to_48_hours(now: float, state: ClockState) -> None:
    clock = found(case(messages=(sent(),)), now)["follow-up"]
    assert (clock.kind, clock.state, clock.due, clock.latest) == (ClockKind.FOLLOW_UP, state, at(24), at(48))
    assert clock.mine and clock.claimed and clock.message == "first-0"


def test_the_last_contact_over_a_channel_counts() -> None:
    clock = found(case(messages=(sent(), sent("followup", hours=30))), 31)["follow-up"]
    assert clock.due == at(54)


def test_a_message_that_was_only_kept_starts_nothing() -> None:
    assert found(case(messages=(replace(sent(), sent_at=None),))) == {}


def test_an_event_over_a_channel_is_a_contact() -> None:
    assert "follow-up" in found(case(events=(event(moment(0), "联系客服", channel="pdd"),)))
    assert "follow-up" not in found(case(events=(event(moment(0), "去网站投诉", channel="12315"),)))


@pytest.mark.parametrize(
    ("answer", "done"),
    [
        (event(moment(2), "客服：已反馈", side=Side.SERVICE), True),
        (event(moment(2), "商家：不退", side=Side.MERCHANT, channel="merchant"), True),
        (event(moment(2), "平台：收到", side=Side.PLATFORM, channel="pdd"), False),
        (event(moment(-2), "客服：您好", side=Side.SERVICE), False),
        (event(moment(2), "我再次查看"), False),
        (event(moment(2), "有答复了", milestone="replied"), True),
    ],
)
def test_an_answer_ends_the_follow_up(answer: Any, done: bool) -> None:
    clock = found(case(messages=(sent(),), events=(answer,)), 3)["follow-up"]
    assert (clock.state is ClockState.DONE) is done


@pytest.mark.parametrize(
    "text",
    ["客服不再回复", "对方把我拉黑", "客服已读不回", "卖家删除了我的好友", "客服一直没有回复", "电话无人接听"],
)
@pytest.mark.parametrize("fields", [{}, {"channel": "merchant"}, {"milestone": "replied"}])
def test_whoever_does_not_answer_stops_no_clock(text: str, fields: dict[str, str]) -> None:
    silent = event(moment(2), text, side=Side.MERCHANT, part=Part.UNKNOWN, **fields)
    assert found(case(messages=(sent(),), events=(silent,)), 3)["follow-up"].state is ClockState.RUNNING


def test_one_event_can_ask_and_be_answered() -> None:
    both = event(moment(0), "我联系在线客服要求退款，客服回复“无法退款”", channel="merchant")
    assert found(case(events=(both,)), 30)["follow-up"].state is ClockState.DONE
    asked = event(moment(0), "我联系在线客服要求退款，客服没有回复", channel="merchant")
    assert found(case(events=(asked,)), 30)["follow-up"].state is ClockState.SOON


def test_asking_is_followed_up_without_a_channel_until_somebody_is_asked_again() -> None:
    asked = event(moment(0), "我联系卖家要求退款")
    assert found(case(events=(asked,)), 30)["follow-up"].channel == ""
    again = found(case(events=(asked,), messages=(sent(hours=20),)), 30)["follow-up"]
    assert (again.due, again.channel) == (at(44), "merchant")


def test_what_is_no_part_of_the_story_counts_for_nothing() -> None:
    plan = event(moment(0), "打算再找平台", milestone="platform-requested", channel="pdd", part=Part.ASIDE)
    assert found(case(events=(plan,))) == {}


FLIPPED = {
    Part.ASKED: ClockState.SOON,
    Part.ANSWER: None,
    Part.SILENCE: None,
    Part.ASIDE: None,
}


@pytest.mark.parametrize(("part", "state"), FLIPPED.items())
def test_the_part_of_an_event_decides_whether_it_starts_a_clock(part: Part, state: ClockState | None) -> None:
    clock = found(case(events=(event(moment(0), "客服：已登记", part=part),)), 30).get("follow-up")
    assert (clock.state if clock else None) is state


@pytest.mark.parametrize("part", [Part.ANSWER, Part.REFUSAL, Part.PROMISE, Part.SILENCE, Part.ASIDE, Part.FAULT])
def test_the_part_of_an_event_decides_whether_it_stops_a_clock(part: Part) -> None:
    said = event(moment(2), "客服：已登记", part=part)
    clock = found(case(messages=(sent(),), events=(said,)), 3)["follow-up"]
    assert (clock.state is ClockState.DONE) is (part in ANSWERS)


def test_the_no_of_the_platform_ends_its_time_and_nobody_elses_does() -> None:
    asked = event(moment(0), "申请介入", milestone="platform-requested", channel="pdd")
    for text, state in (("平台客服驳回了申请", ClockState.DONE), ("商家拒绝退款", ClockState.RUNNING)):
        clocks = found(case(events=(asked, event(moment(2), text, side=Side.UNKNOWN))), 3)
        assert clocks["platform-answer"].state is state


def filed(*milestones: tuple[str, str]) -> CaseFile:
    return case(events=tuple(event(day, name, milestone=name) for name, day in milestones))


def beijing(text: str) -> datetime:
    return parse_moment(text).at


@pytest.mark.parametrize(
    ("milestone", "rule", "day", "due", "latest"),
    [
        ("12315-filed", "12315-acceptance", "2026-09-24", "2026-10-12", None),
        ("12315-accepted", "12315-mediation", "2026-08-05", "2026-10-08", None),
        ("12315-accepted", "12315-mediation", "2026-10-20", "2026-12-19", "2026-12-21"),
        ("12315-stopped", "12315-notice", "2026-11-20", "2026-12-01", None),
        ("report-filed", "report-check", "2026-02-13", "2026-03-12", "2026-04-02"),
        ("refund-demanded", "refusal-15-days", "2026-11-02", "2026-11-17", None),
        ("telecom-complained", "telecom-operator", "2026-11-02", "2026-11-17", None),
        ("telecom-charged", "telecom-limit", "2026-06-30", "2026-11-30", None),
        ("harm-known", "three-years", "2023-11-24", "2026-11-24", None),
    ],
)
def test_terms_are_counted_by_their_rule(milestone: str, rule: str, day: str, due: str, latest: str | None) -> None:
    clock = found(filed((milestone, f"{day} 10:00")))[rule]
    assert clock.due == beijing(f"{due} 23:59")
    assert clock.latest == (beijing(f"{latest} 23:59") if latest else None)
    assert clock.kind is ClockKind.TERM and clock.due.tzinfo is UTC


def test_claimed_hours_count_from_the_moment_and_are_claimed() -> None:
    clock = found(case(messages=(sent("intervention", "pdd"),)))["platform-answer"]
    assert (clock.due, clock.claimed) == (at(48), True)


def test_the_after_sale_window_ends_when_the_user_says() -> None:
    of = case(events=(event("2026-11-25", "售后截止", milestone="after-sale-ends"),))
    clock = found(of, beijing("2026-11-24 12:00"))["after-sale"]
    assert (clock.due, clock.latest, clock.mine) == (beijing("2026-11-25 23:59"), None, True)
    assert clock.state is ClockState.RUNNING
    assert found(of, beijing("2026-11-25 00:00"))["after-sale"].state is ClockState.SOON


@pytest.mark.parametrize("ending", ["12315-accepted", "12315-refused", "12315-ended", "settled"])
def test_what_ends_a_term_ends_it(ending: str) -> None:
    of = filed(("12315-filed", "2026-11-02"), (ending, "2026-11-05"))
    assert found(of)["12315-acceptance"].state is ClockState.DONE


def test_asking_again_gives_no_more_time_but_filing_again_after_a_refusal_does() -> None:
    twice = filed(("12315-filed", "2026-11-02 10:00"), ("12315-filed", "2026-11-09 10:00"))
    assert found(twice)["12315-acceptance"].since == parse_moment("2026-11-02 10:00")
    again = replace(
        twice, events=(*twice.events[:1], *filed(("12315-refused", "2026-11-05 10:00")).events, *twice.events[1:])
    )
    assert found(again)["12315-acceptance"].since == parse_moment("2026-11-09 10:00")


def test_an_uncertain_term_is_overdue_only_when_every_reading_has_passed() -> None:
    of = filed(("12315-accepted", "2026-10-20"))
    assert found(of, beijing("2026-12-20 12:00"))["12315-mediation"].state is ClockState.SOON
    assert found(of, beijing("2026-12-22 00:00"))["12315-mediation"].state is ClockState.OVERDUE


def test_a_term_into_an_unpublished_year_says_so() -> None:
    clock = found(filed(("report-filed", "2027-02-01")))["report-check"]
    assert clock.latest and clock.due < clock.latest
    assert {"year": 2027} in [reason.values for reason in clock.reasons]


def test_a_start_known_to_the_month_has_a_range() -> None:
    start = event(moment(0, Precision.MONTH), "投诉", milestone="12315-accepted")
    clock = found(case(events=(start,)))["12315-mediation"]
    assert clock.latest and clock.latest - clock.due >= timedelta(days=28)


def test_overdue_clocks_stand_first_and_done_ones_last() -> None:
    of = case(
        promises=(promise(10), promise(20, id=PromiseId("kept"), kept=True)),
        messages=(sent("intervention", "pdd"),),
        events=(event(moment(0), "受理", milestone="12315-accepted"),),
    )
    every = clocks_of(KNOWLEDGE, of, story_of(KNOWLEDGE, of), at(47))
    assert [clock.key.partition(":")[0] for clock in every] == [
        "promise", "platform-answer", "refusal-15-days", "12315-mediation", "promise",
    ]  # fmt: skip
    assert len({clock.key for clock in every}) == len(every)


def test_a_closed_or_settled_case_has_only_done_clocks() -> None:
    of = case(promises=(promise(),), messages=(sent(),))
    settled = event(moment(5), "退款到账", milestone="settled")
    for ended in (replace(of, stage=Stage.CLOSED), replace(of, events=(settled,))):
        assert {clock.state for clock in found(ended, 100).values()} == {ClockState.DONE}


def test_a_date_that_nobody_means_has_no_clock() -> None:
    assert found(filed(("12315-accepted", "9999-12-30"))) == {}


def test_a_clock_keeps_its_key_and_its_local_end() -> None:
    clock = found(filed(("12315-filed", "2026-11-20 10:00")))["12315-acceptance"]
    assert clock.key == f"12315-acceptance:{EventId('event-12315-filed')}"
    assert clock.due.astimezone(BEIJING).isoformat() == "2026-12-01T23:59:00+08:00"
    assert "《市场监督管理投诉举报处理办法》第十五条" in clock.basis


def test_a_start_that_is_not_certain_counts_from_both_its_ends_and_says_so() -> None:
    told = parse_told("2026年11月1日至5日", START)
    clock = found(case(events=(event(told, "联系客服", side=Side.ME, channel="merchant"),)), 30)["follow-up"]
    exact = [
        found(case(events=(event(text, "联系客服", side=Side.ME, channel="merchant"),)), 30)["follow-up"]
        for text in ("2026-11-01 00:00", "2026-11-05 23:59")
    ]
    assert clock.due == exact[0].due and clock.latest == exact[1].latest
    assert "2026年11月1日至5日" in [reason.values.get("time") for reason in clock.reasons]
    assert clock.state is not ClockState.OVERDUE
