"""What is found before anything goes out, and what of it holds."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from caseorg.domain.case import Answer, CaseFile, Part, Payment, Platform, Side
from caseorg.domain.guard.findings import CaseField, Going, Outgoing
from caseorg.knowledge.guarding import guarded
from caseorg.knowledge.library import Knowledge
from domain.build import START, case, event, evidence, merchant, order

KNOWLEDGE = Knowledge()
NOW = START + timedelta(days=20)
TO_12315 = Outgoing(what=Going.MESSAGE, channel="12315", kind="complaint")
COMPLAINT = Outgoing(what=Going.COMPLAINT)
PACK = Outgoing(what=Going.PACK)
CLEAN = case(
    title="点卡卡密已被使用",
    parties=(merchant("星河数码专营店"),),
    orders=(order(number="A1", product="点卡", paid=Decimal(98), payment=Payment.WECHAT),),
    events=(
        event("2026-11-01 14:30", "我购买点卡一张，微信支付98元"),
        event("2026-11-01 14:41", "输入卡密，页面提示“该卡密已被使用”"),
        event("2026-11-01 14:52", "我联系客服，要求退款"),
        event("2026-11-01 18:20", "客服回复“虚拟商品一经售出概不退换”", side=Side.MERCHANT),
    ),
    demand="2026年12月5日前退还98元",
    scenario="card-invalid",
)


def rules(found: CaseFile, going: Outgoing = COMPLAINT, **more: Any) -> list[str]:
    """The rules that hold."""
    return [one.rule.id for one in guarded(KNOWLEDGE, found, going, more.get("now", NOW)) if one.holds]


@pytest.mark.parametrize("going", [COMPLAINT, TO_12315, PACK, Outgoing(what=Going.UPLOAD, channel="12315")])
def test_a_plain_case_goes_out(going: Outgoing) -> None:
    assert rules(CLEAN, going) == []


def with_event(text: str, **more: Any) -> CaseFile:
    return replace(CLEAN, events=(*CLEAN.events, event("2026-11-02 10:00", text, **more)))


@pytest.mark.parametrize("going", [COMPLAINT, TO_12315, PACK, Outgoing(what=Going.REPORT)])
@pytest.mark.parametrize(
    ("found", "rule"),
    [
        (replace(CLEAN, demand="赶紧退钱，不然曝光你们全家"), "threat"),
        (with_event("再不退我就天天打你们电话"), "threat"),
        (with_event("我让你们做不成生意"), "threat"),
        (replace(CLEAN, title="黑心商家太无耻"), "insult"),
        (with_event("这个畜生不如的老板不管了"), "insult"),
        (with_event("我打算买十单再假一赔三，每单赔500"), "plan-to-claim"),
        (with_event("我打算再买十单索赔", in_complaint=False), "plan-to-claim"),
        (with_event("我打算再买十单索赔", part=Part.ASIDE), "plan-to-claim"),
    ],
)
def test_threats_insults_and_plans_hold_everything_wherever_they_stand(
    found: CaseFile, rule: str, going: Outgoing
) -> None:
    assert rule in rules(found, going)


def test_what_others_said_is_no_insult_or_threat_of_the_users() -> None:
    assert rules(with_event("客服回复“你这种畜生就该去死”", side=Side.MERCHANT)) == []
    assert rules(with_event("卖家说假一赔三，实际是假卡", side=Side.MERCHANT)) == []


def test_a_finding_quotes_its_place_and_stands_until_its_writer_changes_it() -> None:
    (found,) = [one for one in guarded(KNOWLEDGE, replace(CLEAN, title="黑心商家"), COMPLAINT, NOW) if one.holds]
    assert (found.place, found.quote) == (CaseField.TITLE, "黑心商家")
    assert rules(replace(CLEAN, title="点卡")) == []


BUSINESS = replace(CLEAN, answers=(Answer(question="daily-life", value="否"),))


def test_whoever_is_no_consumer_is_held_at_the_doors_for_consumers_alone() -> None:
    letter = Outgoing(what=Going.MESSAGE, channel="letter", kind="demand-letter")
    assert rules(BUSINESS, COMPLAINT) == rules(BUSINESS, TO_12315) == ["not-consumer"]
    assert rules(BUSINESS, letter) == rules(BUSINESS, PACK) == []
    assert "not-consumer" in rules(with_event("我开淘宝店转卖点卡，从批发网进货200张"))


FRAUD = case(
    platform=Platform.XIANYU,
    orders=(order(product="游戏账号", paid=Decimal(860)),),
    events=(
        event("2026-11-01 22:00", "我在闲鱼看到个人卖家出售游戏账号，卖家让我加微信付款"),
        event("2026-11-01 22:05", "我通过微信转账860元给对方"),
        event("2026-11-01 22:30", "对方说要再交300元保证金才能发货"),
        event("2026-11-01 23:00", "对方把我拉黑"),
    ),
    demand="退还860元",
)


def test_a_private_seller_who_asks_for_more_and_is_gone_is_for_the_police() -> None:
    assert set(rules(FRAUD)) == {"private-seller", "fraud"}
    assert "fraud" in rules(FRAUD, Outgoing(what=Going.MESSAGE, channel="merchant", kind="first"))
    assert rules(FRAUD, Outgoing(what=Going.MESSAGE, channel="police", kind="report")) == []


def test_more_than_three_years_are_too_late() -> None:
    assert "too-late" not in rules(CLEAN, now=NOW.replace(year=NOW.year + 3, month=10))
    assert "too-late" in rules(CLEAN, now=NOW.replace(year=NOW.year + 3, month=12))


@pytest.mark.parametrize(
    ("payment", "held"), [(Payment.WECHAT, False), (Payment.ALIPAY, True), (Payment.UNKNOWN, False)]
)
def test_two_ways_of_paying_are_asked_about(payment: Payment, held: bool) -> None:
    found = replace(CLEAN, orders=(replace(CLEAN.orders[0], payment=payment),))
    assert ("payment-conflict" in rules(found)) is held


@pytest.mark.parametrize(
    ("demand", "rule"),
    [("", "empty-demand"), ("退还____元", "template-demand"), ("〔日期〕前退还98元", "template-demand")],
)
def test_a_demand_that_is_none_is_found(demand: str, rule: str) -> None:
    found = guarded(KNOWLEDGE, replace(CLEAN, demand=demand), COMPLAINT, NOW)
    assert rule in [one.rule.id for one in found]


def test_other_people_are_named_and_hold_nothing() -> None:
    found = guarded(KNOWLEDGE, with_event("店主李建国电话13700001111"), COMPLAINT, NOW)
    assert {one.quote for one in found if one.rule.id == "other-people"} >= {"13700001111"}
    assert rules(with_event("店主李建国电话13700001111")) == []


def test_no_better_sentence_has_a_finding_itself() -> None:
    rude = with_event("这个畜生不如的老板收了我15块钱就不管了")
    found = replace(rude, demand="赶紧退钱，不然曝光你们全家", title="黑心商家", events=rude.events[::-1])
    for one in guarded(KNOWLEDGE, found, COMPLAINT, NOW):
        if one.better:
            assert rules(replace(CLEAN, demand=one.better)) in ([], ["template-demand"])


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("我跟店家说不退钱我就去网上曝光你", ""),
        ("我发微信警告他，再不退就找人上门弄死你", ""),
        ("不退钱我就去网上曝光你", ""),
        ("客服说概不退换，不退钱我就去网上曝光你", "客服说概不退换"),
        ("这家黑店收了钱就不管了", ""),
        ("我找客服要求退款，客服说概不退换，这家黑店收了钱就不管了。", "我找客服要求退款，客服说概不退换。"),
        ("这家黑店！客服说概不退换。", "客服说概不退换。"),
        ("客服说概不退换。垃圾平台，晚上又打了一次电话。", "客服说概不退换。晚上又打了一次电话。"),
        ("这家黑店，垃圾平台，客服说概不退换", ""),
    ],
)
def test_of_an_event_stays_what_else_it_tells(text: str, rest: str) -> None:
    """Nothing else happened on that day, and what was uttered was uttered; another sentence would be untrue."""
    found = [one for one in guarded(KNOWLEDGE, with_event(text), COMPLAINT, NOW) if one.rule.id in ("threat", "insult")]
    assert found
    for one in found:
        assert (one.replaces, one.replaces and one.better) == ((text, rest) if rest else ("", ""))


def test_nothing_is_put_into_the_notes_of_evidence() -> None:
    found = guarded(KNOWLEDGE, replace(CLEAN, evidence=(evidence(1, proves="聊天记录，这个畜生骗我"),)), COMPLAINT, NOW)
    assert [one.replaces for one in found if one.rule.id == "insult"] == [""]


def test_what_is_only_in_evidence_is_read_too() -> None:
    item = evidence(1, proves="证明这个畜生骗我")
    assert "insult" in rules(replace(CLEAN, evidence=(item,)))


@pytest.mark.parametrize(
    ("found", "going", "rule"),
    [
        (CLEAN, Outgoing(what=Going.MESSAGE, channel="12378", kind="complaint"), "wrong-door"),
        (CLEAN, Outgoing(what=Going.MESSAGE, channel="police", kind="report"), "wrong-door"),
        (with_event("店铺关闭了"), Outgoing(what=Going.MESSAGE, channel="pdd-merchant", kind="followup"), "wrong-door"),
        (with_event("消协已受理我的投诉"), COMPLAINT, "wrong-door"),
        (with_event("消协已受理我的投诉"), Outgoing(what=Going.UPLOAD, channel="12315"), "wrong-door"),
        (CLEAN, Outgoing(what=Going.MESSAGE, channel="pdd", kind="intervention"), ""),
        (BUSINESS, COMPLAINT, "not-consumer"),
    ],
)
def test_a_channel_that_does_not_take_the_matter_is_told_once(found: CaseFile, going: Outgoing, rule: str) -> None:
    held = [one for one in guarded(KNOWLEDGE, found, going, NOW) if one.holds]
    assert [one.rule.id for one in held] == ([rule] if rule else [])
    assert all(str(one.detail) for one in held if one.rule.id == "wrong-door")
