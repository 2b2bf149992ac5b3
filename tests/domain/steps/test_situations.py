"""Which door comes first in trouble of each kind, and what is said of the doors that are closed."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from caseorg.domain.case import CaseFile, Part, Payment, Platform, Side
from caseorg.domain.clocks.deadline import ClockState
from caseorg.domain.moments import BEIJING, parse_moment
from caseorg.domain.papers.missing import Missing
from caseorg.knowledge.agenda import clocks_of
from caseorg.knowledge.position import signs_of, unsuited
from caseorg.knowledge.stories import story_of
from domain.build import merchant, promise
from domain.steps.situations import KNOWLEDGE, NOW, happened, noted, refused, step, told

BOUGHT = happened("11-10 10:00", "我在拼多多买点卡，付款98元")
USED = happened("11-10 11:00", "卡密提示“已被使用”")
ASKED = happened("11-12 09:00", "我联系商家客服要求退款", channel="pdd-merchant")
NO = happened("11-12 12:00", "客服回复“一经售出概不退换”", channel="pdd-merchant")
STEPPED_IN = happened("11-13 09:00", "我申请平台介入", channel="pdd", milestone="platform-requested")
PLATFORM_NO = happened("11-16 09:00", "平台客服回复“驳回介入申请”", channel="pdd")
STOLEN = happened("11-26 09:00", "收到异地登录提醒，余额少了300元，不是我操作的")
LURED = happened("11-21 22:00", "我在闲鱼看到个人卖家卖游戏账号，卖家让我加微信付款")
TRANSFER = happened("11-21 22:05", "我通过微信转账860元给对方")
MORE = happened("11-21 22:30", "对方说账号被冻结，要再交300元保证金才能发货")
BLOCKED = happened("11-21 23:00", "对方把我拉黑")
SITE = {"platform": Platform.SITE, "payment": Payment.BANK}
XIANYU = {"platform": Platform.XIANYU, "parties": (merchant("小鱼号仓"),)}
MARKET = {"platform": Platform.OTHER, "parties": (merchant(""),), "number": ""}

KINDS: dict[str, tuple[CaseFile, str, str | None]] = {
    "paid privately, more money wanted, blocked": (noted(LURED, TRANSFER, MORE, BLOCKED, **XIANYU), "police", "report"),
    "paid privately and blocked": (noted(LURED, TRANSFER, BLOCKED, **XIANYU), "police", "report"),
    "paid privately and silent": (
        noted(LURED, TRANSFER, happened("11-25", "我多次联系，对方已读不回"), **XIANYU), "police", "report"),
    "bought in a group and thrown out": (
        noted(happened("11-20", "我在QQ群里向群友买卡，微信红包付了200元"), happened("11-21", "对方把我踢出群"),
              **MARKET),
        "police", "report"),
    "a shop wants a second order before it refunds": (
        noted(BOUGHT, happened("11-11", "卖家说订单卡单了，需要再拍一单激活退款通道")), "police", "report"),
    "a caller wants money for the refund": (
        noted(BOUGHT, happened("11-11", "有人自称客服，让我到备用金里申请500元确认收款")), "police", "report"),
    "a swindle by its scenario": (noted(scenario="fake-service"), "police", "report"),
    "a stolen account": (noted(STOLEN, **MARKET), "wechat-pay", "first"),
    "money taken by a link": (
        noted(happened("11-20", "我点了短信里的链接，随后支付宝被转走2000元"), payment=Payment.ALIPAY, **MARKET),
        "alipay", "first"),
    "an account taken back by a seller who then blocked": (
        noted(happened("11-20", "我在闲鱼买账号，付款98元"), happened("11-25", "账号被原主找回，联系卖家被拉黑"),
              **XIANYU),
        "xianyu", "intervention"),
    "a card used by somebody else": (
        noted(happened("11-26", "银行卡被盗刷500元，非本人操作"), number="", **SITE), "site-hotline", "first"),
    "a code given away": (noted(BOUGHT, happened("11-11", "我把验证码告诉了对方")), "pdd", "first"),
    "a vanished site, much money": (
        noted(happened("10-08", "我在网站买礼品卡，银行转账200000元"), happened("11-20", "网站打不开，客服不再回复"),
              paid=200000, **SITE), "police", "report"),
    "a vanished site, little money": (
        noted(happened("10-08", "我在网站买点卡，付款98元"), happened("11-20", "网站打不开了"), **SITE),
        "police", "report"),
    "a shop closed on a platform": (
        noted(BOUGHT, USED, ASKED, happened("11-15", "店铺关闭了")), "pdd", "intervention"),
    "a shop that blocked after a quarrel": (
        noted(BOUGHT, USED, happened("11-21", "我骂了客服，客服把我拉黑了")), "pdd", "intervention"),
    "refused, platform not asked": (noted(BOUGHT, USED, ASKED, NO), "pdd", "intervention"),
    "silent, platform not asked": (
        noted(BOUGHT, USED, ASKED, happened("11-20", "我再次联系，客服没有回复")), "pdd", "intervention"),
    "refused by shop and platform": (
        noted(BOUGHT, USED, ASKED, NO, STEPPED_IN, PLATFORM_NO), "12315", "complaint"),
    "refused by the platform that only the words name": (
        noted(BOUGHT, USED, ASKED, NO, happened("11-13", "我申请平台介入"), PLATFORM_NO), "12315", "complaint"),
    "answered, but nothing demanded": (
        noted(BOUGHT, happened("11-10 12:00", "店铺客服说只收到一笔", channel="pdd-merchant")),
        "pdd-merchant", "first"),
    "nobody asked": (noted(BOUGHT, USED), "pdd-merchant", "first"),
    "promised, the time has passed": (
        noted(BOUGHT, USED, ASKED, promises=(
            promise(0, "24小时内处理", due=datetime(2026, 11, 13, 9, tzinfo=BEIJING),
                    made_at=parse_moment("2026-11-12 09:30")),)), "pdd-merchant", "followup"),
    "a private seller who refused": (
        noted(happened("11-20", "我在闲鱼买账号，付款98元"), happened("11-21", "账号无法登录"),
              happened("11-22", "我联系卖家要求退款，卖家说不退"), **XIANYU), "xianyu", "intervention"),
    "a private seller, refused by the platform too": (
        noted(happened("11-20", "我在闲鱼买账号，付款98元"), happened("11-21", "账号无法登录"),
              happened("11-22", "我联系卖家要求退款，卖家说不退"), happened("11-23", "我申请小法庭", channel="xianyu"),
              happened("11-26", "平台客服判定不支持退款", channel="xianyu"), **XIANYU), "court", None),
    "bought to sell": (
        noted(happened("11-01", "我开网店转卖，进货200张点卡，其中50张无效"), answers={"daily-life": "否"}, **SITE),
        "site-chat", "first"),
    "bought to sell, refused": (
        noted(happened("11-01", "我开网店转卖，进货200张点卡，其中50张无效"),
              happened("11-05", "我联系客服要求退款，客服拒绝退款", channel="site-chat"),
              answers={"daily-life": "否"}, **SITE), "letter", "demand-letter"),
    "a child's purchases": (
        noted(happened("11-20", "10岁的女儿给主播打赏了1200元，我不同意"), **MARKET), "guardian", "first"),
    "a child's purchases in a shop": (
        noted(happened("11-20", "8岁的儿子买了点卡，付款98元，我不同意")), "pdd", "first"),
    "a private deal by its scenario": (noted(scenario="private-deal", **XIANYU), "police", "report"),
    "who takes money for refunds": (noted(scenario="refund-agent"), "police", "report"),
    "an account taken back by its first owner": (
        noted(happened("11-20", "我在闲鱼买账号，付款98元"), happened("11-25", "账号被原主找回，无法登录"),
              scenario="account-recovered", **XIANYU), "xianyu", "first"),
    "bought in an app": (
        noted(happened("11-20", "我在应用里充值98元"), happened("11-20", "一直没有到账"), scenario="app-store",
              platform=Platform.OTHER), "app-store", "first"),
    "refused by the app store": (
        noted(happened("11-20", "我在应用里充值98元，一直没有到账"),
              happened("11-21", "我申请退款", channel="app-store"),
              happened("11-22", "客服拒绝退款", channel="app-store"),
              scenario="app-store", platform=Platform.OTHER), "platform", "intervention"),
    "a child's purchases, refused": (
        noted(happened("11-20", "8岁的儿子给游戏充值了648元"),
              happened("11-21", "我联系游戏客服要求退款，客服说不能退款", channel="platform"),
              platform=Platform.OTHER, scenario="minor"), "guardian", "first"),
    "a child's purchases, refused to the guardian too": (
        noted(happened("11-20", "8岁的儿子给游戏充值了648元"),
              happened("11-21", "我联系游戏客服要求退款，客服说不能退款", channel="platform"),
              happened("11-23", "我申请退款", channel="guardian"),
              happened("11-25", "客服拒绝退款", channel="guardian"),
              platform=Platform.OTHER, scenario="minor"), "12315", "complaint"),
    "renewed without a word": (
        noted(happened("09-15", "自动扣费25元，没有提醒"), happened("10-15", "又自动扣费25元"), scenario="auto-renewal",
              platform=Platform.OTHER, number=""), "merchant", "first"),
    "12315 did not take it": (
        noted(BOUGHT, USED, happened("11-17", "我在12315投诉"), happened("11-24", "12315答复不予受理")), "court", None),
    "a telephone company did not help": (
        noted(happened("10-01", "我向运营商充话费100元"), happened("10-02", "话费没有到账"),
              happened("10-03", "我向运营商投诉", milestone="telecom-complained"), platform=Platform.OTHER,
              parties=(merchant("中国移动上海公司", address="上海"),)), "telecom", "complaint"),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_the_door_that_comes_first(kind: str) -> None:
    of, channel, message = KINDS[kind]
    found = step(of)
    assert (found.channel, found.kind.value if found.kind else None) == (channel, message), told(found)
    assert str(found.do) and str(found.why)


FRAUD = [kind for kind, (_, channel, _) in KINDS.items() if channel == "police" and "vanished" not in kind]


@pytest.mark.parametrize("kind", FRAUD)
def test_swindlers_are_not_written_to_and_the_money_comes_first(kind: str) -> None:
    found = step(KINDS[kind][0])
    assert found.pressing
    assert all(word in told(found) for word in ("110", "96110", "冻结", "止付"))
    assert {"merchant", "email"} <= refused(found).keys()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "vanished" in kind])
def test_a_vanished_site_is_not_asked_over_its_own_channels(kind: str) -> None:
    found = step(KINDS[kind][0])
    assert {"site-chat", "site-hotline", "site-ticket", "email"} <= refused(found).keys()
    assert ("财产保全" in told(found)) is ("much" in kind)
    assert "12315" not in refused(found)


CLOSED = {
    "paid privately, more money wanted, blocked": "诈骗",
    "bought in a group and thrown out": "诈骗",
    "a private seller who refused": "个人",
    "bought to sell": "生活消费",
}


@pytest.mark.parametrize(("kind", "why"), CLOSED.items())
def test_12315_says_why_it_is_closed_what_instead_and_when_it_opens(kind: str, why: str) -> None:
    (found,) = [one for one in step(KINDS[kind][0]).refused if one.channel == "12315"]
    assert why in found.why and found.instead and found.opens
    assert any("市场监督管理投诉举报处理办法" in one for one in found.basis)
    assert not found.usual


@pytest.mark.parametrize("kind", [kind for kind, (_, channel, _) in KINDS.items() if channel == "12315"])
def test_12315_is_not_said_to_do_more_than_it_can(kind: str) -> None:
    found = step(KINDS[kind][0])
    assert "can only mediate" in str(found.then)
    assert found.then
    assert "2026-12-08" in str(found.then)


OLD = (happened("2023-05-10 10:00", "我在拼多多买点卡，付款98元"), happened("2023-05-10 11:00", "卡密无效"))


@pytest.mark.parametrize(
    ("of", "why"),
    [
        (noted(*OLD), "三年"),
        (noted(happened("2023-11-27", "卡密无效")), "三年"),
        (noted(BOUGHT, happened("2022-01-01", "发现少充", milestone="harm-known")), "三年"),
        (noted(BOUGHT, USED, answers={"handled-elsewhere": "是"}), "已经受理"),
        (noted(BOUGHT, USED, happened("11-20", "消协已受理我的投诉")), "已经受理"),
    ],
)
def test_what_is_too_old_or_was_taken_elsewhere_is_told_so(of: CaseFile, why: str) -> None:
    assert why in refused(step(of))["12315"]


@pytest.mark.parametrize(
    "of",
    [
        noted(happened("2023-11-29", "卡密无效")),
        noted(*OLD, happened("11-01", "又自动扣费25元"), happened("10-01", "自动扣费25元")),
        noted(happened("2023-05-10", "我买了五年会员，付款98元"), happened("11-20", "会员失效")),
        noted(BOUGHT, USED, happened("11-20", "消协答复不予受理")),
    ],
)
def test_what_went_wrong_within_three_years_is_not_too_old(of: CaseFile) -> None:
    assert "12315" not in refused(step(of))


def test_a_case_that_was_taken_elsewhere_goes_on_there() -> None:
    found = step(noted(BOUGHT, USED, ASKED, NO, happened("11-20", "法院已立案")))
    assert found.do.text.startswith("Go on where the matter was taken")


@pytest.mark.parametrize(
    ("fields", "waived"),
    [
        ({"scenario": "auto-renewal"}, True),
        ({"scenario": "minor"}, True),
        ({"platform": Platform.OTHER}, True),
        ({}, False),
    ],
)
def test_a_missing_order_number_holds_up_only_where_there_is_one(fields: dict[str, Any], waived: bool) -> None:
    of = noted(BOUGHT, USED, number="", **fields)
    assert (step(of).gap is Missing.ORDER) is not waived


def test_a_private_transfer_needs_no_order_number() -> None:
    paid = happened("11-20", "我向网友买账号，微信转账98元给对方")
    of = noted(paid, happened("11-21", "账号登不上"), **{**MARKET, "parties": (merchant("张三"),)})
    assert step(of).gap is None


def test_after_the_police_come_payment_service_platform_and_the_receipt() -> None:
    events = [LURED, TRANSFER, MORE, BLOCKED]
    seen = [step(noted(*events, **XIANYU)).channel]
    for channel, text in (("police", "我到派出所报案"), ("wechat-pay", "我投诉这笔转账"), ("xianyu", "我举报对方账号")):
        events.append(happened("11-28 09:00", text, channel=channel))
        found = step(noted(*events, **XIANYU))
        seen.append(found.channel)
        assert not found.urgent
    assert seen == ["police", "wechat-pay", "xianyu", ""]
    assert "receipt" in str(found.do)


def test_a_report_to_the_police_is_known_by_its_words() -> None:
    reported = noted(LURED, TRANSFER, MORE, BLOCKED, happened("11-22", "我已报警，派出所出具受案回执"), **XIANYU)
    assert step(reported).channel == "wechat-pay"
    planned = noted(LURED, TRANSFER, MORE, BLOCKED, happened("11-22", "我打算去报警"), **XIANYU)
    assert step(planned).channel == "police"


def test_a_vanished_site_and_much_money_go_to_lawyer_letter_and_12315_in_turn() -> None:
    events = [happened("10-08", "我在网站买礼品卡，银行转账200000元"), happened("11-20", "网站打不开，客服不再回复")]
    seen = []
    for channel, text in (("", ""), ("police", "我报了警"), ("court", "找了律师"), ("letter", "寄出催告函")):
        if channel:
            events.append(happened("11-27", text, channel=channel))
        seen.append(step(noted(*events, paid=200000, **SITE)).channel)
    assert seen == ["police", "court", "letter", "12315"]


def test_somebody_who_speaks_again_is_not_gone() -> None:
    gone = noted(BOUGHT, USED, happened("11-20", "店铺关闭了"))
    assert "pdd-merchant" in refused(step(gone))
    back = replace(gone, events=(*gone.events, happened("11-25", "商家重新联系我，说会处理", channel="pdd-merchant")))
    assert "pdd-merchant" not in refused(step(back))


@pytest.mark.parametrize(
    "text",
    ["客服关闭了我的投诉", "平台关闭了我的介入申请", "商品链接已下架", "我自己关闭了自动续费"],
)
def test_what_was_closed_is_not_always_the_shop(text: str) -> None:
    assert "pdd-merchant" not in refused(step(noted(BOUGHT, USED, happened("11-20", text))))


def test_a_plan_is_no_sign() -> None:
    plan = happened("11-20", "打算再去微信转账给对方", part=Part.ASIDE)
    assert step(noted(BOUGHT, USED, plan)).channel == "pdd-merchant"


def test_flipping_one_part_by_hand_changes_the_next_step() -> None:
    """`已登记` can be anything; what the user says it is decides."""
    found = {}
    for part in (Part.ANSWER, Part.REFUSAL, Part.SILENCE, Part.ASIDE):
        said = happened("11-20", "已登记", channel="pdd-merchant", part=part, side=Side.SERVICE)
        now = step(noted(BOUGHT, USED, ASKED, said))
        found[part] = (now.channel, now.kind.value if now.kind else None)
    assert found == {
        Part.ANSWER: ("pdd-merchant", "upgrade"),
        Part.REFUSAL: ("pdd", "intervention"),
        Part.SILENCE: ("pdd", "intervention"),
        Part.ASIDE: ("pdd", "intervention"),
    }
    early = datetime(2026, 11, 13, 10, tzinfo=BEIJING)
    assert step(noted(BOUGHT, USED, ASKED), early).channel == "pdd-merchant"


def test_a_renewal_is_stopped_before_the_next_charge() -> None:
    of = KINDS["renewed without a word"][0]
    (danger,) = step(of).urgent
    assert danger.until == datetime(2026, 12, 14, 23, 59, tzinfo=BEIJING)
    assert not step(of).pressing
    stopped = replace(of, events=(*of.events, happened("11-20", "我已取消自动续费")))
    assert step(stopped).urgent == ()


@pytest.mark.parametrize(
    ("of", "words"),
    [
        (noted(happened("11-05", "我购买代练，付款360元"), happened("11-10", "代练只完成8星")), "改密码"),
        (KINDS["a child's purchases, refused"][0], "免密支付"),
        (KINDS["bought to sell"][0], "及时通知"),
    ],
)
def test_what_one_should_do_oneself_stands_beside_the_step(of: CaseFile, words: str) -> None:
    assert any(words in str(one.do) for one in step(of).urgent)


def test_a_follow_up_to_somebody_who_is_gone_says_where_to_go_instead() -> None:
    of = noted(BOUGHT, USED, ASKED, happened("11-15", "店铺关闭了"))
    (clock,) = [
        one for one in clocks_of(KNOWLEDGE, of, story_of(KNOWLEDGE, of), NOW) if one.key.startswith("follow-up")
    ]
    assert clock.state is ClockState.OVERDUE
    assert "找平台" in clock.advice
    assert ["找平台" in str(reason) for reason in clock.reasons] == [True]
    open_ = noted(BOUGHT, USED, ASKED)
    (clock,) = [one for one in clocks_of(KNOWLEDGE, open_, story_of(KNOWLEDGE, open_), NOW) if one.channel]
    assert "有礼貌" in clock.advice


def test_two_ways_of_paying_are_asked_about() -> None:
    of = noted(LURED, TRANSFER, MORE, payment=Payment.ALIPAY, **XIANYU)
    assert any(one.values == {"noted": "支付宝", "told": "微信支付"} for one in step(of).asks)
    assert not step(noted(LURED, TRANSFER, MORE, **XIANYU)).asks


def test_answers_that_do_not_fit_the_words_are_asked_about() -> None:
    of = noted(BOUGHT, USED, title="企业礼品卡未发货", answers={"daily-life": "是"})
    assert any("企业礼品卡" in str(one) for one in step(of).asks)


def test_all_that_came_back_may_settle_it() -> None:
    back = happened("11-20", "商家退款98元到账")
    assert step(noted(BOUGHT, USED, ASKED, back)).do.text.startswith("Close the case")
    half = happened("11-20", "商家退款40元到账")
    assert not step(noted(BOUGHT, USED, ASKED, half)).do.text.startswith("Close the case")


def test_of_a_part_that_is_claimed_what_came_back_before_does_not_count() -> None:
    early, late = happened("11-11", "商家退款50元到账"), happened("11-20", "商家又退款48元到账")
    half = {"demand": "退还剩下的48元，2026年12月5日前"}
    assert not step(noted(BOUGHT, USED, early, ASKED, **half)).do.text.startswith("Close the case")
    assert step(noted(BOUGHT, USED, early, ASKED, late, **half)).do.text.startswith("Close the case")


ORDINARY = noted(BOUGHT, USED, ASKED, NO)


@pytest.mark.parametrize(
    ("channel", "of", "why"),
    [
        ("police", ORDINARY, "不归警方"),
        ("police", noted(LURED, TRANSFER, BLOCKED, **XIANYU), ""),
        ("police", noted(STOLEN, **MARKET), ""),
        ("12378", ORDINARY, "银行"),
        ("12378", noted(happened("11-26", "银行卡被盗刷500元"), payment=Payment.BANK), ""),
        ("12363", ORDINARY, "支付机构"),
        ("12363", noted(BOUGHT, happened("11-20", "微信支付答复无法处理", channel="wechat-pay")), ""),
        ("telecom", ORDINARY, "运营商"),
        ("telecom", KINDS["a telephone company did not help"][0], ""),
        ("heimao", KINDS["bought to sell"][0], "生活消费"),
        ("letter", KINDS["a private seller who refused"][0], "地址"),
        ("12315", ORDINARY, ""),
        ("pdd-merchant", ORDINARY, ""),
    ],
)
def test_a_channel_says_why_it_does_not_fit(channel: str, of: CaseFile, why: str) -> None:
    found = unsuited(KNOWLEDGE, of, story_of(KNOWLEDGE, of), KNOWLEDGE.channels[channel], NOW)
    assert bool(found) is bool(why)
    assert why in str(found)


def test_the_platform_is_not_asked_to_step_in_where_nothing_was_paid_there() -> None:
    of = noted(LURED, TRANSFER, happened("11-22", "账号登不上，我联系卖家要求退款，卖家说不退"), **XIANYU)
    xianyu = KNOWLEDGE.channels["xianyu"]
    kinds = [kind for kind in xianyu.kinds if unsuited(KNOWLEDGE, of, story_of(KNOWLEDGE, of), xianyu, NOW, kind)]
    assert kinds == ["intervention"]
    assert step(of).channel != "xianyu"


def test_every_sign_has_its_beats_in_the_order_of_time() -> None:
    of = noted(LURED, TRANSFER, MORE, BLOCKED, **XIANYU)
    signs = signs_of(KNOWLEDGE, of, story_of(KNOWLEDGE, of), NOW)
    assert {"more-money", "private-payment", "blocked", "gone", "private-seller", "payment:wechat"} <= signs.keys()
    assert [beat.text for beat in signs["gone"]] == ["对方把我拉黑"]


def test_what_somebody_said_stands_in_single_marks_within_the_reason() -> None:
    lure = happened("11-21 22:30", "商家说：“账号被冻结，要再交300元保证金才能发货”")
    why = str(step(noted(LURED, TRANSFER, lure, BLOCKED, **XIANYU)).why)
    assert "‘账号被冻结，要再交300元保证金才能发货’”" in why
