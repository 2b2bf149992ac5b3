"""What a message says that is composed from a case, and what another does not: rows of docs/practices.md."""

from dataclasses import replace

import pytest

from caseorg.domain.case import Payment, Platform
from practices.places import Shown
from practices.told import INVALID, NOT_ARRIVED, PROMISED, Told, demanding, happened, order, with_scenario

DELAYED, SOLD_OUT, WRONG = (with_scenario(INVALID, key) for key in ("delayed", "sold-out", "wrong-input"))
STOLEN = with_scenario(NOT_ARRIVED, "account-stolen", Platform.SITE)
REFUSED = with_scenario(INVALID, "refund-refused")
TOP_UP = replace(
    NOT_ARRIVED,
    details=replace(
        NOT_ARRIVED.details,
        orders=(order("A123456", "100元游戏点卡", 100, payment=Payment.ALIPAY),),
        demand="收到本消息后24小时内退款100元",
    ),
    events=(happened("2026-11-04 14:30", "使用支付宝充值100元游戏点卡，提示支付成功但未到账"),),
)


@pytest.mark.parametrize(
    ("row", "case", "to", "words", "elsewhere"),
    [
        (5, INVALID, "pdd-merchant first", "请查询该卡密的订单日志与使用记录", (NOT_ARRIVED, "site-chat first")),
        (
            17,
            INVALID,
            "pdd human",
            "请转人工客服|261101-123456789012345|推荐性国家标准GB/T 47746—2026",
            (INVALID, "pdd first"),
        ),
        (
            23,
            INVALID,
            "pdd-merchant first",
            "订单号：261101-123456789012345|页面提示“无效”|诉求：",
            (NOT_ARRIVED, "site-chat first"),
        ),
        (
            24,
            INVALID,
            "pdd-merchant first",
            "261101-|10元游戏点卡|卡密（尾号3B7Q），页面提示“无效”|重新发卡或退款10元",
            (NOT_ARRIVED, "site-chat first"),
        ),
        (26, INVALID, "pdd-merchant upgrade", "请转交二级客服", (INVALID, "pdd-merchant first")),
        (
            34,
            DELAYED,
            "pdd-merchant first",
            "请协调优先处理，并告知预计到账的具体时间",
            (INVALID, "pdd-merchant first"),
        ),
        (36, INVALID, "pdd-merchant upgrade", "请书面说明拒绝的具体理由和所依据的规则条款", (INVALID, "pdd human")),
        (36, REFUSED, "pdd-merchant first", "请书面说明拒绝依据：依哪一条规则", (INVALID, "pdd-merchant first")),
        (
            40,
            demanding("要求30分钟内重发卡密"),
            "pdd-merchant first",
            "诉求：要求30分钟内重发卡密。",
            (INVALID, "pdd-merchant first"),
        ),
        (
            41,
            demanding("要求24小时内核实到账状态"),
            "pdd-merchant first",
            "诉求：要求24小时内核实到账状态。",
            (INVALID, "pdd-merchant first"),
        ),
        (47, PROMISED, "heimao public", "订单号：202****1A1", (PROMISED, "site-chat first")),
        (49, NOT_ARRIVED, "site-chat first", "提供充值流水号、到账时间和到账账号", (INVALID, "pdd-merchant first")),
        (62, NOT_ARRIVED, "site-chat first", "20240501A1|未收到卡密|全额退款50元", (INVALID, "pdd-merchant first")),
        (
            63,
            NOT_ARRIVED,
            "site-chat first",
            "订单号：20240501A1|50元游戏点卡|未收到卡密|24小时内核实并全额退款50元|另请协助",
            (INVALID, "pdd-merchant first"),
        ),
        (67, PROMISED, "email email", "客服：007；编号GD1", (NOT_ARRIVED, "email email")),
        (68, PROMISED, "email email", "紧急退款-订单号20240501A1", (PROMISED, "site-chat first")),
        (80, PROMISED, "platform intervention", "未收到卡密|请求：|《电子商务法》", (INVALID, "pdd-merchant first")),
        (
            81,
            PROMISED,
            "platform intervention",
            "提交退款申请|48小时内处理|请求：|依据：《",
            (NOT_ARRIVED, "platform intervention"),
        ),
        (
            82,
            PROMISED,
            "platform intervention",
            "付款50元|至今未收到卡密|期限已过|全额退款50元",
            (INVALID, "pdd intervention"),
        ),
        (83, PROMISED, "site-chat followup", "承诺“48小时内处理”，至今已逾期", (NOT_ARRIVED, "site-chat followup")),
        (
            85,
            PROMISED,
            "site-chat followup",
            "您好，想了解以下订单的售后进展|20240501A1|如需补充材料请一次列明|谢谢",
            (PROMISED, "site-chat first"),
        ),
        (
            102,
            PROMISED,
            "12315 complaint",
            "在平台客服提交退款申请|客服承诺“48小时内处理”|请求：|依据：《",
            (NOT_ARRIVED, "12315 complaint"),
        ),
        (
            103,
            PROMISED,
            "platform intervention",
            "申请平台介入|20240501A1|提交退款申请|承诺“48小时内处理”|期限已过|全额退款50元",
            (PROMISED, "site-chat first"),
        ),
        (121, PROMISED, "site-ticket followup", "工单号：GD1", (NOT_ARRIVED, "site-ticket followup")),
        (125, NOT_ARRIVED, "site-chat first", "订单号：20240501A1|2026年11月1日14:30", (INVALID, "pdd-merchant first")),
        (128, STOLEN, "site-hotline first", "请立即冻结账户", (NOT_ARRIVED, "site-hotline first")),
        (
            130,
            STOLEN,
            "site-ticket first",
            "异常登录和交易的时间、设备、地点和去向",
            (NOT_ARRIVED, "site-ticket first"),
        ),
        (132, SOLD_OUT, "pdd-merchant first", "请补发同等面值", (INVALID, "pdd-merchant first")),
        (133, WRONG, "pdd-merchant first", "请指导正确的使用步骤", (INVALID, "pdd-merchant first")),
        (
            136,
            TOP_UP,
            "site-chat first",
            "14:30，使用支付宝充值100元游戏点卡，提示支付成功但未到账",
            (NOT_ARRIVED, "site-chat first"),
        ),
        (
            138,
            TOP_UP,
            "site-chat first",
            "订单号：A123456|支付方式：支付宝|14:30，使用支付宝充值100元游戏点卡，提示支付成功但未到账|退款100元",
            (NOT_ARRIVED, "site-chat first"),
        ),
    ],
)
def test_the_message_says_it_in_this_order_and_another_does_not(
    shown: Shown, row: int, case: Told, to: str, words: str, elsewhere: tuple[Told, str]
) -> None:
    text = shown("caseorg message", case, *options(to))
    places = [text.find(one) for one in words.split("|")]
    assert -1 not in places, (row, text)
    assert places == sorted(places), (row, text)
    assert words.split("|")[0] not in shown("caseorg message", elsewhere[0], *options(elsewhere[1])), row


def options(to: str) -> list[str]:
    channel, kind = to.split()
    return ["--channel", channel, "--kind", kind]


def test_the_invented_terms_are_never_cited(shown: Shown) -> None:
    for case, to in ((PROMISED, "platform intervention"), (PROMISED, "12315 complaint"), (REFUSED, "12315 complaint")):
        assert "虚拟商品退款条款" not in shown("caseorg message", case, *options(to))


def test_a_membership_is_not_complained_of_by_the_article_on_prepayment(shown: Shown) -> None:
    membership = with_scenario(INVALID, "membership")
    assert "第五十三条" not in shown("caseorg message", membership, *options("12315 complaint"))
