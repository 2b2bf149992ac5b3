"""The next step, one row a rung, with the channels and scenarios that are shipped."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from caseorg.domain.case import (
    Answer,
    CaseFile,
    Message,
    MessageId,
    Payment,
    Person,
    Platform,
    Promise,
    PromiseId,
    Side,
    Stage,
)
from caseorg.domain.papers.missing import Missing
from caseorg.domain.steps.step import NextStep
from caseorg.knowledge.agenda import next_step
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.stories import story_of
from domain.build import START, case, event, evidence, merchant, moment, order

KNOWLEDGE = Knowledge()
ME = Person(name="李明", phone="13800000000", address="上海市")


def ready(**fields: Any) -> CaseFile:
    """A case that can be told to anybody."""
    given = {
        "evidence": (evidence(1),),
        "orders": (order(number="A1", paid=Decimal(98)),),
        "events": (event(moment(-1), "卡密无效", 1),),
        "demand": "退款98元",
        "complainant": ME,
        "parties": (merchant(address="杭州市"),),
        "scenario": "card-invalid",
    }
    return case(**{**given, **fields})


def sent(kind: str, channel: str = "pdd-merchant", hours: float = 0) -> Message:
    at = START + timedelta(hours=hours)
    return Message(id=MessageId(f"{kind}{hours}"), channel=channel, text="请退款", made_at=at, sent_at=at, kind=kind)


def promised(due: float | None, **fields: Any) -> Promise:
    given = {"id": PromiseId("p"), "side": Side.SERVICE, "text": "尽快处理", "made_at": moment(1)}
    return Promise(due=START + timedelta(hours=due) if due is not None else None, **{**given, **fields})


def told(milestone: str, hours: float, **fields: Any) -> Any:
    return event(moment(hours), f"{milestone}{hours}", milestone=milestone, **fields)


def step(of: CaseFile, hours: float) -> NextStep:
    return next_step(KNOWLEDGE, of, story_of(KNOWLEDGE, of), START + timedelta(hours=hours))


def said(of: CaseFile, hours: float) -> tuple[str, str | None]:
    found = step(of, hours)
    return found.channel, found.kind.value if found.kind else None


FIRST, FOLLOWUP, UPGRADE = sent("first"), sent("followup", hours=25), sent("upgrade", hours=50)
INTERVENTION = sent("intervention", "pdd", hours=75)
LADDER = (FIRST, FOLLOWUP, UPGRADE, INTERVENTION)
SITE = {"platform": Platform.SITE, "orders": (order(number="A1", paid=Decimal(98), payment=Payment.WECHAT),)}
SITE_SENT = (sent("first", "site-chat"), sent("upgrade", "site-ticket", 25))


@pytest.mark.parametrize(
    ("lacking", "gap"),
    [
        ({"evidence": ()}, Missing.EVIDENCE),
        ({"orders": (order(paid=Decimal(98)),)}, Missing.ORDER),
        ({"orders": (order(number="A1"),)}, Missing.PAID),
        ({"events": ()}, Missing.FACTS),
        ({"demand": " "}, Missing.DEMAND),
    ],
)
def test_gaps_come_before_the_first_message(lacking: dict[str, Any], gap: Missing) -> None:
    found = step(ready(**lacking), 0)
    assert (found.gap, found.channel, found.kind) == (gap, "", None)


@pytest.mark.parametrize(
    ("messages", "events", "hours", "channel", "kind"),
    [
        ((), (), 0, "pdd-merchant", "first"),
        ((FIRST,), (), 25, "pdd-merchant", "followup"),
        ((FIRST,), (), 49, "pdd", "intervention"),
        ((FIRST,), (event(moment(2), "客服：不退", side=Side.SERVICE),), 3, "pdd", "intervention"),
        ((FIRST,), (event(moment(2), "客服：已登记", side=Side.SERVICE),), 3, "pdd-merchant", "upgrade"),
        ((FIRST, FOLLOWUP), (), 50, "pdd", "intervention"),
        ((FIRST, FOLLOWUP, UPGRADE), (), 75, "pdd", "intervention"),
        (LADDER, (), 75 + 49, "12315", "complaint"),
        (LADDER, (told("replied", 80),), 81, "12315", "complaint"),
        (LADDER, (told("12315-filed", 130), told("12315-refused", 200)), 201, "court", None),
        (LADDER, (told("12315-filed", 130), told("12315-ended", 900)), 901, "court", None),
        (LADDER, (told("12315-filed", 130), told("12315-accepted", 200)), 200 + 24 * 70, "court", None),
        (LADDER, (told("12315-filed", 130),), 130 + 24 * 14, "12315", None),
    ],
)  # fmt: skip
def test_each_rung_follows_the_one_before(
    messages: tuple[Message, ...], events: tuple[Any, ...], hours: float, channel: str, kind: str | None
) -> None:
    of = ready(messages=messages, events=(*ready().events, *events))
    assert said(of, hours) == (channel, kind)


@pytest.mark.parametrize(
    ("fields", "hours", "until"),
    [
        ({"messages": (FIRST,)}, 1, 24),
        ({"messages": (FIRST,), "promises": (promised(49),)}, 30, 49),
        ({"messages": (FIRST,), "promises": (promised(None),)}, 20, 25),
        ({"messages": LADDER}, 80, 75 + 48),
    ],
)
def test_one_waits_for_what_was_asked_or_promised_last(fields: dict[str, Any], hours: float, until: float) -> None:
    found = step(ready(**fields), hours)
    assert (found.until, found.channel) == (START + timedelta(hours=until), "")


def test_a_filed_complaint_is_waited_for() -> None:
    of = ready(messages=LADDER, events=(*ready().events, told("12315-filed", 130)))
    assert "12315 决定是否受理" in str(step(of, 140).why)


@pytest.mark.parametrize("promise", [promised(10, kept=False), promised(None, kept=False)])
def test_a_broken_promise_is_held_up_to_them(promise: Promise) -> None:
    found = step(ready(messages=(FIRST,), promises=(promise,)), 11)
    assert (found.kind, str(found.why)) == ("followup", "They promised “尽快处理”, and did not keep it.")
    assert found.asks == ()


def test_whether_a_promise_was_kept_is_asked_once_its_time_has_passed() -> None:
    of = ready(messages=(FIRST,), promises=(promised(10),))
    assert step(of, 9).asks == ()
    found = step(of, 11)
    assert (found.kind, str(found.why)) == ("followup", "They promised “尽快处理”; its time has passed.")
    assert [str(one) for one in found.asks] == [
        "They promised “尽快处理” by 2026-11-02 00:30. Was it kept? Please note it."
    ]
    refused = replace(of, events=(*of.events, event(moment(3), "商家：不退", side=Side.MERCHANT)))
    assert step(refused, 11).asks == ()


def test_a_site_of_its_own_has_the_payment_service_in_place_of_a_platform() -> None:
    of = ready(**SITE, messages=SITE_SENT)
    assert said(of, 50) == ("wechat-pay", "first")
    paid = (*SITE_SENT, sent("first", "wechat-pay", 50))
    assert step(ready(**SITE, messages=paid), 60).until == START + timedelta(hours=98)
    assert said(ready(**SITE, messages=paid), 99) == ("12315", "complaint")


@pytest.mark.parametrize(
    ("lacking", "gap"),
    [
        ({"complainant": Person()}, Missing.NAME),
        ({"complainant": Person(name="李明", phone="138")}, Missing.ADDRESS),
        ({"parties": ()}, Missing.MERCHANT),
        ({"parties": (merchant(),)}, Missing.MERCHANT_ADDRESS),
    ],
)
def test_before_12315_comes_what_its_form_asks_for(lacking: dict[str, Any], gap: Missing) -> None:
    assert step(ready(messages=LADDER, **lacking), 130).gap is gap


def test_an_address_that_nobody_has_is_not_asked_for() -> None:
    answers = (Answer(question="platform-address", value="没有或联系不上"),)
    assert said(ready(messages=LADDER, parties=(merchant(),), answers=answers), 130) == ("12315", "complaint")


@pytest.mark.parametrize(("scenario", "channel"), [("fake-service", "police"), ("account-stolen", "pdd")])
def test_what_cannot_wait_comes_before_any_gap(scenario: str, channel: str) -> None:
    found = step(case(scenario=scenario), 0)
    told = " ".join(str(one.do) for one in found.urgent)
    assert all(word in told for word in ("110", "96110", "止付", "冻结"))
    assert (found.pressing, found.gap, found.channel) == (True, None, channel)
    reported = case(scenario=scenario, events=(event(moment(0), "已报警", channel="police"),))
    assert not step(reported, 1).urgent


def test_swindlers_are_not_written_to_after_the_report() -> None:
    reported = event(moment(0), "已报警", channel="police")
    of = ready(scenario="fake-service", events=(reported,))
    assert said(of, 1) == ("pdd", "first")
    assert step(of, 1).do.text.startswith("Report the seller's account")
    done = ready(scenario="fake-service", events=(reported, event(moment(1), "在拼多多举报对方账号", channel="pdd")))
    assert said(done, 2) == ("", None)
    assert "receipt" in str(step(done, 100).do)


def test_an_ending_after_sale_period_is_urgent_until_the_platform_was_asked() -> None:
    ending = told("after-sale-ends", 10)
    of = ready(messages=(FIRST,), events=(*ready().events, ending))
    found = step(of, 1)
    assert (found.pressing, found.until) == (True, START + timedelta(hours=10))
    assert [one.until for one in found.urgent] == [found.until]
    asked = ready(messages=(sent("intervention", "pdd"),), events=(*ready().events, ending))
    assert not step(asked, 1).urgent


def test_where_the_shop_refused_the_platform_is_asked_first() -> None:
    assert said(ready(scenario="refund-refused"), 0) == ("pdd", "intervention")


def test_other_payment_services_than_the_one_used_are_passed_over() -> None:
    paid = (order(number="A1", paid=Decimal(98), payment=Payment.ALIPAY),)
    told = event(moment(0), "已报警", channel="police")
    assert said(ready(platform=Platform.SITE, scenario="site-gone", orders=paid), 0)[0] == "police"
    assert said(ready(platform=Platform.SITE, scenario="site-gone", orders=paid, events=(told,)), 1)[0] == "alipay"


@pytest.mark.parametrize(
    ("stage", "kind"), [(Stage.CONTACTED, "upgrade"), (Stage.ESCALATED, "intervention"), (Stage.COMPLAINED, None)]
)
def test_the_stage_that_the_user_chose_counts_too(stage: Stage, kind: str | None) -> None:
    found = step(ready(stage=stage), 0)
    assert (found.kind.value if found.kind else None) == kind


def test_a_settled_case_is_to_be_closed_and_a_closed_one_has_nothing_left() -> None:
    settled = ready(events=(*ready().events, told("settled", 1)))
    assert str(step(settled, 2).do) == "Close the case."
    assert str(step(ready(stage=Stage.CLOSED), 2).do) == "Nothing is left to do."


def test_what_was_settled_is_over_until_somebody_is_asked_again() -> None:
    settled = told("settled", 30)
    assert step(ready(events=(*ready().events, settled)), 31).do.text == "Close the case."
    assert step(ready(events=(*ready().events, settled)), 29).channel == "pdd-merchant"
    again = (settled, event(moment(50), "联系商家：退款没有到账", channel="pdd-merchant"))
    assert step(ready(events=(*ready().events, *again)), 51).do.text == "Wait for the answer, and keep new replies."


def test_what_is_still_to_come_is_no_step() -> None:
    coming = told("12315-filed", 24 * 30)
    assert said(ready(events=(*ready().events, coming)), 0) == ("pdd-merchant", "first")


def test_a_refusal_after_a_broken_promise_is_not_asked_about_again() -> None:
    refused = event(moment(5), "商家：不退", side=Side.MERCHANT)
    of = ready(messages=(FIRST,), promises=(promised(2),), events=(*ready().events, refused))
    assert said(of, 30) == ("pdd", "intervention")


@pytest.mark.parametrize(
    ("heard", "said_before"),
    [
        (event(moment(1), "客服：已登记", side=Side.SERVICE), True),
        (event(moment(1), "商家回复已登记", side=Side.MERCHANT), True),
        (event(moment(1), "已登记", side=Side.PLATFORM, ticket="G1"), True),
        (event(moment(1), "已登记", side=Side.MERCHANT, channel="pdd-merchant"), True),
        (event(moment(1), "发来卡密，附使用说明", side=Side.MERCHANT), False),
    ],
)
def test_an_answer_alone_is_no_demand(heard: Any, said_before: bool) -> None:
    of = ready(events=(*ready().events, heard))
    assert said(of, 2) == ("pdd-merchant", "first")
    assert step(of, 2).why.text.startswith("They answered") is said_before


def test_a_promise_alone_tells_of_a_contact() -> None:
    of = ready(promises=(promised(10),))
    assert step(of, 2).do.text == "Wait for the answer, and keep new replies."
    assert said(of, 11) == ("pdd-merchant", "followup")
    assert said(ready(promises=(promised(10, kept=True),)), 11) == ("pdd-merchant", "followup")


def test_who_turned_to_the_police_is_not_told_that_nobody_was_asked() -> None:
    of = ready(events=(*ready().events, event(moment(1), "已报警", channel="police")))
    assert step(of, 2).why.text == "The other side has not been asked yet."
