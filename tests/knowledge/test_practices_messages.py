"""The formulas and sample sentences of the source articles, as messages made from a case.

`row` is the row of docs/practices.md.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from caseorg.domain.case import CaseFile, Payment, Platform, Side
from caseorg.domain.demands.demand import Action
from caseorg.domain.demands.gaps import demand_gaps
from caseorg.domain.demands.reading import read_demand
from caseorg.domain.messages.channel import Kind
from caseorg.domain.messages.message import values
from caseorg.domain.moments import BEIJING, parse_moment
from caseorg.knowledge.drafts import background, draft
from caseorg.knowledge.library import Knowledge
from domain.build import case, event, evidence, merchant, moment, order, promise

KNOWLEDGE = Knowledge()
NOW = datetime(2026, 5, 4, 15, tzinfo=BEIJING)
CARD = order(number="123456789", product="10元游戏点卡", paid=Decimal(10))
BAD_CODE = case(
    orders=(CARD,),
    events=(event("2026-05-04 14:30", "输入卡密XXXXXX，页面提示“无效”", 1),),
    evidence=(evidence(1, proves="错误截图"),),
    demand="24小时内重新发卡或退款10元",
    scenario="card-invalid",
)
NOT_ARRIVED = case(
    platform=Platform.SITE,
    parties=(merchant(),),
    orders=(order(number="202405XXXX", product="游戏点卡", paid=Decimal(50), payment=Payment.ALIPAY),),
    events=(event("2026-05-01 14:30", "使用支付宝付款50元，至今未收到卡密", 1),),
    evidence=(evidence(1, proves="支付截图"),),
    demand="24小时内核实并全额退款50元",
    scenario="not-arrived",
)
PROMISED = replace(
    NOT_ARRIVED,
    events=(
        *NOT_ARRIVED.events,
        event("2026-05-01 15:00", "在平台客服提交退款申请，客服承诺“48小时内处理”", side=Side.ME, channel="site-chat"),
    ),
    promises=(promise(0, "48小时内处理", made_at=parse_moment("2026-05-01 15:00")),),
)
PROMISED = replace(PROMISED, promises=(replace(PROMISED.promises[0], due=datetime(2026, 5, 3, 15, tzinfo=BEIJING)),))


def written(told: CaseFile, channel: str, kind: Kind | None = None) -> str:
    """Subject and text of the message."""
    made = draft(KNOWLEDGE, told, KNOWLEDGE.channels[channel], kind, NOW)
    return f"{made.subject}\n{made.text}"


def in_order(text: str, *words: str) -> bool:
    """Whether all of them are there, one after the other."""
    places = [text.find(word) for word in words]
    return -1 not in places and places == sorted(places)


def test_the_first_message_has_order_number_issue_and_list_of_demands() -> None:
    text = written(BAD_CODE, "pdd-merchant", Kind.FIRST)
    assert in_order(text, "订单号：123456789", "页面提示“无效”", "诉求：")


def test_the_sample_sentence_of_an_invalid_code_is_composed() -> None:
    text = written(BAD_CODE, "pdd-merchant", Kind.FIRST)
    assert in_order(text, "123456789", "10元游戏点卡", "卡密XXXXXX，页面提示“无效”", "重新发卡或退款10元")


def test_the_merchant_is_asked_for_order_log_and_use_record() -> None:
    assert "请查询该卡密的订单日志与使用记录" in written(BAD_CODE, "pdd-merchant", Kind.FIRST)


def test_the_robot_is_asked_for_a_human_with_the_standard_as_reference() -> None:
    text = written(BAD_CODE, "pdd", Kind.HUMAN)
    assert in_order(text, "请转人工客服", "123456789", "推荐性国家标准GB/T 47746—2026")
    assert "我要投诉" in KNOWLEDGE.frames[Kind.HUMAN].when
    assert any("“我要投诉”提出转人工" in entry for entry in KNOWLEDGE.channels["pdd"].entry)


def test_unresolved_at_first_reply_a_superior_is_asked_for() -> None:
    text = written(PROMISED, "site-chat", Kind.UPGRADE)
    assert "请转交二级客服" in text
    assert "202405XXXX" in text


@pytest.mark.parametrize("kind", [Kind.UPGRADE, Kind.EMAIL])
def test_the_ground_of_a_refusal_is_asked_for(kind: Kind) -> None:
    text = written(NOT_ARRIVED, "email", kind)
    assert "书面" in text and "理由" in text and "所依据的规则条款" in text
    assert any("书面说明拒绝依据" in ask for ask in KNOWLEDGE.scenarios["refund-refused"].asks)


@pytest.mark.parametrize(
    ("row", "demand", "action"),
    [(40, "要求30分钟内重发卡密", Action.RESEND), (41, "要求24小时内核实到账状态", Action.REPLY)],
)
def test_a_demand_with_its_time_limit_is_understood_and_written(row: int, demand: str, action: Action) -> None:
    read = read_demand(demand, moment())
    assert read and read.term and read.action is action, row
    assert demand_gaps(demand, moment()) == ()
    told = replace(BAD_CODE, demand=demand)
    assert f"诉求：{demand}。" in written(told, "merchant", Kind.FIRST)


def test_the_formula_of_order_reason_and_demand_is_kept() -> None:
    text = written(NOT_ARRIVED, "site-chat", Kind.FIRST)
    assert in_order(text, "202405XXXX", "未收到卡密", "全额退款50元")


def test_the_sample_sentence_of_a_card_that_did_not_arrive_is_composed() -> None:
    told = replace(NOT_ARRIVED, events=(event("2026-05-01 14:30", "购买的游戏点卡未到账"),), demand="7日内全额退款50元")
    text = written(told, "site-chat", Kind.FIRST)
    assert in_order(text, "订单号：202405XXXX", "购买的游戏点卡未到账", "全额退款50元")
    assert "请协助" in text


def test_a_mail_has_the_subject_that_is_found_again_and_names_its_attachments() -> None:
    text = written(NOT_ARRIVED, "email")
    assert text.splitlines()[0] == "紧急退款-订单号202405XXXX"
    assert "附件：证据1" in text


def test_facts_come_before_the_demand_and_the_rule_it_rests_on() -> None:
    assert in_order(written(NOT_ARRIVED, "platform", Kind.INTERVENTION), "未收到卡密", "请求：", "《电子商务法》")
    assert in_order(written(NOT_ARRIVED, "12315"), "未收到卡密", "请求：", "依据：《")


def test_the_four_parts_stand_in_their_order() -> None:
    text = written(PROMISED, "platform", Kind.INTERVENTION)
    assert in_order(text, "提交退款申请", "48小时内处理", "请求：", "依据：《")


def test_the_full_example_is_composed_from_facts_and_never_cites_the_invented_terms() -> None:
    text = written(PROMISED, "platform", Kind.INTERVENTION)
    assert in_order(text, "5月1日", "付款50元，至今未收到卡密", "全额退款50元")
    assert "证据1" in text
    assert "虚拟商品退款条款" not in text
    assert "不能直接引用" in KNOWLEDGE.corrections["invented-rule"].holds
    assert any("示例（虚构）" in line and "超出48小时" in line for line in KNOWLEDGE.guides["say-it-clearly"].lines)


def test_the_overrun_of_a_promise_is_counted() -> None:
    """24 hours were promised, 72 have passed: two days too many."""
    made = parse_moment("2026-05-01 15:00")
    late = promise(0, "24小时内发货", made_at=made, due=made.at + timedelta(hours=24))
    told = replace(NOT_ARRIVED, promises=(late,))
    assert values(told, background(KNOWLEDGE, told, NOW))["overdue"] == "2天"
    assert "承诺“24小时内发货”，至今已逾期2天" in written(told, "site-chat", Kind.FOLLOWUP)


def test_asking_again_is_polite_and_offers_material() -> None:
    text = written(PROMISED, "site-chat", Kind.FOLLOWUP)
    assert in_order(text, "您好", "售后进展", "202405XXXX", "如需补充材料", "谢谢")
    assert "24至48小时" in KNOWLEDGE.frames[Kind.FOLLOWUP].when


def test_a_complaint_tells_the_contacts_their_result_and_the_basis() -> None:
    text = written(PROMISED, "12315")
    assert in_order(text, "在平台客服提交退款申请", "客服承诺“48小时内处理”", "请求：", "依据：《")


def test_the_platform_is_told_of_the_promise_that_was_not_kept() -> None:
    text = written(PROMISED, "platform", Kind.INTERVENTION)
    assert in_order(
        text, "申请平台介入", "202405XXXX", "5月1日", "提交退款申请", "承诺“48小时内处理”", "期限已过24小时"
    )
    assert "全额退款50元" in text


def test_who_answered_and_the_ticket_are_told_again() -> None:
    call = event(
        "2026-05-02 10:00", "拨打热线，客服答应5月3日前答复", channel="site-hotline", agent="007", ticket="GD1"
    )
    told = replace(NOT_ARRIVED, events=(*NOT_ARRIVED.events, call))
    assert "客服：007；编号GD1" in written(told, "email", Kind.EMAIL)
    assert "工单号：GD1" in written(told, "site-ticket", Kind.FOLLOWUP)


def test_a_topup_message_gives_order_number_screenshot_and_time() -> None:
    text = written(NOT_ARRIVED, "site-chat", Kind.FIRST)
    assert in_order(text, "订单号：202405XXXX", "2026年5月1日14:30", "凭证：证据1")


def test_what_happened_is_told_as_time_deed_and_trouble() -> None:
    told = replace(NOT_ARRIVED, events=(event("2026-05-01 14:30", "使用支付宝充值100元，提示支付成功但未到账"),))
    known = values(told, background(KNOWLEDGE, told, NOW))
    assert known["incident"] == "2026年5月1日14时30分，使用支付宝充值100元，提示支付成功但未到账"


def test_the_example_with_time_payment_and_sum_is_composed() -> None:
    told = case(
        platform=Platform.SITE,
        orders=(order(number="123456", product="100元游戏点卡", paid=Decimal(100), payment=Payment.ALIPAY),),
        events=(event("2026-05-04 14:30", "使用支付宝充值100元游戏点卡，提示支付成功但未到账"),),
        demand="今天18时前退款100元",
    )
    text = written(told, "site-chat", Kind.FIRST)
    assert "14:30，使用支付宝充值100元游戏点卡，提示支付成功但未到账" in text
    assert in_order(text, "订单号：123456", "支付方式：支付宝")


@pytest.mark.parametrize("channel", ["heimao", "site-social"])
def test_a_public_text_hides_the_order_number_and_the_merchant_sees_it(channel: str) -> None:
    told = replace(NOT_ARRIVED, orders=(replace(NOT_ARRIVED.orders[0], number="261101-123456789012345"),))
    assert "261101-123456789012345" not in written(told, channel)
    assert "261101-123456789012345" in written(told, "site-chat")
