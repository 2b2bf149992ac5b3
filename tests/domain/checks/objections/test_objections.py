"""What the other side may say: each objection comes with its cause and goes with it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from caseorg.domain.case import Answer, CaseFile, MediaKind, Message, MessageId, Platform
from caseorg.domain.checks.objections.rehearsal import Objection, objections
from caseorg.domain.known import Confidence
from caseorg.domain.moments import Moment, Precision, TimeSource, parse_moment
from caseorg.domain.scenario import Family, Question, Scenario
from domain.build import START, case, event, evidence, merchant, message, order, promise
from domain.stories import story

NOW = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
CHECK = Question(
    id="card.typing", text="复制粘贴再试过吗？", choices=("试过", "没有"), stops=("没有",), advice="请再试。"
)
SCENARIO = Scenario(
    id="card",
    name="卡密无效",
    family=Family.CARD,
    problem="",
    statements=(),
    proofs=(),
    basis=(),
    first=(),
    later=(),
    checks=(CHECK,),
    source="",
    confidence=Confidence.GENERAL,
    checked=date(2026, 11, 21),
)


def found(rule: str, one: CaseFile) -> list[Objection]:
    return [item for item in objections(one, story(one), NOW, SCENARIO) if item.rule == rule]


def is_raised(rule: str, **fields: Any) -> bool:
    return bool(found(rule, case(**fields)))


def test_a_case_in_which_all_is_well_meets_no_objection() -> None:
    one = case(
        parties=(merchant("星河数码"),),
        orders=(
            order(paid=Decimal(98), ordered_at=parse_moment("2026-11-01 14:30"), paid_at=parse_moment("2026-11-01")),
        ),
        events=(event("2026-11-01 14:30", "下单", 1), event("2026-11-02 14:30", "对方未答复", 2)),
        evidence=(
            evidence(1, "2026-11-01 14:31", shows=("order",), proves="店铺星河数码的订单"),
            evidence(2, "2026-11-02 14:31", shows=("chat",)),
            evidence(3, "2026-11-02 14:32", shows=("chat",)),
        ),
        demand="2026年11月30日前全额退款98元",
        answers=(Answer(question=CHECK.id, value="试过"),),
    )
    assert objections(one, story(one), NOW, SCENARIO) == ()


def test_an_empty_case_meets_none_either() -> None:
    assert objections(case(), story(case()), NOW) == ()


def test_facts_without_evidence_are_one_objection_that_leads_to_the_first() -> None:
    (one,) = found("unproven", case(events=(event(text="一"), event(text="二"), event(text="三", in_complaint=False))))
    assert (one.event, one.says.values["count"]) == ("event-一", 2)


@pytest.mark.parametrize(
    ("second", "days"),
    [("2026-11-03 14:30", None), ("2026-11-04 14:30", 3), ("2026-11-11 14:30", 10), ("2026-12", None)],
)
def test_the_longest_silence_counts_from_three_days(second: str, days: int | None) -> None:
    one = case(events=(event("2026-11-01 14:30", "一"), event(second, "二")))
    assert [item.says.values["days"] for item in found("silence", one)] == ([days] if days else [])


def test_a_silence_begins_where_the_words_of_an_uncertain_time_end() -> None:
    first = event("2026-11-01", "一")
    first = replace(first, at=replace(first.at, said="2026年11月上旬", until=first.at.at + timedelta(days=9)))
    assert not is_raised("silence", events=(first, event("2026-11-12 14:30", "二")))


def test_of_several_silences_the_longest_is_told() -> None:
    told = (event("2026-11-01", "一"), event("2026-11-06", "二"), event("2026-11-16", "三"))
    (one,) = found("silence", case(events=told))
    assert one.event == "event-三"


def test_evidence_of_an_event_breaks_a_silence_when_it_was_taken() -> None:
    told = (event("2026-11-01", "一", 1), event("2026-11-06", "二"))
    assert is_raised("silence", events=told, evidence=(evidence(1),))
    assert not is_raised("silence", events=told, evidence=(evidence(1, "2026-11-04"),))


def test_a_message_that_was_sent_breaks_a_silence() -> None:
    told = (event("2026-11-01", "一"), event("2026-11-06", "二"))
    message = Message(id=MessageId("m"), channel="pdd", text="请答复", made_at=START, sent_at=START + timedelta(days=3))
    assert is_raised("silence", events=told)
    assert not is_raised("silence", events=told, messages=(message,))


@pytest.mark.parametrize(
    ("taken", "raised"),
    [
        ("2026-11-05 10:00", False),
        ("2026-11-02 09:00", True),
        ("2026-11-03 10:00", False),  # a day's difference is nobody's objection
        ("2026-11-03", False),
        ("2026-11-02", True),
        ("2026-10", False),
    ],
)
def test_evidence_of_a_time_before_its_event(taken: str, raised: bool) -> None:
    one = case(events=(event("2026-11-04 09:30", "拒绝", 1),), evidence=(evidence(1, taken),))
    assert bool(found("early-evidence", one)) == raised


def test_an_event_that_has_not_come_yet() -> None:
    assert is_raised("future", events=(event("2026-11-22"),))
    assert not is_raised("future", events=(event("2026-11-21"),))


@pytest.mark.parametrize(
    ("ordered", "paid", "raised"),
    [
        ("2026-11-01 14:30", "2026-11-01 14:29", True),
        ("2026-11-01 14:30", "2026-11-01 14:30:05", False),
        ("2026-11-01 14:30", "2026-11-01", False),
        ("2026-11-01 14:30", "2026-10-31", True),
        ("2026-11", "2026-11-03", False),
        ("2026-11", "2026-10-31", True),
    ],
)
def test_a_payment_before_the_order(ordered: str, paid: str, raised: bool) -> None:
    one = order(ordered_at=parse_moment(ordered), paid_at=parse_moment(paid))
    assert is_raised("paid-early", orders=(one,)) == raised
    assert not is_raised("paid-early", orders=(order(ordered_at=parse_moment(ordered)),))


def test_evidence_without_a_time_or_with_that_of_the_file() -> None:
    file_time = Moment(START, Precision.SECOND, TimeSource.FILE)
    items = (evidence(1), evidence(2, file_time), evidence(3, "2026-11-01"), evidence(4, withdrawn=True))
    (untimed,) = found("untimed", case(evidence=items))
    (file_only,) = found("file-time", case(evidence=items))
    assert (str(untimed.says.values["labels"]), str(file_only.says.values["labels"])) == ("证据1", "证据2")
    assert (untimed.evidence, file_only.evidence) == ("evidence-1", "evidence-2")


@pytest.mark.parametrize(
    ("fields", "raised"),
    [
        ({"name": "Screenshot_20261101-143112.png"}, False),
        ({"name": "微信图片_20261101.jpg"}, True),
        ({"name": "mmexport1793500000000.jpg"}, True),
        ({"name": "订单_编辑.png"}, True),
        ({"name": "IMG_1_Edited.jpg"}, True),
        ({"name": "a.png", "note": "The name says otherwise, but the content was recognised."}, True),
        ({"name": "微信图片.txt", "kind": MediaKind.TEXT}, False),
    ],
)
def test_pictures_that_were_saved_again(fields: dict[str, Any], raised: bool) -> None:
    assert is_raised("resaved", evidence=(evidence(1, **fields),)) == raised


def test_nothing_that_names_the_other_side() -> None:
    shop = {"parties": (merchant("星河数码"),)}
    assert is_raised("nameless", **shop, evidence=(evidence(1, source="聊天"),))
    assert not is_raised("nameless", **shop, evidence=(evidence(1, source="与星河数码的聊天"),))
    assert not is_raised("nameless", **shop, evidence=(evidence(1, shows=("licence",)),))
    assert not is_raised("nameless", **shop)


@pytest.mark.parametrize(
    ("items", "raised"),
    [
        ((evidence(1, shows=("chat",)),), True),
        ((evidence(1, shows=("chat",), width=1080, height=8000),), False),
        ((evidence(1, shows=("chat",), width=1080, height=2400),), True),
        ((evidence(1, shows=("chat",), kind=MediaKind.VIDEO),), False),
        ((evidence(1, shows=("chat",)), evidence(2, shows=("refusal",))), False),
        ((evidence(1, shows=("order",)),), False),
    ],
)
def test_a_single_excerpt_of_a_chat(items: tuple[Any, ...], raised: bool) -> None:
    assert is_raised("excerpt", evidence=items) == raised


@pytest.mark.parametrize(
    ("rule", "text", "raised"),
    [
        ("code-used", "页面提示“该卡密已被使用”", True),
        ("code-used", "页面提示“该卡密无效”", False),
        ("activated", "激活成功，第二天失效", True),
        ("activated", "卡密未激活成功", False),
        ("activated", "我没有使用过", False),
        ("shared", "我把卡密发给了朋友", True),
        ("shared", "我没有发给朋友", False),
        ("shared", "把截图发给客服", False),
        ("own-mistake", "我填错了账号", True),
        ("own-mistake", "我没有填错账号", False),
        ("private-payment", "客服让我微信转账50元", True),
        ("private-payment", "在平台付款50元", False),
        ("no-refund", "商家称“虚拟商品概不退换”", True),
        ("no-refund", "一经售出，概不退款", True),
        ("no-refund", "商家同意退款", False),
    ],
)
def test_what_the_events_tell(rule: str, text: str, raised: bool) -> None:
    assert [one.event for one in found(rule, case(events=(event(text=text),)))] == ([f"event-{text}"] if raised else [])


def test_a_payees_page_beside_a_platforms_order() -> None:
    items = (evidence(1, shows=("payee",)),)
    assert is_raised("private-payment", platform=Platform.PDD, evidence=items)
    assert not is_raised("private-payment", platform=Platform.SITE, evidence=items)


def test_a_refund_demanded_after_the_after_sale_period() -> None:
    def told(demanded: str) -> CaseFile:
        ends = event("2026-11-05", "售后期止", milestone="after-sale-ends")
        return case(events=(ends, event(demanded, "申请退款", milestone="refund-demanded")))

    assert found("after-window", told("2026-11-06"))
    assert not found("after-window", told("2026-11-04"))


def test_an_answer_that_points_at_the_users_own_mistake() -> None:
    def answered(value: str) -> CaseFile:
        return case(answers=(Answer(question=CHECK.id, value=value),))

    (one,) = found("self-check", answered("没有"))
    assert (one.gap, str(one.fix)) == (CHECK.id, "请再试。")
    assert not found("self-check", answered("试过"))
    without = answered("没有")
    assert not any(item.rule == "self-check" for item in objections(without, story(without), NOW))


@pytest.mark.parametrize(
    ("demand", "raised"),
    [("退款90元", False), ("退款90元\n赔偿500元", True), ("退款98元", True), ("书面答复", False), ("", False)],
)
def test_a_demand_above_what_is_open(demand: str, raised: bool) -> None:
    paid = order(paid=Decimal(98), refunded=Decimal(8))
    assert is_raised("sum", orders=(paid,), demand=demand) == raised
    assert not is_raised("sum", demand=demand)


def test_a_silence_may_end_with_a_sent_message_or_a_promise() -> None:
    first = event("2026-11-01 14:30", "联系客服")
    for later in ({"messages": (message(24 * 10),)}, {"promises": (promise(24 * 10),)}):
        (raised,) = found("silence", case(events=(first,), **later))
        assert (raised.event, raised.evidence) == (None, None)


@pytest.mark.parametrize(("days", "left"), [(7, []), (6.5, [3]), (None, [9]), (20, [])])
def test_the_term_of_a_promise_is_no_silence(days: float | None, left: list[int]) -> None:
    """The other side asked for that time itself; only what passed after it counts."""
    due = None if days is None else START + timedelta(days=days)
    told = (event("2026-11-01 14:30", "客服承诺会退款"), event("2026-11-11 02:30", "再次联系客服"))
    raised = found("silence", case(events=told, promises=(promise(0, due=due),)))
    assert [item.says.values["days"] for item in raised] == left


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("shared", "我没有把卡密发给朋友"),
        ("own-mistake", "未曾输错，也并不是充错号"),
        ("activated", "尚未兑换成功"),
        ("private-payment", "我没有扫码支付"),
    ],
)
def test_what_the_user_denies_is_no_objection(rule: str, text: str) -> None:
    assert not is_raised(rule, events=(event(text=text),))


def test_a_refusal_without_a_reason_is_a_refusal() -> None:
    assert is_raised("no-refund", events=(event(text="商家没有正当理由不予退款"),))
