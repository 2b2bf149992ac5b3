"""The fields of the complaint form."""

from decimal import Decimal

import pytest

from caseorg.domain.case import Answer, Party, Payment, Person, Role
from caseorg.domain.moments import parse_moment
from caseorg.domain.papers.missing import Missing, missing
from domain.build import case, event, evidence, merchant, order
from domain.stories import complaint_form


def test_the_form_says_what_the_case_says() -> None:
    found = case(
        complainant=Person(name="林晓㛃", phone="138", address="上海"),
        parties=(Party(role=Role.OPERATOR, name="平台公司"), merchant("星河数码有限公司", address="杭州")),
        orders=(order(number="A1", product="点卡", paid=Decimal("98"), ordered_at=parse_moment("2026-11-01 14:30")),),
        events=(event("2026-11-01 14:52", "兑换失败", 1), event(text="自用", in_complaint=False)),
        evidence=(evidence(1), evidence(2, withdrawn=True)),
        demand="退款98元",
    )
    form = complaint_form(found, "拼多多")
    assert (form.complainant.name, form.respondents[0].address, form.platform) == ("林晓㛃", "杭州", "拼多多")
    assert form.facts == (
        "交易信息：订单号A1，商品为点卡，下单时间为2026年11月1日14时30分，实付金额人民币98.00元。",
        "1. 2026年11月1日14时52分，兑换失败。（证据1）",
    )
    assert form.requests == ("1. 退款98元。",)
    assert form.claimed == "请求金额：人民币98.00元（大写：玖拾捌元整）。"
    assert [item.number for item in form.attachments] == [1]
    assert form.missing == ()


def test_how_it_was_paid_and_where_the_goods_were_to_go_are_told() -> None:
    paid = order(number="A1", payment=Payment.ALIPAY, transaction="T2026", account="玩家1")
    assert complaint_form(case(orders=(paid, order(payment=Payment.OTHER))), "").facts == (
        "交易信息：订单号A1，支付方式为支付宝，交易单号T2026，充值账号玩家1。",
    )


def test_what_came_back_is_told_with_what_was_paid() -> None:
    found = case(orders=(order(number="A1", paid=Decimal(284), refunded=Decimal(50)),))
    assert complaint_form(found, "").facts == ("交易信息：订单号A1，实付金额人民币284.00元，已退人民币50.00元。",)
    untouched = case(orders=(order(paid=Decimal(284), refunded=Decimal(0)),))
    assert "已退" not in complaint_form(untouched, "").facts[0]


@pytest.mark.parametrize(
    ("demand", "claimed"),
    [
        ("退还未完成部分的费用216元", "请求金额：人民币216.00元（大写：贰佰壹拾陆元整）。"),
        ("退钱十五块", "请求金额：人民币15.00元（大写：壹拾伍元整）。"),
        ("尽快退款", ""),
        ("", ""),
    ],
)
def test_the_sum_in_capitals_is_the_one_that_the_demand_names(demand: str, claimed: str) -> None:
    form = complaint_form(case(orders=(order(paid=Decimal(360)),), demand=demand), "")
    assert form.claimed == claimed
    assert "大写" not in "".join(form.facts)


def test_a_relative_day_has_its_date_on_the_paper() -> None:
    said = parse_moment("2026-11-28 12:00").at
    form = complaint_form(case(demand="下周五前退款98元", demanded_at=said), "")
    assert form.requests == ("1. 下周五前（即2026年12月4日前）退款98元。",)


def test_an_empty_case_misses_the_most_important_first() -> None:
    found = missing(case())
    assert found[:3] == (Missing.NAME, Missing.PHONE, Missing.ADDRESS)
    assert found[-1] == Missing.MERCHANT_ADDRESS
    assert set(found) == set(Missing) - {Missing.LICENCE}


@pytest.mark.parametrize(
    ("party", "told"),
    [
        (merchant("星河数码专营店"), True),
        (merchant("星河数码专营店", credit_code="91350100M000100Y43"), False),
        (merchant("星河数码（杭州星河网络有限公司）"), False),
        (merchant(""), False),
    ],
)
def test_a_shops_name_alone_finds_no_business(party: Party, told: bool) -> None:
    assert (Missing.LICENCE in missing(case(parties=(party,)))) is told


def test_whom_it_is_about_tells_what_is_missing() -> None:
    platform = Party(role=Role.PLATFORM, name="上海某某有限公司", address="上海市长宁区")
    only, both = ((Answer(question="respondent", value=value),) for value in ("platform", "both"))
    assert Missing.MERCHANT not in missing(case(parties=(platform,), answers=only))
    assert Missing.MERCHANT in missing(case(parties=(platform,), answers=both))


def test_an_order_that_says_nothing_is_no_fact_and_zero_is_an_amount() -> None:
    assert complaint_form(case(orders=(order(),)), "").facts == ()
    assert "0.00元" in complaint_form(case(orders=(order(paid=Decimal(0)),)), "").facts[0]
    assert Missing.PAID not in missing(case(orders=(order(paid=Decimal(0)),)))


@pytest.mark.parametrize(
    ("demand", "request_line"),
    [
        ("收到本消息后24小时内全额退款98.00元，原路退回", "1. 全额退款98.00元，原路退回。"),
        ("收到本消息后3日内、最迟2026年11月30日前退款5元", "1. 2026年11月30日前退款5元。"),
        ("24小时内退款5元", "1. 24小时内退款5元。"),
    ],
)
def test_no_term_runs_from_a_message_that_the_authority_did_not_get(demand: str, request_line: str) -> None:
    assert complaint_form(case(demand=demand), "").requests == (request_line,)


@pytest.mark.parametrize(
    ("demand", "requests"),
    [
        ("", []),
        ("退款98元", ["1. 退款98元。"]),
        ("退款；\n\n 赔礼道歉。", ["1. 退款。", "2. 赔礼道歉。"]),
        ("1. 退款\n2. 道歉", ["1. 退款。", "2. 道歉。"]),
        ("1、退款\n2、3倍赔偿", ["1. 退款。", "2. 3倍赔偿。"]),
        ("1、98元退回", ["1. 98元退回。"]),
        ("（一）退款\n（二）道歉", ["1. 退款。", "2. 道歉。"]),
        ("一、退款\n二、道歉", ["1. 退款。", "2. 道歉。"]),
        ("(1) 退款\n2) 道歉\n③道歉", ["1. 退款。", "2. 道歉。", "3. 道歉。"]),
        ("1.50元运费退回", ["1. 1.50元运费退回。"]),
        ("1. 50元运费退回", ["1. 50元运费退回。"]),
        ("3、5号订单退款", ["1. 3、5号订单退款。"]),
        ("三倍赔偿", ["1. 三倍赔偿。"]),
        ("12315、平台均已投诉", ["1. 12315、平台均已投诉。"]),
        ("2026.11.30前退款", ["1. 2026.11.30前退款。"]),
        ("1.\n。\n退款", ["1. 退款。"]),
    ],
)
def test_requests_are_numbered_by_us_whatever_the_user_typed(demand: str, requests: list[str]) -> None:
    assert list(complaint_form(case(demand=demand), "").requests) == requests
