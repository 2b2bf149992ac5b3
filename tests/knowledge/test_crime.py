"""Who was cheated by fake customer service: what goes to the police, and what to nobody else."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from caseorg.domain.case import Payment, Person, Platform
from caseorg.domain.messages.message import Draft
from caseorg.knowledge.checks import check_case
from caseorg.knowledge.drafts import draft, police_first
from caseorg.knowledge.library import Knowledge
from domain.build import START, case, event, evidence, moment, order

KNOWLEDGE = Knowledge()
ME = Person(name="李明", phone="13800000000", address="上海市")
CHEATED = case(
    platform=Platform.PDD,
    scenario="fake-service",
    complainant=ME,
    orders=(
        order(number="", paid=Decimal(500), paid_at=moment(1), payment=Payment.BANK, transaction="42000012345678"),
    ),
    events=(
        event(moment(0), "自称客服的人来电，称账户被冻结，来电号码17012345678", 1),
        event(moment(1), "按对方要求向收款账号6222020200112233445转账500元", 2),
    ),
    evidence=(evidence(1, shows=("chat",), proves="聊天记录"), evidence(2, shows=("payment",), proves="转账记录")),
)
POLICE_ASKS = re.compile("止付|受案回执")


def written(channel: str, scenario: str = "fake-service") -> Draft:
    return draft(KNOWLEDGE, replace(CHEATED, scenario=scenario), KNOWLEDGE.channels[channel], None, START)


def test_the_police_are_told_what_they_need() -> None:
    made = written("police")
    wanted = ("报案人：李明", "联系电话：13800000000", "被骗经过：", "来电", "转账500元", "500.00元", "42000012345678",
              "收款账号6222020200112233445", "止付", "受案回执", "证据1")  # fmt: skip
    places = [made.text.find(word) for word in wanted]
    assert -1 not in places
    assert places[0] == 0
    assert "订单号" not in made.text
    assert (made.missing, made.first) == ((), None)


def test_what_the_police_lack_is_named() -> None:
    made = draft(KNOWLEDGE, case(scenario="fake-service"), KNOWLEDGE.channels["police"], None, START)
    assert {"payee", "transfers", "transaction", "clue", "name", "phone"} <= set(made.missing)
    assert not {"order_number", "product", "merchant"} & set(made.missing)


def test_evidence_of_the_payee_is_the_account() -> None:
    items = (evidence(3, shows=("payee",), proves="收款方：某某科技"), evidence(4, shows=("caller",), proves=""))
    told = replace(CHEATED, evidence=items, events=())
    text = draft(KNOWLEDGE, told, KNOWLEDGE.channels["police"], None, START).text
    assert "收款账号、户名和平台：收款方：某某科技（证据3）" in text
    assert "对方账号、电话或链接：4.png（证据4）" in text


@pytest.mark.parametrize("channel", ["12377", "12321"])
def test_a_clue_is_about_the_number_not_an_order(channel: str) -> None:
    made = written(channel)
    assert "举报对象：来电号码17012345678" in made.text
    assert not re.search("订单号|涉及商品|退款", made.text)
    assert made.missing == ()


@pytest.mark.parametrize("scenario", ["fake-service", "account-stolen"])
def test_only_police_and_payment_services_are_asked_to_stop_a_payment(scenario: str) -> None:
    for channel in KNOWLEDGE.channels.values():
        text = written(channel.id, scenario).text
        assert bool(POLICE_ASKS.search(text)) is (channel.id == "police" or channel.stops_payments), channel.id


def test_the_police_come_before_any_channel_that_the_scenario_does_not_name() -> None:
    named = {*KNOWLEDGE.scenarios["fake-service"].first, *KNOWLEDGE.scenarios["fake-service"].later}
    warned = {channel for channel in KNOWLEDGE.channels if written(channel).first}
    assert warned == set(KNOWLEDGE.channels) - named
    assert {"merchant", "pdd-merchant", "site-chat", "12315"} <= warned
    assert not any(written(channel, "card-invalid").first for channel in KNOWLEDGE.channels)


def test_no_other_scenario_is_a_crime_of_the_other_side() -> None:
    crimes = {key for key, scenario in KNOWLEDGE.scenarios.items() if police_first(scenario)}
    assert crimes == {"fake-service", "private-deal", "pay-again", "refund-agent"}


def test_a_crime_is_not_checked_as_a_complaint() -> None:
    found = check_case(KNOWLEDGE, CHEATED, START)
    assert found.urgent == KNOWLEDGE.scenarios["fake-service"].urgent
    assert (found.crime, found.grounds, found.objections, found.demand) == (True, (), (), ())
    disputed = check_case(KNOWLEDGE, replace(CHEATED, scenario="card-invalid"), START)
    assert disputed.grounds and disputed.objections and not disputed.urgent


def test_a_fraud_warning_quotes_whole_phrases() -> None:
    told = replace(CHEATED, events=(event(moment(0), "客服说：“您的账户异常，需要先支付保证金200元，才能退款”"),))
    phrases = {alarm.phrase for alarm in check_case(KNOWLEDGE, told, START).flags}
    assert phrases
    assert all(one in ("需要先支付保证金200元", "需要先支付保证金200元，才能退款") for one in phrases)
